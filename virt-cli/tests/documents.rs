//! `virt xml` over real files: what it says of typing errors, what it writes, what it compares.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test may fail anywhere"
)]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

const GUEST: &str = "\
<domain type='kvm'>
  <name>web</name>
  <memory unit='KiB'>2097152</memory>
  <vcpu>2</vcpu>
  <os>
    <type arch='x86_64'>hvm</type>
  </os>
  <devices>
    <disk type='file' device='disk'>
      <source file='/srv/web.qcow2'/>
      <target dev='vda' bus='virtio'/>
    </disk>
    <interface type='network'>
      <source network='default'/>
    </interface>
  </devices>
</domain>
";

fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

fn virt(folder: &Path, words: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_virt"));
    command.current_dir(folder).arg("xml").args(words).output().unwrap()
}

/// What the command prints, and how it ends.
fn check(folder: &Path, words: &[&str], code: i32, expected: &str) {
    let output = virt(folder, words);
    let text = String::from_utf8(output.stdout).unwrap();
    let errors = String::from_utf8(output.stderr).unwrap();
    assert_eq!((text + &errors).as_str(), expected, "{words:?}");
    assert_eq!(output.status.code(), Some(code), "{words:?}");
}

#[test]
fn typing_errors_are_named_with_place_and_suggestion() {
    let text = GUEST
        .replace("<name>web</name>", "<nmae>web</nmae>")
        .replace("device='disk'", "device='disc'")
        .replace("<source file=", "<source fiel=")
        .replace("type='network'", "type='netwrok'")
        .replace("  </devices>", "    <memory model='dimm'><target/></memory>\n  </devices>");
    let folder = folder(&[("guest.xml", &text), ("good.xml", GUEST)]);
    let expected = "\
guest.xml:2:3: /domain/nmae: unknown element; did you mean 'name'?
guest.xml:9:23: /domain/devices/disk/@device: invalid value 'disc', expected one of: disk, cdrom, \
floppy, lun; did you mean 'disk'?
guest.xml:10:15: /domain/devices/disk/source/@fiel: unknown attribute; did you mean 'file'?
guest.xml:13:16: /domain/devices/interface/@type: invalid value 'netwrok', expected one of: user, \
ethernet, vhostuser, server, client, mcast, network, bridge, internal, direct, hostdev, udp, vdpa, \
null, vds; did you mean 'network'?
";
    let output = virt(folder.path(), &["validate", "guest.xml"]);
    let found = String::from_utf8(output.stdout).unwrap();
    assert!(found.starts_with(expected), "{found}");
    assert_eq!(output.status.code(), Some(1));
    check(folder.path(), &["validate", "good.xml"], 0, "good.xml validates\n");
}

#[test]
fn everything_that_cannot_work_is_named_at_once() {
    let text = GUEST
        .replace("<name>web</name>", "<name>a/b</name>")
        .replace("<vcpu>2<", "<vcpu current='4'>2<")
        .replace("<type arch='x86_64'>hvm</type>", "");
    let folder = folder(&[("guest.xml", &text)]);
    let output = virt(folder.path(), &["validate", "guest.xml"]);
    let found = String::from_utf8(output.stdout).unwrap();
    let paths: Vec<_> = found.lines().filter_map(|line| line.split(": ").nth(1)).collect();
    assert_eq!(paths, ["/domain/name", "/domain/vcpu/@current", "/domain/os/type"], "{found}");
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn canonical_form_is_printed_or_written_back() {
    let loose = GUEST.replace("unit='KiB'>2097152", "unit='GiB'>2").replace('\'', "\"");
    let folder = folder(&[("guest.xml", &loose)]);
    check(folder.path(), &["format", "guest.xml"], 0, GUEST);
    check(folder.path(), &["format", "--in-place", "guest.xml"], 0, "");
    assert_eq!(fs::read_to_string(folder.path().join("guest.xml")).unwrap(), GUEST);
}

#[test]
fn changes_are_told_by_path() {
    let other = GUEST.replace(">2<", ">4<").replace("/srv/web.qcow2", "/srv/new.qcow2");
    let network = "<network><name>lab</name></network>";
    let folder = folder(&[("a.xml", GUEST), ("b.xml", &other), ("n.xml", network)]);
    let changes = "\
/domain/vcpu
- 2
+ 4
/domain/devices/disk[target/@dev='vda']/source/@file
- /srv/web.qcow2
+ /srv/new.qcow2
";
    check(folder.path(), &["diff", "a.xml", "b.xml"], 1, changes);
    check(folder.path(), &["diff", "a.xml", "a.xml"], 0, "");
    let kinds = "error: 'a.xml' is a domain, 'n.xml' is a network\n";
    check(folder.path(), &["diff", "a.xml", "n.xml"], 2, kinds);
}

#[test]
fn what_cannot_be_read_is_told() {
    let folder = folder(&[("broken.xml", "<domain>"), ("other.xml", "<domian/>")]);
    let missing = "error: nothing.xml: No such file or directory (os error 2)\n";
    check(folder.path(), &["validate", "nothing.xml"], 2, missing);
    for file in ["broken.xml", "other.xml"] {
        let output = virt(folder.path(), &["validate", file]);
        let found = String::from_utf8(output.stdout).unwrap();
        assert!(found.starts_with(file), "{found}");
        assert_eq!(output.status.code(), Some(1), "{found}");
    }
    let help = "error: 'frobnicate' is none of validate, format and diff\n";
    check(folder.path(), &["frobnicate"], 2, help);
}
