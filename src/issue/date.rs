//! Days of the calendar: written as `2026-03-14`, and moved on by days or months. The clock is never read.

/// A day of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    /// The year.
    pub year: i32,
    /// 1 to 12.
    pub month: u8,
    /// 1 to 31.
    pub day: u8,
}

/// The last year that is written with four digits.
const LAST_YEAR: i32 = 9999;

impl std::fmt::Display for Date {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl Date {
    /// The day that is written so, if it is one of the calendar's.
    pub fn parse(text: &str) -> Option<Date> {
        let parts: Vec<&str> = text.trim().split('-').collect();
        let [y, m, d] = parts[..] else { return None };
        let number = |t: &str, digits: usize| {
            (t.len() == digits && t.bytes().all(|b| b.is_ascii_digit())).then(|| t.parse::<u16>().ok()).flatten()
        };
        let (year, month, day) = (i32::from(number(y, 4)?), number(m, 2)? as u8, number(d, 2)? as u8);
        (year > 0 && day > 0 && day <= Self::days_in(year, month)?).then_some(Date { year, month, day })
    }

    /// How many days a month (1 to 12) has.
    pub fn days_in(year: i32, month: u8) -> Option<u8> {
        let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        Some(match month {
            1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
            4 | 6 | 9 | 11 => 30,
            2 if leap => 29,
            2 => 28,
            _ => return None,
        })
    }

    /// So many days later; `None` past the last year.
    #[must_use]
    pub fn after_days(self, days: u32) -> Option<Date> {
        let mut date = self;
        let mut left = days;
        while let Some(length) = Self::days_in(date.year, date.month) {
            let rest = u32::from(length - date.day);
            if left <= rest {
                return Some(Date { day: date.day + left as u8, ..date });
            }
            left -= rest + 1;
            date = Date { day: 1, ..date }.after_months(1)?;
        }
        None
    }

    /// The same day so many months later, or the month's last where it is shorter; `None` past the last year.
    #[must_use]
    pub fn after_months(self, months: u32) -> Option<Date> {
        let all = i64::from(self.year) * 12 + i64::from(self.month) - 1 + i64::from(months);
        let (year, month) = (i32::try_from(all / 12).ok()?, (all % 12) as u8 + 1);
        let day = self.day.min(Self::days_in(year, month)?);
        (year <= LAST_YEAR).then_some(Date { year, month, day })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Date {
        Date::parse(text).expect("a day")
    }

    #[test]
    fn days_of_the_calendar_are_told_from_others() {
        assert_eq!(date("2026-03-14").to_string(), "2026-03-14");
        assert!(Date::parse("2028-02-29").is_some() && Date::parse("2000-02-29").is_some());
        for wrong in ["2026-02-29", "2100-02-29", "2026-13-01", "2026-00-10", "26-01-01", "2026-1-1", "+026-01-01", ""]
        {
            assert_eq!(Date::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn the_ends_of_months_and_years_are_kept() {
        let days = |from: &str, n| date(from).after_days(n).map(|d| d.to_string());
        let months = |from: &str, n| date(from).after_months(n).map(|d| d.to_string());
        assert_eq!(days("2026-03-14", 14).as_deref(), Some("2026-03-28"));
        assert_eq!(days("2026-12-20", 14).as_deref(), Some("2027-01-03"));
        assert_eq!(days("2028-02-20", 14).as_deref(), Some("2028-03-05"));
        assert_eq!(days("2026-02-28", 1).as_deref(), Some("2026-03-01"));
        assert_eq!(days("2026-01-01", 365).as_deref(), Some("2027-01-01"));
        assert_eq!(months("2026-01-31", 1).as_deref(), Some("2026-02-28"));
        assert_eq!(months("2026-11-30", 3).as_deref(), Some("2027-02-28"));
        assert_eq!(months("2026-12-15", 12).as_deref(), Some("2027-12-15"));
        assert_eq!(days("9999-12-31", 1), None);
    }
}
