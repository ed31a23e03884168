//! The host behind `test:///default`: what libvirt's test driver shows, this one shows too.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail anywhere")]

use expect_test::expect;
use virt_core::ErrorKind;
use virt_core::api::domain::{ConnectListAllDomainsFlags as Filter, DomainXmlFlags};
use virt_core::connection::Connection;
// The driver registers itself; naming it keeps it linked.
use virt_test as _;

#[test]
fn one_domain_runs_from_the_start() {
    let connection = open();
    let domains = connection.domains().unwrap();
    let all = domains.list(Filter::empty()).unwrap();
    let [test] = all.as_slice() else { panic!("{all:?}") };
    assert_eq!((test.name.as_str(), test.id), ("test", Some(1)));
    assert_eq!(test.uuid.to_string(), "6695eb01-f6a4-8304-79aa-97f2502e193f");
    assert_eq!(domains.os_type(test).unwrap(), "linux");
    let info = domains.info(test).unwrap();
    assert_eq!((info.max_memory_kib, info.memory_kib, info.vcpus), (8_388_608, 2_097_152, 2));
}

#[test]
fn the_live_definition_is_that_of_libvirt() {
    let connection = open();
    let domains = connection.domains().unwrap();
    let test = domains.lookup_by_name("test").unwrap();
    expect![[r#"
        <domain type='test' id='1'>
          <name>test</name>
          <uuid>6695eb01-f6a4-8304-79aa-97f2502e193f</uuid>
          <memory unit='KiB'>8388608</memory>
          <currentMemory unit='KiB'>2097152</currentMemory>
          <vcpu placement='static'>2</vcpu>
          <os>
            <type arch='i686'>hvm</type>
            <boot dev='hd'/>
          </os>
          <clock offset='utc'/>
          <on_poweroff>destroy</on_poweroff>
          <on_reboot>restart</on_reboot>
          <on_crash>destroy</on_crash>
          <devices>
            <disk type='file' device='disk'>
              <source file='/guest/diskimage1'/>
              <target dev='vda' bus='virtio'/>
              <address type='pci' domain='0x0000' bus='0x01' slot='0x00' function='0x0'/>
            </disk>
            <interface type='network'>
              <mac address='aa:bb:cc:dd:ee:ff'/>
              <source network='default'/>
              <target dev='testnet0'/>
              <address type='pci' domain='0x0000' bus='0x00' slot='0x01' function='0x0'/>
            </interface>
            <memballoon model='virtio'>
              <address type='pci' domain='0x0000' bus='0x00' slot='0x02' function='0x0'/>
            </memballoon>
          </devices>
        </domain>
    "#]]
    .assert_eq(&domains.xml(&test, DomainXmlFlags::empty()).unwrap());
}

#[test]
fn the_host_is_that_of_libvirt() {
    let connection = open();
    let node = connection.node().unwrap();
    assert_eq!(node.type_name().unwrap(), "TEST");
    assert_eq!(node.version().unwrap(), 2);
    assert_eq!(node.max_vcpus(None).unwrap(), 32);
    assert!(!node.hostname().unwrap().is_empty());
    let info = node.info().unwrap();
    assert_eq!((info.model.as_str(), info.memory_kib), ("i686", 3_145_728));
    assert_eq!((info.cpus, info.mhz), (16, 1400));
    assert_eq!((info.nodes, info.sockets, info.cores, info.threads), (2, 2, 2, 2));
}

#[test]
fn the_capabilities_are_those_of_libvirt() {
    let text = open().node().unwrap().capabilities().unwrap();
    let lines: Vec<_> = text.lines().map(str::trim).collect();
    let expected = [
        "<arch>i686</arch>",
        "<cells num='2'>",
        "<memory unit='KiB'>4194304</memory>",
        "<pages unit='KiB' size='8'>524288</pages>",
        "<cpu id='15' socket_id='1' die_id='0' cluster_id='0' core_id='7' siblings='15'/>",
        "<model>testSecurity</model>",
        "<emulator>/usr/bin/test-hv</emulator>",
    ];
    for line in expected {
        assert!(lines.contains(&line), "{line} is not in {text}");
    }
    virt_core::config::Capabilities::parse(&text).unwrap();
}

#[test]
fn what_runs_has_a_security_label() {
    let connection = open();
    let domains = connection.domains().unwrap();
    let test = domains.lookup_by_name("test").unwrap();
    let labels = domains.security().unwrap().security_labels(&test).unwrap();
    assert_eq!((labels[0].label.as_str(), labels[0].enforcing), ("libvirt-test", true));
    assert_eq!(connection.node().unwrap().security_model().unwrap().model, "testSecurity");
}

#[test]
fn a_uri_without_a_host_is_told_what_to_say() {
    for uri in ["test:///", "test://"] {
        let err = Connection::open(uri).unwrap_err();
        assert_eq!(err.kind(), ErrorKind::InvalidArg, "{err}");
        assert!(err.to_string().contains("test:///default"), "{err}");
    }
}

fn open() -> Connection {
    Connection::open("test:///default").unwrap()
}
