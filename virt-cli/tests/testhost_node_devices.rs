//! Devices of a real host on the command line: taken from it, explained, reset, given back.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail anywhere")]

use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

/// One command of an embedded root; its exit code and what it prints.
fn virt(root: &TempDir, words: &[&str]) -> (i32, String) {
    let uri = format!("qemu:///embed?root={}", root.path().display());
    let mut command = Command::new(env!("CARGO_BIN_EXE_virt"));
    let output = command.args(["-c", &uri]).args(words).env("LANG", "C").output().unwrap();
    let text = [output.stdout, output.stderr].concat();
    (output.status.code().unwrap(), String::from_utf8(text).unwrap())
}

#[track_caller]
fn done(root: &TempDir, words: &[&str]) -> String {
    let (code, text) = virt(root, words);
    assert_eq!(code, 0, "{words:?}: {text}");
    text
}

/// The first PCI device with this vendor and product, and its name in lists.
fn pci(vendor: &str, product: &str) -> (String, String) {
    let mut found: Vec<String> = fs::read_dir("/sys/bus/pci/devices")
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| {
            let is = |file: &str, wanted: &str| {
                fs::read_to_string(path.join(file)).unwrap().trim() == wanted
            };
            is("vendor", vendor) && is("device", product)
        })
        .map(|path| path.file_name().unwrap().to_str().unwrap().to_owned())
        .collect();
    found.sort();
    let address = found.into_iter().next().unwrap();
    let name = format!("pci_{}", address.replace([':', '.'], "_"));
    (address, name)
}

fn driver(address: &str) -> String {
    let link = Path::new("/sys/bus/pci/devices").join(address).join("driver");
    fs::read_link(link)
        .map_or(String::new(), |path| path.file_name().unwrap().to_string_lossy().into_owned())
}

#[test]
fn a_card_goes_to_guests_and_comes_back() {
    if !virt_testkit::needs::test_host() {
        return;
    }
    let root = tempfile::tempdir().unwrap();
    let (address, name) = pci("0x8086", "0x10d3");
    assert_eq!(driver(&address), "e1000e");
    done(&root, &["nodedev-explain", &name]);
    assert_eq!(done(&root, &["nodedev-detach", &name]), format!("Device {name} detached\n\n"));
    assert_eq!(driver(&address), "vfio-pci");
    done(&root, &["nodedev-reset", &name]);
    done(&root, &["nodedev-detach", &name, "--driver", "vfio"]);
    done(&root, &["nodedev-reattach", &name]);
    assert_eq!(driver(&address), "e1000e");
}

#[test]
fn what_is_in_the_way_is_told() {
    if !virt_testkit::needs::test_host() {
        return;
    }
    let root = tempfile::tempdir().unwrap();
    // It shares its group with another card.
    let (_, card) = pci("0x8086", "0x100e");
    let (code, text) = virt(&root, &["nodedev-explain", &card]);
    assert_eq!(code, 1);
    assert!(text.contains("group"), "{text}");
    let (code, text) = virt(&root, &["nodedev-explain", "computer"]);
    assert_eq!(code, 1);
    assert!(text.contains("PCI, USB, SCSI and mediated devices"), "{text}");
    // What is part of something that guests can have says of what, and nothing else does.
    let (address, name) = pci("0x8086", "0x10d3");
    let interfaces = Path::new("/sys/bus/pci/devices").join(address).join("net");
    let interface = fs::read_dir(interfaces).unwrap().next().unwrap().unwrap().file_name();
    for (interface, above) in [(interface.to_str().unwrap(), Some(name)), ("lo", None)] {
        let selector = format!("cap='net' and kernel_name='{interface}'");
        let device = done(&root, &["nodedev-select", &selector]);
        let (code, text) = virt(&root, &["nodedev-explain", device.trim()]);
        assert_eq!(code, 1);
        let remedy = above.map(|above| format!("remedy: ask for what it is a part of: '{above}'"));
        assert_eq!(text.contains("remedy"), remedy.is_some(), "{text}");
        assert!(text.contains(&remedy.unwrap_or_default()), "{text}");
    }
    let (code, text) = virt(&root, &["nodedev-detach", "computer"]);
    assert_eq!(code, 1);
    assert!(text.contains("not a PCI device"), "{text}");
}
