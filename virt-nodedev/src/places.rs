//! Where the kernel and udev show the devices.

use std::path::{Path, PathBuf};

/// Where the kernel and udev show the devices: the host's own places, or folders that a test
/// filled.
#[derive(Debug, Clone)]
pub struct Places {
    /// The devices: `/sys`.
    pub sys: PathBuf,
    /// What udev knows about them: `/run/udev`.
    pub udev: PathBuf,
    /// Lists of the names of PCI devices, the first that is there counts.
    pub pci_ids: Vec<PathBuf>,
    /// Persistent definitions of mediated devices, in mdevctl's format: `/etc/mdevctl.d`.
    pub mdev_definitions: PathBuf,
    /// Whether the running kernel can be asked about these devices, and tells when they change.
    pub is_this_host: bool,
}

impl Places {
    /// The host that the program runs on.
    pub fn of_this_host() -> Places {
        Places { is_this_host: true, ..Places::below(Path::new("/")) }
    }

    /// A host whose files are below `root`: `root/sys` and so on. No kernel is asked about it,
    /// and nobody tells when it changes: every list is a new look.
    pub fn below(root: &Path) -> Places {
        Places {
            sys: root.join("sys"),
            udev: root.join("run/udev"),
            pci_ids: ["usr/share/hwdata/pci.ids", "usr/share/misc/pci.ids"]
                .map(|path| root.join(path))
                .into(),
            mdev_definitions: root.join("etc/mdevctl.d"),
            is_this_host: false,
        }
    }
}

impl Default for Places {
    fn default() -> Places {
        Places::of_this_host()
    }
}
