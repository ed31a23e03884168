//! `<permissions>`: who may use a file or folder.

use std::fmt;

use crate::xml::{Escaped, Form, ValueError, ValueKind, XmlElement, XmlValue};

/// Who may use a file or folder: `<permissions>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
#[xml(written_if = "says_something")]
pub struct Permissions {
    /// The mode. Default: what the driver gives, as a rule 0711 for folders and 0600 for files.
    #[xml(value)]
    pub mode: Option<FileMode>,
    /// The owner's number. Default: whoever runs the driver.
    #[xml(value)]
    pub owner: Option<FileOwner>,
    /// The group's number. Default: that of whoever runs the driver.
    #[xml(value)]
    pub group: Option<FileOwner>,
    /// The label of the host's security module. Default: the parent folder's.
    #[xml(value)]
    pub label: Option<String>,
}

impl Permissions {
    /// Takes away what means the same as nothing.
    pub(super) fn fill_defaults(&mut self) {
        let unset = |owner: &mut FileOwner| *owner == FileOwner::Unset;
        self.owner.take_if(unset);
        self.group.take_if(unset);
    }

    fn says_something(&self, _form: Form) -> bool {
        *self != Permissions::default()
    }
}

/// A mode from 0 to 0777, written in octal digits behind a zero: `0644`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct FileMode(u16);

impl FileMode {
    /// A mode; none if there are other bits than those of reading, writing and executing.
    pub const fn new(bits: u16) -> Option<Self> {
        if bits <= 0o777 { Some(FileMode(bits)) } else { None }
    }

    /// The bits.
    pub const fn bits(self) -> u16 {
        self.0
    }
}

impl fmt::Display for FileMode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "0{:o}", self.0)
    }
}

impl XmlValue for FileMode {
    fn parse_value(text: &str) -> Result<Self, ValueError> {
        let text = text.trim_ascii();
        let digits = text.bytes().all(|digit| digit.is_ascii_digit());
        let bits = digits.then(|| u16::from_str_radix(text, 8).ok()).flatten();
        bits.and_then(FileMode::new).ok_or(ValueError::Expected("an octal mode from 0 to 0777"))
    }

    fn write_value(&self, out: &mut Escaped<'_>) {
        out.write_plain(&self.to_string());
    }
}

/// The number of a user or of a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FileOwner {
    /// `-1`: as if nothing were said.
    Unset,
    /// A number.
    Id(u32),
}

impl XmlValue for FileOwner {
    fn parse_value(text: &str) -> Result<Self, ValueError> {
        const EXPECTED: ValueError = ValueError::Expected("a whole number from -1 to 4294967295");
        match text.trim_ascii() {
            "-1" => Ok(FileOwner::Unset),
            text => u32::parse_value(text).map(FileOwner::Id).map_err(|_| EXPECTED),
        }
    }

    fn write_value(&self, out: &mut Escaped<'_>) {
        match self {
            FileOwner::Unset => out.write_plain("-1"),
            FileOwner::Id(id) => id.write_value(out),
        }
    }

    const KIND: ValueKind = ValueKind::Number;
}
