//! File systems without space: under the driver's own files, and under a guest's disk.

#![expect(clippy::unwrap_used, reason = "this is how a test fails")]

mod support;

use std::fs::{self, File};
use std::io::{ErrorKind as Io, Write};
use std::path::{Path, PathBuf};

use support::child::{can_mount, prove_with_mounts, proven};
use support::{Program, Root, files};
use virt_core::ErrorKind;
use virt_core::api::domain::{
    DomainDefineFlags, DomainDestroyFlags, DomainPausedReason, DomainRunningReason,
};
use virt_core::driver::domain::DomainStatus;

/// A small file system in memory.
const MOUNT: &str = "mkdir -p \"$FOLDER/root/etc\" \"$FOLDER/small\"
    mount -t tmpfs -o size=256k,mode=700 virt-test \"$FOLDER/root/etc\"
    mount -t tmpfs -o size=256k virt-test \"$FOLDER/small\"";

/// What the program with the small file systems does.
#[test]
fn program() {
    let Some((task, folder)) = Program::task() else { return };
    let root = Root::at(Path::new(&folder)).unwrap();
    match task.as_str() {
        "define" => define_without_space(&root),
        "stop" => pause_without_space(&root, "error_policy='stop'"),
        "enospace" => pause_without_space(&root, "error_policy='enospace'"),
        "default" => pause_without_space(&root, ""),
        "report" => report_without_space(&root),
        other => panic!("unknown task {other}"),
    }
    proven();
}

fn in_small_file_systems(task: &str) {
    let Some(root) = Root::new() else { return };
    if can_mount() {
        prove_with_mounts(task, root.folder(), MOUNT);
    }
}

/// Takes all space that is left in `folder`, until the file is removed.
fn fill(folder: &Path) -> PathBuf {
    let path = folder.join("ballast");
    let mut file = File::create(&path).unwrap();
    let mut size = 64 << 10;
    while size > 0 {
        match file.write(&vec![1; size]) {
            Err(err) if err.kind() == Io::StorageFull => size /= 2,
            written => drop(written.unwrap()),
        }
    }
    path
}

#[test]
fn a_definition_that_does_not_fit_changes_nothing() {
    in_small_file_systems("define");
}

fn define_without_space(root: &Root) {
    let folder = root.path().join("etc/qemu");
    let host = root.open();
    let old = host.define(&root.xml_with("old", "<title>before</title>", ""));
    let text = fs::read(folder.join("old.xml")).unwrap();
    let ballast = fill(&root.path().join("etc"));
    let before = files(&folder);

    let same = format!("<uuid>{}</uuid><title>after</title>", old.uuid);
    let changed = root.xml_with("old", &same, "");
    for (name, xml) in [("old", &changed), ("new", &root.xml("new"))] {
        let events = host.events();
        let err = host.domains.define(xml, DomainDefineFlags::empty()).unwrap_err();
        assert_eq!(err.kind(), ErrorKind::SystemError);
        let file = folder.join(format!("{name}.xml"));
        assert_eq!(
            err.to_string(),
            format!(
                "cannot save '{}' (nothing is changed); free some space on the file system of \
                 '{}' and try again: No space left on device (os error 28)",
                file.display(),
                folder.display()
            )
        );
        assert_eq!(events.rest(), [""; 0]);
    }
    assert_eq!(files(&folder), before);
    assert_eq!(fs::read(folder.join("old.xml")).unwrap(), text);
    let title = || host.domains.xml(&old, Default::default()).unwrap();
    assert!(title().contains("<title>before</title>"));
    assert_eq!(host.domains.list(Default::default()).unwrap().len(), 1);

    fs::remove_file(ballast).unwrap();
    host.define(&changed);
    assert!(title().contains("<title>after</title>"));
    host.define(&root.xml("new"));
    drop(host);
    assert_eq!(root.open().domains.list(Default::default()).unwrap().len(), 2);
}

/// An IDE disk of 1 MiB, none of which is on the full file system yet, and what fills that.
fn disk_without_space(root: &Root, policy: &str) -> (String, PathBuf, String) {
    let folder = root.folder().join("small");
    let image = folder.join("disk.img");
    File::create(&image).unwrap().set_len(1 << 20).unwrap();
    let ballast = fill(&folder);
    let path = image.display().to_string();
    let disk = format!(
        "<disk type='file' device='disk'>
           <driver name='qemu' type='raw' {policy}/>
           <source file='{path}'/><target dev='hda' bus='ide'/>
         </disk>"
    );
    (root.xml_with("tiny", "", &disk), ballast, path)
}

#[test]
fn a_guest_without_space_is_paused_and_goes_on() {
    for policy in ["stop", "enospace", "default"] {
        in_small_file_systems(policy);
    }
}

fn pause_without_space(root: &Root, policy: &str) {
    let (xml, ballast, path) = disk_without_space(root, policy);
    let host = root.open();
    let domain = host.run(&xml);
    let mut console = host.console(&domain);
    let events = host.events();
    console.type_line("write kept");
    events.expect(&[&io_error(&path, "pause due to enospc"), "lifecycle Suspended I/O Error"]);
    let paused = DomainStatus::Paused(DomainPausedReason::IoError);
    assert_eq!(host.status(&domain), paused);
    // The next program finds out as well.
    drop((host, events));
    let host = root.open();
    assert_eq!(host.status(&domain), paused);
    let events = host.events();
    // Without space it does not get far. So soon after the first time, QEMU says why only later.
    host.domains.resume(&domain).unwrap();
    events.wait_for("lifecycle Suspended I/O Error");
    assert_eq!(host.status(&domain), paused);
    fs::remove_file(ballast).unwrap();
    host.domains.resume(&domain).unwrap();
    console.wait_for("written");
    assert_eq!(host.status(&domain), DomainStatus::Running(DomainRunningReason::Unpaused));
    console.type_line("read");
    console.wait_for("read: kept");
    host.domains.destroy(&domain, DomainDestroyFlags::empty()).unwrap();
}

#[test]
fn a_guest_may_be_told_of_a_full_disk() {
    in_small_file_systems("report");
}

fn report_without_space(root: &Root) {
    let (xml, _ballast, path) = disk_without_space(root, "error_policy='report'");
    let host = root.open();
    let domain = host.run(&xml);
    let mut console = host.console(&domain);
    let events = host.events();
    console.type_line("write lost");
    console.wait_for("disk error");
    // QEMU says what the error was only where it may pause the guest.
    events.expect(&[&io_error(&path, "report due to")]);
    assert_eq!(host.status(&domain), DomainStatus::Running(DomainRunningReason::Booted));
    host.domains.destroy(&domain, DomainDestroyFlags::empty()).unwrap();
}

fn io_error(path: &str, action: &str) -> String {
    format!("io-error {path} (ide0-0-0) {action}")
}
