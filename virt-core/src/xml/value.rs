//! Values: what stands in an attribute or as an element's text.

use std::fmt;

use super::escape::Escaped;
use crate::ErrorKind;

/// A type that an attribute or an element's text can hold.
///
/// Enumerations derive it; see the crate `virt-core-derive`.
pub trait XmlValue: Sized {
    /// The kind of the error that a bad value makes; libvirt has two of them.
    const ERROR_KIND: ErrorKind = ErrorKind::XmlError;

    /// What the text is to formats that tell texts, numbers and truth apart, such as JSON.
    const KIND: ValueKind = ValueKind::Text;

    /// Reads the decoded text.
    ///
    /// # Errors
    ///
    /// What would have been accepted.
    fn parse_value(text: &str) -> Result<Self, ValueError>;

    /// Checks the decoded text as strict mode does, which may refuse what reading keeps.
    ///
    /// # Errors
    ///
    /// What would have been accepted.
    fn check_value(text: &str) -> Result<(), ValueError> {
        Self::parse_value(text).map(|_| ())
    }

    /// Writes the canonical form of the value.
    fn write_value(&self, out: &mut Escaped<'_>);

    /// The value as such a format has it.
    #[cfg(feature = "serde")]
    fn to_scalar(&self) -> crate::data::Data {
        crate::data::scalar_of(self)
    }

    /// Reads the value from such a format.
    ///
    /// # Errors
    ///
    /// What would have been accepted.
    #[cfg(feature = "serde")]
    fn from_scalar(data: crate::data::Data) -> Result<Self, crate::data::DataError> {
        crate::data::value_of(data)
    }
}

/// What a value's text is to formats that tell texts, numbers and truth apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ValueKind {
    /// A text.
    Text,
    /// A whole number; a text where it is spelled in another way than decimal digits.
    Number,
    /// Yes or no, whichever words the document has for them.
    Truth,
}

/// Why a text is not a value of its type: what would be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ValueError {
    /// It is none of these words.
    NotOneOf(&'static [&'static str]),
    /// It is none of these words, as variants of an element have them.
    NoneOf(Vec<&'static str>),
    /// It is not what this describes, such as "a whole number from 0 to 65535".
    Expected(&'static str),
    /// Any other reason.
    Other(String),
}

impl fmt::Display for ValueError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ValueError::NotOneOf(words) => write!(f, "expected one of: {}", words.join(", ")),
            ValueError::NoneOf(words) => write!(f, "expected one of: {}", words.join(", ")),
            ValueError::Expected(what) => write!(f, "expected {what}"),
            ValueError::Other(reason) => f.write_str(reason),
        }
    }
}

impl ValueError {
    /// The words that would have been accepted, where they are a closed set.
    pub fn words(&self) -> Option<&[&'static str]> {
        match self {
            ValueError::NotOneOf(words) => Some(words),
            ValueError::NoneOf(words) => Some(words),
            ValueError::Expected(_) | ValueError::Other(_) => None,
        }
    }
}

impl std::error::Error for ValueError {}

impl XmlValue for String {
    #[inline]
    fn parse_value(text: &str) -> Result<Self, ValueError> {
        Ok(text.to_owned())
    }

    #[inline]
    fn write_value(&self, out: &mut Escaped<'_>) {
        out.write(self);
    }
}

/// `yes` and `no`.
impl XmlValue for bool {
    #[inline]
    fn parse_value(text: &str) -> Result<Self, ValueError> {
        match text {
            "yes" => Ok(true),
            "no" => Ok(false),
            _ => Err(ValueError::NotOneOf(&["yes", "no"])),
        }
    }

    const KIND: ValueKind = ValueKind::Truth;

    #[inline]
    fn write_value(&self, out: &mut Escaped<'_>) {
        out.write_plain(if *self { "yes" } else { "no" });
    }
}

macro_rules! whole_numbers {
    ($($number:ty: $expected:literal),* $(,)?) => { $(
        /// Decimal; `0x` and hexadecimal digits are read too.
        impl XmlValue for $number {
            #[inline]
            fn parse_value(text: &str) -> Result<Self, ValueError> {
                parse_number(text)
                    .and_then(|number| <$number>::try_from(number).ok())
                    .ok_or(ValueError::Expected($expected))
            }

            #[inline]
            fn write_value(&self, out: &mut Escaped<'_>) {
                out.write_number(u64::from(*self));
            }

            const KIND: ValueKind = ValueKind::Number;
        }
    )* };
}

whole_numbers! {
    u8: "a whole number from 0 to 255",
    u16: "a whole number from 0 to 65535",
    u32: "a whole number from 0 to 4294967295",
    u64: "a whole number from 0 to 18446744073709551615",
}

/// Reads a decimal number, or a hexadecimal one behind `0x`; white space around it is ignored.
pub(crate) fn parse_number(text: &str) -> Option<u64> {
    let text = text.trim_ascii();
    let (digits, radix) = match text.strip_prefix("0x").or_else(|| text.strip_prefix("0X")) {
        Some(digits) => (digits, 16),
        None => (text, 10),
    };
    if digits.starts_with(['+', '-']) {
        return None;
    }
    u64::from_str_radix(digits, radix).ok()
}

/// Reads a number of hexadecimal digits, with or without `0x` before them.
pub(crate) fn parse_hex<T: XmlValue>(text: &str) -> Result<T, ValueError> {
    let text = text.trim_ascii();
    match text.starts_with("0x") || text.starts_with("0X") {
        true => T::parse_value(text),
        false => T::parse_value(&format!("0x{text}")),
    }
}

/// Reads a number whose digits are octal behind a `0`, hexadecimal behind `0x`, and decimal otherwise.
pub(crate) fn parse_octal<T: XmlValue>(text: &str) -> Result<T, ValueError> {
    let text = text.trim_ascii();
    let digits =
        text.strip_prefix('0').filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    let Some(digits) = digits else { return T::parse_value(text) };
    // What is no octal number is none at all; the type says what it expects.
    let number = u64::from_str_radix(digits, 8).map(|number| number.to_string());
    T::parse_value(number.as_deref().unwrap_or("-"))
}

macro_rules! signed_numbers {
    ($($number:ty: $expected:literal),* $(,)?) => { $(
        impl XmlValue for $number {
            fn parse_value(text: &str) -> Result<Self, ValueError> {
                text.trim_ascii().parse().map_err(|_| ValueError::Expected($expected))
            }

            fn write_value(&self, out: &mut Escaped<'_>) {
                if *self < 0 {
                    out.write_plain("-");
                }
                out.write_number(u64::from(self.unsigned_abs()));
            }

            const KIND: ValueKind = ValueKind::Number;
        }
    )* };
}

signed_numbers! {
    i32: "a whole number from -2147483648 to 2147483647",
    i64: "a whole number from -9223372036854775808 to 9223372036854775807",
}

impl XmlValue for uuid::Uuid {
    fn parse_value(text: &str) -> Result<Self, ValueError> {
        // libvirt reads the digits with or without hyphens; braces and URNs are not its forms.
        let plain = text.trim_ascii();
        let known = plain.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'-');
        known
            .then(|| uuid::Uuid::try_parse(plain).ok())
            .flatten()
            .ok_or(ValueError::Expected("a UUID such as c7a5fdbd-edaf-9455-926a-d65c16db1809"))
    }

    fn write_value(&self, out: &mut Escaped<'_>) {
        let mut buffer = uuid::Uuid::encode_buffer();
        out.write_plain(self.hyphenated().encode_lower(&mut buffer));
    }
}

/// `on` or `off`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Switch {
    /// `on`
    On,
    /// `off`
    Off,
}

impl Switch {
    /// Whether it is on.
    pub fn is_on(self) -> bool {
        self == Switch::On
    }
}

impl From<bool> for Switch {
    fn from(on: bool) -> Self {
        if on { Switch::On } else { Switch::Off }
    }
}

impl XmlValue for Switch {
    #[inline]
    fn parse_value(text: &str) -> Result<Self, ValueError> {
        match text {
            "on" => Ok(Switch::On),
            "off" => Ok(Switch::Off),
            _ => Err(ValueError::NotOneOf(&["on", "off"])),
        }
    }

    const KIND: ValueKind = ValueKind::Truth;

    #[inline]
    fn write_value(&self, out: &mut Escaped<'_>) {
        out.write_plain(if self.is_on() { "on" } else { "off" });
    }
}

crate::with_serde! { crate::serde_impls!(Switch, XmlValue::to_scalar, XmlValue::from_scalar); }
