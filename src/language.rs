//! The languages: quotes, spaces at punctuation, hyphenation minima, words and dates. One row each.

/// A space that a language puts before a mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MarkSpace {
    /// None.
    None,
    /// A narrow no-break space (U+202F) before `; ! ?` and `%`, and a no-break space before `:`, as French does.
    French,
}

/// How dates are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateForm {
    /// November 6, 2026
    MonthDayYear,
    /// 6 November 2026
    DayMonthYear,
    /// 6 de noviembre de 2026
    DayDeMonthDeYear,
    /// 6. November 2026
    DayDotMonthYear,
}

/// A row of the table.
#[derive(Debug, PartialEq, Eq)]
pub struct Row {
    /// The BCP 47 tag that the row serves.
    pub tag: &'static str,
    /// Its name in English.
    pub name: &'static str,
    /// Outer quotes.
    pub quotes: [&'static str; 2],
    /// Quotes within quotes.
    pub inner_quotes: [&'static str; 2],
    /// Spaces before marks.
    pub mark_space: MarkSpace,
    /// Fewest letters before and after a hyphen.
    pub hyphen_min: [usize; 2],
    /// How dates are written.
    pub date: DateForm,
    /// January to December.
    pub months: [&'static str; 12],
    /// "Vol."
    pub volume: &'static str,
    /// "No."
    pub number: &'static str,
    /// "Page"
    pub page: &'static str,
    /// "Continued on page {}": the jump line.
    pub continued: &'static str,
    /// "From page {}": over what goes on.
    pub from_page: &'static str,
    /// Short words (lower case) after which a headline should not break: articles, prepositions, conjunctions.
    pub clinging: &'static [&'static str],
}

/// A language that the program knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Language(&'static Row);

impl std::ops::Deref for Language {
    type Target = Row;
    fn deref(&self) -> &Row {
        self.0
    }
}

impl Default for Language {
    fn default() -> Self {
        Language(&TABLE[0])
    }
}

impl Language {
    /// The row for a BCP 47 tag: the tag itself, else the first row of the same primary language (`es-MX` is `es`).
    pub fn parse(tag: &str) -> Option<Language> {
        let exact = TABLE.iter().find(|r| r.tag.eq_ignore_ascii_case(tag));
        let primary = |t: &str| t.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
        exact.or_else(|| TABLE.iter().find(|r| primary(r.tag) == primary(tag))).map(Language)
    }

    /// All rows.
    pub fn all() -> impl Iterator<Item = Language> {
        TABLE.iter().map(Language)
    }

    /// A date in the language's words; `month` and `day` count from 1.
    pub fn date(&self, year: i32, month: u8, day: u8) -> String {
        let m = self.months[usize::from(month - 1) % 12];
        match self.date {
            DateForm::MonthDayYear => format!("{m} {day}, {year}"),
            DateForm::DayMonthYear => format!("{day} {m} {year}"),
            DateForm::DayDeMonthDeYear => format!("{day} de {m} de {year}"),
            DateForm::DayDotMonthYear => format!("{day}. {m} {year}"),
        }
    }
}

const EN_MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const EN_CLINGING: &[&str] = &[
    "a", "an", "the", "of", "in", "on", "at", "to", "by", "for", "from", "with", "and", "or", "but", "as", "is", "no",
    "not", "into", "than", "that", "who", "its", "our", "your", "their", "his", "her", "my",
];

const TABLE: &[Row] = &[
    Row {
        tag: "en-US",
        name: "English (United States)",
        quotes: ["“", "”"],
        inner_quotes: ["‘", "’"],
        mark_space: MarkSpace::None,
        hyphen_min: [2, 3],
        date: DateForm::MonthDayYear,
        months: EN_MONTHS,
        volume: "Vol.",
        number: "No.",
        page: "Page",
        continued: "Continued on page {}",
        from_page: "From page {}",
        clinging: EN_CLINGING,
    },
    Row {
        tag: "en-GB",
        name: "English (United Kingdom)",
        quotes: ["‘", "’"],
        inner_quotes: ["“", "”"],
        mark_space: MarkSpace::None,
        hyphen_min: [2, 3],
        date: DateForm::DayMonthYear,
        months: EN_MONTHS,
        volume: "Vol.",
        number: "No.",
        page: "Page",
        continued: "Continued on page {}",
        from_page: "From page {}",
        clinging: EN_CLINGING,
    },
    Row {
        tag: "es",
        name: "Spanish",
        quotes: ["«", "»"],
        inner_quotes: ["“", "”"],
        mark_space: MarkSpace::None,
        hyphen_min: [2, 2],
        date: DateForm::DayDeMonthDeYear,
        months: [
            "enero",
            "febrero",
            "marzo",
            "abril",
            "mayo",
            "junio",
            "julio",
            "agosto",
            "septiembre",
            "octubre",
            "noviembre",
            "diciembre",
        ],
        volume: "Vol.",
        number: "N.º",
        page: "Página",
        continued: "Continúa en la página {}",
        from_page: "Viene de la página {}",
        clinging: &[
            "el", "la", "los", "las", "un", "una", "unos", "unas", "de", "del", "en", "a", "al", "con", "por", "para",
            "sin", "y", "e", "o", "u", "que", "se", "no", "su", "sus", "mi", "tu", "es",
        ],
    },
    Row {
        tag: "fr",
        name: "French",
        quotes: ["«\u{202f}", "\u{202f}»"],
        inner_quotes: ["“", "”"],
        mark_space: MarkSpace::French,
        hyphen_min: [2, 3],
        date: DateForm::DayMonthYear,
        months: [
            "janvier",
            "février",
            "mars",
            "avril",
            "mai",
            "juin",
            "juillet",
            "août",
            "septembre",
            "octobre",
            "novembre",
            "décembre",
        ],
        volume: "Vol.",
        number: "N°",
        page: "Page",
        continued: "Suite page {}",
        from_page: "Suite de la page {}",
        clinging: &[
            "le", "la", "les", "un", "une", "des", "de", "du", "en", "à", "au", "aux", "avec", "par", "pour", "sans",
            "et", "ou", "que", "qui", "se", "ne", "sa", "son", "ses", "dans", "sur",
        ],
    },
    Row {
        tag: "pt",
        name: "Portuguese",
        quotes: ["“", "”"],
        inner_quotes: ["‘", "’"],
        mark_space: MarkSpace::None,
        hyphen_min: [2, 3],
        date: DateForm::DayDeMonthDeYear,
        months: [
            "janeiro",
            "fevereiro",
            "março",
            "abril",
            "maio",
            "junho",
            "julho",
            "agosto",
            "setembro",
            "outubro",
            "novembro",
            "dezembro",
        ],
        volume: "Vol.",
        number: "N.º",
        page: "Página",
        continued: "Continua na página {}",
        from_page: "Continuação da página {}",
        clinging: &[
            "o", "a", "os", "as", "um", "uma", "de", "do", "da", "dos", "das", "em", "no", "na", "nos", "nas", "com",
            "por", "para", "sem", "e", "ou", "que", "se", "não", "seu", "sua",
        ],
    },
    Row {
        tag: "de",
        name: "German",
        quotes: ["„", "“"],
        inner_quotes: ["‚", "‘"],
        mark_space: MarkSpace::None,
        hyphen_min: [2, 3],
        date: DateForm::DayDotMonthYear,
        months: [
            "Januar",
            "Februar",
            "März",
            "April",
            "Mai",
            "Juni",
            "Juli",
            "August",
            "September",
            "Oktober",
            "November",
            "Dezember",
        ],
        volume: "Jg.",
        number: "Nr.",
        page: "Seite",
        continued: "Fortsetzung auf Seite {}",
        from_page: "Fortsetzung von Seite {}",
        clinging: &[
            "der", "die", "das", "den", "dem", "des", "ein", "eine", "einen", "einem", "einer", "in", "im", "an", "am",
            "auf", "zu", "zum", "zur", "mit", "von", "vom", "für", "und", "oder", "bei", "aus", "nach", "nicht",
        ],
    },
    Row {
        tag: "pl",
        name: "Polish",
        quotes: ["„", "”"],
        inner_quotes: ["«", "»"],
        mark_space: MarkSpace::None,
        hyphen_min: [2, 2],
        date: DateForm::DayMonthYear,
        months: [
            "stycznia",
            "lutego",
            "marca",
            "kwietnia",
            "maja",
            "czerwca",
            "lipca",
            "sierpnia",
            "września",
            "października",
            "listopada",
            "grudnia",
        ],
        volume: "Rok",
        number: "Nr",
        page: "Strona",
        continued: "Ciąg dalszy na stronie {}",
        from_page: "Ciąg dalszy ze strony {}",
        clinging: &["a", "i", "o", "u", "w", "z", "na", "do", "ze", "we", "od", "po", "za", "nie", "że", "dla", "przy"],
    },
    Row {
        tag: "it",
        name: "Italian",
        quotes: ["«", "»"],
        inner_quotes: ["“", "”"],
        mark_space: MarkSpace::None,
        hyphen_min: [2, 2],
        date: DateForm::DayMonthYear,
        months: [
            "gennaio",
            "febbraio",
            "marzo",
            "aprile",
            "maggio",
            "giugno",
            "luglio",
            "agosto",
            "settembre",
            "ottobre",
            "novembre",
            "dicembre",
        ],
        volume: "Anno",
        number: "N.",
        page: "Pagina",
        continued: "Continua a pagina {}",
        from_page: "Segue da pagina {}",
        clinging: &[
            "il", "lo", "la", "i", "gli", "le", "un", "una", "di", "del", "della", "dei", "in", "nel", "nella", "a",
            "al", "alla", "con", "per", "da", "dal", "su", "e", "o", "che", "non", "si",
        ],
    },
    Row {
        tag: "nl",
        name: "Dutch",
        quotes: ["‘", "’"],
        inner_quotes: ["“", "”"],
        mark_space: MarkSpace::None,
        hyphen_min: [2, 2],
        date: DateForm::DayMonthYear,
        months: [
            "januari",
            "februari",
            "maart",
            "april",
            "mei",
            "juni",
            "juli",
            "augustus",
            "september",
            "oktober",
            "november",
            "december",
        ],
        volume: "Jg.",
        number: "Nr.",
        page: "Pagina",
        continued: "Lees verder op pagina {}",
        from_page: "Vervolg van pagina {}",
        clinging: &[
            "de", "het", "een", "van", "in", "op", "aan", "te", "met", "voor", "en", "of", "bij", "uit", "naar", "om",
            "niet", "dat",
        ],
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_region_falls_back_to_its_language() {
        assert_eq!(Language::parse("es-MX").unwrap().tag, "es");
        assert_eq!(Language::parse("en").unwrap().tag, "en-US");
        assert_eq!(Language::parse("en-gb").unwrap().tag, "en-GB");
        assert_eq!(Language::parse("tlh"), None);
    }

    #[test]
    fn dates_are_written_as_the_language_writes_them() {
        assert_eq!(Language::parse("en-US").unwrap().date(2026, 11, 6), "November 6, 2026");
        assert_eq!(Language::parse("es").unwrap().date(2026, 11, 6), "6 de noviembre de 2026");
        assert_eq!(Language::parse("de").unwrap().date(2026, 3, 1), "1. März 2026");
    }
}
