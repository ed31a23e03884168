//! Lists show what their filter says, and every device of a list is found.

use virt::api::nodedev::{ConnectListAllNodeDeviceFlags as Filter, NodeDeviceXmlFlags};
use virt::object::NodeDeviceRef;
use virt::{ErrorKind, NodeDevice, Result};

use super::{all, is_gone, names, unless_gone};
use crate::host::Host;
use crate::outcome::{Outcome, ok, refused};
use crate::promise::promises;

promises! { "node_device":
    list_is_sorted_by_name,
    is_found_by_name,
    missing_is_no_node_device,
    parent_is_listed,
    filter_by_capability_is_kept,
    active_and_inactive_are_apart,
    persistent_and_transient_are_apart,
}

const MISSING: &[ErrorKind] = &[ErrorKind::NoNodeDevice];

fn list_is_sorted_by_name(host: &Host) -> Outcome {
    let devices = all(host)?;
    let mut sorted = names(&devices);
    sorted.sort_unstable();
    sorted.dedup();
    assert_eq!(names(&devices), sorted);
    Ok(())
}

fn is_found_by_name(host: &Host) -> Outcome {
    for device in all(host)? {
        if let Some(found) = unless_gone(host.connect.node_device(device.name()))? {
            assert_eq!(found.reference(), device.reference());
        }
    }
    Ok(())
}

fn missing_is_no_node_device(host: &Host) -> Outcome {
    all(host)?;
    let name = "no_such_device";
    let err = refused(host.connect.node_device(name), MISSING);
    assert!(err.message().contains(name), "it does not name the device: {err}");
    let driver = ok(host.connect.drivers().node_devices());
    let gone = NodeDeviceRef::new(name);
    refused(driver.xml(&gone, NodeDeviceXmlFlags::empty()), MISSING);
    refused(driver.parent(&gone), MISSING);
    refused(driver.capabilities(&gone), MISSING);
    refused(driver.properties(&gone), MISSING);
    Ok(())
}

fn parent_is_listed(host: &Host) -> Outcome {
    let devices = all(host)?;
    for device in &devices {
        let Some(Some(parent)) = unless_gone(device.parent())? else { continue };
        let listed = devices.iter().any(|other| other.name() == parent.name());
        let (name, parent) = (device.name(), parent.name());
        assert!(listed || is_gone(host, device), "{name} is part of {parent}, which is not listed");
    }
    Ok(())
}

fn filter_by_capability_is_kept(host: &Host) -> Outcome {
    let devices = all(host)?;
    for kind in Filter::capability_types() {
        let Some(filter) = Filter::of_capability(kind) else { panic!("no filter for {kind}") };
        let listed = ok(host.connect.node_devices(filter));
        for device in &devices {
            let Some(capabilities) = unless_gone(device.capabilities())? else { continue };
            let has = capabilities.iter().any(|capability| capability == kind);
            let shown = listed.iter().any(|other| other.name() == device.name());
            let kept = has == shown || is_gone(host, device);
            assert!(kept, "{} has {capabilities:?}; shown for {kind}: {shown}", device.name());
        }
    }
    Ok(())
}

fn active_and_inactive_are_apart(host: &Host) -> Outcome {
    apart(host, [Filter::ACTIVE, Filter::INACTIVE], NodeDevice::is_active)
}

fn persistent_and_transient_are_apart(host: &Host) -> Outcome {
    apart(host, [Filter::PERSISTENT, Filter::TRANSIENT], NodeDevice::is_persistent)
}

/// Each device is listed by the first filter if `is` says so of it, by the second if not, and by
/// both together.
fn apart(host: &Host, filters: [Filter; 2], is: fn(&NodeDevice) -> Result<bool>) -> Outcome {
    // Whatever comes after this list is not asked about.
    let devices = all(host)?;
    let [yes, no] = filters.map(|filter| ok(host.connect.node_devices(filter)));
    let both = ok(host.connect.node_devices(filters[0] | filters[1]));
    for device in devices {
        let Some(is) = unless_gone(is(&device))? else { continue };
        let within = |list: &[NodeDevice]| list.iter().any(|other| other.name() == device.name());
        let shown = (within(&yes), within(&no), within(&both));
        assert!(shown == (is, !is, true) || is_gone(host, &device), "{}: {shown:?}", device.name());
    }
    Ok(())
}
