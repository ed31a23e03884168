//! Hardware addresses of network interfaces.

use std::fmt;
use std::str::FromStr;

use crate::xml::{Escaped, ValueError, XmlValue};

/// A MAC address: six bytes, written `52:54:00:6b:3c:58`.
///
/// ```
/// use virt_core::config::MacAddress;
///
/// let mac: MacAddress = "52:54:0:6B:3C:58".parse()?;
/// assert_eq!(mac.to_string(), "52:54:00:6b:3c:58");
/// assert!(!mac.is_multicast());
/// # Ok::<(), virt_core::xml::ValueError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MacAddress([u8; 6]);

impl MacAddress {
    /// An address of these bytes.
    pub const fn new(bytes: [u8; 6]) -> Self {
        MacAddress(bytes)
    }

    /// The six bytes.
    pub const fn bytes(self) -> [u8; 6] {
        self.0
    }

    /// Makes a random address behind a driver's `prefix`, such as `52:54:00` for QEMU and KVM.
    pub fn random(prefix: [u8; 3]) -> Self {
        let random = uuid::Uuid::new_v4().into_bytes();
        let [one, two, three] = prefix;
        MacAddress([one, two, three, random[0], random[1], random[2]])
    }

    /// Whether the address means a group, which no interface of a guest can have for its own.
    pub const fn is_multicast(self) -> bool {
        self.0[0] & 1 == 1
    }
}

impl FromStr for MacAddress {
    type Err = ValueError;

    fn from_str(text: &str) -> Result<Self, ValueError> {
        const EXPECTED: ValueError = ValueError::Expected("six bytes such as 52:54:00:6b:3c:58");
        let mut bytes = [0; 6];
        let mut parts = text.split(':');
        for byte in &mut bytes {
            let part = parts.next().filter(|part| matches!(part.len(), 1 | 2)).ok_or(EXPECTED)?;
            if !part.bytes().all(|digit| digit.is_ascii_hexdigit()) {
                return Err(EXPECTED);
            }
            *byte = u8::from_str_radix(part, 16).map_err(|_| EXPECTED)?;
        }
        match parts.next() {
            None => Ok(MacAddress(bytes)),
            Some(_) => Err(EXPECTED),
        }
    }
}

impl fmt::Display for MacAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [a, b, c, d, e, g] = self.0;
        write!(f, "{a:02x}:{b:02x}:{c:02x}:{d:02x}:{e:02x}:{g:02x}")
    }
}

impl XmlValue for MacAddress {
    fn parse_value(text: &str) -> Result<Self, ValueError> {
        text.parse()
    }

    fn write_value(&self, out: &mut Escaped<'_>) {
        out.write_plain(&self.to_string());
    }
}

crate::with_serde! { crate::serde_impls!(MacAddress, XmlValue::to_scalar, XmlValue::from_scalar); }
