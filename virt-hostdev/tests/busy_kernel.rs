//! A program that is killed while the kernel is busy with what it asked for.
#![allow(clippy::unwrap_used, reason = "a test may fail anywhere")]

mod support;

use std::env;
use std::fs::{self, DirEntry, File, OpenOptions};
use std::io::{Read, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;
use std::process::{Command, Stdio};

use rustix::fs::OFlags;
use support::{BRIDGE, CARD, Host, managed, owner, wait_until};
use virt_hostdev::{HostdevManager, Places};

/// The root of the host on which the killed program works.
const ROOT: &str = "VIRT_HOSTDEV_TEST_ROOT";

#[test]
fn what_the_kernel_is_busy_with_is_undone_when_it_comes_back() {
    let host = Host::new();
    host.tree().driver("slow");
    let link = format!("sys/devices/pci0000:00/{BRIDGE}/{CARD}/driver");
    let slow = host.root().join("sys/bus/pci/drivers/slow");
    host.tree().remove(&link);
    host.tree().link(&link, &slow);
    let kernel = Busy::with(&slow.join("unbind"));
    let mut program = Command::new(env::current_exe().unwrap())
        .args(["--exact", "child_program_entry", "--nocapture", "--test-threads=1"])
        .env(ROOT, host.root())
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    wait_until("the helper", || helper_has(program.id(), &slow.join("unbind")));
    program.kill().unwrap();
    program.wait().unwrap();

    let manager = host.manager();
    assert_eq!(manager.active(None, None).unwrap().len(), 1, "it is not known how far that is");
    // Others who look meanwhile do not make it worse.
    drop(host.manager());
    kernel.come_back();
    let record = host.root().join(format!("run/devices/pci-{CARD}.json"));
    wait_until("a card of the host", || !record.exists());
    assert_eq!(manager.active(None, None).unwrap(), []);
    assert_eq!(manager.inactive(None).unwrap(), []);
}

/// A pipe that is full: who writes to it waits.
struct Busy(File);

impl Busy {
    fn with(path: &Path) -> Busy {
        let flags = OFlags::NONBLOCK.bits().cast_signed();
        let mut pipe =
            OpenOptions::new().read(true).write(true).custom_flags(flags).open(path).unwrap();
        while pipe.write(&[0; 512]).is_ok() {}
        Busy(pipe)
    }

    fn come_back(&self) {
        let mut bytes = [0; 4096];
        while (&self.0).read(&mut bytes).is_ok() {}
    }
}

/// Whether a child of the process has opened `path`.
fn helper_has(pid: u32, path: &Path) -> bool {
    let children = |task: DirEntry| fs::read_to_string(task.path().join("children")).ok();
    let files = |pid: &str| fs::read_dir(format!("/proc/{pid}/fd")).into_iter().flatten().flatten();
    let tasks = fs::read_dir(format!("/proc/{pid}/task")).into_iter().flatten().flatten();
    tasks.filter_map(children).any(|pids| {
        let mut files = pids.split_whitespace().flat_map(files);
        files.any(|file| fs::read_link(file.path()).is_ok_and(|open| open == path))
    })
}

/// Not a test: the program that is killed.
#[test]
fn child_program_entry() {
    let Some(root) = env::var_os(ROOT) else { return };
    let manager = HostdevManager::at(Places::below(Path::new(&root))).unwrap();
    manager.prepare(&owner("web"), &[managed(CARD)]).unwrap();
}
