//! The kernel's part: what is written to `unbind` and `drivers_probe` changes the tree.

use std::fs::{self, File, OpenOptions};
use std::io::{ErrorKind, Read};
use std::os::unix::fs::{OpenOptionsExt, symlink};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::OFlags;

use super::Flag;

/// The thread that behaves as the kernel does.
pub(crate) struct Kernel {
    stop: Flag,
    /// Drivers that do not come back from letting go of a device.
    hangs: Arc<Mutex<Vec<String>>>,
    /// How often everything that was written has been served.
    rounds: Arc<AtomicU64>,
    thread: Option<JoinHandle<()>>,
}

/// The length of an address such as `0000:02:00.0`.
const ADDRESS: usize = 12;

impl Kernel {
    pub(super) fn start(root: &Path) -> Kernel {
        let stop = Flag::default();
        let hangs = Arc::new(Mutex::new(Vec::new()));
        let rounds = Arc::new(AtomicU64::new(0));
        let (until, stuck, root) = (stop.clone(), Arc::clone(&hangs), root.to_owned());
        let count = Arc::clone(&rounds);
        let files = open(&root);
        let thread = thread::spawn(move || {
            while !until.is_up() {
                serve(&root, &files, &stuck);
                count.fetch_add(1, Ordering::AcqRel);
            }
        });
        Kernel { stop, hangs, rounds, thread: Some(thread) }
    }

    /// Waits until everything that was written so far has been done, as a real kernel has when a
    /// write returns.
    pub(crate) fn settle(&self) {
        let start = self.rounds.load(Ordering::Acquire);
        super::wait_until("the kernel's part", || self.rounds.load(Ordering::Acquire) >= start + 2);
    }

    /// From now on nothing comes of unbinding devices from `driver`, until [`let_go`](Self::let_go).
    pub(crate) fn hang(&self, driver: &str) {
        self.hangs.lock().unwrap().push(driver.to_owned());
    }

    /// Drivers let go of devices again.
    pub(crate) fn let_go(&self) {
        self.hangs.lock().unwrap().clear();
    }
}

impl Drop for Kernel {
    fn drop(&mut self) {
        self.stop.raise();
        if let Some(thread) = self.thread.take() {
            thread.join().unwrap();
        }
    }
}

/// The files that commands are written to, each with the driver that it is of.
fn open(root: &Path) -> Vec<(Option<String>, File)> {
    let open = |path: PathBuf| {
        let mut options = OpenOptions::new();
        options.read(true).write(true).custom_flags(OFlags::NONBLOCK.bits() as i32);
        options.open(path).unwrap()
    };
    let drivers = root.join("sys/bus/pci/drivers");
    let mut files = vec![(None, open(root.join("sys/bus/pci/drivers_probe")))];
    for driver in fs::read_dir(drivers).unwrap().flatten() {
        let name = driver.file_name().into_string().unwrap();
        files.push((Some(name), open(driver.path().join("unbind"))));
    }
    files
}

fn serve(root: &Path, files: &[(Option<String>, File)], hangs: &Mutex<Vec<String>>) {
    let mut polled: Vec<_> = files.iter().map(|f| PollFd::new(&f.1, PollFlags::IN)).collect();
    let timeout = Timespec { tv_sec: 0, tv_nsec: 3_000_000 };
    if poll(&mut polled, Some(&timeout)).unwrap_or(0) == 0 {
        return;
    }
    for (driver, file) in files {
        if let Some(driver) = driver
            && hangs.lock().unwrap().contains(driver)
        {
            thread::sleep(Duration::from_millis(1));
            continue;
        }
        for address in read(file) {
            match driver {
                Some(driver) => unbind(root, driver, &address),
                None => probe(root, &address),
            }
        }
    }
}

fn read(mut file: &File) -> Vec<String> {
    let mut bytes = [0; 4096];
    match file.read(&mut bytes) {
        Ok(length) => {
            let text = String::from_utf8(bytes[..length].to_vec()).unwrap();
            text.as_bytes()
                .chunks(ADDRESS)
                .map(|c| String::from_utf8(c.to_vec()).unwrap())
                .collect()
        }
        Err(err) if err.kind() == ErrorKind::WouldBlock => Vec::new(),
        Err(err) => panic!("{err}"),
    }
}

fn unbind(root: &Path, driver: &str, address: &str) {
    let folder = root.join("sys/bus/pci/devices").join(address);
    if super::driver_of(root, address).as_deref() != Some(driver) {
        return;
    }
    fs::remove_file(folder.join("driver")).unwrap();
    if driver == "vfio-pci" {
        let members = fs::read_dir(folder.join("iommu_group/devices")).unwrap().flatten();
        let mut names = members.map(|member| member.file_name().into_string().unwrap());
        if !names.any(|name| super::driver_of(root, &name).as_deref() == Some("vfio-pci")) {
            let _ = fs::remove_file(node(root, &folder));
        }
    }
}

fn probe(root: &Path, address: &str) {
    let folder = root.join("sys/bus/pci/devices").join(address);
    if !folder.exists() || super::driver_of(root, address).is_some() {
        return;
    }
    let reserved = fs::read_to_string(folder.join("driver_override")).unwrap();
    let driver = match reserved.trim() {
        "" | "(null)" => super::DRIVER,
        driver => driver,
    };
    let target = root.join("sys/bus/pci/drivers").join(driver);
    if !target.exists() {
        return;
    }
    // The node is there before anybody can know of it, as with devtmpfs.
    if driver == "vfio-pci" {
        fs::write(node(root, &folder), "").unwrap();
    }
    symlink(target, folder.join("driver")).unwrap();
}

fn node(root: &Path, folder: &Path) -> PathBuf {
    let group = fs::read_link(folder.join("iommu_group")).unwrap();
    root.join("dev/vfio").join(group.file_name().unwrap())
}
