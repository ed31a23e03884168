//! What a network interface takes off the host's hands, asked over netlink.

use std::io;

use virt_core::config::node_device::NetFeatureName;
use virt_host::netlink::{self, Attributes, GenericFamily};

const FEATURES_GET: u8 = 11;
const FEATURES_HEADER: u16 = 1;
const HEADER_DEVICE_NAME: u16 = 2;
const FEATURES_ACTIVE: u16 = 4;
const BITSET_BITS: u16 = 3;
const BIT_NAME: u16 = 2;

/// The kernel's names of features, and ours. Several of the kernel's are one of ours.
const FEATURES: &[(&str, NetFeatureName)] = &[
    ("rx-checksum", NetFeatureName::Rx),
    ("tx-checksum-ipv4", NetFeatureName::Tx),
    ("tx-checksum-ip-generic", NetFeatureName::Tx),
    ("tx-checksum-ipv6", NetFeatureName::Tx),
    ("tx-checksum-fcoe-crc", NetFeatureName::Tx),
    ("tx-checksum-sctp", NetFeatureName::Tx),
    ("tx-scatter-gather", NetFeatureName::Sg),
    ("tx-scatter-gather-fraglist", NetFeatureName::Sg),
    ("tx-tcp-segmentation", NetFeatureName::Tso),
    ("tx-tcp-ecn-segmentation", NetFeatureName::Tso),
    ("tx-tcp-mangleid-segmentation", NetFeatureName::Tso),
    ("tx-tcp6-segmentation", NetFeatureName::Tso),
    ("tx-generic-segmentation", NetFeatureName::Gso),
    ("rx-gro", NetFeatureName::Gro),
    ("rx-lro", NetFeatureName::Lro),
    ("rx-vlan-hw-parse", NetFeatureName::RxVlan),
    ("tx-vlan-hw-insert", NetFeatureName::TxVlan),
    ("rx-ntuple-filter", NetFeatureName::NTuple),
    ("rx-hashing", NetFeatureName::RxHash),
    ("tx-udp_tnl-segmentation", NetFeatureName::TxUdpTunnel),
];

/// The features that are on; none where the kernel does not tell.
pub(super) fn features(interface: &str) -> Vec<NetFeatureName> {
    ask(interface).unwrap_or_else(|err| {
        tracing::debug!(interface, "features unknown: {err}");
        Vec::new()
    })
}

fn ask(interface: &str) -> io::Result<Vec<NetFeatureName>> {
    let name = netlink::text(HEADER_DEVICE_NAME, interface);
    let question = [netlink::nested(FEATURES_HEADER, &[name])];
    let answers = GenericFamily::open("ethtool")?.ask(FEATURES_GET, &question)?;
    let active: Vec<&str> = answers.iter().flat_map(|answer| active_names(answer)).collect();
    let known = FEATURES.iter().filter(|(name, _)| active.contains(name));
    Ok(known.map(|(_, feature)| *feature).collect())
}

/// The names in an answer's set of what is on.
fn active_names(answer: &[u8]) -> Vec<&str> {
    let bits = || Attributes::of(answer).find(FEATURES_ACTIVE)?.nested().find(BITSET_BITS);
    let Some(bits) = bits() else { return Vec::new() };
    bits.nested().filter_map(|bit| bit.nested().find(BIT_NAME)?.text()).collect()
}
