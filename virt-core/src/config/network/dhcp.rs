//! `<dhcp>`: addresses that guests get.

use std::fmt;
use std::net::IpAddr;

use crate::config::{MacAddress, Spelled};
use crate::xml::{Escaped, Form, ValueError, XmlElement, XmlValue};

/// Addresses that guests get: `<dhcp>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
#[xml(written_if = "is_in")]
pub struct Dhcp {
    /// Addresses for whoever asks.
    #[xml(child = "range")]
    pub ranges: Vec<DhcpRange>,
    /// Addresses for known guests.
    #[xml(child = "host")]
    pub hosts: Vec<DhcpHost>,
    /// What guests without a disk boot from.
    #[xml(child)]
    pub bootp: Option<Bootp>,
}

impl Dhcp {
    fn is_in(&self, _form: Form) -> bool {
        *self != Dhcp::default()
    }
}

/// Addresses from one to another: `<range start='192.168.122.2' end='192.168.122.254'/>`.
#[derive(Debug, Clone, PartialEq, Eq, XmlElement)]
pub struct DhcpRange {
    /// The first.
    #[xml(attribute)]
    pub start: IpAddr,
    /// The last.
    #[xml(attribute)]
    pub end: IpAddr,
    /// How long a guest may keep its address.
    #[xml(child)]
    pub lease: Option<Lease>,
}

impl DhcpRange {
    /// A range of addresses.
    pub fn new(start: IpAddr, end: IpAddr) -> Self {
        DhcpRange { start, end, lease: None }
    }
}

/// An address for a known guest: `<host mac='52:54:00:6b:3c:58' ip='192.168.122.10'/>`.
///
/// A guest is known by its hardware address, by its client identifier (IPv6) or by its name.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct DhcpHost {
    /// The hardware address of the guest's interface; IPv4 alone.
    #[xml(attribute)]
    pub mac: Option<Spelled<MacAddress>>,
    /// The guest's client identifier; IPv6 alone.
    #[xml(attribute)]
    pub id: Option<ClientId>,
    /// The name that the guest gets.
    #[xml(attribute)]
    pub name: Option<String>,
    /// The address that the guest gets.
    #[xml(attribute)]
    pub ip: Option<IpAddr>,
    /// How long the guest may keep it.
    #[xml(child)]
    pub lease: Option<Lease>,
}

/// A DHCP client's identifier: hexadecimal bytes with colons between them, kept as written.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ClientId(Box<str>);

impl ClientId {
    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ClientId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl XmlValue for ClientId {
    fn parse_value(text: &str) -> Result<Self, ValueError> {
        match text.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b':') {
            true => Ok(ClientId(text.into())),
            false => Err(ValueError::Expected("hexadecimal bytes with colons between them")),
        }
    }

    fn write_value(&self, out: &mut Escaped<'_>) {
        out.write_plain(&self.0);
    }
}

/// How long an address may be kept: `<lease expiry='12' unit='hours'/>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, XmlElement)]
#[xml(written_if = "is_in")]
pub struct Lease {
    /// How many units; 0 means for ever, anything else at least two minutes.
    #[xml(attribute, octal)]
    pub expiry: Option<u64>,
    /// The unit. Default: minutes.
    #[xml(attribute)]
    pub unit: Option<LeaseUnit>,
}

impl Lease {
    /// An address may be kept for ever.
    pub const INFINITE: Lease = Lease { expiry: Some(0), unit: None };

    /// An address may be kept so long.
    pub fn new(expiry: u64, unit: LeaseUnit) -> Self {
        Lease { expiry: Some(expiry), unit: Some(unit) }
    }

    /// The time in seconds; none where the address may be kept for ever.
    pub fn seconds(self) -> Option<u64> {
        let expiry = self.expiry.filter(|expiry| *expiry != 0)?;
        Some(expiry.saturating_mul(self.unit.unwrap_or(LeaseUnit::Minutes).seconds()))
    }

    fn is_in(&self, _form: Form) -> bool {
        self.expiry.is_some()
    }
}

/// A unit of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
pub enum LeaseUnit {
    /// A second.
    Seconds,
    /// Sixty seconds.
    Minutes,
    /// Sixty minutes.
    Hours,
}

impl LeaseUnit {
    /// How many seconds it has.
    pub const fn seconds(self) -> u64 {
        match self {
            LeaseUnit::Seconds => 1,
            LeaseUnit::Minutes => 60,
            LeaseUnit::Hours => 3600,
        }
    }
}

/// What guests without a disk boot from: `<bootp file='pxelinux.0'/>`.
#[derive(Debug, Clone, PartialEq, Eq, XmlElement)]
pub struct Bootp {
    /// The file's name on the server.
    #[xml(attribute)]
    pub file: String,
    /// The server. Default: the network's own.
    #[xml(attribute)]
    pub server: Option<IpAddr>,
}
