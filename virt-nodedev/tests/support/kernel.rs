//! The kernel's side of a tree: it makes and removes devices when it is told to.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// The parent of mediated devices in a tree, by its path below `/sys`.
pub(crate) const PARENT: &str = "/devices/pci0000:00/0000:00:02.0";
/// The Fibre Channel host in a tree.
pub(crate) const HOST: &str = "/devices/pci0000:00/0000:00:03.0/host5";

/// Looks at the files that take orders, until it is dropped.
pub(crate) struct Kernel {
    stop: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Kernel {
    /// Serves the tree below `root`.
    pub(crate) fn serve(root: &Path) -> Kernel {
        let stop = Arc::new(AtomicBool::new(false));
        let (sys, stopped) = (root.join("sys"), Arc::clone(&stop));
        let thread = thread::spawn(move || {
            while !stopped.load(Ordering::Acquire) {
                serve(&sys);
                thread::sleep(Duration::from_millis(2));
            }
        });
        Kernel { stop, thread: Some(thread) }
    }
}

impl Drop for Kernel {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Release);
        let done = self.thread.take().map(JoinHandle::join);
        assert!(thread::panicking() || done.is_none_or(|done| done.is_ok()));
    }
}

fn below(sys: &Path, path: &str) -> PathBuf {
    sys.join(path.trim_start_matches('/'))
}

/// What was written to the file since somebody looked.
fn order(file: &Path) -> Option<String> {
    let text = fs::read_to_string(file).ok().filter(|text| !text.is_empty())?;
    fs::write(file, "").unwrap();
    Some(text)
}

fn serve(sys: &Path) {
    let parent = below(sys, PARENT);
    let types = fs::read_dir(parent.join("mdev_supported_types"));
    for mdev_type in types.into_iter().flatten().flatten() {
        if let Some(uuid) = order(&mdev_type.path().join("create")) {
            make_mdev(sys, &mdev_type.file_name().into_string().unwrap(), uuid.trim());
        }
    }
    let list = below(sys, "/bus/mdev/devices");
    for device in fs::read_dir(&list).into_iter().flatten().flatten() {
        let folder = parent.join(device.file_name());
        if order(&folder.join("remove")).is_some() {
            fs::remove_file(device.path()).unwrap();
            fs::remove_dir_all(&folder).unwrap();
        }
    }
    serve_ports(sys);
}

fn make_mdev(sys: &Path, mdev_type: &str, uuid: &str) {
    let folder = below(sys, PARENT).join(uuid);
    fs::create_dir(&folder).unwrap();
    fs::write(folder.join("remove"), "").unwrap();
    fs::write(folder.join("a1"), "").unwrap();
    fs::write(folder.join("a2"), "").unwrap();
    symlink(format!("../mdev_supported_types/{mdev_type}"), folder.join("mdev_type")).unwrap();
    symlink("../../../../bus/mdev", folder.join("subsystem")).unwrap();
    let list = below(sys, "/bus/mdev/devices");
    fs::create_dir_all(&list).unwrap();
    symlink(format!("../../..{PARENT}/{uuid}"), list.join(uuid)).unwrap();
    // The last thing: who sees it sees all of the device.
    fs::write(folder.join("uevent"), "DRIVER=vfio_mdev\n").unwrap();
}

fn serve_ports(sys: &Path) {
    let host = below(sys, "/class/fc_host/host5");
    if let Some(names) = order(&host.join("vport_create")) {
        let (port, node) = names.split_once(':').unwrap();
        let class = below(sys, "/class/fc_host/host6");
        fs::create_dir_all(&class).unwrap();
        fs::write(class.join("port_name"), format!("0x{port}\n")).unwrap();
        fs::write(class.join("node_name"), format!("0x{node}\n")).unwrap();
        let folder = below(sys, HOST).join("vport-5:0-0/host6");
        fs::create_dir_all(&folder).unwrap();
        symlink("../../../../../../bus/scsi", folder.join("subsystem")).unwrap();
        fs::write(folder.join("uevent"), "DEVTYPE=scsi_host\n").unwrap();
        let list = below(sys, "/bus/scsi/devices");
        symlink(format!("../../..{HOST}/vport-5:0-0/host6"), list.join("host6")).unwrap();
    }
    if order(&host.join("vport_delete")).is_some() {
        fs::remove_file(below(sys, "/bus/scsi/devices/host6")).unwrap();
        fs::remove_dir_all(below(sys, HOST).join("vport-5:0-0")).unwrap();
        fs::remove_dir_all(below(sys, "/class/fc_host/host6")).unwrap();
    }
}
