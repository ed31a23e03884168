//! Devices are found by what is known of them.

use std::collections::BTreeSet;

use virt::api::nodedev::ConnectListAllNodeDeviceFlags as Filter;
use virt::selector::Selector;
use virt::{ErrorKind, NodeDeviceKey};

use super::{all, is_gone, names, unless_gone};
use crate::host::Host;
use crate::outcome::{Outcome, ok, refused};
use crate::promise::promises;

promises! { "node_device":
    select_equals_a_filter_over_the_list,
    select_keeps_the_filter_of_the_list,
    is_found_by_its_path,
    unknown_key_is_no_node_device,
    types_and_buses_of_the_host_are_told,
}

fn select_equals_a_filter_over_the_list(host: &Host) -> Outcome {
    let devices = all(host)?;
    let texts = ["cap='net'", "not cap='net' and parent", "bus='pci' or bus='usb'", "name~'*_*'"];
    for text in texts {
        let selector: Selector = ok(text.parse());
        let selected = ok(host.connect.select_node_devices(&selector, Filter::empty()));
        assert!(names(&selected).is_sorted(), "{:?}", names(&selected));
        for device in &devices {
            let Some(properties) = unless_gone(device.properties())? else { continue };
            let shown = names(&selected).contains(&device.name());
            let kept = selector.matches(&properties) == shown || is_gone(host, device);
            assert!(kept, "{text}: {shown} for {properties:?}");
        }
    }
    Ok(())
}

fn select_keeps_the_filter_of_the_list(host: &Host) -> Outcome {
    all(host)?;
    let selector: Selector = ok("name".parse());
    let inactive = ok(host.connect.select_node_devices(&selector, Filter::INACTIVE));
    let listed = ok(host.connect.node_devices(Filter::INACTIVE));
    assert_eq!(names(&inactive), names(&listed));
    Ok(())
}

fn is_found_by_its_path(host: &Host) -> Outcome {
    for device in all(host)? {
        let Some(properties) = unless_gone(device.properties())? else { continue };
        let Some(path) = properties.first("path") else { continue };
        let key = NodeDeviceKey::Path(path.to_owned());
        let Some(found) = unless_gone(host.connect.node_device_by_key(&key))? else {
            assert!(is_gone(host, &device), "{key} is not found");
            continue;
        };
        // Several devices can have one path; then it is the first one by name.
        assert!(found.name() <= device.name(), "{key}: {} for {}", found.name(), device.name());
    }
    Ok(())
}

fn unknown_key_is_no_node_device(host: &Host) -> Outcome {
    all(host)?;
    for key in ["path:/sys/no/such/device", "pci:ffff:ff:1f.7", "usb:9999:9999", "wwn:0"] {
        let key: NodeDeviceKey = ok(key.parse());
        let err = refused(host.connect.node_device_by_key(&key), &[ErrorKind::NoNodeDevice]);
        assert!(err.message().contains(&key.to_string()), "it does not name the key: {err}");
    }
    Ok(())
}

fn types_and_buses_of_the_host_are_told(host: &Host) -> Outcome {
    let devices = all(host)?;
    let told = [
        ("cap", ok(host.connect.node_device_capability_types())),
        ("bus", ok(host.connect.node_device_buses())),
    ];
    for (property, told) in told {
        let set: BTreeSet<_> = told.iter().cloned().collect();
        assert!(set.iter().eq(&told), "they are to be sorted: {told:?}");
        for device in &devices {
            let Some(properties) = unless_gone(device.properties())? else { continue };
            for value in properties.values(property) {
                let kept = set.contains(value) || is_gone(host, device);
                assert!(kept, "{} has {property}={value}; told: {told:?}", device.name());
            }
        }
    }
    Ok(())
}
