//! Numbers that are written in hexadecimal digits.

use crate::xml::{Escaped, ValueError, XmlValue};

macro_rules! hexadecimal {
    ($(#[$doc:meta])* $name:ident($number:ty), $digits:literal, $most:literal, $expected:literal) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
        pub struct $name(pub $number);

        impl XmlValue for $name {
            fn parse_value(text: &str) -> Result<Self, ValueError> {
                let number = u64::parse_value(text).ok().filter(|number| *number <= $most);
                let number = number.and_then(|number| <$number>::try_from(number).ok());
                number.map($name).ok_or(ValueError::Expected($expected))
            }

            fn write_value(&self, out: &mut Escaped<'_>) {
                out.write_hex(u64::from(self.0), $digits);
            }
        }
    };
}

/// The number of a device or its maker, from 0x0000 to 0xffff: digits are hexadecimal with or
/// without `0x`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct HexId(pub u16);

impl XmlValue for HexId {
    fn parse_value(text: &str) -> Result<Self, ValueError> {
        let text = text.trim_ascii();
        let digits = text.strip_prefix("0x").or_else(|| text.strip_prefix("0X")).unwrap_or(text);
        let number = u16::from_str_radix(digits, 16).ok().filter(|_| !digits.starts_with('+'));
        number.map(HexId).ok_or(ValueError::Expected("a number from 0x0000 to 0xffff"))
    }

    fn write_value(&self, out: &mut Escaped<'_>) {
        out.write_hex(u64::from(self.0), 4);
    }
}

hexadecimal! {
    /// A number from 0x00 to 0xff.
    HexByte(u8), 2, 0xFF, "a number from 0x00 to 0xff"
}
hexadecimal! {
    /// A number from 0x0000 to 0xffff.
    HexWord(u16), 4, 0xFFFF, "a number from 0x0000 to 0xffff"
}
hexadecimal! {
    /// A PCI device's class, from 0x000000 to 0xffffff.
    HexClass(u32), 6, 0x00FF_FFFF, "a number from 0x000000 to 0xffffff"
}
hexadecimal! {
    /// A part of a channel's address, from 0x0 to 0xff.
    HexDigit(u8), 1, 0xFF, "a number from 0x0 to 0xff"
}
