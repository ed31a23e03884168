//! Descriptions are what the models read, and say what the driver says.

use virt::api::nodedev::NodeDeviceXmlFlags;
use virt::config::NodeDeviceConfig;
use virt::xml::Document;

use super::{all, unless_gone};
use crate::host::Host;
use crate::outcome::{Outcome, ok};
use crate::promise::promises;

promises! { "node_device":
    description_is_read_by_the_model,
    description_names_the_device_and_its_parent,
    capabilities_match_the_description,
    properties_match_the_description,
}

/// Asks about every device, and passes those over that go meanwhile.
fn descriptions(host: &Host, check: impl Fn(&virt::NodeDevice, &str) -> Outcome) -> Outcome {
    for device in all(host)? {
        if let Some(xml) = unless_gone(device.xml(NodeDeviceXmlFlags::empty()))? {
            check(&device, &xml)?;
        }
    }
    Ok(())
}

fn description_is_read_by_the_model(host: &Host) -> Outcome {
    descriptions(host, |_, xml| {
        let findings = ok(NodeDeviceConfig::check(xml));
        assert!(findings.is_empty(), "{findings:?} in {xml}");
        assert_eq!(ok(NodeDeviceConfig::parse(xml)).to_xml(), xml);
        Ok(())
    })
}

fn description_names_the_device_and_its_parent(host: &Host) -> Outcome {
    descriptions(host, |device, xml| {
        let config = ok(NodeDeviceConfig::parse(xml));
        assert_eq!(config.name.as_deref(), Some(device.name()));
        let described = config.parent.and_then(|parent| parent.name);
        if let Some(parent) = unless_gone(device.parent())? {
            assert_eq!(described.as_deref(), parent.as_ref().map(virt::NodeDevice::name));
        }
        Ok(())
    })
}

fn capabilities_match_the_description(host: &Host) -> Outcome {
    descriptions(host, |device, xml| {
        let document = ok(Document::parse(xml));
        let nodes = document.root().children().filter(|node| node.name() == "capability");
        let types: Vec<_> = nodes.filter_map(|node| node.attribute("type")).collect();
        assert!(!types.is_empty(), "no capability in {xml}");
        let Some(capabilities) = unless_gone(device.capabilities())? else { return Ok(()) };
        for kind in types {
            assert!(capabilities.iter().any(|known| *known == kind), "{capabilities:?} in {xml}");
        }
        Ok(())
    })
}

fn properties_match_the_description(host: &Host) -> Outcome {
    descriptions(host, |device, _| {
        let Some(properties) = unless_gone(device.properties())? else { return Ok(()) };
        assert_eq!(properties.first("name"), Some(device.name()));
        let Some(capabilities) = unless_gone(device.capabilities())? else { return Ok(()) };
        for kind in &capabilities {
            assert!(properties.contains("cap", kind), "{kind} is missing in {properties:?}");
        }
        if let Some(parent) = unless_gone(device.parent())? {
            assert_eq!(properties.first("parent"), parent.as_ref().map(virt::NodeDevice::name));
        }
        Ok(())
    })
}
