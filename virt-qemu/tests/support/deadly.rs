//! A QEMU that kills whoever starts it.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

/// A QEMU that kills the program which starts a guest with it, and runs the guest.
pub(crate) struct DeadlyQemu {
    script: PathBuf,
    mark: PathBuf,
}

impl DeadlyQemu {
    /// Writes it into `folder`.
    pub(crate) fn new(folder: &Path) -> DeadlyQemu {
        let qemu = virt_testkit::needs::program("qemu-system-x86_64").unwrap();
        let (script, mark) = (folder.join("deadly-qemu"), folder.join("deadly"));
        let text = format!(
            "#!/bin/sh\ncase \"$*\" in *guest=*) [ -e {} ] && kill -KILL $PPID;; esac\nexec {} \"$@\"\n",
            mark.display(),
            qemu.display()
        );
        fs::write(&script, text).unwrap();
        fs::set_permissions(&script, Permissions::from_mode(0o755)).unwrap();
        fs::write(&mark, "").unwrap();
        DeadlyQemu { script, mark }
    }

    /// The element that names it.
    pub(crate) fn element(&self) -> String {
        format!("<emulator>{}</emulator>", self.script.display())
    }

    /// Makes it a QEMU like any other.
    pub(crate) fn tame(&self) {
        fs::remove_file(&self.mark).unwrap();
    }
}
