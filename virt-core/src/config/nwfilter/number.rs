//! Numbers in rules: they stay decimal or hexadecimal, and some have names.

use crate::xml::{Escaped, ValueError, ValueKind, XmlValue};

/// A number up to `MAXIMUM`, which is written in the base that it was read in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct FilterNumber<const MAXIMUM: u32> {
    number: u32,
    hexadecimal: bool,
}

impl<const MAXIMUM: u32> FilterNumber<MAXIMUM> {
    /// A decimal number; none above `MAXIMUM`.
    pub fn new(number: u32) -> Option<Self> {
        (number <= MAXIMUM).then_some(FilterNumber { number, hexadecimal: false })
    }

    /// The number.
    pub const fn number(self) -> u32 {
        self.number
    }
}

impl<const MAXIMUM: u32> XmlValue for FilterNumber<MAXIMUM> {
    fn parse_value(text: &str) -> Result<Self, ValueError> {
        let number = u32::parse_value(text).ok().filter(|number| *number <= MAXIMUM);
        let expected = || ValueError::Other(format!("expected a whole number from 0 to {MAXIMUM}"));
        let hexadecimal = text.trim_ascii().starts_with("0x") || text.starts_with("0X");
        number.map(|number| FilterNumber { number, hexadecimal }).ok_or_else(expected)
    }

    fn write_value(&self, out: &mut Escaped<'_>) {
        match self.hexadecimal {
            true => out.write_hex(self.number.into(), 1),
            false => out.write_number(self.number.into()),
        }
    }

    const KIND: ValueKind = ValueKind::Number;
}

/// Declares a number some values of which have names.
macro_rules! named_number {
    (
        $(#[$doc:meta])*
        $name:ident: $minimum:literal..=$maximum:literal, $expected:literal, [
            $($(#[$constant_doc:meta])* $constant:ident = $number:literal $word:literal,)*
        ]
    ) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub struct $name(FilterNumber<$maximum>);

        impl $name {
            $($(#[$constant_doc])*
            pub const $constant: $name =
                $name(FilterNumber { number: $number, hexadecimal: false });)*

            const NAMES: &'static [(u32, &'static str)] = &[$(($number, $word)),*];

            /// The number.
            pub const fn number(self) -> u32 {
                self.0.number
            }

            /// The name, where it has one.
            pub fn name(self) -> Option<&'static str> {
                let mut names = Self::NAMES.iter();
                names.find(|(number, _)| *number == self.0.number).map(|(_, name)| *name)
            }
        }

        /// A name, in whichever case, or a number.
        impl XmlValue for $name {
            fn parse_value(text: &str) -> Result<Self, ValueError> {
                let mut names = Self::NAMES.iter();
                let named = names.find(|(_, name)| name.eq_ignore_ascii_case(text));
                if let Some((number, _)) = named {
                    return Ok($name(FilterNumber { number: *number, hexadecimal: false }));
                }
                let number = FilterNumber::parse_value(text).ok();
                let number = number.filter(|number: &FilterNumber<$maximum>| {
                    ($minimum..=$maximum).contains(&number.number)
                });
                number.map($name).ok_or(ValueError::Expected($expected))
            }

            fn write_value(&self, out: &mut Escaped<'_>) {
                match self.name() {
                    Some(name) => out.write_plain(name),
                    None => self.0.write_value(out),
                }
            }

            const KIND: ValueKind = ValueKind::Number;
        }
    };
}

named_number! {
    /// What an Ethernet packet holds: `arp`, `ipv4`… or a number from 1536 to 65535.
    EtherType: 1536..=65535, "arp, rarp, ipv4, ipv6, vlan or a number from 1536 to 65535", [
        /// The address resolution protocol.
        ARP = 0x0806 "arp",
        /// The reverse address resolution protocol.
        RARP = 0x8035 "rarp",
        /// The internet protocol, version 4.
        IPV4 = 0x0800 "ipv4",
        /// The internet protocol, version 6.
        IPV6 = 0x86DD "ipv6",
        /// A VLAN's tag.
        VLAN = 0x8100 "vlan",
    ]
}

named_number! {
    /// What an IP packet holds: `tcp`, `udp`… or a number up to 255.
    IpProtocol: 0..=255, "a protocol such as tcp, or a number up to 255", [
        /// The transmission control protocol.
        TCP = 6 "tcp",
        /// The user datagram protocol.
        UDP = 17 "udp",
        /// The lightweight user datagram protocol.
        UDPLITE = 136 "udplite",
        /// Encapsulating security payload.
        ESP = 50 "esp",
        /// An authentication header.
        AH = 51 "ah",
        /// Control messages of IPv4.
        ICMP = 1 "icmp",
        /// Group management of IPv4.
        IGMP = 2 "igmp",
        /// The stream control transmission protocol.
        SCTP = 132 "sctp",
        /// Control messages of IPv6.
        ICMPV6 = 58 "icmpv6",
    ]
}

named_number! {
    /// What an ARP packet says: `Request`, `Reply`… or a number up to 65535.
    ArpOpcode: 0..=65535, "an operation such as Request, or a number up to 65535", [
        /// Who has this address?
        REQUEST = 1 "Request",
        /// I have.
        REPLY = 2 "Reply",
        /// Which address has this hardware?
        REQUEST_REVERSE = 3 "Request_Reverse",
        /// It has this one.
        REPLY_REVERSE = 4 "Reply_Reverse",
        /// A request of dynamic reverse ARP.
        DRARP_REQUEST = 5 "DRARP_Request",
        /// A reply of dynamic reverse ARP.
        DRARP_REPLY = 6 "DRARP_Reply",
        /// An error of dynamic reverse ARP.
        DRARP_ERROR = 7 "DRARP_Error",
        /// A request of inverse ARP.
        INARP_REQUEST = 8 "InARP_Request",
        /// A refusal.
        ARP_NAK = 9 "ARP_NAK",
    ]
}
