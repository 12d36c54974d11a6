//! The user's editor, opened at a line. The command is the user's own; what is put into it is a file of the issue and a
//! number, never anything that a page sent. No shell reads it.

use std::process::{Command, Stdio};

/// A command with places for a file and a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Editor(Vec<String>);

impl Editor {
    /// Reads a command as a shell would as far as words and quotes go: `code --goto {file}:{line}`. Where no `{file}` is
    /// asked for, the file stands last.
    pub fn new(command: &str) -> Result<Editor, String> {
        let mut words: Vec<String> = Vec::new();
        let (mut word, mut quote): (Option<String>, Option<char>) = (None, None);
        for c in command.chars() {
            match (c, quote) {
                (c, Some(open)) if c == open => quote = None,
                ('"' | '\'', None) => {
                    quote = Some(c);
                    word.get_or_insert_default();
                }
                (c, None) if c.is_whitespace() => words.extend(word.take()),
                (c, _) => word.get_or_insert_default().push(c),
            }
        }
        if quote.is_some() {
            return Err("a quotation mark is not closed".into());
        }
        words.extend(word);
        if words.is_empty() {
            return Err("it names no program".into());
        }
        if !words.iter().any(|w| w.contains("{file}")) {
            words.push("{file}".into());
        }
        Ok(Editor(words))
    }

    /// The words of the command for a file and a line.
    fn words(&self, file: &str, line: usize) -> Vec<String> {
        let line = line.to_string();
        // The file comes last: a name that holds `{line}` is a name.
        self.0.iter().map(|w| w.replace("{line}", &line).replace("{file}", file)).collect()
    }

    /// Opens it; why it could not be.
    pub fn open(&self, file: &str, line: usize) -> Result<(), String> {
        let words = self.words(file, line);
        let (program, arguments) = words.split_first().ok_or("it names no program")?;
        let mut command = Command::new(program);
        command.args(arguments).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        let mut child = command.spawn().map_err(|why| format!("`{program}` could not be started: {why}"))?;
        // Somebody has to take note of its end.
        let _ = std::thread::Builder::new().spawn(move || child.wait());
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::Editor;

    #[test]
    fn a_command_is_words_and_no_shell_reads_them() {
        let words = |command: &str, file: &str| Editor::new(command).map(|e| e.words(file, 12));
        assert_eq!(words("code --goto {file}:{line}", "a b.md").unwrap(), ["code", "--goto", "a b.md:12"]);
        assert_eq!(words("'My Editor' +{line}", "$(rm).md").unwrap(), ["My Editor", "+12", "$(rm).md"]);
        assert_eq!(words("vi \"\" {file}", "{line}.md").unwrap(), ["vi", "", "{line}.md"]);
        assert!(words("", "a").is_err());
        assert!(words("vi 'x", "a").is_err());
    }
}
