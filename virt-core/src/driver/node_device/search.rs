//! How devices are found by what is known of them, for drivers without a faster way.

use std::collections::BTreeSet;

use super::{NodeDeviceDriver, NodeDeviceKey, properties_of};
use crate::api::nodedev::{ConnectListAllNodeDeviceFlags, NodeDeviceXmlFlags};
use crate::object::NodeDeviceRef;
use crate::selector::Properties;
use crate::{Error, ErrorKind, ErrorOrigin, Result};

/// How many devices above one are asked for their bus. No host nests deeper.
const MOST_ANCESTORS: usize = 64;

/// What the description of `device` says, and the bus of a device above where it says none.
pub(super) fn properties<D: NodeDeviceDriver + ?Sized>(
    driver: &D,
    device: &NodeDeviceRef,
) -> Result<Properties> {
    let mut properties = describe(driver, device)?;
    for capability in driver.capabilities(device)? {
        properties.add("cap", capability);
    }
    let mut parent = properties.first("parent").map(NodeDeviceRef::new);
    for _ in 0..MOST_ANCESTORS {
        let Some(above) = parent.filter(|_| !properties.has("bus")) else { break };
        // A device above may be gone, or not be listed: then nobody knows the bus.
        let Ok(known) = describe(driver, &above) else { break };
        known.values("bus").for_each(|bus| properties.add("bus", bus));
        parent = known.first("parent").map(NodeDeviceRef::new);
    }
    Ok(properties)
}

/// What the description of an active device says, or the definition of another one.
fn describe<D: NodeDeviceDriver + ?Sized>(
    driver: &D,
    device: &NodeDeviceRef,
) -> Result<Properties> {
    properties_of(&driver.xml(device, NodeDeviceXmlFlags::empty())?)
}

/// The devices whose properties `accepts`, in the order of the list.
pub(super) fn select<D: NodeDeviceDriver + ?Sized>(
    driver: &D,
    filter: ConnectListAllNodeDeviceFlags,
    accepts: impl Fn(&Properties) -> bool,
) -> Result<Vec<NodeDeviceRef>> {
    let mut found = Vec::new();
    for device in driver.list(filter)? {
        match driver.properties(&device) {
            Ok(properties) if accepts(&properties) => found.push(device),
            Ok(_) => {}
            Err(err) if err.kind() == ErrorKind::NoNodeDevice => {}
            Err(err) => return Err(err),
        }
    }
    Ok(found)
}

/// The first device that is known by `key`.
pub(super) fn lookup<D: NodeDeviceDriver + ?Sized>(
    driver: &D,
    key: &NodeDeviceKey,
) -> Result<NodeDeviceRef> {
    let every = ConnectListAllNodeDeviceFlags::empty();
    let found = select(driver, every, |properties| key.matches(properties))?;
    found.into_iter().next().ok_or_else(|| {
        Error::new(ErrorKind::NoNodeDevice, format!("no node device with key '{key}'"))
            .with_origin(ErrorOrigin::Nodedev)
    })
}

/// Every value of `property` that a device has.
pub(super) fn values<D: NodeDeviceDriver + ?Sized>(
    driver: &D,
    property: &str,
) -> Result<Vec<String>> {
    let mut values = BTreeSet::new();
    for device in driver.list(ConnectListAllNodeDeviceFlags::empty())? {
        match driver.properties(&device) {
            Ok(properties) => values.extend(properties.values(property).map(str::to_owned)),
            Err(err) if err.kind() == ErrorKind::NoNodeDevice => {}
            Err(err) => return Err(err),
        }
    }
    Ok(values.into_iter().collect())
}
