//! `<bond>`: several cards that act as one.

use std::net::Ipv4Addr;

use super::InterfaceMember;
use crate::config::Spelled;
use crate::xml::{XmlElement, XmlValue};

/// Several cards that act as one: `<bond mode='active-backup'>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
#[xml(empty = "open")]
pub struct Bond {
    /// How they share the work. Default: what the kernel's driver has, `balance-rr`.
    #[xml(attribute)]
    pub mode: Option<BondMode>,
    /// Looks at the cards' own state to see which ones work.
    #[xml(child = "miimon")]
    pub mii_monitor: Option<MiiMonitor>,
    /// Asks a neighbour to see which cards work. Left out where `mii_monitor` is there.
    #[xml(child = "arpmon")]
    pub arp_monitor: Option<ArpMonitor>,
    /// The cards, the preferred one first.
    #[xml(child = "interface")]
    pub members: Vec<InterfaceMember>,
}

/// How cards of a bond share the work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[non_exhaustive]
pub enum BondMode {
    /// In turns.
    #[xml(name = "balance-rr")]
    RoundRobin,
    /// One works, the others wait.
    ActiveBackup,
    /// By the addresses of packets.
    BalanceXor,
    /// Each sends everything.
    Broadcast,
    /// As agreed with the switch, IEEE 802.3ad.
    #[xml(name = "802.3ad")]
    Lacp,
    /// By load, for what is sent.
    BalanceTlb,
    /// By load, for what is sent and received.
    BalanceAlb,
}

/// Looks at the cards' own state: `<miimon freq='100' updelay='10' carrier='ioctl'/>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, XmlElement)]
pub struct MiiMonitor {
    /// How often, in milliseconds between looks.
    #[xml(attribute = "freq")]
    pub frequency: u32,
    /// How long a card must have failed before it is left out, in milliseconds. Default: 0.
    #[xml(attribute = "downdelay")]
    pub down_delay: Option<u32>,
    /// How long a card must have worked before it is used, in milliseconds. Default: 0.
    #[xml(attribute = "updelay")]
    pub up_delay: Option<u32>,
    /// Who is asked. Default: the kernel's idea of the carrier.
    #[xml(attribute)]
    pub carrier: Option<Carrier>,
}

/// Who says whether a card works.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
pub enum Carrier {
    /// The card's driver, each time.
    Ioctl,
    /// The kernel, which keeps what drivers told it.
    Netif,
}

/// Asks a neighbour: `<arpmon interval='100' target='192.168.50.1' validate='active'/>`.
#[derive(Debug, Clone, PartialEq, Eq, XmlElement)]
pub struct ArpMonitor {
    /// How often, in milliseconds between questions.
    #[xml(attribute)]
    pub interval: u32,
    /// The neighbour.
    #[xml(attribute)]
    pub target: Spelled<Ipv4Addr>,
    /// Which cards must have the answer themselves. Default: none.
    #[xml(attribute)]
    pub validate: Option<ArpValidation>,
}

/// Which cards of a bond must have a neighbour's answer themselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
pub enum ArpValidation {
    /// None.
    None,
    /// The one that works.
    Active,
    /// Those that wait.
    Backup,
    /// All.
    All,
}
