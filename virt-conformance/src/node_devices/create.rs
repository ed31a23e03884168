//! Devices that are made, and taken away.

use virt::api::nodedev::{
    ConnectListAllNodeDeviceFlags as Filter, NodeDeviceCreateXmlFlags, NodeDeviceDefineXmlFlags,
    NodeDeviceEventLifecycleType as Step, NodeDeviceUpdateFlags, NodeDeviceXmlFlags,
};
use virt::event::NodeDeviceEventKind;
use virt::{ErrorKind, NodeDevice, Result};

use super::changes::tells;
use super::{all, names};
use crate::host::Host;
use crate::outcome::{Absent, Optional, Outcome, ok, refused};
use crate::promise::promises;

promises! { "node_device":
    created_is_active_and_transient,
    destroyed_is_gone,
    create_and_destroy_send_events,
    create_and_destroy_are_changes,
    create_refuses_what_is_no_device,
    read_only_connection_changes_nothing,
}

/// Makes a device.
fn created(host: &Host) -> std::result::Result<NodeDevice, Absent> {
    let xml = host.node_device_xml()?;
    host.connect.create_node_device(xml, NodeDeviceCreateXmlFlags::empty()).if_supported()
}

fn created_is_active_and_transient(host: &Host) -> Outcome {
    let device = created(host)?;
    assert!(names(&all(host)?).contains(&device.name()));
    assert!(ok(device.is_active()));
    assert!(!ok(device.is_persistent()));
    let transient = ok(host.connect.node_devices(Filter::ACTIVE | Filter::TRANSIENT));
    assert!(names(&transient).contains(&device.name()));
    assert!(ok(device.xml(NodeDeviceXmlFlags::empty())).contains(device.name()));
    ok(device.destroy());
    Ok(())
}

fn destroyed_is_gone(host: &Host) -> Outcome {
    let device = created(host)?;
    ok(device.destroy());
    assert!(!names(&all(host)?).contains(&device.name()));
    refused(device.xml(NodeDeviceXmlFlags::empty()), &[ErrorKind::NoNodeDevice]);
    refused(device.destroy(), &[ErrorKind::NoNodeDevice]);
    Ok(())
}

fn create_and_destroy_send_events(host: &Host) -> Outcome {
    let events = host.node_device_events()?;
    let device = created(host)?;
    ok(device.destroy());
    for step in [Step::Created, Step::Deleted] {
        // Descriptions may change in between.
        let mut event = events.next_of_device(device.name());
        while event.kind == NodeDeviceEventKind::Update {
            event = events.next_of_device(device.name());
        }
        assert_eq!(event.kind, NodeDeviceEventKind::Lifecycle(step));
    }
    Ok(())
}

fn create_and_destroy_are_changes(host: &Host) -> Outcome {
    let token = host.connect.node_device_changes(None).if_supported()?.token;
    let device = created(host)?;
    let changes = ok(host.connect.node_device_changes(Some(&token)));
    assert!(tells(&changes, device.name()), "{changes:?}");
    ok(device.destroy());
    let changes = ok(host.connect.node_device_changes(Some(&changes.token)));
    assert!(changes.deleted.contains(device.reference()), "{changes:?}");
    Ok(())
}

fn create_refuses_what_is_no_device(host: &Host) -> Outcome {
    host.node_device_xml()?;
    let refusals = [
        ("<device>", ErrorKind::XmlDetail),
        ("<pool/>", ErrorKind::XmlError),
        ("<device><capability type='sponge'/></device>", ErrorKind::XmlError),
    ];
    for (xml, kind) in refusals {
        let answer = host.connect.create_node_device(xml, NodeDeviceCreateXmlFlags::empty());
        refused(answer, &[kind, ErrorKind::ConfigUnsupported]);
    }
    Ok(())
}

fn read_only_connection_changes_nothing(host: &Host) -> Outcome {
    const DENIED: &[ErrorKind] = &[ErrorKind::OperationDenied];
    let reader = host.read_only();
    let devices = reader.node_devices(Filter::empty()).if_supported()?;
    let xml = "<device/>";
    refused(reader.create_node_device(xml, NodeDeviceCreateXmlFlags::empty()), DENIED);
    refused(reader.define_node_device(xml, NodeDeviceDefineXmlFlags::empty()), DENIED);
    let Some(device) = devices.first() else { return Ok(()) };
    let calls: [fn(&NodeDevice) -> Result<()>; 8] = [
        NodeDevice::start,
        NodeDevice::destroy,
        NodeDevice::undefine,
        NodeDevice::reattach,
        NodeDevice::reset,
        |device| device.detach(None),
        |device| device.set_autostart(true),
        |device| device.update("<device/>", NodeDeviceUpdateFlags::empty()),
    ];
    for call in calls {
        refused(call(device), DENIED);
    }
    Ok(())
}
