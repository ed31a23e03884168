//! What makes a remembered answer of a QEMU binary stale.

use std::fs::{self, File, OpenOptions};
use std::io::Read;
use std::os::unix::fs::MetadataExt;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::error::ProbeError;

/// Grows with each change of what is asked or how it is kept.
const FORMAT: u32 = 2;

/// Folders in which distributions keep QEMU's loadable modules: a module that is installed later
/// adds devices to the same binary.
const MODULE_FOLDERS: &[&str] = &[
    "/usr/lib/qemu",
    "/usr/lib64/qemu",
    "/usr/local/lib/qemu",
    "/usr/lib/x86_64-linux-gnu/qemu",
    "/usr/lib/aarch64-linux-gnu/qemu",
    "/usr/lib/powerpc64le-linux-gnu/qemu",
    "/usr/lib/s390x-linux-gnu/qemu",
    "/usr/lib/riscv64-linux-gnu/qemu",
];

/// All that an answer depends on: the binary, its modules, and what KVM offers to this user on this
/// kernel and processor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Identity {
    format: u32,
    program: String,
    binary: FileIdentity,
    modules: Vec<(String, FileIdentity)>,
    kvm: bool,
    kernel: String,
    processor: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
struct FileIdentity {
    device: u64,
    inode: u64,
    size: u64,
    modified: (i64, i64),
    changed: (i64, i64),
}

impl Identity {
    /// What the binary at `path` is now. Costs some ten system calls.
    pub(super) fn of(path: &Path) -> Result<Self, ProbeError> {
        let file = FileIdentity::of(path)
            .map_err(|err| ProbeError::new(path, format!("it cannot be read: {err}")))?;
        let modules = MODULE_FOLDERS
            .iter()
            .filter_map(|folder| {
                Some(((*folder).to_owned(), FileIdentity::of(folder.as_ref()).ok()?))
            })
            .collect();
        let kvm = kvm_opens();
        Ok(Identity {
            format: FORMAT,
            program: env!("CARGO_PKG_VERSION").to_owned(),
            binary: file,
            modules,
            kvm,
            kernel: kernel(),
            // Only KVM looks at the host's processor.
            processor: if kvm { processor() } else { String::new() },
        })
    }
}

impl FileIdentity {
    fn of(path: &Path) -> std::io::Result<Self> {
        let metadata = fs::metadata(path)?;
        Ok(FileIdentity {
            device: metadata.dev(),
            inode: metadata.ino(),
            size: metadata.size(),
            modified: (metadata.mtime(), metadata.mtime_nsec()),
            changed: (metadata.ctime(), metadata.ctime_nsec()),
        })
    }
}

/// Whether this user may use KVM.
pub(crate) fn kvm_opens() -> bool {
    OpenOptions::new().read(true).write(true).open("/dev/kvm").is_ok()
}

fn kernel() -> String {
    let read = |name| fs::read_to_string(format!("/proc/sys/kernel/{name}")).unwrap_or_default();
    // Parameters of the KVM modules, nested virtualization above all, come with a reload of them.
    let nested = ["kvm_intel", "kvm_amd"].map(|module| {
        fs::read_to_string(format!("/sys/module/{module}/parameters/nested")).unwrap_or_default()
    });
    [read("osrelease"), read("version"), nested.concat()]
        .map(|text| text.trim().to_owned())
        .join(" ")
}

/// The lines about the first processor that a guest can notice. The kernel writes the file while
/// it is read, so reading just its head is cheap on any number of processors.
fn processor() -> String {
    let mut head = Vec::new();
    let read =
        File::open("/proc/cpuinfo").and_then(|file| file.take(8 << 10).read_to_end(&mut head));
    if read.is_err() {
        return String::new();
    }
    first_processor(&String::from_utf8_lossy(&head))
}

fn first_processor(cpuinfo: &str) -> String {
    const TELLING: &[&str] = &[
        "vendor_id",
        "cpu family",
        "model",
        "model name",
        "stepping",
        "microcode",
        "flags",
        "vmx flags",
        "Features",
    ];
    let first = cpuinfo.split("\n\n").next().unwrap_or_default();
    let mut kept = String::new();
    for line in first.lines() {
        let Some((name, value)) = line.split_once(':') else { continue };
        if TELLING.contains(&name.trim()) {
            kept += value.trim();
            kept.push('\n');
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frequency_does_not_make_another_processor() {
        let text = |mhz| {
            format!("model name\t: Xeon\ncpu MHz\t\t: {mhz}\nflags\t\t: fpu sse\n\nprocessor : 1\n")
        };
        assert_eq!(first_processor(&text(1000)), first_processor(&text(2000)));
        assert_eq!(first_processor(&text(1)), "Xeon\nfpu sse\n");
    }

    #[test]
    fn a_replaced_binary_is_another_one() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("qemu");
        fs::write(&path, "one").unwrap();
        let first = Identity::of(&path).unwrap();
        assert_eq!(first, Identity::of(&path).unwrap());
        fs::remove_file(&path).unwrap();
        fs::write(&path, "two").unwrap();
        assert_ne!(first, Identity::of(&path).unwrap());
    }
}
