//! What is in the way of a PCI device.

use virt_core::ErrorKind;
use virt_core::driver::node::{Obstacle, Severity};

use super::{PciView, Want, function};
use crate::DeviceId;
use crate::host::Host;
use crate::host_needs;
use crate::ledger::OwnerId;
use crate::obstacles::{Obstacles, held_by};
use crate::open_nodes::users_of;

/// What keeps the device from a guest that takes all of `wants`.
pub(crate) fn of_taking(
    host: &Host,
    want: &Want,
    owner: Option<&OwnerId>,
    wants: &[&Want],
    found: &mut Obstacles,
) {
    let device = PciView::new(&host.places, &want.address);
    if !of_being(host, &device, want.managed && !device.is_for_guests(), found) {
        return;
    }
    if !want.namespaces.is_empty() && !device.is_nvme() {
        let what = "it is no NVMe drive";
        found.add(ErrorKind::ConfigUnsupported, Obstacle::new(what, Severity::Final));
    }
    if want.network.is_some() && function::place_on_card(&device).is_none() {
        let what = "it is no virtual function of a network card that has a driver, as an \
                    interface of type 'hostdev' has to be";
        let remedy = "use <hostdev> for other devices";
        let obstacle = Obstacle::new(what, Severity::Final).remedy(remedy);
        found.add(ErrorKind::ConfigUnsupported, obstacle);
    }
    of_driver(want, &device, found);
    of_group(host, &device, owner, wants, found);
    of_users(host, &device, owner, found);
}

/// What keeps the device from leaving the host's driver.
pub(crate) fn of_detaching(host: &Host, device: &PciView<'_>, found: &mut Obstacles) {
    of_being(host, device, !device.is_for_guests(), found);
}

/// What the device is; false when there is nothing more to say. With `leaves`, the host loses it.
fn of_being(host: &Host, device: &PciView<'_>, leaves: bool, found: &mut Obstacles) -> bool {
    let Some(place) = device.place() else {
        let what = "there is no such device on this host";
        found.add(ErrorKind::NoNodeDevice, Obstacle::new(what, Severity::Final));
        return false;
    };
    if device.is_bridge() {
        let what = "it is a bridge, and other devices are reached through it";
        let remedy = "give the guest the devices behind it";
        let obstacle = Obstacle::new(what, Severity::Final).remedy(remedy);
        found.add(ErrorKind::ConfigUnsupported, obstacle);
        return false;
    }
    if device.is_host_bridge() {
        let what = "it is the bridge between the processor and all devices";
        found.add(ErrorKind::ConfigUnsupported, Obstacle::new(what, Severity::Final));
        return false;
    }
    if leaves {
        for mut obstacle in host_needs::obstacles(&host.places, &place) {
            let force = format!("run 'virt nodedev-detach --force {}'", node_device(device));
            let remedy = obstacle.remedy.map(|remedy| format!("{remedy}; or {force}"));
            obstacle.remedy = remedy.or(Some(force));
            found.add(ErrorKind::OperationInvalid, obstacle);
        }
        of_functions(host, device, found);
    }
    true
}

/// What node devices call it.
fn node_device(device: &PciView<'_>) -> String {
    format!("pci_{}", device.address.to_string().replace([':', '.'], "_"))
}

/// A card that leaves its driver takes its virtual functions along.
fn of_functions(host: &Host, device: &PciView<'_>, found: &mut Obstacles) {
    for function in device.functions() {
        let record = host.ledger.peek(&DeviceId::Pci(function.address.clone()));
        if let Some(what) = record.and_then(|record| held_by(host, &record, None)) {
            let what =
                format!("its virtual function {} goes with it, and {what}", function.address);
            let remedy = "take the function from that guest first";
            let obstacle = Obstacle::new(what, Severity::Remediable).remedy(remedy);
            found.add(ErrorKind::OperationInvalid, obstacle);
        }
    }
}

fn of_driver(want: &Want, device: &PciView<'_>, found: &mut Obstacles) {
    if !want.managed && !device.is_for_guests() {
        let name = node_device(device);
        let what = match device.driver() {
            Some(driver) => format!("the host's driver {driver} has it"),
            None => "no driver for guests has it".to_owned(),
        };
        let remedy = format!("run 'virt nodedev-detach {name}', or say managed='yes'");
        let obstacle = Obstacle::new(what, Severity::Remediable).remedy(remedy);
        found.add(ErrorKind::OperationInvalid, obstacle);
    }
    let other = want.driver.as_deref().is_some_and(|driver| !driver.contains("pciback"));
    if device.iommu_group().is_none() && (want.driver.is_none() || other) {
        let what = "it is in no IOMMU group, so nothing keeps it inside the guest's memory";
        let remedy = "switch the IOMMU on: in the firmware's setup, and for the kernel with \
                      'intel_iommu=on' or 'amd_iommu=on'";
        let obstacle = Obstacle::new(what, Severity::Remediable).remedy(remedy);
        found.add(ErrorKind::ConfigUnsupported, obstacle);
    }
}

/// Whoever has one device of a group can reach all of them.
fn of_group(
    host: &Host,
    device: &PciView<'_>,
    owner: Option<&OwnerId>,
    wants: &[&Want],
    found: &mut Obstacles,
) {
    let Some(group) = device.iommu_group() else { return };
    for member in device.group_members() {
        if member.address == device.address {
            continue;
        }
        let name = &member.address;
        let record = host.ledger.peek(&DeviceId::Pci(name.clone()));
        if let Some(what) = record.and_then(|record| held_by(host, &record, owner)) {
            let what = format!("{name} is in the same IOMMU group {group}, and {what}");
            let remedy = "give all devices of a group to one guest";
            let obstacle = Obstacle::new(what, Severity::Remediable).remedy(remedy);
            found.add(ErrorKind::OperationInvalid, obstacle);
            continue;
        }
        let comes_along = wants.iter().any(|want| want.managed && want.address == *name);
        if let Some(driver) = member.driver().filter(|_| !comes_along && !member.is_harmless()) {
            let what =
                format!("{name} is in the same IOMMU group {group}, and driver {driver} has it");
            let remedy = format!(
                "give it to the same guest, or run 'virt nodedev-detach {}'",
                node_device(&member)
            );
            let obstacle = Obstacle::new(what, Severity::Remediable).remedy(remedy);
            found.add(ErrorKind::OperationInvalid, obstacle);
        }
    }
}

/// Programs that do not keep the ledger may have it.
fn of_users(host: &Host, device: &PciView<'_>, owner: Option<&OwnerId>, found: &mut Obstacles) {
    let mine = |member: &PciView<'_>| {
        let record = host.ledger.peek(&DeviceId::Pci(member.address.clone()));
        let owner = owner.or_else(|| record.as_ref()?.holders.first().map(|holder| &holder.id));
        record.as_ref().zip(owner).is_some_and(|(record, id)| record.holder(id).is_some())
    };
    // The guest has the group open when it has another member already.
    if !device.is_for_guests() || device.group_members().iter().any(mine) {
        return;
    }
    for user in users_of(&host.places, &device.nodes()) {
        let what = format!("process {} ({}) has its VFIO node open", user.pid, user.program);
        let obstacle = Obstacle::new(what, Severity::Remediable).remedy("end that process first");
        found.add(ErrorKind::OperationInvalid, obstacle);
    }
}
