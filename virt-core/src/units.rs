//! Sizes with their units.

use std::fmt;
use std::str::FromStr;

use crate::xml::{AttributeShape, Node, Shape, ValueError, Writer, XmlElement, XmlValue, private};
use crate::{ErrorKind, Result};

/// An amount of memory, in bytes.
///
/// In a document it is a number with the attribute `unit` (KiB where it is missing) and is
/// written in KiB, rounded up. As text it is a number with a unit behind it.
///
/// ```
/// use virt_core::units::MemorySize;
///
/// let size: MemorySize = "2GiB".parse()?;
/// assert_eq!(size, MemorySize::from_kib(2 * 1024 * 1024));
/// assert_eq!(size.to_string(), "2GiB");
/// # Ok::<(), virt_core::xml::ValueError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct MemorySize(u64);

impl MemorySize {
    /// A size of so many bytes.
    pub const fn from_bytes(bytes: u64) -> Self {
        MemorySize(bytes)
    }

    /// A size of so many units of 1024 bytes; the largest there is, if that is less.
    pub const fn from_kib(kib: u64) -> Self {
        MemorySize(kib.saturating_mul(1024))
    }

    /// A size of so many units of 1024 × 1024 bytes; the largest there is, if that is less.
    pub const fn from_mib(mib: u64) -> Self {
        MemorySize(mib.saturating_mul(1 << 20))
    }

    /// A size of so many units of 1024³ bytes; the largest there is, if that is less.
    pub const fn from_gib(gib: u64) -> Self {
        MemorySize(gib.saturating_mul(1 << 30))
    }

    /// The size in bytes.
    pub const fn bytes(self) -> u64 {
        self.0
    }

    /// The size in units of 1024 bytes, rounded up.
    pub const fn kib(self) -> u64 {
        self.0.div_ceil(1024)
    }

    /// The size in units of 1024 × 1024 bytes, rounded up.
    pub const fn mib(self) -> u64 {
        self.0.div_ceil(1024 * 1024)
    }

    /// The size in the largest unit from `B` to `PiB` that gives a whole number.
    pub(crate) const fn largest_unit(self) -> (u64, &'static str) {
        const UNITS: [&str; 6] = ["B", "KiB", "MiB", "GiB", "TiB", "PiB"];
        let mut at = 0;
        let mut number = self.0;
        while number != 0 && number.is_multiple_of(1024) && at + 1 < UNITS.len() {
            number /= 1024;
            at += 1;
        }
        (number, UNITS[at])
    }

    /// A size of `number` units: `KiB`, `MB`, `G`, `bytes`…
    ///
    /// # Errors
    ///
    /// What is wrong with the unit, or that the size is too large.
    pub fn scaled(number: u64, unit: &str) -> Result<Self, ValueError> {
        let scale = scale(unit).ok_or(ValueError::Expected(UNITS))?;
        let bytes = number.checked_mul(scale);
        bytes.map(MemorySize).ok_or(ValueError::Expected("a size below 16 EiB"))
    }
}

const UNITS: &str = "a unit such as bytes, KB, KiB, MB, MiB, GB, GiB, TB, TiB, PB, PiB, EB, EiB";

/// The bytes in a unit. A lone letter means the power of 1024, `KB` the power of 1000.
fn scale(unit: &str) -> Option<u64> {
    let lower = unit.to_ascii_lowercase();
    if matches!(lower.as_str(), "b" | "byte" | "bytes") {
        return Some(1);
    }
    let (letter, rest) = lower.split_at_checked(1)?;
    let power = "kmgtpe".find(letter)? as u32 + 1;
    match rest {
        "" | "ib" => 1024u64.checked_pow(power),
        "b" => 1000u64.checked_pow(power),
        _ => None,
    }
}

impl FromStr for MemorySize {
    type Err = ValueError;

    /// Reads a number with a unit behind it; a number alone is in KiB.
    fn from_str(text: &str) -> Result<Self, ValueError> {
        let text = text.trim_ascii();
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        let (number, unit) = text.split_at(digits);
        let number = number.parse().map_err(|_| ValueError::Expected("a size such as 512MiB"))?;
        match unit.trim_ascii() {
            "" => MemorySize::scaled(number, "KiB"),
            unit => MemorySize::scaled(number, unit),
        }
    }
}

/// In the largest unit that gives a whole number: `512MiB`.
impl fmt::Display for MemorySize {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.largest_unit() {
            (bytes, "B") => write!(f, "{bytes}bytes"),
            (number, unit) => write!(f, "{number}{unit}"),
        }
    }
}

/// `<memory unit='KiB'>1048576</memory>`.
impl XmlElement for MemorySize {
    fn shape() -> &'static Shape {
        static SHAPE: Shape = Shape {
            attributes: &[AttributeShape {
                name: "unit",
                check: private::check_unit,
                required: false,
            }],
            text: Some(private::check_value::<u64>),
            ..Shape::EMPTY
        };
        &SHAPE
    }

    fn read(node: Node<'_>) -> Result<Self> {
        let number: u64 = private::text(node)?;
        read_scaled(node, number)
    }

    fn write_attributes(&self, writer: &mut Writer) {
        writer.attribute_text("unit", "KiB");
    }

    fn write_content(&self, writer: &mut Writer) {
        writer.text(&self.kib());
    }

    #[cfg(feature = "serde")]
    fn to_data(&self) -> crate::data::Data {
        crate::data::text_of(self)
    }

    #[cfg(feature = "serde")]
    fn from_data(data: crate::data::Data) -> Result<Self, crate::data::DataError> {
        crate::data::parsed(data)
    }
}

crate::with_serde! { crate::serde_impls!(MemorySize, XmlElement::to_data, XmlElement::from_data); }

/// A size of `number` units, exactly; `node` is where it stands.
fn scaled_in(node: Node<'_>, number: u64, unit: &str) -> Result<MemorySize> {
    MemorySize::scaled(number, unit).map_err(|reason| {
        node.error(ErrorKind::XmlError, format!("invalid size '{number} {unit}', {reason}"))
    })
}

/// Applies the attribute `unit` of `node` to `number`, or the unit that is meant without one.
pub(crate) fn scaled_by(node: Node<'_>, number: u64, default: &str) -> Result<MemorySize> {
    let unit = node.attribute("unit");
    scaled_in(node, number, unit.as_deref().filter(|unit| !unit.is_empty()).unwrap_or(default))
}

/// Applies the attribute `unit` of `node` to `number`; KiB where there is none.
pub(crate) fn read_scaled(node: Node<'_>, number: u64) -> Result<MemorySize> {
    // Nothing below a KiB exists anywhere else, so it must not exist here either.
    scaled_in(node, read_exact(node, number)?.kib(), "KiB")
}

/// The same to the byte.
pub(crate) fn read_exact(node: Node<'_>, number: u64) -> Result<MemorySize> {
    scaled_by(node, number, "KiB")
}

/// A size in a value is in KiB.
impl XmlValue for MemorySize {
    fn parse_value(text: &str) -> Result<Self, ValueError> {
        u64::parse_value(text).and_then(|kib| MemorySize::scaled(kib, "KiB"))
    }

    fn write_value(&self, out: &mut crate::xml::Escaped<'_>) {
        out.write_number(self.kib());
    }

    #[cfg(feature = "serde")]
    fn to_scalar(&self) -> crate::data::Data {
        crate::data::text_of(self)
    }

    #[cfg(feature = "serde")]
    fn from_scalar(data: crate::data::Data) -> Result<Self, crate::data::DataError> {
        crate::data::parsed(data)
    }
}
