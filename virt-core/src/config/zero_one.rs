//! Truth written as a digit.

use crate::xml::{Escaped, ValueError, ValueKind, XmlValue};

/// `1` for yes and `0` for no.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct ZeroOne(pub bool);

impl XmlValue for ZeroOne {
    fn parse_value(text: &str) -> Result<Self, ValueError> {
        match text.trim_ascii() {
            "1" => Ok(ZeroOne(true)),
            "0" => Ok(ZeroOne(false)),
            _ => Err(ValueError::NotOneOf(&["0", "1"])),
        }
    }

    fn write_value(&self, out: &mut Escaped<'_>) {
        out.write_plain(if self.0 { "1" } else { "0" });
    }

    const KIND: ValueKind = ValueKind::Truth;
}

crate::with_serde! { crate::serde_impls!(ZeroOne, XmlValue::to_scalar, XmlValue::from_scalar); }
