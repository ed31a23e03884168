//! What a device's description says, as properties.

use crate::Result;
use crate::config::domain::PciAddress;
use crate::selector::Properties;
use crate::xml::{Document, Node};

/// The properties that the description `xml` of a device has; see the [module](super#properties).
/// The bus is among them only where the device has one of its own.
///
/// It reads capabilities of any kind, also those that no model knows.
///
/// ```
/// use virt_core::driver::node_device::properties_of;
///
/// let properties = properties_of(
///     "<device>
///        <name>net_eth0_52_54_00_6b_3c_58</name>
///        <parent>pci_0000_00_02_0</parent>
///        <capability type='net'>
///          <interface>eth0</interface>
///          <address>52:54:00:6b:3c:58</address>
///          <link speed='1000' state='up'/>
///          <capability type='80203'/>
///        </capability>
///      </device>",
/// )?;
/// assert_eq!(properties.values("cap").collect::<Vec<_>>(), ["net", "80203"]);
/// assert_eq!(properties.first("mac"), Some("52:54:00:6b:3c:58"));
/// assert_eq!(properties.first("link_speed"), Some("1000"));
/// # Ok::<(), virt_core::Error>(())
/// ```
///
/// # Errors
///
/// [`ErrorKind::XmlDetail`](crate::ErrorKind::XmlDetail) when the text is not well-formed.
pub fn properties_of(xml: &str) -> Result<Properties> {
    let document = Document::parse(xml)?;
    let mut properties = Properties::new();
    for node in document.root().children() {
        match node.name() {
            "capability" => add_capability(node, &mut properties),
            "devnode" if node.attribute("type").as_deref() == Some("link") => {
                properties.add("dev_link", node.text().trim());
            }
            "devnode" => properties.add("dev_node", node.text().trim()),
            "driver" => {
                let name = node.child("name").map(|name| name.text().trim().to_owned());
                properties.add("driver", name.unwrap_or_default());
            }
            _ => add_element(node, "", &mut properties),
        }
    }
    Ok(properties)
}

fn add_capability(node: Node<'_>, properties: &mut Properties) {
    let kind = node.attribute("type").unwrap_or_default();
    properties.add("cap", &kind);
    if let Some(bus) = bus_of(&kind) {
        properties.add("bus", bus);
    }
    match kind.as_ref() {
        "pci" => {
            add_place(node, "address", &["domain", "bus", "slot", "function"], properties);
        }
        "usb_device" => {
            add_place(node, "address", &["bus", "device"], properties);
            add_place(node, "bus_number", &["bus"], properties);
            add_place(node, "device_number", &["device"], properties);
        }
        "scsi" => add_place(node, "address", &["host", "bus", "target", "lun"], properties),
        _ => {}
    }
    for child in node.children() {
        match (kind.as_ref(), child.name()) {
            (_, "capability") => add_capability(child, properties),
            ("pci", "domain" | "bus" | "slot" | "function")
            | ("usb_device", "bus" | "device")
            | ("scsi", "bus" | "target" | "lun") => {}
            ("net", "address") => {
                properties.add("mac", child.text().trim());
                properties.add("address", child.text().trim());
            }
            ("mdev", "parent_addr") => properties.add("address", child.text().trim()),
            ("phys_function", "address") => add_pci("physical_function", child, properties),
            ("virt_functions", "address") => add_pci("virtual_function", child, properties),
            ("mdev_types", _) => add_element(child, "mdev_", properties),
            _ => add_element(child, "", properties),
        }
    }
}

/// The bus of devices that are of this kind, where the kind says it.
fn bus_of(kind: &str) -> Option<&'static str> {
    Some(match kind {
        "pci" => "pci",
        "usb_device" | "usb" => "usb",
        "scsi_target" | "scsi" => "scsi",
        "mdev" => "mdev",
        "ccw" => "ccw",
        "css" => "css",
        "ccwgroup" => "ccwgroup",
        "vdpa" => "vdpa",
        "ap_card" | "ap_queue" => "ap",
        "ap_matrix" => "matrix",
        _ => return None,
    })
}

/// Adds numbers that say together where a device is.
fn add_place(node: Node<'_>, name: &str, parts: &[&str], properties: &mut Properties) {
    let part = |part: &&str| node.child(part).map(|child| child.text().trim().to_owned());
    let Some(parts) = parts.iter().map(part).collect::<Option<Vec<_>>>() else { return };
    let numbers: Option<Vec<u32>> = parts.iter().map(|part| part.parse().ok()).collect();
    match numbers.as_deref() {
        Some([domain, bus, slot, function]) if node.attribute("type").as_deref() == Some("pci") => {
            properties.add(name, format!("{domain:04x}:{bus:02x}:{slot:02x}.{function:x}"));
        }
        _ => properties.add(name, parts.join(":")),
    }
}

/// Adds an address that is written as attributes.
fn add_pci(name: &str, node: Node<'_>, properties: &mut Properties) {
    let part = |part: &str| {
        let text = node.attribute(part).unwrap_or_default();
        u32::from_str_radix(text.trim_start_matches("0x"), 16).unwrap_or(0)
    };
    let narrow = |number: u32| u8::try_from(number).unwrap_or(u8::MAX);
    let address = PciAddress {
        domain: part("domain"),
        ..PciAddress::new(narrow(part("bus")), narrow(part("slot")), narrow(part("function")))
    };
    properties.add(name, address);
}

/// Adds the text and the attributes of an element and of those in it.
fn add_element(node: Node<'_>, around: &str, properties: &mut Properties) {
    if node.name() == "address" && node.attribute("slot").is_some() {
        return add_pci(&format!("{around}member"), node, properties);
    }
    let name = format!("{around}{}", snake(node.name()));
    let mut has_children = false;
    for child in node.children() {
        has_children = true;
        add_element(child, &format!("{name}_"), properties);
    }
    if !has_children {
        properties.add(name.as_str(), node.text().trim());
    }
    for attribute in node.attributes() {
        let property = match (node.name(), attribute.name()) {
            // The element is there for the sake of this attribute.
            ("iommuGroup", "number") | ("feature", "name") => name.clone(),
            (_, attribute) => format!("{name}_{}", snake(attribute)),
        };
        properties.add(property, attribute.value().trim());
    }
}

/// `iommuGroup` and `pci-express` as a property writes them.
fn snake(name: &str) -> String {
    let mut snake = String::with_capacity(name.len() + 2);
    let mut after_lower = false;
    for letter in name.chars() {
        match letter {
            '-' | ':' => snake.push('_'),
            _ if letter.is_ascii_uppercase() => {
                if after_lower {
                    snake.push('_');
                }
                snake.push(letter.to_ascii_lowercase());
            }
            _ => snake.push(letter),
        }
        after_lower = letter.is_ascii_lowercase();
    }
    snake
}
