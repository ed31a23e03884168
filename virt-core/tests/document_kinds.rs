//! Documents of any kind: which one they are, and that all of them can be checked and written.

#![expect(clippy::unwrap_used, reason = "helpers of tests")]

use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

use expect_test::{Expect, expect};
use virt_core::config::domain::devices::Devices;
use virt_core::config::{DocumentKind, Rewriting};
use virt_core::xml::{ChildKind, Document, Element, Finding, Form, XmlElement};

const SECURE: Form = Form { secure: true, inactive: false, migratable: false };

/// All fixtures, with their paths.
fn fixtures() -> Vec<(String, String)> {
    let mut folders = vec![PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data"))];
    let mut found = Vec::new();
    while let Some(folder) = folders.pop() {
        for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "xml") {
                found.push((path.display().to_string(), fs::read_to_string(&path).unwrap()));
            }
        }
    }
    found.sort();
    found
}

fn kind_of(text: &str) -> virt_core::Result<&'static DocumentKind> {
    DocumentKind::of(Document::parse(text)?.root())
}

/// A fixture is right and complete: there is nothing to say about it, and it stays as it is.
fn wrong_with(text: &str) -> String {
    let kind = match kind_of(text) {
        Ok(kind) => kind,
        Err(err) => return format!("{err}\n"),
    };
    let mut wrong = list(&kind.diagnose(text).unwrap());
    let written = match kind.rewrite(text, Rewriting { form: SECURE, fill_defaults: false }) {
        Ok(written) => written,
        Err(err) => return format!("{wrong}{err}\n"),
    };
    if !kind.diff(text, &written.text, false).unwrap().is_empty() {
        wrong += "written otherwise\n";
    }
    wrong + &list(&written.left_out)
}

fn list(findings: &[Finding]) -> String {
    findings.iter().map(|finding| format!("{finding}\n")).collect()
}

#[test]
fn every_fixture_is_of_a_kind() {
    let fixtures = fixtures();
    assert!(fixtures.len() > 50, "{}", fixtures.len());
    let mut wrong = String::new();
    for (name, text) in &fixtures {
        let found = wrong_with(text);
        if !found.is_empty() {
            let _ = write!(wrong, "{name}\n{found}");
        }
    }
    assert_eq!(wrong, "");
}

#[test]
fn every_device_is_a_document() {
    let shape = Devices::shape();
    for child in shape.children {
        let is_device = matches!(child.kind, ChildKind::Element(_));
        let known = DocumentKind::all().any(|kind| kind.root() == child.name);
        assert_eq!(known, is_device, "<{}> has no line in the table of kinds", child.name);
    }
    let known: Vec<_> = DocumentKind::all().map(DocumentKind::root).collect();
    let (mut devices, mut wrong) = (0, String::new());
    for (name, text) in fixtures() {
        let root = Element::parse(&text).unwrap();
        let Some(all) = root.child("devices").filter(|_| root.name() == "domain") else { continue };
        for device in all.children().filter(|device| known.contains(&device.name())) {
            let text = device.to_canonical();
            let found = wrong_with(&text);
            if !found.is_empty() {
                let _ = write!(wrong, "{name}: {text}\n{found}");
            }
            devices += 1;
        }
    }
    assert_eq!(wrong, "");
    assert!(devices > 100, "{devices}");
}

#[test]
fn two_kinds_of_interfaces_are_told_apart() {
    let check = |text: &str, expected: &str| {
        assert_eq!(kind_of(text).unwrap().name(), expected, "{text}");
    };
    check("<interface type='ethernet' name='eth0'/>", "interface");
    check("<interface type='bridge'><start mode='none'/></interface>", "interface");
    check("<interface type='bridge'><source bridge='br0'/></interface>", "network interface");
    check("<interface type='ethernet'/>", "network interface");
    let err = kind_of("<domian/>").unwrap_err();
    expect!["at line 1, column 1, /domian: <domian> is no kind of definition that is known; did you mean 'domain'?"]
        .assert_eq(err.message());
}

fn check_device(text: &str, expected: Expect) {
    expected.assert_eq(&list(&kind_of(text).unwrap().diagnose(text).unwrap()));
}

#[test]
fn a_device_alone_is_diagnosed() {
    check_device(
        "<disk type='file' devcie='disk'><source file='/a'/></disk>",
        expect![[r#"
        line 1, column 1: /disk/target: a <disk> has no <target>, which names it
        line 1, column 19: /disk/@devcie: unknown attribute; did you mean 'device'?
    "#]],
    );
    check_device(
        "<disk type='flie'><target dev='vda' buss='ide'/></disk>",
        expect![[r#"
        line 1, column 7: /disk/@type: invalid value 'flie', expected one of: file, block, dir, network, volume, nvme, vhostuser, vhostvdpa; did you mean 'file'?
        line 1, column 37: /disk/target/@buss: unknown attribute; did you mean 'bus'?
    "#]],
    );
    check_device(
        "<rng model='virtio'><backend model='random'>/dev/random</backend></rng>",
        expect![],
    );
}

fn check_rewritten(text: &str, how: Rewriting, expected: Expect) {
    let rewritten = kind_of(text).unwrap().rewrite(text, how).unwrap();
    let mut told = rewritten.text;
    for finding in &rewritten.left_out {
        let _ = writeln!(told, "! {finding}");
    }
    expected.assert_eq(&told);
}

const NETWORK: &str = "<?xml version='1.0'?>
<!-- ours -->
<network connections='2' color='red'>
  <name>lab</name> <!-- the lab -->
  <metadata><a:b xmlns:a='urn:a'><!-- kept --></a:b></metadata>
  <dns/>
  <nmae>lab</nmae>
  <ip address='10.0.0.1' prefix='24'/>
  <portgroup name='a' colour='blue'/>
  <portgroup name='b'/>
</network>";

#[test]
fn what_is_left_out_is_told() {
    check_rewritten(
        NETWORK,
        Rewriting::default(),
        expect![[r#"
            <network connections='2'>
              <name>lab</name>
              <metadata>
                <a:b xmlns:a="urn:a">
                  <!-- kept -->
                </a:b>
              </metadata>
              <ip address='10.0.0.1' prefix='24'>
              </ip>
              <portgroup name='a'>
              </portgroup>
              <portgroup name='b'>
              </portgroup>
            </network>
            ! line 2, column 1: the comment is left out
            ! line 3, column 26: /network/@color: unknown attribute
            ! line 4, column 20: /network: the comment is left out
            ! line 6, column 3: /network/dns: left out
            ! line 7, column 3: /network/nmae: unknown element; did you mean 'name'?
            ! line 9, column 23: /network/portgroup[1]/@colour: unknown attribute
        "#]],
    );
    let inactive = Form { inactive: true, ..Form::default() };
    check_rewritten(
        "<network connections='2'><name>lab</name></network>",
        Rewriting { form: inactive, fill_defaults: false },
        expect![[r#"
            <network>
              <name>lab</name>
            </network>
        "#]],
    );
    // Filling in takes out the second way to watch the cards.
    check_rewritten(
        "<interface type='bond' name='b'><bond><miimon freq='1'/><arpmon interval='1' target='10.0.0.1'/></bond></interface>",
        Rewriting { form: Form::default(), fill_defaults: true },
        expect![[r#"
            <interface type='bond' name='b'>
              <bond>
                <miimon freq='1'/>
              </bond>
            </interface>
            ! line 1, column 57: /interface/bond/arpmon: left out
        "#]],
    );
}

#[test]
fn secrets_are_left_out_unless_asked_for() {
    let text = "<graphics type='vnc' port='5900' passwd='geheim'/>";
    check_rewritten(
        text,
        Rewriting::default(),
        expect![[r#"
        <graphics type='vnc' port='5900'/>
        ! line 1, column 34: /graphics/@passwd: left out, for it is secret
    "#]],
    );
    check_rewritten(
        text,
        Rewriting { form: SECURE, fill_defaults: false },
        expect![[r#"
        <graphics type='vnc' port='5900' passwd='geheim'/>
    "#]],
    );
}

#[test]
fn defaults_that_depend_on_more_are_not_filled_in() {
    let text = "<volume><name>a</name><capacity>1</capacity></volume>";
    let how = Rewriting { form: Form::default(), fill_defaults: true };
    let err = kind_of(text).unwrap().rewrite(text, how).unwrap_err();
    expect!["argument unsupported: defaults of a storage volume depend on more than its document"]
        .assert_eq(&err.to_string());
}

#[test]
fn large_documents_are_written_again() {
    let hosts: String = (0..10_000).map(|at| format!("<txt value='{at}' x='1'/>")).collect();
    let text = format!("<network><name>a</name><dns>{hosts}</dns></network>");
    let kind = kind_of(&text).unwrap();
    assert_eq!(kind.rewrite(&text, Rewriting::default()).unwrap().left_out.len(), 2000);
}
