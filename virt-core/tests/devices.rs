//! Devices as documents of their own: each device of our own domains, alone.

#![expect(clippy::unwrap_used, clippy::panic, reason = "helpers of tests")]

use std::fs;
use std::path::Path;

use expect_test::expect;
use virt_core::ErrorKind;
use virt_core::config::DomainConfig;
use virt_core::config::domain::devices::{Device, DeviceKind, Devices};
use virt_core::xml::{Element, Form, XmlValue};

const SECURE: Form = Form { secure: true, inactive: false, migratable: false };

/// The devices of our own domains, as texts.
fn devices() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/fixtures/domain");
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let root = Element::parse(&fs::read_to_string(entry.unwrap().path()).unwrap()).unwrap();
        let devices = root.child("devices").into_iter().flat_map(Element::children);
        let devices = devices.filter(|device| DeviceKind::parse_value(device.name()).is_ok());
        found.extend(devices.map(canonical));
    }
    found
}

/// The element in libvirt's own form.
fn canonical(element: &Element) -> String {
    let mut writer = virt_core::xml::Writer::new(SECURE);
    element.write_canonical(&mut writer);
    writer.finish()
}

#[test]
fn each_device_stands_alone() {
    let texts = devices();
    for text in &texts {
        let device = Device::parse_strict(text).unwrap_or_else(|err| panic!("{err}\n{text}"));
        assert!(text.starts_with(&format!("<{}", device.kind())));
        assert_eq!(device.to_xml_as(SECURE), *text);
        // A companion cannot work without the controller that it belongs to.
        let companion = device.info().is_some_and(|info| info.master_start_port.is_some());
        let valid = device.validate();
        assert!(companion || valid.is_ok(), "{valid:?}\n{text}");
        let mut devices = Devices::default();
        devices.add(device.clone()).unwrap();
        let again = devices.add(device.clone()).map_err(|err| err.kind());
        let single = [DeviceKind::MemoryBalloon, DeviceKind::Vsock].contains(&device.kind());
        let refused = if single { Err(ErrorKind::ConfigUnsupported) } else { Ok(()) };
        assert_eq!(again, refused, "{text}");
        let placed = device.info().is_some_and(|info| info.address.is_some());
        assert!(!placed || devices.infos().any(|info| info.address.is_some()), "{text}");
    }
}

#[test]
fn what_is_wrong_is_told_with_its_place() {
    let err = Device::parse("<emulator>/usr/bin/qemu</emulator>").unwrap_err();
    assert_eq!(err.kind(), ErrorKind::ConfigUnsupported);
    assert!(err.message().starts_with("<emulator> is no device; expected one of: disk, "), "{err}");
    assert!(Device::check("<domain/>").is_err() && Device::diagnose("<redirfilter/>").is_err());

    let text = "<input type='tablet' bos='usb'>\n  <adress type='usb'/>\n</input>";
    let err = Device::parse_strict(text).unwrap_err();
    assert_eq!(err.kind(), ErrorKind::XmlInvalidSchema);
    expect![[r#"
        line 1, column 22: /input/@bos: unknown attribute; did you mean 'bus'?
        line 2, column 3: /input/adress: unknown element; did you mean 'address'?"#]]
    .assert_eq(err.message());
    assert_eq!(Device::parse(text).unwrap().kind(), DeviceKind::Input);

    let text = "<disk type='file' device='disk'>\n  <target dev='vda'/>\n</disk>";
    let found = Device::diagnose(text).unwrap();
    let paths: Vec<_> = found.iter().map(|finding| finding.path.as_str()).collect();
    assert_eq!(paths, ["/disk/source"]);
    assert_eq!(Device::parse(text).unwrap().problems()[0].path, "/disk/source");
}

#[test]
fn devices_become_part_of_a_definition() {
    let mut config = DomainConfig::parse("<domain type='test'><name>a</name></domain>").unwrap();
    let devices = config.devices.get_or_insert_default();
    for text in ["<hub type='usb'/>", "<memballoon model='virtio'/>", "<hub type='usb'/>"] {
        devices.add(Device::parse(text).unwrap()).unwrap();
    }
    expect![[r#"
        <domain type='test'>
          <name>a</name>
          <devices>
            <hub type='usb'/>
            <hub type='usb'/>
            <memballoon model='virtio'/>
          </devices>
        </domain>
    "#]]
    .assert_eq(&config.to_xml());
}
