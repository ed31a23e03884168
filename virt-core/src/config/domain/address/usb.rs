//! Ports of USB buses.

use std::fmt;
use std::str::FromStr;

use crate::xml::{Escaped, ValueError, XmlElement, XmlValue};

/// A USB port: `<address type='usb' bus='0' port='1.2'/>`.
///
/// As text it is the bus and the port: `0:1.2`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, XmlElement)]
pub struct UsbAddress {
    /// The bus. Default: 0.
    #[xml(attribute, default)]
    pub bus: u32,
    /// The port. Default: the next one that is free.
    #[xml(attribute)]
    pub port: Option<UsbPort>,
}

/// `0:1.2`, and `0` without a port.
impl fmt::Display for UsbAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.port {
            Some(port) => write!(f, "{}:{port}", self.bus),
            None => write!(f, "{}", self.bus),
        }
    }
}

impl FromStr for UsbAddress {
    type Err = ValueError;

    /// Reads `0:1.2`; the port can be left out.
    fn from_str(text: &str) -> Result<Self, ValueError> {
        let (bus, port) = match text.split_once(':') {
            Some((bus, port)) => (bus, Some(port)),
            None => (text, None),
        };
        let bus = decimal(bus).ok_or(ValueError::Expected("a USB address such as 0:1.2"))?;
        Ok(UsbAddress { bus, port: port.map(UsbPort::from_str).transpose()? })
    }
}

/// The way to a USB port from the controller through hubs: `1`, `1.2`, up to `1.2.3.4`.
///
/// ```
/// use virt_core::config::domain::address::UsbPort;
///
/// let behind_a_hub: UsbPort = "1.2".parse()?;
/// assert_eq!(behind_a_hub, UsbPort::new(1).through(2).ok_or("too deep")?);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UsbPort {
    /// Ports count from 1, so the first 0 is the end.
    numbers: [u32; UsbPort::LONGEST],
}

impl UsbPort {
    /// The most ports on a way.
    pub const LONGEST: usize = 4;

    /// A port of the controller itself, from 1.
    pub const fn new(port: u32) -> Self {
        UsbPort { numbers: [port, 0, 0, 0] }
    }

    /// A port of the hub at this port; none if there are too many hubs on the way.
    pub fn through(mut self, port: u32) -> Option<Self> {
        *self.numbers.iter_mut().find(|number| **number == 0)? = port;
        Some(self)
    }

    /// The ports on the way, the controller's first.
    pub fn numbers(&self) -> impl Iterator<Item = u32> {
        self.numbers.into_iter().take_while(|number| *number != 0)
    }
}

impl fmt::Display for UsbPort {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, number) in self.numbers().enumerate() {
            if index > 0 {
                f.write_str(".")?;
            }
            write!(f, "{number}")?;
        }
        Ok(())
    }
}

impl FromStr for UsbPort {
    type Err = ValueError;

    fn from_str(text: &str) -> Result<Self, ValueError> {
        const EXPECTED: ValueError = ValueError::Expected("one to four ports such as 1.2");
        let numbers: Option<Vec<u32>> = text.split('.').map(decimal).collect();
        let given = numbers.filter(|given| given.len() <= UsbPort::LONGEST && !given.contains(&0));
        let mut numbers = [0; UsbPort::LONGEST];
        for (number, given) in numbers.iter_mut().zip(given.ok_or(EXPECTED)?) {
            *number = given;
        }
        Ok(UsbPort { numbers })
    }
}

impl XmlValue for UsbPort {
    fn parse_value(text: &str) -> Result<Self, ValueError> {
        text.trim_ascii().parse()
    }

    fn write_value(&self, out: &mut Escaped<'_>) {
        out.write_plain(&self.to_string());
    }
}

crate::with_serde! { crate::serde_impls!(UsbPort, XmlValue::to_scalar, XmlValue::from_scalar); }

/// A number of decimal digits alone.
pub(super) fn decimal(text: &str) -> Option<u32> {
    let plain = text.bytes().all(|digit| digit.is_ascii_digit());
    plain.then(|| text.parse().ok()).flatten()
}
