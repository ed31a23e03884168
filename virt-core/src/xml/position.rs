//! Where in a document something stands.

use std::fmt;

/// A place in an XML document, for people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// The line, from 1.
    pub line: u32,
    /// The column in characters, from 1.
    pub column: u32,
}

impl Position {
    /// Finds the place of the byte `offset` in `source`.
    ///
    /// Nothing counts lines while reading: places are wanted for errors alone, and then a second
    /// look at the text is cheap.
    pub fn of(source: &str, offset: usize) -> Self {
        Position::of_bytes(source.as_bytes(), offset)
    }

    /// The same for a text that may not be UTF-8: bytes that start no character do not count.
    pub(super) fn of_bytes(source: &[u8], offset: usize) -> Self {
        let before = source.get(..offset).unwrap_or(source);
        let start = before.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
        let newlines = before.iter().filter(|byte| **byte == b'\n').count();
        let characters = before[start..].iter().filter(|byte| (**byte & 0xC0) != 0x80).count();
        Position { line: count(newlines) + 1, column: count(characters) + 1 }
    }
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}, column {}", self.line, self.column)
    }
}

/// Offsets fit in 32 bits because a document's size is bounded.
fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
