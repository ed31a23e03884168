//! Devices as documents of their own: each device of our own domains, alone.

#![expect(clippy::unwrap_used, reason = "helpers of tests")]

use std::fs;
use std::path::Path;

use expect_test::expect;
use virt_core::ErrorKind;
use virt_core::config::domain::devices::{Device, DeviceKind, Devices};
use virt_core::config::{DocumentKind, DomainConfig, Problem, Rewriting};
use virt_core::xml::{Element, Form, XmlValue};

const SECURE: Form = Form { secure: true, inactive: false, migratable: false };

/// The devices of our own domains as texts, each with what is wrong in its domain.
fn devices() -> Vec<(String, Vec<Problem>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/fixtures/domain");
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let text = fs::read_to_string(entry.unwrap().path()).unwrap();
        let problems = DomainConfig::parse(&text).unwrap().problems();
        let root = Element::parse(&text).unwrap();
        let devices = root.child("devices").into_iter().flat_map(Element::children);
        let devices = devices.filter(|device| DeviceKind::parse_value(device.name()).is_ok());
        found.extend(devices.map(|device| (canonical(device), problems.clone())));
    }
    found
}

/// The element in libvirt's own form.
fn canonical(element: &Element) -> String {
    let mut writer = virt_core::xml::Writer::new(SECURE);
    element.write_canonical(&mut writer);
    writer.finish()
}

/// The kinds of which a guest has one at most.
const SINGLE: &[DeviceKind] = &[
    DeviceKind::MemoryBalloon,
    DeviceKind::NvramDevice,
    DeviceKind::Iommu,
    DeviceKind::Vsock,
    DeviceKind::PersistentStore,
];

#[test]
fn each_device_stands_alone() {
    for (text, known) in &devices() {
        let device = Device::parse_strict(text).unwrap_or_else(|err| panic!("{err}\n{text}"));
        assert!(text.starts_with(&format!("<{}", device.kind())));
        assert_eq!(device.to_xml_as(SECURE), *text);
        for problem in device.problems() {
            let same = |known: &Problem| known.message == problem.message;
            assert!(known.iter().any(same), "{problem}\n{text}");
        }
        let mut devices = Devices::default();
        devices.add(device.clone()).unwrap();
        let again = devices.add(device.clone()).map_err(|err| err.kind());
        let single = SINGLE.contains(&device.kind());
        let refused = if single { Err(ErrorKind::ConfigUnsupported) } else { Ok(()) };
        assert_eq!(again, refused, "{text}");
        let placed = device.info().is_some_and(|info| info.address.is_some());
        assert!(!placed || devices.infos().any(|info| info.address.is_some()), "{text}");
    }
}

#[test]
fn a_document_has_its_element_even_if_nothing_is_in_it() {
    let kind = DocumentKind::all().find(|kind| kind.root() == "redirfilter").unwrap();
    let how = Rewriting { form: Form::default(), fill_defaults: false };
    assert_eq!(kind.rewrite("<redirfilter/>", how).unwrap().text, "<redirfilter/>\n");
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
fn a_device_is_checked_among_those_that_are_there() {
    let text = "<domain type='test'><name>a</name><devices>
                  <disk type='file'><source file='/a'/><target dev='vda'/><boot order='1'/></disk>
                  <disk type='file'><source file='/b'/><target dev='vda'/></disk>
                  <memballoon model='virtio'/></devices></domain>";
    let domain = DomainConfig::parse(text).unwrap();
    let among = |text: &str| {
        let problems = Device::parse(text).unwrap().problems_in(&domain);
        problems.into_iter().map(|problem| problem.path).collect::<Vec<_>>()
    };
    let disk = |target: &str, inside: &str| {
        format!("<disk type='file'><source file='/c'/><target dev='{target}'/>{inside}</disk>")
    };
    // What was wrong before is not this device's.
    assert_eq!(among(&disk("vdb", "<boot order='2'/>")), [""; 0]);
    assert_eq!(among(&disk("vda", "")), ["/disk/target/@dev"]);
    assert_eq!(among(&disk("vdb", "<boot order='1'/>")).len(), 1);
    assert_eq!(among("<memballoon model='none'/>"), ["/memballoon"]);
    assert_eq!(among("<sound model='usb'><audio id='3'/></sound>"), ["/sound/audio/@id"]);
    let alone = Device::parse("<sound model='usb'><audio id='3'/></sound>").unwrap();
    assert_eq!(alone.problems(), []);
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
