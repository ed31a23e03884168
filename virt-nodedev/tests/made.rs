//! Mediated devices and virtual ports: made, changed and removed, over a tree whose kernel reacts,
//! with definitions in mdevctl's format.

#![expect(clippy::unwrap_used, reason = "this is how a test fails")]

#[path = "support/kernel.rs"]
mod kernel;
mod support;

use std::fs;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use kernel::{HOST, Kernel, PARENT};
use support::{List, Tree, all, list, names, xml};
use virt_core::ErrorKind;
use virt_core::api::nodedev::{
    ConnectListAllNodeDeviceFlags as Filter, NodeDeviceUpdateFlags as Update, NodeDeviceXmlFlags,
};
use virt_core::driver::node_device::NodeDeviceDriver;
use virt_core::event::{EventFilter, EventQueue, EventRegistration};
use virt_core::object::NodeDeviceRef;

const UUID: &str = "d2441d39-495e-4243-ad9f-beb3f14c23d9";
const NAME: &str = "mdev_d2441d39_495e_4243_ad9f_beb3f14c23d9_0000_00_02_0";

/// A host that can make devices.
struct Machine {
    // Ends before the tree goes.
    _kernel: Kernel,
    tree: Tree,
    driver: Arc<dyn NodeDeviceDriver>,
    events: EventQueue,
    _registration: EventRegistration,
}

impl Machine {
    fn new() -> Machine {
        let tree = Tree::new();
        tree.pci(PARENT, ("0x8086", "0x1912"), "30000");
        for (name, value) in [
            ("create", ""),
            ("device_api", "vfio-pci\n"),
            ("available_instances", "2\n"),
            ("name", "A part\n"),
        ] {
            tree.file(PARENT, &format!("mdev_supported_types/type-1/{name}"), value);
        }
        tree.file(PARENT, "mdev_supported_types/full/create", "");
        tree.file(PARENT, "mdev_supported_types/full/available_instances", "0\n");
        tree.pci("/devices/pci0000:00/0000:00:03.0", ("0x1077", "0x2432"), "c0400");
        tree.device(HOST, List::Bus("scsi"), "DEVTYPE=scsi_host", &[]);
        for (name, value) in [
            ("port_name", "0x2101001b32a90000\n"),
            ("node_name", "0x2001001b32a90000\n"),
            ("fabric_name", "0x2001000dec9877c1\n"),
            ("vport_create", ""),
            ("vport_delete", ""),
        ] {
            tree.file("/class/fc_host/host5", name, value);
        }
        let kernel = Kernel::serve(tree.root());
        let driver = tree.driver();
        let events = EventQueue::new().unwrap();
        let registration = driver.subscribe(EventFilter::all(), events.sender()).unwrap();
        Machine { _kernel: kernel, tree, driver, events, _registration: registration }
    }

    /// Where mdevctl keeps the definition.
    fn file(&self, uuid: &str) -> PathBuf {
        self.tree.root().join("etc/mdevctl.d/0000:00:02.0").join(uuid)
    }

    /// Writes a definition as somebody else would.
    fn write(&self, uuid: &str, text: &str) {
        fs::create_dir_all(self.file(uuid).parent().unwrap()).unwrap();
        fs::write(self.file(uuid), text).unwrap();
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.tree.sys(path)).unwrap()
    }

    /// The next event, as a line.
    fn event(&self) -> String {
        let event = self.events.next_timeout(Duration::from_secs(60));
        event.map(|event| event.to_string()).unwrap_or_default()
    }
}

fn mdev(extra: &str) -> String {
    format!(
        "<device><parent>pci_0000_00_02_0</parent><capability type='mdev'>
           <type id='type-1'/><uuid>{UUID}</uuid>{extra}</capability></device>"
    )
}

fn attributes(values: [&str; 2]) -> String {
    format!("<attr name='a1' value='{}'/><attr name='a2' value='{}'/>", values[0], values[1])
}

fn mdevs(machine: &Machine, filter: Filter) -> Vec<String> {
    list(&*machine.driver, filter | Filter::CAP_MDEV)
}

#[test]
fn a_mediated_device_is_defined_started_and_removed() {
    let machine = Machine::new();
    let driver = &*machine.driver;
    let device = driver.define(&mdev(&attributes(["1", "2"])), Default::default()).unwrap();
    assert_eq!(device.name, NAME);
    assert_eq!(machine.event(), format!("event 'lifecycle' for node device {NAME}: Defined"));
    assert_eq!(
        fs::read_to_string(machine.file(UUID)).unwrap(),
        "{\n  \"mdev_type\": \"type-1\",\n  \"start\": \"manual\",\n  \"attrs\": [\n    \
         {\n      \"a1\": \"1\"\n    },\n    {\n      \"a2\": \"2\"\n    }\n  ]\n}"
    );
    assert_eq!(mdevs(&machine, Filter::INACTIVE), [NAME]);
    assert_eq!(mdevs(&machine, Filter::ACTIVE), [""; 0]);
    assert!(!driver.is_active(&device).unwrap() && driver.is_persistent(&device).unwrap());
    assert_eq!(driver.parent(&device).unwrap().as_deref(), Some("pci_0000_00_02_0"));
    let described = xml(driver, NAME);
    assert!(described.contains("<attr name='a1' value='1'/>"), "{described}");
    assert!(!described.contains("<path>"), "{described}");
    assert!(driver.define(&mdev(""), Default::default()).is_err());
    assert!(driver.create(&mdev(""), Default::default()).is_err());

    driver.start(&device).unwrap();
    assert_eq!(machine.event(), format!("event 'lifecycle' for node device {NAME}: Created"));
    assert_eq!(mdevs(&machine, Filter::ACTIVE | Filter::PERSISTENT), [NAME]);
    assert_eq!(machine.read(&format!("{PARENT}/{UUID}/a2")), "2");
    assert!(xml(driver, NAME).contains("<path>"));
    let inactive = driver.xml(&device, NodeDeviceXmlFlags::INACTIVE).unwrap();
    assert_eq!(inactive, described);
    assert_eq!(driver.start(&device).unwrap_err().kind(), ErrorKind::OperationInvalid);

    driver.destroy(&device).unwrap();
    assert_eq!(machine.event(), format!("event 'lifecycle' for node device {NAME}: Deleted"));
    assert_eq!(driver.destroy(&device).unwrap_err().kind(), ErrorKind::OperationInvalid);
    driver.undefine(&device).unwrap();
    assert_eq!(machine.event(), format!("event 'lifecycle' for node device {NAME}: Undefined"));
    assert_eq!(mdevs(&machine, all()), [""; 0]);
    assert!(!machine.file(UUID).exists());
    assert_eq!(driver.undefine(&device).unwrap_err().kind(), ErrorKind::NoNodeDevice);
}

#[test]
fn a_transient_device_has_no_definition() {
    let machine = Machine::new();
    let driver = &*machine.driver;
    let device = driver.create(&mdev(""), Default::default()).unwrap();
    assert_eq!(mdevs(&machine, Filter::TRANSIENT), [NAME]);
    for refused in [
        driver.xml(&device, NodeDeviceXmlFlags::INACTIVE).map(drop),
        driver.undefine(&device),
        driver.set_autostart(&device, true),
        driver.update(&device, &mdev(""), Update::CONFIG),
    ] {
        assert_eq!(refused.unwrap_err().kind(), ErrorKind::OperationInvalid);
    }
    // Defined while it is there, it stays when its definition goes.
    driver.define(&mdev(""), Default::default()).unwrap();
    assert!(driver.is_persistent(&device).unwrap());
    driver.undefine(&device).unwrap();
    assert!(driver.is_active(&device).unwrap());
    driver.destroy(&device).unwrap();
    assert_eq!(driver.lookup_by_name(NAME).unwrap_err().kind(), ErrorKind::NoNodeDevice);
}

#[test]
fn what_cannot_be_made_is_refused_with_the_reason() {
    let machine = Machine::new();
    let other = |kind: &str, parent: &str| {
        format!(
            "<device><parent>{parent}</parent><capability type='mdev'><type id='{kind}'/>
               <uuid>{UUID}</uuid></capability></device>"
        )
    };
    let pci = "<device><parent>computer</parent><capability type='drm'><type>render</type>\
               </capability></device>";
    let rows = [
        (other("no-type", "pci_0000_00_02_0"), ErrorKind::OperationFailed, "it has: full, type-1"),
        (other("full", "pci_0000_00_02_0"), ErrorKind::OperationFailed, "'full' left"),
        (other("../x", "pci_0000_00_02_0"), ErrorKind::OperationFailed, "'../x'"),
        (other("type-1", "nope"), ErrorKind::NoNodeDevice, "'nope'"),
        (pci.to_owned(), ErrorKind::ConfigUnsupported, "neither"),
        (mdev("<attr name='../x' value='1'/>"), ErrorKind::XmlError, "'../x'"),
    ];
    for (xml, kind, says) in rows {
        let err = machine.driver.create(&xml, Default::default()).unwrap_err();
        assert_eq!(err.kind(), kind, "{xml}: {err}");
        assert!(err.message().contains(says), "{err}");
    }
    // Half a device is none.
    let broken = mdev("<attr name='a1' value='1'/><attr name='missing' value='1'/>");
    let err = machine.driver.create(&broken, Default::default()).unwrap_err();
    assert!(err.to_string().contains("missing"), "{err}");
    assert_eq!(mdevs(&machine, all()), [""; 0]);
    let err = machine.driver.destroy(&NodeDeviceRef::new("pci_0000_00_02_0")).unwrap_err();
    assert_eq!(err.kind(), ErrorKind::OperationInvalid);
}

#[test]
fn updates_concern_the_device_its_definition_or_both() {
    let machine = Machine::new();
    let driver = &*machine.driver;
    let device = driver.define(&mdev(&attributes(["1", "1"])), Default::default()).unwrap();
    driver.start(&device).unwrap();
    let live = || {
        let file = |name| machine.read(&format!("{PARENT}/{UUID}/{name}"));
        [file("a1"), file("a2")]
    };
    let stored = || driver.xml(&device, NodeDeviceXmlFlags::INACTIVE).unwrap();
    let update = |values, flags| driver.update(&device, &mdev(&attributes(values)), flags).unwrap();

    update(["2", "2"], Update::empty());
    assert_eq!(live(), ["2", "2"]);
    assert!(stored().contains("value='1'"));
    update(["3", "3"], Update::CONFIG);
    assert_eq!(live(), ["2", "2"]);
    assert!(stored().contains("<attr name='a2' value='3'/>"));
    update(["4", "4"], Update::LIVE | Update::CONFIG);
    assert_eq!(live(), ["4", "4"]);
    assert!(stored().contains("<attr name='a2' value='4'/>"));

    let other = mdev("").replace("type-1", "full");
    let err = driver.update(&device, &other, Update::CONFIG).unwrap_err();
    assert_eq!(err.kind(), ErrorKind::ConfigUnsupported);
    driver.destroy(&device).unwrap();
    let err = driver.update(&device, &mdev(""), Update::LIVE).unwrap_err();
    assert_eq!(err.kind(), ErrorKind::OperationInvalid);
    driver.update(&device, &mdev(""), Update::empty()).unwrap();
    assert!(!stored().contains("<attr"));
}

#[test]
fn autostart_is_mdevctls() {
    let machine = Machine::new();
    let driver = &*machine.driver;
    let device = driver.define(&mdev(""), Default::default()).unwrap();
    assert!(!driver.autostart(&device).unwrap());
    driver.set_autostart(&device, true).unwrap();
    assert!(driver.autostart(&device).unwrap());
    assert!(fs::read_to_string(machine.file(UUID)).unwrap().contains("\"start\": \"auto\""));
}

#[test]
fn what_others_define_is_seen_and_told() {
    let machine = Machine::new();
    let driver = &*machine.driver;
    let token = driver.changes(None).unwrap().token;
    machine.write(UUID, "{\"mdev_type\":\"type-1\",\"start\":\"auto\",\"note\":1}");
    assert_eq!(machine.event(), format!("event 'lifecycle' for node device {NAME}: Defined"));
    let device = NodeDeviceRef::new(NAME);
    assert!(driver.autostart(&device).unwrap());
    let changes = driver.changes(Some(&token)).unwrap();
    assert_eq!(names(&changes.defined), [NAME]);

    // What it says besides is kept.
    driver.set_autostart(&device, false).unwrap();
    assert!(fs::read_to_string(machine.file(UUID)).unwrap().contains("\"note\": 1"));
    assert_eq!(machine.event(), format!("event 'update' for node device {NAME}"));

    fs::remove_file(machine.file(UUID)).unwrap();
    assert_eq!(machine.event(), format!("event 'lifecycle' for node device {NAME}: Undefined"));
    assert_eq!(mdevs(&machine, all()), [""; 0]);
    assert_eq!(names(&driver.changes(Some(&changes.token)).unwrap().undefined), [NAME]);
}

#[test]
fn a_malformed_definition_is_set_aside_and_stays() {
    let machine = Machine::new();
    let driver = &*machine.driver;
    let good = "83c32df7-d52e-4ec1-9668-1f3c7e4df107";
    machine.write(UUID, "{\"mdev_type\": 5}");
    machine.write("README", "not a device");
    machine.write(good, "{\"mdev_type\":\"type-1\"}");
    let name = "mdev_83c32df7_d52e_4ec1_9668_1f3c7e4df107_0000_00_02_0";
    assert_eq!(machine.event(), format!("event 'lifecycle' for node device {name}: Defined"));
    assert_eq!(mdevs(&machine, all()), [name]);
    assert_eq!(driver.lookup_by_name(NAME).unwrap_err().kind(), ErrorKind::NoNodeDevice);
    let err = driver.define(&mdev(""), Default::default()).unwrap_err();
    assert!(err.message().contains(UUID), "{err}");
    assert_eq!(fs::read_to_string(machine.file(UUID)).unwrap(), "{\"mdev_type\": 5}");
}

#[test]
fn a_definition_outlives_its_parent() {
    let machine = Machine::new();
    let device = machine.driver.define(&mdev(""), Default::default()).unwrap();
    machine.tree.remove(PARENT, "/bus/pci/devices");
    let parent = machine.driver.parent(&device).unwrap();
    assert_eq!(parent.as_deref(), Some("computer"));
    let err = machine.driver.start(&device).unwrap_err();
    assert_eq!(err.kind(), ErrorKind::NoNodeDevice);
    assert!(err.message().contains("0000:00:02.0"), "{err}");
}

#[test]
fn a_virtual_port_is_made_on_the_host_that_is_named() {
    for parent in [
        "<parent>scsi_host5</parent>",
        "<parent wwnn='2001001b32a90000' wwpn='2101001b32a90000'/>",
        "<parent fabric_wwn='2001000dec9877c1'/>",
        "",
    ] {
        let machine = Machine::new();
        let driver = &*machine.driver;
        let port = format!(
            "<device>{parent}<capability type='scsi_host'><capability type='fc_host'>
               <wwnn>2001001b32a9da4e</wwnn><wwpn>2101001b32a9da4e</wwpn>
             </capability></capability></device>"
        );
        let device = driver.create(&port, Default::default()).unwrap();
        assert_eq!(device.name, "scsi_host6");
        assert_eq!(driver.parent(&device).unwrap().as_deref(), Some("scsi_host5"));
        let wwns = driver.lookup_scsi_host("2001001b32a9da4e", "2101001b32a9da4e").unwrap();
        assert_eq!(wwns, device);
        let again = driver.create(&port, Default::default()).unwrap_err();
        assert_eq!(again.kind(), ErrorKind::OperationInvalid);
        driver.destroy(&device).unwrap();
        assert_eq!(
            driver.lookup_by_name("scsi_host6").unwrap_err().kind(),
            ErrorKind::NoNodeDevice
        );
    }
    let machine = Machine::new();
    let err = machine.driver.destroy(&NodeDeviceRef::new("scsi_host5")).unwrap_err();
    assert_eq!(err.kind(), ErrorKind::OperationInvalid);
}

/// What mdevctl writes and reads, where the corpus of mdevctl's cases is.
#[test]
fn definitions_are_those_of_the_corpus() {
    let Some(corpus) = virt_testkit::needs::corpus() else { return };
    let folder = corpus.join("nodedevmdevctl");
    let machine = Machine::new();
    let text = |name: &str| fs::read_to_string(folder.join(name)).unwrap();
    let name = "mdev_d2441d39_495e_4243_ad9f_beb3f14c23d9";
    let input = text(&format!("nodedevschemadata/{name}.xml"));
    let device = machine.driver.define(&input, Default::default()).unwrap();
    let identity = device.name.replace("mdev_", "").replace("_0000_00_02_0", "").replace('_', "-");
    let written: serde_json::Value =
        serde_json::from_str(&fs::read_to_string(machine.file(&identity)).unwrap()).unwrap();
    let expected = text(&format!("nodedevmdevctldata/{name}-define.json"));
    assert_eq!(written, serde_json::from_str::<serde_json::Value>(&expected).unwrap());

    // The four modifications: attributes away and there again.
    for line in text("nodedevmdevctldata/mdevctl-modify.json").lines() {
        let uuid = "c60cc60c-c60c-c60c-c60c-c60cc60cc60c";
        machine.write(uuid, line);
        let name = "mdev_c60cc60c_c60c_c60c_c60c_c60cc60cc60c_0000_00_02_0";
        let device = machine.driver.lookup_by_name(name).unwrap();
        machine.driver.set_autostart(&device, false).unwrap();
        let written = fs::read_to_string(machine.file(uuid)).unwrap();
        let written: serde_json::Value = serde_json::from_str(&written).unwrap();
        assert_eq!(written, serde_json::from_str::<serde_json::Value>(line).unwrap());
    }
}
