//! `<redirfilter>`: which USB devices may be plugged in over a line.

use std::fmt;

use crate::config::root::root_element;
use crate::config::{Problems, Validate};
use crate::xml::value::parse_octal;
use crate::xml::{Escaped, Form, ValueError, XmlElement, XmlValue};

/// Which USB devices may be plugged in over a line: `<redirfilter>`. The first rule that fits
/// counts; what fits none is refused.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
#[xml(written_if = "is_in")]
pub struct RedirectionFilter {
    /// The rules.
    #[xml(child = "usbdev")]
    pub rules: Vec<RedirectionRule>,
}

impl RedirectionFilter {
    fn is_in(&self, _form: Form) -> bool {
        !self.rules.is_empty()
    }

    /// What says "any" says nothing.
    pub(crate) fn fill_defaults(&mut self) {
        for rule in &mut self.rules {
            rule.class.take_if(|class| *class == UsbMatch::Any);
            rule.vendor.take_if(|vendor| *vendor == UsbMatch::Any);
            rule.product.take_if(|product| *product == UsbMatch::Any);
            rule.version.take_if(|version| *version == UsbVersion::Any);
        }
    }
}

/// A rule: `<usbdev class='0x08' vendor='0x15E1' product='0x2007' version='1.10' allow='yes'/>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, XmlElement)]
pub struct RedirectionRule {
    /// The device's class: up to 0xff. Default: any.
    #[xml(attribute)]
    pub class: Option<UsbMatch<2>>,
    /// Its maker. Default: any.
    #[xml(attribute)]
    pub vendor: Option<UsbMatch<4>>,
    /// Its product. Default: any.
    #[xml(attribute)]
    pub product: Option<UsbMatch<4>>,
    /// Its version. Default: any.
    #[xml(attribute)]
    pub version: Option<UsbVersion>,
    /// Whether devices that fit may be plugged in.
    #[xml(attribute)]
    pub allow: bool,
}

impl RedirectionRule {
    /// A rule for all devices.
    pub fn any(allow: bool) -> Self {
        RedirectionRule { class: None, vendor: None, product: None, version: None, allow }
    }
}

/// A number that a device must have, written with at least so many hexadecimal digits, in
/// capitals; or any, written `-1`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum UsbMatch<const DIGITS: usize> {
    /// Any number.
    Any,
    /// This one.
    Is(u32),
}

impl<const DIGITS: usize> XmlValue for UsbMatch<DIGITS> {
    fn parse_value(text: &str) -> Result<Self, ValueError> {
        if text == "-1" {
            return Ok(UsbMatch::Any);
        }
        let number = parse_octal::<u32>(text).map(UsbMatch::Is);
        number.map_err(|_| ValueError::Expected("a number such as 0x08, or -1 for any"))
    }

    fn write_value(&self, out: &mut Escaped<'_>) {
        match self {
            UsbMatch::Any => out.write_plain("-1"),
            UsbMatch::Is(number) => out.write_plain(&format!("0x{number:0DIGITS$X}")),
        }
    }
}

/// A device's version, or any, written `-1`: `1.10`, of which `1.1` is a short form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum UsbVersion {
    /// Any version.
    Any,
    /// This one.
    Is {
        /// The number before the dot: up to 99.
        major: u8,
        /// The number behind it, of two digits: 10 for `1.1`.
        minor: u8,
    },
}

impl fmt::Display for UsbVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            UsbVersion::Any => f.write_str("-1"),
            UsbVersion::Is { major, minor } => write!(f, "{major}.{minor:02}"),
        }
    }
}

impl XmlValue for UsbVersion {
    fn parse_value(text: &str) -> Result<Self, ValueError> {
        match text {
            "-1" => Ok(UsbVersion::Any),
            _ => read_version(text)
                .ok_or(ValueError::Expected("a version such as 1.10, or -1 for any")),
        }
    }

    fn write_value(&self, out: &mut Escaped<'_>) {
        out.write_plain(&self.to_string());
    }
}

fn read_version(text: &str) -> Option<UsbVersion> {
    let digits = |text: &str| {
        let plain = matches!(text.len(), 1 | 2) && text.bytes().all(|byte| byte.is_ascii_digit());
        plain.then(|| text.parse::<u8>().ok()).flatten()
    };
    let (major, minor) = text.split_once('.')?;
    let tens = if minor.len() == 1 { 10 } else { 1 };
    Some(UsbVersion::Is { major: digits(major)?, minor: digits(minor)? * tens })
}

crate::with_serde! {
    crate::serde_impls!(UsbMatch<2>, XmlValue::to_scalar, XmlValue::from_scalar);
    crate::serde_impls!(UsbMatch<4>, XmlValue::to_scalar, XmlValue::from_scalar);
    crate::serde_impls!(UsbVersion, XmlValue::to_scalar, XmlValue::from_scalar);
}

root_element!(RedirectionFilter, "redirfilter", Domain);

/// Nothing of it depends on anything else.
impl Validate for RedirectionFilter {
    fn collect_problems(&self, _problems: &mut Problems) {}
}
