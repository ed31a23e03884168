//! What tests do to the devices of the test host: plug and unplug them, run its tools, and wait.
//!
//! Everything here panics when it fails: that is how a test fails.

use std::fmt::Debug;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

/// How long anything may take before a test fails.
pub const PATIENCE: Duration = Duration::from_secs(90);

/// A device that is plugged in until this is dropped.
#[derive(Debug)]
pub struct Plugged {
    id: String,
}

impl Plugged {
    /// Plugs in what QEMU makes of `arguments`, the inside of an object in JSON without `id`:
    /// `"driver":"usb-mouse","bus":"xhci.0"`. Empty PCI slots are `rp5` to `rp7`.
    ///
    /// # Panics
    ///
    /// Panics if QEMU refuses.
    #[must_use]
    pub fn new(id: &str, arguments: &str) -> Plugged {
        run("testhost-qmp", &["device_add", &format!(r#"{{"id":"{id}",{arguments}}}"#)]);
        Plugged { id: id.to_owned() }
    }

    /// Asks for the device to be unplugged; the kernel hears of it in its own time.
    ///
    /// # Panics
    ///
    /// Panics if QEMU refuses.
    pub fn unplug(self) {
        run("testhost-qmp", &["device_del", &self.argument()]);
        std::mem::forget(self);
    }

    fn argument(&self) -> String {
        format!(r#"{{"id":"{}"}}"#, self.id)
    }
}

impl Drop for Plugged {
    fn drop(&mut self) {
        // What a test that fails leaves behind is gone with the machine.
        let _ = Command::new("testhost-qmp").args(["device_del", &self.argument()]).output();
    }
}

/// Runs `program` to its end and returns what it printed, without the line's end.
///
/// # Panics
///
/// Panics, with all of its words, if it cannot be started or fails.
#[expect(clippy::panic, reason = "this is how a test fails")]
pub fn run(program: &str, arguments: &[&str]) -> String {
    let output = match Command::new(program).args(arguments).output() {
        Ok(output) => output,
        Err(error) => panic!("cannot run {program}: {error}"),
    };
    let text = String::from_utf8_lossy(&output.stdout);
    if !output.status.success() {
        let words = String::from_utf8_lossy(&output.stderr);
        panic!("{program} {arguments:?}: {}\n{text}{words}", output.status);
    }
    text.trim_end().to_owned()
}

/// What the kernel is doing that processes wait for, and what it said last: for a test that fails
/// because something takes too long.
///
/// # Panics
///
/// Panics where there is no `dmesg`.
pub fn kernel_words() -> String {
    let mut words = String::new();
    let processes = fs::read_dir("/proc").into_iter().flatten().flatten();
    for folder in processes.map(|entry| entry.path()) {
        let read = |file: &str| fs::read_to_string(folder.join(file)).unwrap_or_default();
        let status = read("status");
        if status.lines().any(|line| line.starts_with("State:\tD")) {
            words += &format!("{}: {}{}\n", folder.display(), read("comm"), read("stack"));
        }
    }
    let log = run("dmesg", &[]);
    let last = log.lines().count().saturating_sub(40);
    words + &log.lines().skip(last).collect::<Vec<_>>().join("\n")
}

/// Waits until `look` finds something, and returns that.
///
/// # Panics
///
/// Panics when [`PATIENCE`] is over, and says that it waited for `what`.
#[expect(clippy::panic, reason = "this is how a test fails")]
pub fn wait_for<T>(what: &str, mut look: impl FnMut() -> Option<T>) -> T {
    let start = Instant::now();
    loop {
        if let Some(found) = look() {
            return found;
        }
        if start.elapsed() > PATIENCE {
            panic!("{what}: not within {PATIENCE:?}");
        }
        thread::sleep(Duration::from_millis(20));
    }
}

/// Waits until `look` returns `wanted`.
///
/// # Panics
///
/// Panics when [`PATIENCE`] is over, with what there was last.
#[expect(clippy::panic, reason = "this is how a test fails")]
pub fn wait_until<T: PartialEq + Debug>(what: &str, wanted: T, mut look: impl FnMut() -> T) {
    let start = Instant::now();
    loop {
        let found = look();
        if found == wanted {
            return;
        }
        if start.elapsed() > PATIENCE {
            panic!("{what}: {found:?}, and not {wanted:?} within {PATIENCE:?}");
        }
        thread::sleep(Duration::from_millis(20));
    }
}

/// Waits until udev has dealt with everything that happened so far.
///
/// # Panics
///
/// Panics if it does not in two minutes.
pub fn settle() {
    run("udevadm", &["settle", "-t", "120"]);
}

/// A PCI device, as the kernel shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PciFunction {
    /// Its address: `0000:02:00.0`.
    pub address: String,
}

impl PciFunction {
    /// The function at `address`.
    ///
    /// # Panics
    ///
    /// Panics if there is none.
    #[must_use]
    pub fn at(address: &str) -> PciFunction {
        let function = PciFunction { address: address.to_owned() };
        assert!(function.folder().exists(), "no PCI device is at {address}");
        function
    }

    /// All functions with these numbers of vendor and device, as `8086:10d3`, by address.
    #[must_use]
    pub fn all(numbers: &str) -> Vec<PciFunction> {
        let lines = run("lspci", &["-Dn", "-d", numbers]);
        let addresses = lines.lines().filter_map(|line| line.split(' ').next());
        addresses.map(PciFunction::at).collect()
    }

    /// Its folder in sysfs.
    #[must_use]
    pub fn folder(&self) -> PathBuf {
        Path::new("/sys/bus/pci/devices").join(&self.address)
    }

    /// The driver that it is bound to now.
    #[must_use]
    pub fn driver(&self) -> Option<String> {
        link_name(&self.folder().join("driver"))
    }

    /// The number of its IOMMU group.
    #[must_use]
    pub fn group(&self) -> Option<String> {
        link_name(&self.folder().join("iommu_group"))
    }

    /// The network interface that it has now.
    #[must_use]
    pub fn interface(&self) -> Option<String> {
        let mut entries = fs::read_dir(self.folder().join("net")).ok()?;
        Some(entries.next()?.ok()?.file_name().to_string_lossy().into_owned())
    }

    /// What its file `name` says, without the line's end; nothing if it has none.
    #[must_use]
    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.folder().join(name)).unwrap_or_default().trim_end().to_owned()
    }

    /// Writes `text` into its file `name`.
    ///
    /// # Panics
    ///
    /// Panics if the kernel refuses.
    #[expect(clippy::panic, reason = "this is how a test fails")]
    pub fn write(&self, name: &str, text: &str) {
        let file = self.folder().join(name);
        if let Err(error) = fs::write(&file, text) {
            panic!("cannot write '{text}' to '{}': {error}", file.display());
        }
    }

    /// Makes `count` virtual functions of it, and returns them.
    ///
    /// # Panics
    ///
    /// Panics if the kernel refuses.
    pub fn make_virtual_functions(&self, count: usize) -> Vec<PciFunction> {
        self.write("sriov_numvfs", &count.to_string());
        let function = |index: usize| {
            let link = self.folder().join(format!("virtfn{index}"));
            wait_for("a virtual function", || link_name(&link))
        };
        (0..count).map(|index| PciFunction::at(&function(index))).collect()
    }
}

fn link_name(link: &Path) -> Option<String> {
    let target = fs::read_link(link).ok()?;
    Some(target.file_name()?.to_string_lossy().into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_says_what_it_printed() {
        assert_eq!(run("printf", &["a b\n"]), "a b");
    }

    #[test]
    #[should_panic(expected = "no such thing")]
    fn a_program_that_fails_says_why() {
        run("sh", &["-c", "echo no such thing >&2; exit 3"]);
    }

    #[test]
    fn what_is_there_is_not_waited_for() {
        assert_eq!(wait_for("nothing", || Some(7)), 7);
        wait_until("a number", 3, || 3);
    }
}
