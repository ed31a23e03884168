//! Masks and sets of words in rules.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use crate::config::MacAddress;
use crate::config::ip::prefix_of_mask;
use crate::xml::{Escaped, ValueError, ValueKind, XmlValue};

/// Declares a mask of IP addresses: a number of bits, or an address whose ones all come first.
macro_rules! ip_mask {
    ($(#[$doc:meta])* $name:ident, $address:ty, $bits:literal, $expected:literal) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub struct $name(u8);

        impl $name {
            /// A mask of so many bits; none above those that an address has.
            pub fn new(bits: u8) -> Option<Self> {
                (bits <= $bits).then_some($name(bits))
            }

            /// How many bits of an address count, from the first.
            pub const fn bits(self) -> u8 {
                self.0
            }
        }

        impl XmlValue for $name {
            fn parse_value(text: &str) -> Result<Self, ValueError> {
                let mask = || text.parse::<$address>().ok().map(IpAddr::from);
                let bits = u8::parse_value(text).ok();
                let bits = bits.or_else(|| prefix_of_mask(mask()?)?.try_into().ok());
                bits.and_then($name::new).ok_or(ValueError::Expected($expected))
            }

            fn write_value(&self, out: &mut Escaped<'_>) {
                out.write_number(self.0.into());
            }

            const KIND: ValueKind = ValueKind::Number;
        }
    };
}

ip_mask! {
    /// A mask of IPv4 addresses: `24` or `255.255.255.0`.
    Ipv4Mask, Ipv4Addr, 32, "a mask such as 24 or 255.255.255.0"
}

ip_mask! {
    /// A mask of IPv6 addresses: `64` or `ffff:ffff:ffff:ffff::`.
    Ipv6Mask, Ipv6Addr, 128, "a mask such as 64 or ffff:ffff:ffff:ffff::"
}

/// A mask of hardware addresses, such as `ff:ff:ff:00:00:00`, whose ones all come first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct MacMask(MacAddress);

impl MacMask {
    /// The mask, bit by bit.
    pub const fn bytes(self) -> [u8; 6] {
        self.0.bytes()
    }
}

impl XmlValue for MacMask {
    fn parse_value(text: &str) -> Result<Self, ValueError> {
        let mask = MacAddress::parse_value(text)?;
        let bits = mask.bytes().iter().fold(0_u64, |bits, byte| bits << 8 | u64::from(*byte));
        let zeros = bits.trailing_zeros().min(48);
        match (bits.leading_zeros() == 16 || bits == 0) && bits.count_ones() + zeros == 48 {
            true => Ok(MacMask(mask)),
            false => Err(ValueError::Expected("a mask such as ff:ff:ff:00:00:00")),
        }
    }

    fn write_value(&self, out: &mut Escaped<'_>) {
        self.0.write_value(out);
    }
}

/// Writes the words of the bits that are set, with commas between them.
fn write_bits(bits: u8, words: &[&str], out: &mut Escaped<'_>) {
    let set = (0..).zip(words).filter(|(bit, _)| bits >> bit & 1 == 1);
    for (at, (_, word)) in set.enumerate() {
        if at > 0 {
            out.write_plain(",");
        }
        out.write_plain(word);
    }
}

/// Reads words with commas between them, in whichever case.
fn parse_bits(text: &str, words: &[&str]) -> Option<u8> {
    text.split(',').try_fold(0, |bits, word| {
        let bit = words.iter().position(|known| known.eq_ignore_ascii_case(word.trim()))?;
        Some(bits | 1 << bit)
    })
}

/// How a packet belongs to a connection: `NEW,ESTABLISHED`; or `NONE`, which asks nobody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct ConnectionState(u8);

impl ConnectionState {
    /// It opens one.
    pub const NEW: Self = ConnectionState(1);
    /// It belongs to one.
    pub const ESTABLISHED: Self = ConnectionState(1 << 1);
    /// It opens one that belongs to another.
    pub const RELATED: Self = ConnectionState(1 << 2);
    /// It belongs to none and opens none.
    pub const INVALID: Self = ConnectionState(1 << 3);
    /// Connections are not looked at.
    pub const NONE: Self = ConnectionState(1 << 4);

    const WORDS: [&str; 5] = ["NEW", "ESTABLISHED", "RELATED", "INVALID", "NONE"];

    /// This or that.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        ConnectionState(self.0 | other.0)
    }

    /// Whether all of `other` is in it.
    pub const fn contains(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }
}

impl XmlValue for ConnectionState {
    fn parse_value(text: &str) -> Result<Self, ValueError> {
        if text.is_empty() {
            return Ok(ConnectionState::default());
        }
        let expected = ValueError::Expected("NONE or some of NEW,ESTABLISHED,RELATED,INVALID");
        let state = parse_bits(text, &ConnectionState::WORDS).map(ConnectionState);
        // Whoever asks nobody needs no other word.
        let none = ConnectionState::NONE;
        state.map(|state| if state.contains(none) { none } else { state }).ok_or(expected)
    }

    fn write_value(&self, out: &mut Escaped<'_>) {
        write_bits(self.0, &ConnectionState::WORDS, out);
    }
}

/// Which flags of a TCP packet are looked at, and which of these must be set: `SYN,ACK/SYN`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct TcpFlags {
    /// Those that are looked at.
    pub mask: TcpFlagSet,
    /// Those of them that must be set.
    pub set: TcpFlagSet,
}

/// Some flags of a TCP packet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct TcpFlagSet(u8);

impl TcpFlagSet {
    /// No flag.
    pub const NONE: Self = TcpFlagSet(0);
    /// The sender is done.
    pub const FIN: Self = TcpFlagSet(1);
    /// The sender opens a connection.
    pub const SYN: Self = TcpFlagSet(1 << 1);
    /// The connection is gone.
    pub const RST: Self = TcpFlagSet(1 << 2);
    /// Do not wait for more.
    pub const PSH: Self = TcpFlagSet(1 << 3);
    /// Something has arrived.
    pub const ACK: Self = TcpFlagSet(1 << 4);
    /// Something is urgent.
    pub const URG: Self = TcpFlagSet(1 << 5);
    /// All flags.
    pub const ALL: Self = TcpFlagSet((1 << 6) - 1);

    const WORDS: [&str; 6] = ["FIN", "SYN", "RST", "PSH", "ACK", "URG"];

    /// These and those.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        TcpFlagSet(self.0 | other.0)
    }

    /// Whether all of `other` is in it.
    pub const fn contains(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    fn parse(text: &str) -> Option<Self> {
        match text.trim() {
            text if text.eq_ignore_ascii_case("NONE") => Some(TcpFlagSet::NONE),
            text if text.eq_ignore_ascii_case("ALL") => Some(TcpFlagSet::ALL),
            text => parse_bits(text, &TcpFlagSet::WORDS).map(TcpFlagSet),
        }
    }

    fn write(self, out: &mut Escaped<'_>) {
        match self {
            TcpFlagSet::NONE => out.write_plain("NONE"),
            TcpFlagSet::ALL => out.write_plain("ALL"),
            TcpFlagSet(bits) => write_bits(bits, &TcpFlagSet::WORDS, out),
        }
    }
}

impl XmlValue for TcpFlags {
    fn parse_value(text: &str) -> Result<Self, ValueError> {
        let flags = text.split_once('/').and_then(|(mask, set)| {
            Some(TcpFlags { mask: TcpFlagSet::parse(mask)?, set: TcpFlagSet::parse(set)? })
        });
        flags.ok_or(ValueError::Expected("a mask and flags such as SYN,ACK/SYN or ALL/NONE"))
    }

    fn write_value(&self, out: &mut Escaped<'_>) {
        self.mask.write(out);
        out.write_plain("/");
        self.set.write(out);
    }
}

/// A set of addresses that the host keeps: up to 31 letters, digits, blanks and `_.:-+`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct IpSetName(Box<str>);

impl IpSetName {
    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl XmlValue for IpSetName {
    fn parse_value(text: &str) -> Result<Self, ValueError> {
        let known = |byte: u8| byte.is_ascii_alphanumeric() || b"_.:-+ ".contains(&byte);
        match matches!(text.len(), 1..=31) && text.bytes().all(known) {
            true => Ok(IpSetName(text.into())),
            false => {
                Err(ValueError::Expected("up to 31 letters, digits, blanks and characters _.:-+"))
            }
        }
    }

    fn write_value(&self, out: &mut Escaped<'_>) {
        out.write(&self.0);
    }
}

/// Which parts of a packet are looked for in a set, one for each of its dimensions: `src,dst`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct IpSetFlags(Vec<bool>);

impl IpSetFlags {
    /// For each dimension, whether it is the packet's source rather than its destination.
    pub fn is_source(&self) -> &[bool] {
        &self.0
    }
}

impl XmlValue for IpSetFlags {
    fn parse_value(text: &str) -> Result<Self, ValueError> {
        let flag = |word: &str| match word.trim() {
            word if word.eq_ignore_ascii_case("src") => Some(true),
            word if word.eq_ignore_ascii_case("dst") => Some(false),
            _ => None,
        };
        let flags: Option<Vec<_>> = text.split(',').take(7).map(flag).collect();
        let flags = flags.filter(|flags| flags.len() <= 6).map(IpSetFlags);
        flags.ok_or(ValueError::Expected("up to six of src and dst with commas between them"))
    }

    fn write_value(&self, out: &mut Escaped<'_>) {
        for (at, source) in self.0.iter().enumerate() {
            if at > 0 {
                out.write_plain(",");
            }
            out.write_plain(if *source { "src" } else { "dst" });
        }
    }
}

/// Whether an ARP packet tells of its sender unasked: `true` or `false`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Gratuitous(pub bool);

impl XmlValue for Gratuitous {
    fn parse_value(text: &str) -> Result<Self, ValueError> {
        match text.to_ascii_lowercase().as_str() {
            "true" | "yes" | "1" => Ok(Gratuitous(true)),
            "false" | "no" | "0" => Ok(Gratuitous(false)),
            _ => Err(ValueError::NotOneOf(&["true", "yes", "1", "false", "no", "0"])),
        }
    }

    fn write_value(&self, out: &mut Escaped<'_>) {
        out.write_plain(if self.0 { "true" } else { "false" });
    }

    const KIND: ValueKind = ValueKind::Truth;
}
