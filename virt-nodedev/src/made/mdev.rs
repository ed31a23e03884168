//! Mediated devices: parts of a device that guests can have.

use uuid::Uuid;
use virt_core::config::NodeDeviceConfig;
use virt_core::config::node_device::{Capability, MdevAttribute};
use virt_core::{ErrorKind, Result};
use virt_host::kernel_write;

use super::{deadline, refused, wait, wait_until_gone};
use crate::definitions::{Definition, Identity};
use crate::device::Device;
use crate::host::{Host, base_name};
use crate::table::DeviceTable;

/// A mediated device that somebody describes.
#[derive(Debug)]
pub(crate) struct MdevPlan {
    pub(crate) identity: Identity,
    pub(crate) definition: Definition,
}

/// What `config` describes, if that is a mediated device. One without a UUID gets a random one.
///
/// # Errors
///
/// [`ErrorKind::NoNodeDevice`] when its parent is not there, [`ErrorKind::XmlError`] when it names
/// none, or an attribute whose name is no file's.
pub(crate) fn plan(table: &DeviceTable, config: &NodeDeviceConfig) -> Result<Option<MdevPlan>> {
    let found = config.capabilities.iter().find_map(|capability| match capability {
        Capability::Mdev(mdev) => Some(mdev),
        _ => None,
    });
    let Some(mdev) = found else { return Ok(None) };
    for attribute in &mdev.attributes {
        check_attribute(attribute)?;
    }
    let name = config.parent.as_ref().and_then(|parent| parent.name.as_deref());
    let name = name.ok_or_else(|| {
        refused(ErrorKind::XmlError, "a mediated device needs the <parent> that it is a part of")
    })?;
    let parent = table.find(name).ok_or_else(|| {
        let message = format!("no node device with matching name '{name}', the parent");
        refused(ErrorKind::NoNodeDevice, message)
    })?;
    let identity = Identity {
        parent: base_name(&parent.path).to_owned(),
        uuid: mdev.uuid.unwrap_or_else(Uuid::new_v4),
    };
    Ok(Some(MdevPlan { identity, definition: Definition::new(mdev) }))
}

/// Makes the device, and gives it its attributes. One that does not take them goes away again.
/// Returns its path below `/sys`.
///
/// # Errors
///
/// [`ErrorKind::NoNodeDevice`] when the parent is not there, [`ErrorKind::OperationInvalid`] when
/// the UUID is in use, [`ErrorKind::OperationFailed`] when the parent has no such type, or none
/// left; and what the kernel says.
pub(crate) fn start(
    host: &Host,
    table: &DeviceTable,
    identity: &Identity,
    definition: &Definition,
) -> Result<String> {
    let parent = parent(table, identity)?;
    let path = format!("{}/{}", parent.path, identity.uuid);
    check_start(host, parent, identity, definition)?;
    let file = format!("mdev_supported_types/{}/create", definition.mdev_type);
    kernel_write(host.sysfs.file(&parent.path, &file), identity.uuid.to_string(), deadline())?;
    let missing = || format!("the kernel has made no mediated device '{}'", identity.uuid);
    wait(missing, || Ok(host.sysfs.exists(&path, "uevent").then_some(())))?;
    if let Err(err) = set_attributes(host, &path, &definition.attributes) {
        // Half a device is none. If it cannot go away either, that it is there will be seen.
        if let Err(err) = stop(host, &path) {
            tracing::warn!("mediated device '{}' stays, without attributes: {err}", identity.uuid);
        }
        return Err(err);
    }
    Ok(path)
}

fn check_start(
    host: &Host,
    parent: &Device,
    identity: &Identity,
    definition: &Definition,
) -> Result<()> {
    let (uuid, mdev_type) = (identity.uuid, &definition.mdev_type);
    if host.sysfs.exists("/bus/mdev/devices", &uuid.to_string()) {
        let message = format!("a mediated device with UUID '{uuid}' is active already");
        return Err(refused(ErrorKind::OperationInvalid, message));
    }
    let folder = format!("mdev_supported_types/{mdev_type}");
    let is_name = !mdev_type.is_empty() && !mdev_type.starts_with('.') && !mdev_type.contains('/');
    if !is_name || !host.sysfs.exists(&parent.path, &folder) {
        let mut types = host.sysfs.names(&parent.path, "mdev_supported_types");
        types.sort_unstable();
        let message = format!(
            "node device '{}' has no mediated devices of type '{mdev_type}' (it has: {})",
            parent.name,
            types.join(", ")
        );
        return Err(refused(ErrorKind::OperationFailed, message));
    }
    let left = host.sysfs.number::<u64>(&parent.path, &format!("{folder}/available_instances"));
    if left == Some(0) {
        let message = format!(
            "node device '{}' has no mediated device of type '{mdev_type}' left; destroy one",
            parent.name
        );
        return Err(refused(ErrorKind::OperationFailed, message));
    }
    Ok(())
}

/// The device that a mediated device is a part of.
fn parent<'t>(table: &'t DeviceTable, identity: &Identity) -> Result<&'t Device> {
    parent_of(table, identity).ok_or_else(|| {
        let (uuid, parent) = (identity.uuid, &identity.parent);
        let message = format!("'{parent}', the parent of mediated device '{uuid}', is not there");
        refused(ErrorKind::NoNodeDevice, message)
    })
}

/// The device that a mediated device is a part of, if it is there.
pub(crate) fn parent_of<'t>(table: &'t DeviceTable, identity: &Identity) -> Option<&'t Device> {
    let mut devices = table.devices().iter().map(|device| &**device);
    devices.find(|device| base_name(&device.path) == identity.parent)
}

/// Writes the attributes of the device at `path`, in their order.
///
/// # Errors
///
/// What the kernel says of the first one that it does not take.
pub(crate) fn set_attributes(host: &Host, path: &str, attributes: &[MdevAttribute]) -> Result<()> {
    for attribute in attributes {
        check_attribute(attribute)?;
        let file = host.sysfs.file(path, &attribute.name);
        kernel_write(file, &attribute.value, deadline())?;
    }
    Ok(())
}

/// Takes the device at `path` away.
///
/// # Errors
///
/// What the kernel says, such as that a guest has it.
pub(crate) fn stop(host: &Host, path: &str) -> Result<()> {
    kernel_write(host.sysfs.file(path, "remove"), "1", deadline())?;
    wait_until_gone(host, path)
}

fn check_attribute(attribute: &MdevAttribute) -> Result<()> {
    let name = &attribute.name;
    if name.is_empty() || name.starts_with('.') || name.contains('/') {
        let message = format!("'{name}' is no name of an attribute of a mediated device");
        return Err(refused(ErrorKind::XmlError, message));
    }
    Ok(())
}
