//! Devices on the channels of IBM Z machines.

use virt_core::config::node_device::{
    CcwAddress, CcwCapability, CcwGroupCapability, CcwGroupDevice, CcwGroupKind, CcwGroupMember,
    CcwGroupMembers, CcwMemberCapability, CcwState, CssCapability, CssNested, HexDigit, HexWord,
    QethGroup,
};

use super::{Reading, mdev};
use crate::host::base_name;

/// `0.0.f5f0`: channel subsystem, set of subchannels and number, in hexadecimal digits.
fn address(text: &str) -> Option<CcwAddress> {
    let mut parts = text.split('.');
    let cssid = u8::from_str_radix(parts.next()?, 16).ok()?;
    let ssid = u8::from_str_radix(parts.next()?, 16).ok()?;
    let number = u16::from_str_radix(parts.next()?, 16).ok()?;
    let address =
        CcwAddress { cssid: HexDigit(cssid), ssid: HexDigit(ssid), device_number: HexWord(number) };
    parts.next().is_none().then_some(address)
}

fn own_address(reading: &Reading<'_>) -> CcwAddress {
    address(base_name(&reading.device.path)).unwrap_or_default()
}

fn state(reading: &Reading<'_>) -> Option<CcwState> {
    match reading.text("online")?.as_str() {
        "1" => Some(CcwState::Online),
        "0" => Some(CcwState::Offline),
        _ => None,
    }
}

/// The name of the device of `subsystem` that the kernel calls `name`.
fn device_name(subsystem: &str, name: &str) -> String {
    format!("{subsystem}_{}", name.replace('.', "_"))
}

pub(super) fn ccw(reading: &Reading<'_>) -> CcwCapability {
    let group = reading.link_name("group_device");
    let member = group.map(|group| {
        let group_device = device_name("ccwgroup", &group);
        CcwMemberCapability::GroupMember(CcwGroupMember { group_device })
    });
    CcwCapability {
        state: state(reading),
        address: own_address(reading),
        nested: member.into_iter().collect(),
    }
}

pub(super) fn css(reading: &Reading<'_>) -> CssCapability {
    CssCapability {
        address: own_address(reading),
        channel_device: reading.text("dev_busid").and_then(|text| address(&text)),
        nested: mdev::types(reading).map(CssNested::MdevTypes).into_iter().collect(),
    }
}

pub(super) fn group(reading: &Reading<'_>) -> CcwGroupCapability {
    CcwGroupCapability {
        state: state(reading),
        address: own_address(reading),
        members: Some(CcwGroupMembers { devices: members(reading) }),
        kind: kind(reading),
    }
}

fn members(reading: &Reading<'_>) -> Vec<CcwGroupDevice> {
    let names = reading.names("");
    let mut links: Vec<_> = names.into_iter().filter(|name| name.starts_with("cdev")).collect();
    links.sort_unstable();
    let member = |reference: String| {
        let name = device_name("ccw", &reading.link_name(&reference)?);
        Some(CcwGroupDevice { reference, name })
    };
    links.into_iter().filter_map(member).collect()
}

/// Only network cards are groups that libvirt knows.
fn kind(reading: &Reading<'_>) -> Option<CcwGroupKind> {
    if reading.link_name("driver")? != "qeth" {
        return None;
    }
    let card =
        QethGroup { card_type: reading.text("card_type"), channel_path: reading.text("chpid") };
    Some(match reading.text("layer2").as_deref() {
        Some("1") => CcwGroupKind::QethLayer2(card),
        Some("0") => CcwGroupKind::QethLayer3(card),
        _ => CcwGroupKind::QethGeneric(card),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_hexadecimal() {
        let found = address("0.1.f5f0").unwrap();
        assert_eq!((found.ssid, found.device_number), (HexDigit(1), HexWord(0xF5F0)));
        for text in ["", "0.0", "0.0.fffff", "0.0.1.2", "x.0.1"] {
            assert_eq!(address(text), None, "{text}");
        }
        assert_eq!(device_name("ccw", "0.0.bd00"), "ccw_0_0_bd00");
    }
}
