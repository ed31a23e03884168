//! Network interfaces.

use virt_core::config::interface::LinkState;
use virt_core::config::node_device::{
    NetCapability, NetFeature, NetFeatureName, NetLink, NetNested,
};

use super::Reading;
use crate::device::Device;
use crate::host::{Host, base_name};

pub(super) fn net(reading: &Reading<'_>) -> NetCapability {
    let interface = base_name(&reading.device.path).to_owned();
    let wireless = reading.uevent.value("DEVTYPE") == Some("wlan");
    let mut features = reading.host.net_features(&interface);
    if has_rdma(reading) {
        features.push(NetFeatureName::Rdma);
    }
    if reading.link_name("device").is_some_and(|address| reading.host.is_switchdev(&address)) {
        features.push(NetFeatureName::SwitchDev);
    }
    NetCapability {
        address: reading.text("address"),
        link: link(reading),
        features: features.into_iter().map(|name| NetFeature { name }).collect(),
        nested: vec![if wireless { NetNested::Wireless } else { NetNested::Ethernet }],
        interface,
    }
}

/// The cable, as it is now: no message tells when it changes.
fn link(reading: &Reading<'_>) -> Option<NetLink> {
    let state = match reading.text("operstate")?.as_str() {
        "notpresent" => LinkState::NotPresent,
        "down" => LinkState::Down,
        "lowerlayerdown" => LinkState::LowerLayerDown,
        "testing" => LinkState::Testing,
        "dormant" => LinkState::Dormant,
        "up" => LinkState::Up,
        _ => LinkState::Unknown,
    };
    // Where the kernel does not know it, it says -1, which libvirt shows as all bits.
    let speed = |speed: i64| u32::try_from(speed).unwrap_or(u32::MAX);
    let speed = reading.number("speed").filter(|_| state == LinkState::Up).map(speed);
    Some(NetLink { speed: speed.filter(|speed| *speed > 0), state: Some(state) })
}

/// Whether the device below the interface is also one for remote access to memory.
fn has_rdma(reading: &Reading<'_>) -> bool {
    let sysfs = &reading.host.sysfs;
    let Some(below) = sysfs.link(&reading.device.path, "device") else { return false };
    !sysfs.names(&below, "infiniband").is_empty()
}

/// The interfaces that this one is made of.
pub(crate) fn lower(host: &Host, device: &Device) -> Vec<String> {
    neighbours(host, device, "lower_")
}

/// The interfaces that are made of this one.
pub(crate) fn upper(host: &Host, device: &Device) -> Vec<String> {
    neighbours(host, device, "upper_")
}

fn neighbours(host: &Host, device: &Device, prefix: &str) -> Vec<String> {
    let names = host.sysfs.names(&device.path, "");
    let mut found: Vec<_> =
        names.iter().filter_map(|name| name.strip_prefix(prefix)).map(str::to_owned).collect();
    found.sort_unstable();
    found
}
