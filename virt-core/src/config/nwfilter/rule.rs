//! `<rule>`: what happens to which packets.

use super::matches::ProtocolMatch;
use super::{
    ArpMatch, IcmpMatch, Icmpv6Match, IpMatch, Ipv6Match, MacMatch, PlainIpv6Match, PlainMatch,
    PortsIpv6Match, PortsMatch, StpMatch, TcpIpv6Match, TcpMatch, VlanMatch,
};
use crate::xml::{
    ChildKind, ChildShape, Escaped, Node, Shape, ValueError, ValueKind, Writer, XmlElement,
    XmlValue,
};

/// What happens to which packets: `<rule action='drop' direction='in' priority='500'>`.
#[derive(Debug, Clone, PartialEq, Eq, XmlElement)]
pub struct FilterRule {
    /// What happens to them.
    #[xml(attribute)]
    pub action: RuleAction,
    /// Which way they go.
    #[xml(attribute)]
    pub direction: RuleDirection,
    /// When the rule has its turn: from -1000, which is first, to 1000. Default: 500.
    #[xml(attribute)]
    pub priority: Option<i32>,
    /// Whether answers are let through, since a connection is looked at as a whole. Default: yes.
    #[xml(attribute = "statematch")]
    pub state_match: Option<StateMatch>,
    /// Which packets: those that every element here describes. All elements are of one protocol.
    /// Default: all packets.
    #[xml(flatten)]
    pub matches: RuleMatches,
}

impl FilterRule {
    /// The priority of a rule that says none.
    pub const DEFAULT_PRIORITY: i32 = 500;

    /// A rule for the packets that `matches` describes.
    pub fn new(action: RuleAction, direction: RuleDirection, matches: RuleMatch) -> Self {
        FilterRule {
            action,
            direction,
            priority: None,
            state_match: None,
            matches: RuleMatches(vec![matches]),
        }
    }
}

/// What happens to a packet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
pub enum RuleAction {
    /// It is lost.
    Drop,
    /// It gets through.
    Accept,
    /// It is lost, and its sender is told.
    Reject,
    /// The chain that led here goes on.
    Return,
    /// The next rule has its turn.
    Continue,
}

/// Which way packets go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
pub enum RuleDirection {
    /// To the guest.
    In,
    /// From the guest.
    Out,
    /// Either way.
    #[xml(name = "inout")]
    InOut,
}

/// Whether a connection is looked at as a whole: `false` and `0` say no, all else says yes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct StateMatch(pub bool);

impl XmlValue for StateMatch {
    fn parse_value(text: &str) -> Result<Self, ValueError> {
        Ok(StateMatch(!(text == "0" || text.eq_ignore_ascii_case("false"))))
    }

    fn write_value(&self, out: &mut Escaped<'_>) {
        out.write_plain(if self.0 { "true" } else { "false" });
    }

    const KIND: ValueKind = ValueKind::Truth;
}

/// Declares a choice of child elements and a list of them, which keeps their order.
macro_rules! element_choice {
    (
        $(#[$doc:meta])* $choice:ident,
        $(#[$list_doc:meta])* $list:ident {
            $($(#[$variant_doc:meta])* $variant:ident($type:ty) = $name:literal,)*
        }
    ) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq)]
        #[non_exhaustive]
        pub enum $choice {
            $($(#[$variant_doc])* $variant(Box<$type>),)*
        }

        impl $choice {
            /// The name of the element.
            pub fn name(&self) -> &'static str {
                match self { $(Self::$variant(_) => $name,)* }
            }
        }

        $(#[$list_doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Default)]
        pub struct $list(pub Vec<$choice>);

        impl XmlElement for $list {
            fn shape() -> &'static Shape {
                static SHAPE: Shape = Shape {
                    children: &[$(ChildShape {
                        name: $name,
                        namespace: None,
                        repeats: true,
                        required: false,
                        unless: None,
                        kind: ChildKind::Element(<$type as XmlElement>::shape),
                    },)*],
                    ..Shape::EMPTY
                };
                &SHAPE
            }

            fn read(node: Node<'_>) -> crate::Result<Self> {
                let mut list = Vec::new();
                for child in node.children() {
                    match child.name() {
                        $($name => list.push($choice::$variant(Box::new(XmlElement::read(child)?))),)*
                        _ => {}
                    }
                }
                Ok($list(list))
            }

            fn write_attributes(&self, _writer: &mut Writer) {}

            fn write_content(&self, writer: &mut Writer) {
                for choice in &self.0 {
                    match choice { $($choice::$variant(model) => writer.element($name, model),)* }
                }
            }

            #[cfg(feature = "serde")]
            fn to_data(&self) -> crate::data::Data {
                let item = |choice: &$choice| match choice {
                    $($choice::$variant(model) => {
                        crate::data::tagged("type", $name, model.to_data())
                    })*
                };
                crate::data::Data::List(self.0.iter().map(item).collect())
            }

            #[cfg(feature = "serde")]
            fn from_data(data: crate::data::Data) -> Result<Self, crate::data::DataError> {
                let item = |data| {
                    let (word, data) = crate::data::untagged(data, "type", None)?;
                    match &*word {
                        $($name => XmlElement::from_data(data).map($choice::$variant),)*
                        _ => {
                            let err = crate::data::not_one_of(&word, &[$($name),*]);
                            Err(err.in_member("type"))
                        }
                    }
                };
                crate::data::items(data, item).map($list)
            }
        }

        crate::with_serde! {
            crate::serde_impls!($list, XmlElement::to_data, XmlElement::from_data);
        }
    };
}
pub(super) use element_choice;

/// Declares the protocols, and how what several elements say is joined.
macro_rules! protocols {
    ($($(#[$doc:meta])* $variant:ident($type:ty) = $name:literal,)*) => {
        element_choice! {
            /// Which packets a rule is about: an element named after their protocol.
            RuleMatch,
            /// The elements of a rule that say which packets it is about.
            RuleMatches {
                $($(#[$doc])* $variant($type) = $name,)*
            }
        }

        impl RuleMatches {
            /// Joins the elements of the first protocol and drops those of others.
            pub(super) fn join(&mut self) {
                match self.0.first() {
                    None => {}
                    $(Some(RuleMatch::$variant(_)) => {
                        let all: Vec<&$type> = self.0.iter().filter_map(|found| match found {
                            RuleMatch::$variant(model) => Some(&**model),
                            _ => None,
                        }).collect();
                        let joined = ProtocolMatch::join(&all).into_iter();
                        self.0 = joined.map(|model| RuleMatch::$variant(Box::new(model))).collect();
                    })*
                }
            }
        }
    };
}

protocols! {
    /// Any Ethernet packet.
    Mac(MacMatch) = "mac",
    /// A packet with a VLAN's tag.
    Vlan(VlanMatch) = "vlan",
    /// A message of the spanning tree protocol.
    Stp(StpMatch) = "stp",
    /// A packet of the address resolution protocol.
    Arp(ArpMatch) = "arp",
    /// A packet of the reverse address resolution protocol.
    Rarp(ArpMatch) = "rarp",
    /// An IPv4 packet on its way through a bridge.
    Ip(IpMatch) = "ip",
    /// An IPv6 packet on its way through a bridge.
    Ipv6(Ipv6Match) = "ipv6",
    /// A TCP packet over IPv4.
    Tcp(TcpMatch) = "tcp",
    /// A UDP packet over IPv4.
    Udp(PortsMatch) = "udp",
    /// A UDP-Lite packet over IPv4.
    Udplite(PlainMatch) = "udplite",
    /// An encrypted packet over IPv4.
    Esp(PlainMatch) = "esp",
    /// A packet with an authentication header over IPv4.
    Ah(PlainMatch) = "ah",
    /// An SCTP packet over IPv4.
    Sctp(PortsMatch) = "sctp",
    /// A control message of IPv4.
    Icmp(IcmpMatch) = "icmp",
    /// A group management message of IPv4.
    Igmp(PlainMatch) = "igmp",
    /// Any packet over IPv4.
    All(PlainMatch) = "all",
    /// A TCP packet over IPv6.
    TcpIpv6(TcpIpv6Match) = "tcp-ipv6",
    /// A UDP packet over IPv6.
    UdpIpv6(PortsIpv6Match) = "udp-ipv6",
    /// A UDP-Lite packet over IPv6.
    UdpliteIpv6(PlainIpv6Match) = "udplite-ipv6",
    /// An encrypted packet over IPv6.
    EspIpv6(PlainIpv6Match) = "esp-ipv6",
    /// A packet with an authentication header over IPv6.
    AhIpv6(PlainIpv6Match) = "ah-ipv6",
    /// An SCTP packet over IPv6.
    SctpIpv6(PortsIpv6Match) = "sctp-ipv6",
    /// A control message of IPv6.
    Icmpv6(Icmpv6Match) = "icmpv6",
    /// Any packet over IPv6.
    AllIpv6(PlainIpv6Match) = "all-ipv6",
}
