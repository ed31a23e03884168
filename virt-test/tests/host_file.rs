//! Hosts from files in the format of libvirt's test driver.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail anywhere")]

use std::fs;
use std::path::Path;

use expect_test::{Expect, expect};
use tempfile::TempDir;
use virt_core::ErrorKind;
use virt_core::api::domain::{
    ConnectListAllDomainsFlags as Filter, DomainCreateFlags, DomainMessageType, DomainUndefineFlags,
};
use virt_core::connection::Connection;
// The driver registers itself; naming it keeps it linked.
use virt_test as _;

#[test]
fn domains_are_there_as_the_file_says() {
    check(
        &format!(
            "<node>{}{}{}{}</node>",
            domain("on", ""),
            domain("paused", "<test:runstate>3</test:runstate>"),
            domain("off", "<test:runstate>5</test:runstate>"),
            domain("passing", "<test:transient/>"),
        ),
        expect![[r#"
            off: Shutoff(Unknown), persistent
            on: 1, Running(Unknown), persistent
            passing: 3, Running(Unknown), transient
            paused: 2, Paused(Unknown), persistent
        "#]],
    );
}

#[test]
fn what_the_file_does_not_say_is_as_by_default() {
    let folder = TempDir::new().unwrap();
    let connection = open(folder.path(), "<node/>").unwrap();
    assert!(connection.domains().unwrap().list(Filter::empty()).unwrap().is_empty());
    let info = connection.node().unwrap().info().unwrap();
    assert_eq!((info.model.as_str(), info.cpus, info.memory_kib), ("i686", 16, 3_145_728));
}

#[test]
fn the_host_is_what_the_file_says() {
    let folder = TempDir::new().unwrap();
    let text = "<node>
        <cpu>
            <mhz>6000</mhz><model>i986</model><active>50</active>
            <nodes>4</nodes><sockets>4</sockets><cores>4</cores><threads>2</threads>
        </cpu>
        <memory>8192000</memory>
        <network><name>passed over</name></network>
        <pool type='dir'><volume/></pool>
    </node>";
    let connection = open(folder.path(), text).unwrap();
    let info = connection.node().unwrap().info().unwrap();
    assert_eq!((info.model.as_str(), info.cpus, info.mhz), ("i986", 50, 6000));
    assert_eq!((info.nodes, info.sockets, info.cores, info.threads), (4, 4, 4, 2));
    assert_eq!(info.memory_kib, 8_192_000);
}

#[test]
fn a_domain_may_have_a_file_of_its_own_beside_the_host() {
    let folder = TempDir::new().unwrap();
    fs::create_dir(folder.path().join("guests")).unwrap();
    fs::write(folder.path().join("guests/web.xml"), domain("web", "")).unwrap();
    let connection = open(folder.path(), "<node><domain file='guests/web.xml'/></node>").unwrap();
    assert_eq!(connection.domains().unwrap().lookup_by_name("web").unwrap().id, Some(1));
}

#[test]
fn a_domain_in_the_file_keeps_all_but_what_is_meant_for_this_driver() {
    let folder = TempDir::new().unwrap();
    let special = "<test:runstate>3</test:runstate><blkiotune><weight>800</weight></blkiotune>\
                   <devices><console/></devices>";
    let connection =
        open(folder.path(), &format!("<node>{}</node>", domain("a", special))).unwrap();
    let domains = connection.domains().unwrap();
    let a = domains.lookup_by_name("a").unwrap();
    let xml = domains.xml(&a, Default::default()).unwrap();
    assert!(xml.contains("<weight>800</weight>"), "{xml}");
    assert!(xml.contains("<console type='pty'>"), "{xml}");
    assert!(!xml.contains("test:"), "{xml}");
}

#[test]
fn what_taints_a_domain_is_told_while_it_runs() {
    let folder = TempDir::new().unwrap();
    let inside = "<cpu mode='custom'><model>Deprecated-Test</model></cpu>
        <devices>
          <disk type='block' device='lun' rawio='yes'>
            <source dev='/dev/sdb'/><target dev='sda' bus='scsi'/>
          </disk>
          <disk type='block' device='cdrom'>
            <source dev='/dev/sr0'/><target dev='hda' bus='ide'/>
          </disk>
          <interface type='ethernet'><script path='/etc/up'/></interface>
        </devices>";
    let connection = open(folder.path(), &format!("<node>{}</node>", domain("a", inside))).unwrap();
    let domains = connection.domains().unwrap();
    let a = domains.lookup_by_name("a").unwrap();
    let tainted = [
        "tainted: running with undesirable elevated privileges",
        "tainted: network configuration using opaque shell scripts",
        "tainted: use of host cdrom passthrough",
        "tainted: use of deprecated configuration settings",
    ];
    let deprecated = ["deprecated configuration: CPU model Deprecated-Test"];
    let messages = |types| domains.messages(&a, types).unwrap();
    assert_eq!(messages(DomainMessageType::TAINTING), tainted);
    assert_eq!(messages(DomainMessageType::DEPRECATION), deprecated);
    assert_eq!(messages(DomainMessageType::empty()), [&tainted[..], &deprecated].concat());
    assert!(messages(DomainMessageType::IOERRORS).is_empty());
    domains.destroy(&a, Default::default()).unwrap();
    assert!(messages(DomainMessageType::empty()).is_empty());
}

#[test]
fn connections_to_a_file_have_a_host_each() {
    let folder = TempDir::new().unwrap();
    let text = format!("<node>{}</node>", domain("a", ""));
    let one = open(folder.path(), &text).unwrap();
    let other = open(folder.path(), &text).unwrap();
    let a = one.domains().unwrap().lookup_by_name("a").unwrap();
    one.domains().unwrap().suspend(&a).unwrap();
    one.domains().unwrap().undefine(&a, DomainUndefineFlags::empty()).unwrap();
    let unchanged = other.domains().unwrap().lookup_by_name("a").unwrap();
    assert!(other.domains().unwrap().is_persistent(&unchanged).unwrap());
}

#[test]
fn a_saved_state_is_not_lost_unasked() {
    let folder = TempDir::new().unwrap();
    let saved = "<test:hasmanagedsave/><test:runstate>5</test:runstate>";
    let connection = open(folder.path(), &format!("<node>{}</node>", domain("a", saved))).unwrap();
    let domains = connection.domains().unwrap();
    let a = domains.lookup_by_name("a").unwrap();
    assert_eq!(domains.list(Filter::MANAGEDSAVE).unwrap().as_slice(), std::slice::from_ref(&a));
    let err = domains.undefine(&a, DomainUndefineFlags::empty()).unwrap_err();
    assert_eq!(err.kind(), ErrorKind::OperationInvalid);

    let saving = domains.save_restore().unwrap();
    assert!(saving.has_managed_save(&a).unwrap());

    domains.start(&a, DomainCreateFlags::empty(), Vec::new()).unwrap();
    assert!(!saving.has_managed_save(&a).unwrap());
    domains.undefine(&a, DomainUndefineFlags::empty()).unwrap();
}

#[test]
fn what_is_wrong_with_a_file_is_said_with_its_place() {
    let off = "<test:transient/><test:runstate>5</test:runstate>";
    let rows = [
        ("<network/>".to_owned(), ErrorKind::XmlError, "expecting root element of 'node'"),
        ("<node>".to_owned(), ErrorKind::XmlDetail, "line 1"),
        (format!("<node>{}</node>", domain("a", off)), ErrorKind::XmlError, "transient"),
        (
            format!("<node>{}</node>", domain("a", "<test:runstate>9</test:runstate>")),
            ErrorKind::XmlError,
            "/node/domain/test:runstate: '9' is not a domain state",
        ),
        (
            format!("<node>{0}{0}</node>", domain("a", "")),
            ErrorKind::OperationFailed,
            "domain 'a' already exists",
        ),
        ("<node><domain file='no.xml'/></node>".to_owned(), ErrorKind::OpenFailed, "no.xml"),
        ("<node><cpu><mhz>x</mhz></cpu></node>".to_owned(), ErrorKind::XmlError, "'x'"),
        ("<node><memory>-1</memory></node>".to_owned(), ErrorKind::XmlError, "/node/memory"),
        (
            "<node><auth><user>joe</user></auth></node>".to_owned(),
            ErrorKind::AuthUnavailable,
            "a name and a password",
        ),
    ];
    for (text, kind, says) in rows {
        let folder = TempDir::new().unwrap();
        let err = open(folder.path(), &text).unwrap_err();
        assert_eq!(err.kind(), kind, "{text}: {err}");
        assert!(err.to_string().contains(says), "{text}: {err}");
        assert!(err.to_string().contains(".xml"), "it does not name the file: {err}");
    }
}

#[test]
fn a_file_that_is_not_there_is_named() {
    let err = Connection::open("test:///no/such/host.xml").unwrap_err();
    assert_eq!(err.kind(), ErrorKind::OpenFailed);
    assert!(err.to_string().contains("/no/such/host.xml"), "{err}");
}

/// Opens the host of `text` and lists its domains.
fn check(text: &str, expected: Expect) {
    let folder = TempDir::new().unwrap();
    let connection = open(folder.path(), text).unwrap();
    let domains = connection.domains().unwrap();
    let lines: String = domains
        .list(Filter::empty())
        .unwrap()
        .iter()
        .map(|domain| {
            let id = domain.id.map(|id| format!("{id}, ")).unwrap_or_default();
            let status = domains.status(domain).unwrap();
            let persistent = domains.is_persistent(domain).unwrap();
            let kept = if persistent { "persistent" } else { "transient" };
            format!("{domain}: {id}{status:?}, {kept}\n")
        })
        .collect();
    expected.assert_eq(&lines);
}

fn open(folder: &Path, text: &str) -> virt_core::Result<Connection> {
    let path = folder.join("host.xml");
    fs::write(&path, text).unwrap();
    Connection::open(&format!("test://{}", path.display()))
}

fn domain(name: &str, special: &str) -> String {
    format!(
        "<domain type='test' xmlns:test='http://libvirt.org/schemas/domain/test/1.0'>{special}\
         <name>{name}</name><memory>1024</memory><os><type>hvm</type></os></domain>"
    )
}
