//! Mediated devices, what they are made from, and devices with a datapath in hardware.

use uuid::Uuid;
use virt_core::config::node_device::{
    MdevApi, MdevCapability, MdevParentCapability, MdevParentNested, MdevType, MdevTypes,
    VdpaCapability,
};

use super::Reading;
use crate::host::{base_name, parent_path};

const TYPES: &str = "mdev_supported_types";

/// The types that a device can be divided into; none for one that cannot.
pub(super) fn types(reading: &Reading<'_>) -> Option<MdevTypes> {
    let mut names = reading.names(TYPES);
    names.sort_unstable();
    let types: Vec<_> = names.into_iter().filter_map(|name| mdev_type(reading, name)).collect();
    (!types.is_empty()).then_some(MdevTypes { types })
}

fn mdev_type(reading: &Reading<'_>, id: String) -> Option<MdevType> {
    let text = |attribute| reading.text(&format!("{TYPES}/{id}/{attribute}"));
    let device_api = match text("device_api")?.as_str() {
        "vfio-pci" => MdevApi::VfioPci,
        "vfio-ccw" => MdevApi::VfioCcw,
        "vfio-ap" => MdevApi::VfioAp,
        _ => return None,
    };
    let available = text("available_instances").and_then(|number| number.parse().ok());
    let name = text("name");
    Some(MdevType { name, device_api, available_instances: available.unwrap_or_default(), id })
}

pub(super) fn parent(reading: &Reading<'_>) -> MdevParentCapability {
    let nested = types(reading).map(MdevParentNested::MdevTypes);
    MdevParentCapability { nested: nested.into_iter().collect() }
}

pub(super) fn device(reading: &Reading<'_>) -> MdevCapability {
    let type_id = reading.link_name("mdev_type").unwrap_or_default();
    MdevCapability {
        uuid: Uuid::try_parse(base_name(&reading.device.path)).ok(),
        parent_address: parent_path(&reading.device.path).map(base_name).map(str::to_owned),
        iommu_group: reading.link_name("iommu_group").and_then(|number| number.parse().ok()),
        ..MdevCapability::new(type_id)
    }
}

pub(super) fn vdpa(reading: &Reading<'_>) -> VdpaCapability {
    let names = reading.names("");
    let name = names.iter().find(|name| name.starts_with("vhost-vdpa-"));
    let character_device = name.map(|name| format!("/dev/{name}")).unwrap_or_default();
    VdpaCapability { character_device }
}
