//! Where the manager finds the host, and where it keeps its ledger.

use std::env;
use std::path::{Path, PathBuf};

use rustix::process::geteuid;

/// The folders that a manager works with. Tests give it a make-believe host.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Places {
    /// Where the kernel shows its devices: `/sys`.
    pub sysfs: PathBuf,
    /// Device nodes: `/dev`.
    pub dev: PathBuf,
    /// Where the kernel shows processes, mounts and routes: `/proc`.
    pub proc: PathBuf,
    /// The folder of the running kernel's modules: `/lib/modules/RELEASE`.
    pub modules: PathBuf,
    /// The ledger and its locks. It has to be the same for all programs of the host that take
    /// devices: `/run/virt/hostdev`.
    pub run: PathBuf,
}

impl Places {
    /// The places of this host.
    ///
    /// A user who is not root cannot write in `/run`, and can take few devices; his ledger is in
    /// `$XDG_RUNTIME_DIR/virt/hostdev`, or in a folder of his own in `/tmp`. Guests of different
    /// users are kept apart by the kernel alone, which opens a VFIO node once and lets one process
    /// claim an interface of a USB device.
    pub fn of_this_host() -> Places {
        let release = rustix::system::uname().release().to_string_lossy().into_owned();
        Places {
            sysfs: "/sys".into(),
            dev: "/dev".into(),
            proc: "/proc".into(),
            modules: Path::new("/lib/modules").join(release),
            run: run_folder(),
        }
    }

    /// A make-believe host below `root`, with `sys`, `dev`, `proc`, `modules` and `run` in it.
    pub fn below(root: &Path) -> Places {
        Places {
            sysfs: root.join("sys"),
            dev: root.join("dev"),
            proc: root.join("proc"),
            modules: root.join("modules"),
            run: root.join("run"),
        }
    }
}

impl Default for Places {
    fn default() -> Places {
        Places::of_this_host()
    }
}

fn run_folder() -> PathBuf {
    let user = geteuid().as_raw();
    if user == 0 {
        return "/run/virt/hostdev".into();
    }
    let runtime = env::var_os("XDG_RUNTIME_DIR").map(PathBuf::from).filter(|p| p.is_absolute());
    match runtime {
        Some(folder) => folder.join("virt/hostdev"),
        None => env::temp_dir().join(format!("virt-hostdev-{user}")),
    }
}
