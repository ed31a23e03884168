//! Words that a document brings along.

use std::fmt;
use std::str::FromStr;

use super::value::ValueError;

/// A plain word: letters, digits, `-`, `_` and `.`, all ASCII, 64 at most, the first one no `.`.
///
/// It stands where a set of known words is open to those of others.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Word(Box<str>);

/// Longer than any name that people give to a kind of thing.
const LONGEST: usize = 64;

impl Word {
    /// The word.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Word {
    type Err = ValueError;

    fn from_str(text: &str) -> Result<Self, ValueError> {
        let goes = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
        if !text.is_empty()
            && !text.starts_with('.')
            && text.len() <= LONGEST
            && text.bytes().all(goes)
        {
            return Ok(Word(text.into()));
        }
        Err(ValueError::Expected("a word of letters, digits, '-', '_' and '.'"))
    }
}

impl fmt::Display for Word {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}
