//! Points in time, to the second, in UTC.

use std::fmt;
use std::str::FromStr;

use crate::xml::{Escaped, ValueError, XmlValue};

/// A date and a time of day, in UTC: `2013-06-20T01:34:37`.
///
/// ```
/// use virt_core::config::DateTime;
///
/// let until: DateTime = "1970-01-02T00:00:01".parse()?;
/// assert_eq!(until.unix_seconds(), 86_401);
/// # Ok::<(), virt_core::xml::ValueError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DateTime {
    year: u16,
    month: u8,
    day: u8,
    hour: u8,
    minute: u8,
    second: u8,
}

const EXPECTED: ValueError = ValueError::Expected("a time in UTC such as 2013-06-20T01:34:37");

impl DateTime {
    /// The seconds since the beginning of 1970.
    pub fn unix_seconds(self) -> i64 {
        let seconds = i64::from(self.hour) * 3600 + i64::from(self.minute) * 60;
        self.days() * 86_400 + seconds + i64::from(self.second)
    }

    /// The days since the beginning of 1970, in a calendar whose years start in March: so the leap
    /// day is a year's last one.
    fn days(self) -> i64 {
        let (year, month, day) = (i64::from(self.year), i64::from(self.month), i64::from(self.day));
        let year = if month <= 2 { year - 1 } else { year };
        let month = (month + 9) % 12;
        let leap_days = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
        year * 365 + leap_days + (month * 153 + 2) / 5 + day - 1 - 719_468
    }
}

fn days_of(year: u16, month: u8) -> u8 {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

impl FromStr for DateTime {
    type Err = ValueError;

    fn from_str(text: &str) -> Result<Self, ValueError> {
        read(text).ok_or(EXPECTED)
    }
}

fn read(text: &str) -> Option<DateTime> {
    let (date, time) = text.split_once('T')?;
    let [year, month, day] = three(date, '-')?;
    let [hour, minute, second] = three(time, ':')?;
    let (year, month, day) = (number(year, 4)?, number(month, 2)? as u8, number(day, 2)? as u8);
    let (hour, minute) = (number(hour, 2)? as u8, number(minute, 2)? as u8);
    let second = number(second, 2)? as u8;
    let valid = (1..=12).contains(&month)
        && (1..=days_of(year, month)).contains(&day)
        && hour < 24
        && minute < 60
        && second < 60;
    valid.then_some(DateTime { year, month, day, hour, minute, second })
}

fn three(text: &str, between: char) -> Option<[&str; 3]> {
    let mut parts = text.split(between);
    let three = [parts.next()?, parts.next()?, parts.next()?];
    parts.next().is_none().then_some(three)
}

fn number(text: &str, digits: usize) -> Option<u16> {
    let plain = text.len() == digits && text.bytes().all(|digit| digit.is_ascii_digit());
    plain.then(|| text.parse().ok()).flatten()
}

impl fmt::Display for DateTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let DateTime { year, month, day, hour, minute, second } = self;
        write!(f, "{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}")
    }
}

impl XmlValue for DateTime {
    fn parse_value(text: &str) -> Result<Self, ValueError> {
        text.parse()
    }

    fn write_value(&self, out: &mut Escaped<'_>) {
        out.write_plain(&self.to_string());
    }
}

#[cfg(test)]
mod tests {
    use super::DateTime;

    #[test]
    fn times_are_read_and_counted() {
        let rows = [
            ("1970-01-01T00:00:00", Some(0)),
            ("1969-12-31T23:59:59", Some(-1)),
            ("2000-02-29T12:00:00", Some(951_825_600)),
            ("2013-06-20T01:34:37", Some(1_371_692_077)),
            ("2100-03-01T00:00:00", Some(4_107_542_400)),
            ("1900-02-29T00:00:00", None),
            ("2013-13-20T01:34:37", None),
            ("2013-06-31T01:34:37", None),
            ("2013-06-20T24:34:37", None),
            ("2013-06-20T01:34:37Z", None),
            ("2013-6-20T01:34:37", None),
            ("2013-06-20 01:34:37", None),
            ("tomorrow", None),
        ];
        for (text, seconds) in rows {
            let time = text.parse::<DateTime>().ok();
            assert_eq!(time.map(DateTime::unix_seconds), seconds, "{text}");
            assert!(time.is_none_or(|time| time.to_string() == text), "{text}");
        }
    }
}
