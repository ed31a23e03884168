//! Virtual ports of Fibre Channel hosts, which are SCSI hosts of their own.

use std::path::PathBuf;

use virt_core::config::node_device::{PortParent, VirtualPort};
use virt_core::driver::node_device::{NodeDeviceDriver, NodeDeviceKey};
use virt_core::object::NodeDeviceRef;
use virt_core::selector::Properties;
use virt_core::{Error, ErrorKind, Result};
use virt_host::kernel_write;

use super::{deadline, refused, wait, wait_until_gone};
use crate::device::Device;
use crate::host::Host;

/// Where the kernel takes orders about virtual ports of the SCSI host `number`.
fn orders(host: &Host, number: &str, file: &str) -> Option<PathBuf> {
    // Older kernels have the files at the SCSI host.
    let folders = ["fc_host", "scsi_host"].map(|class| format!("/class/{class}/host{number}"));
    let folder = folders.iter().find(|folder| host.sysfs.exists(folder, file))?;
    Some(host.sysfs.file(folder, file))
}

/// Makes the port, and waits until its SCSI host is there.
///
/// # Errors
///
/// [`ErrorKind::NoNodeDevice`] when there is no such parent, [`ErrorKind::OperationInvalid`] when
/// the name is in use or the parent cannot have ports; and what the kernel says.
pub(crate) fn make_port(
    driver: &dyn NodeDeviceDriver,
    host: &Host,
    port: &VirtualPort,
) -> Result<NodeDeviceRef> {
    let key = NodeDeviceKey::Wwns { node: port.wwnn.clone(), port: port.wwpn.clone() };
    if let Some(other) = unless_absent(driver.lookup_by_key(&key))? {
        let message = format!("node device '{other}' has the port name {} already", port.wwpn);
        return Err(refused(ErrorKind::OperationInvalid, message));
    }
    let parent = parent(driver, &port.parent)?;
    let file = order(driver, host, &parent, "vport_create")?;
    kernel_write(file, format!("{}:{}", port.wwpn, port.wwnn), deadline())?;
    let missing = || {
        let wwpn = &port.wwpn;
        format!("the kernel took the order for port {wwpn} of '{parent}', but no SCSI host came")
    };
    wait(missing, || unless_absent(driver.lookup_by_key(&key)))
}

/// Takes the port away that the SCSI host `device` is.
///
/// # Errors
///
/// [`ErrorKind::OperationInvalid`] when it is no virtual port; and what the kernel says.
pub(crate) fn remove_port(
    driver: &dyn NodeDeviceDriver,
    host: &Host,
    device: &Device,
) -> Result<()> {
    let reference = &device.reference();
    let properties = driver.properties(reference)?;
    let (Some(wwnn), Some(wwpn)) = (properties.first("wwnn"), properties.first("wwpn")) else {
        return Err(no_port(reference));
    };
    let above = driver.parent(reference)?.map(NodeDeviceRef::new);
    let parent = above.ok_or_else(|| no_port(reference))?;
    let file = order(driver, host, &parent, "vport_delete").map_err(|_| no_port(reference))?;
    kernel_write(file, format!("{wwpn}:{wwnn}"), deadline())?;
    wait_until_gone(host, &device.path)
}

/// The device, if it is there.
fn unless_absent(answer: Result<NodeDeviceRef>) -> Result<Option<NodeDeviceRef>> {
    match answer {
        Err(err) if err.kind() == ErrorKind::NoNodeDevice => Ok(None),
        answer => answer.map(Some),
    }
}

fn no_port(device: &NodeDeviceRef) -> Error {
    let message = format!("node device '{device}' is no virtual port, and cannot be taken away");
    refused(ErrorKind::OperationInvalid, message)
}

/// The host that the port is made on.
fn parent(driver: &dyn NodeDeviceDriver, parent: &PortParent) -> Result<NodeDeviceRef> {
    let select = |text: String| {
        let hosts = driver.select(&text.parse()?, Default::default())?;
        hosts.into_iter().next().ok_or_else(|| {
            let message = format!("no node device with {text}, to make the port on");
            refused(ErrorKind::NoNodeDevice, message)
        })
    };
    match parent {
        PortParent::Named(name) => driver.lookup_by_name(name),
        PortParent::Wwns { wwnn, wwpn } => {
            driver.lookup_by_key(&NodeDeviceKey::Wwns { node: wwnn.clone(), port: wwpn.clone() })
        }
        PortParent::Fabric(fabric) => select(format!("cap='vports' and fabric_wwn='{fabric}'")),
        PortParent::Any => select("cap='vports'".to_owned()),
    }
}

/// The file for orders of the SCSI host `parent`.
fn order(
    driver: &dyn NodeDeviceDriver,
    host: &Host,
    parent: &NodeDeviceRef,
    file: &str,
) -> Result<PathBuf> {
    let properties: Properties = driver.properties(parent)?;
    let order = properties.first("host").and_then(|number| orders(host, number, file));
    order.ok_or_else(|| {
        let message = format!("node device '{parent}' cannot have virtual ports");
        refused(ErrorKind::OperationInvalid, message)
    })
}
