//! IP addresses in definitions.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use crate::xml::{Escaped, ValueError, XmlValue};

/// A family of IP addresses: `ipv4` or `ipv6`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
pub enum IpFamily {
    /// Addresses of four bytes.
    Ipv4,
    /// Addresses of sixteen bytes.
    Ipv6,
}

impl IpFamily {
    /// The family of `address`.
    pub const fn of(address: IpAddr) -> Self {
        match address {
            IpAddr::V4(_) => IpFamily::Ipv4,
            IpAddr::V6(_) => IpFamily::Ipv6,
        }
    }

    /// The bits of an address, which no prefix exceeds.
    pub const fn bits(self) -> u32 {
        match self {
            IpFamily::Ipv4 => 32,
            IpFamily::Ipv6 => 128,
        }
    }
}

/// `192.168.122.1` or `2001:db8::1`.
impl XmlValue for IpAddr {
    fn parse_value(text: &str) -> Result<Self, ValueError> {
        text.trim_ascii()
            .parse()
            .map_err(|_| ValueError::Expected("an IP address such as 192.168.122.1 or 2001:db8::1"))
    }

    fn write_value(&self, out: &mut Escaped<'_>) {
        match self {
            IpAddr::V4(address) => address.write_value(out),
            IpAddr::V6(address) => address.write_value(out),
        }
    }
}

/// `192.168.122.1`.
impl XmlValue for Ipv4Addr {
    fn parse_value(text: &str) -> Result<Self, ValueError> {
        let address = text.trim_ascii().parse();
        address.map_err(|_| ValueError::Expected("an IPv4 address such as 192.168.122.1"))
    }

    fn write_value(&self, out: &mut Escaped<'_>) {
        out.write_plain(&self.to_string());
    }
}

/// `2001:db8::1`.
impl XmlValue for Ipv6Addr {
    fn parse_value(text: &str) -> Result<Self, ValueError> {
        let address = text.trim_ascii().parse();
        address.map_err(|_| ValueError::Expected("an IPv6 address such as 2001:db8::1"))
    }

    fn write_value(&self, out: &mut Escaped<'_>) {
        // An IPv4 address behind twelve zeros is written as the C library writes it, in dots.
        match self.segments() {
            [0, 0, 0, 0, 0, 0, high, _] if high != 0 => {
                let [.., a, b, c, d] = self.octets();
                out.write_plain(&format!("::{}", Ipv4Addr::new(a, b, c, d)));
            }
            _ => out.write_plain(&self.to_string()),
        }
    }
}

/// The address with all bits behind the first `prefix` ones set to zero.
pub(crate) fn network_of(address: IpAddr, prefix: u32) -> IpAddr {
    match address {
        IpAddr::V4(address) => {
            let mask = u32::MAX.checked_shl(32_u32.saturating_sub(prefix)).unwrap_or(0);
            IpAddr::V4(Ipv4Addr::from_bits(address.to_bits() & mask))
        }
        IpAddr::V6(address) => {
            let mask = u128::MAX.checked_shl(128_u32.saturating_sub(prefix)).unwrap_or(0);
            IpAddr::V6(Ipv6Addr::from_bits(address.to_bits() & mask))
        }
    }
}

/// How many bits a mask has; none if ones follow a zero in it.
pub(crate) fn prefix_of_mask(mask: IpAddr) -> Option<u32> {
    let (ones, bits, zeros) = match mask {
        IpAddr::V4(mask) => (mask.to_bits().leading_ones(), 32, mask.to_bits().trailing_zeros()),
        IpAddr::V6(mask) => (mask.to_bits().leading_ones(), 128, mask.to_bits().trailing_zeros()),
    };
    (ones + zeros == bits).then_some(ones)
}
