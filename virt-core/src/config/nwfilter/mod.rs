//! `<filter>`: the definition of a network filter, one file for each part of it.

mod conditions;
mod config;
mod defaults;
mod matches;
mod number;
mod reference;
mod rule;
mod validate;
mod value;
mod words;

pub use conditions::{
    ArpConditions, CodePoint, Connection, IcmpConditions, Icmpv6Conditions, Ipv4Addresses,
    Ipv4Ranges, Ipv6Addresses, Ipv6Ranges, MacPair, MacProtocol, PayloadProtocol, Ports, SourceMac,
    SourceMacMask, StpConditions, TcpConditions, VlanConditions,
};
pub use config::{FilterConfig, FilterEntries, FilterEntry};
pub use matches::{
    ArpMatch, IcmpMatch, Icmpv6Match, IpMatch, Ipv6Match, MacMatch, PlainIpv6Match, PlainMatch,
    PortsIpv6Match, PortsMatch, StpMatch, TcpIpv6Match, TcpMatch, VlanMatch,
};
pub use number::{ArpOpcode, EtherType, FilterNumber, IpProtocol};
pub use reference::{FilterParameter, FilterReference};
pub use rule::{FilterRule, RuleAction, RuleDirection, RuleMatch, RuleMatches, StateMatch};
pub use value::{FilterValue, FilterVariable, VariableAccess};
pub use words::{
    ConnectionState, Gratuitous, IpSetFlags, IpSetName, Ipv4Mask, Ipv6Mask, MacMask, TcpFlagSet,
    TcpFlags,
};
