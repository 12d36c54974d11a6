//! Addresses of links as documents hold them → addresses that may stand on paper, without the pages that count who
//! follows them; some of those name the reader, or the mailbox that a mail went to.

use super::said::{Said, What};
use std::sync::Arc;

/// The longest address, in bytes.
const MAX_ADDRESS: usize = 2_000;

/// Kinds of addresses that copy may have.
const SCHEMES: [&str; 4] = ["http", "https", "mailto", "tel"];

/// Pages that only lead on: what the host ends with, what the path begins with, and the parameter that holds the goal.
const WRAPPERS: [(&str, &str, &str); 8] = [
    ("google.com", "/url", "q"),
    ("google.com", "/url", "url"),
    ("safelinks.protection.outlook.com", "/", "url"),
    ("l.facebook.com", "/l.php", "u"),
    ("lm.facebook.com", "/l.php", "u"),
    ("l.instagram.com", "/", "u"),
    ("youtube.com", "/redirect", "q"),
    ("slack-redir.net", "/link", "url"),
];

/// The address of a link; `None` (said) where it leads nowhere from paper: within the document, to a file, to a program.
pub(super) fn link(raw: &str, said: &mut Said) -> Option<Arc<str>> {
    let mut address: String = raw.trim().chars().filter(|c| !c.is_control()).collect();
    for _ in 0..3 {
        let Some(goal) = unwrapped(&address) else { break };
        said.one(What::Unwrapped);
        address = goal;
    }
    let scheme = address.split_once(':').map(|(s, _)| s.to_ascii_lowercase());
    let known = scheme.is_some_and(|s| SCHEMES.contains(&s.as_str()));
    if !known || address.len() > MAX_ADDRESS {
        if !address.is_empty() {
            said.one(What::Links);
        }
        return None;
    }
    Some(address.replace(' ', "%20").into())
}

/// Where a page that only leads on leads to.
fn unwrapped(address: &str) -> Option<String> {
    let (scheme, rest) = address.split_once("://")?;
    if !scheme.eq_ignore_ascii_case("https") && !scheme.eq_ignore_ascii_case("http") {
        return None;
    }
    let (host, path) = rest.split_at(rest.find('/')?);
    let (path, query) = path.split_once('?')?;
    let host = host.to_ascii_lowercase();
    let of = |end: &str| host == end || host.strip_suffix(end).is_some_and(|h| h.ends_with('.'));
    let query = query.split('#').next().unwrap_or(query);
    let goal =
        WRAPPERS.iter().filter(|(end, start, _)| of(end) && path.starts_with(start)).find_map(|(_, _, key)| {
            let value = query.split('&').find_map(|p| p.strip_prefix(*key)?.strip_prefix('='))?;
            let goal = percent_decoded(value)?;
            (goal.starts_with("http://") || goal.starts_with("https://")).then_some(goal)
        })?;
    Some(goal)
}

/// `a%20b` → `a b`; `None` where that is no text.
pub(super) fn percent_decoded(text: &str) -> Option<String> {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut i = 0;
    while i < bytes.len() {
        let pair = bytes.get(i + 1..i + 3).and_then(|p| u8::from_str_radix(std::str::from_utf8(p).ok()?, 16).ok());
        match (bytes[i], pair) {
            (b'%', Some(byte)) => {
                out.push(byte);
                i += 3;
            }
            (byte, _) => {
                out.push(byte);
                i += 1;
            }
        }
    }
    String::from_utf8(out).ok()
}

/// Whether the words of a link are its own address, so that it may be written in angle brackets.
pub(super) fn shows_itself(words: &str, link: &str) -> bool {
    let safe = |c: char| c.is_ascii_alphanumeric() || "-._~:/?#@!$&()+,;=%".contains(c);
    let mail = link.strip_prefix("mailto:").is_some_and(|m| m == words && is_mail(words));
    let web = words == link && ["http://", "https://"].iter().any(|s| link.starts_with(s));
    (mail || web) && words.chars().all(safe)
}

fn is_mail(words: &str) -> bool {
    let plain = |s: &str| !s.is_empty() && s.chars().all(|c| c.is_ascii_alphanumeric() || "-._+".contains(c));
    let label = |l: &str| {
        !l.is_empty()
            && !l.starts_with('-')
            && !l.ends_with('-')
            && l.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
    };
    words.split_once('@').is_some_and(|(name, host)| plain(name) && host.split('.').all(label))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_lead_straight_to_their_goal() {
        let mut said = Said::default();
        let google = "https://www.google.com/url?q=https://example.org/a%3Fb%3D1&sa=D&source=editors";
        assert_eq!(link(google, &mut said).as_deref(), Some("https://example.org/a?b=1"));
        let mail = "https://nam02.safelinks.protection.outlook.com/?url=https%3A%2F%2Fexample.org%2F&data=05%7C01%7Cjo%40example.org";
        assert_eq!(link(mail, &mut said).as_deref(), Some("https://example.org/"));
        assert!(said.has(What::Unwrapped) && !said.has(What::Links));
        let search = "https://www.google.com/search?q=https://example.org/";
        assert_eq!(link(search, &mut said).as_deref(), Some(search));
        for nowhere in ["#top", "file:///C:/x", "javascript:alert(1)", "a.html", "urn:isbn:1"] {
            assert_eq!(link(nowhere, &mut said), None, "{nowhere}");
        }
        assert!(said.has(What::Links));
    }

    #[test]
    fn an_address_that_is_shown_is_known() {
        assert!(shows_itself("https://example.org/a?b=1", "https://example.org/a?b=1"));
        assert!(shows_itself("dock@example.org", "mailto:dock@example.org"));
        assert!(!shows_itself("here", "https://example.org/"));
        assert!(!shows_itself("https://example.org/ä", "https://example.org/ä"));
    }
}
