//! Configuration spaces made up, and those of the corpus.

use super::*;

/// A space of 4096 bytes with `parts` in it.
fn space(parts: &[(usize, &[u8])]) -> ConfigSpace {
    let mut bytes = vec![0; ConfigSpace::EXTENDED_SIZE];
    for (offset, part) in parts {
        bytes[*offset..offset + part.len()].copy_from_slice(part);
    }
    ConfigSpace::new(bytes)
}

const HAS_LIST: (usize, &[u8]) = (0x06, &[0x10]);

#[test]
fn capabilities_are_found_in_their_order() {
    let device = space(&[
        HAS_LIST,
        (0x34, &[0x50]),
        (0x50, &[0x01, 0x40, 0x03, 0x00, 0x08]),
        (0x40, &[0x13, 0x00, 0x06, 0x03]),
        (0x100, &[0x0D, 0x00, 0x01, 0x14]),
        (0x140, &[0x10, 0x00, 0x01, 0x00]),
    ]);
    let found: Vec<_> = device.capabilities().map(|(id, offset)| (id.0, offset)).collect();
    assert_eq!(found, [(0x01, 0x50), (0x13, 0x40)]);
    let found: Vec<_> = device.extended_capabilities().map(|(id, at)| (id.0, at)).collect();
    assert_eq!(found, [(0x0D, 0x100), (0x10, 0x140)]);
    assert!(device.has_function_level_reset());
    assert!(!device.has_power_management_reset(), "the device keeps its state");
}

#[test]
fn a_list_without_an_end_ends() {
    let ring = space(&[
        HAS_LIST,
        (0x34, &[0x40]),
        (0x40, &[0x09, 0x44]),
        (0x44, &[0x09, 0x40]),
        (0x100, &[0x0D, 0x00, 0x01, 0x10]),
    ]);
    assert_eq!(ring.capabilities().count(), 48);
    assert_eq!(ring.capability(CapabilityId::EXPRESS), None);
    assert!(ring.extended_capability(ExtendedCapabilityId::VIRTUAL_FUNCTIONS).is_none());
}

#[test]
fn spaces_cut_anywhere_and_of_ones_say_nothing() {
    let whole = space(&[HAS_LIST, (0x34, &[0xFC]), (0xFC, &[0x10, 0x00, 0x42, 0x00])]);
    for length in [0, 1, 7, 0x35, 64, 0xFD, 256, 300] {
        let cut = ConfigSpace::new(&whole.bytes()[..length]);
        let _ = (cut.express(), cut.header_type(), cut.class(), cut.has_function_level_reset());
        assert_eq!(cut.extended_capabilities().count(), 0);
    }
    let absent = ConfigSpace::new([0xFF; ConfigSpace::EXTENDED_SIZE]);
    assert_eq!((absent.vendor(), absent.capabilities().count()), (0xFFFF, 0));
    assert_eq!(absent.header_type(), HeaderType::Other(0x7F));
    assert_eq!(absent.extended_capabilities().count(), 0);
}

#[test]
fn a_device_in_the_root_complex_has_no_link() {
    let device =
        space(&[HAS_LIST, (0x34, &[0x40]), (0x40, &[0x10, 0x00, 0x92, 0x00, 0, 0, 0, 0x10])]);
    let express = device.express().unwrap();
    assert_eq!(express.port_type, PortType::RootComplexEndpoint);
    assert!(express.function_level_reset);
    assert_eq!((express.link_capability, express.link_status), (None, None));
}

/// The spaces of the corpus, where it is set.
fn corpus(name: &str) -> Option<ConfigSpace> {
    let path = virt_testkit::needs::corpus()?.join(format!("virpci/virpcitestdata/{name}.config"));
    Some(ConfigSpace::read(&path).unwrap())
}

fn link(port: u8, speed: u8, width: u8) -> Option<Link> {
    Some(Link { port, speed, width })
}

#[test]
fn a_network_card_of_the_corpus() {
    let Some(card) = corpus("0001-01-00.1") else { return };
    assert_eq!((card.vendor(), card.device(), card.class()), (0x8086, 0x105E, 0x020000));
    assert_eq!((card.header_type(), card.is_multifunction()), (HeaderType::Device, true));
    let express = card.express().unwrap();
    assert_eq!(express.port_type, PortType::Endpoint);
    assert_eq!((express.link_capability, express.link_status), (link(0, 1, 4), link(0, 1, 4)));
    assert_eq!(express.link_status.and_then(|link| link.speed_text()), Some("2.5"));
    assert!(!card.has_function_level_reset());
    assert!(card.has_power_management_reset());
    assert!(card.is_express());
}

#[test]
fn bridges_of_the_corpus() {
    let Some(root) = corpus("0001-00-00.0") else { return };
    assert_eq!(root.header_type(), HeaderType::PciBridge);
    assert_eq!(root.buses_below(), Some((1, 1)));
    assert_eq!(root.express().map(|express| express.port_type), Some(PortType::RootPort));
    let Some(switch) = corpus("0005-80-00.0") else { return };
    assert_eq!(switch.buses_below(), Some((0x90, 0x9F)));
    let express = switch.express().unwrap();
    assert_eq!(express.port_type, PortType::ToPci);
    assert_eq!(express.link_capability, link(0, 1, 1));
}

#[test]
fn devices_on_conventional_pci_of_the_corpus() {
    for (name, class) in [("0005-90-01.1", 0x0C0310), ("0005-90-01.2", 0x0C0320)] {
        let Some(card) = corpus(name) else { return };
        assert_eq!((card.vendor(), card.class()), (0x1033, class));
        assert_eq!((card.express(), card.is_express()), (None, false));
        assert!(card.has_power_management_reset());
        assert!(!card.has_function_level_reset());
    }
}
