//! The same work done by libvirt: its daemon with a guest of the same kind, timed by its own command.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use super::results::Results;
use crate::Result;
use crate::packages::{self, Consent};
use crate::process::{cargo, find, output, run};

/// How often each step is measured; the median counts.
const RUNS: usize = 5;
const URI: &str = "qemu:///system";

/// Measures define, start and destroy.
///
/// # Errors
///
/// libvirt is not there and may not be installed, its daemon does not answer, or the guest does not
/// start.
pub(super) fn measure(consent: Consent, results: &mut Results) -> Result<()> {
    packages::ensure(&[packages::QEMU, packages::VIRSH, packages::LIBVIRTD], consent)?;
    results.add("libvirt/xml", definition()?);
    let _daemons = Daemons::running()?;
    let guest = Guest::write()?;
    let mut times = [const { Vec::new() }; 3];
    for _ in 0..RUNS {
        for (times, command) in times.iter_mut().zip(guest.commands()) {
            times.push(timed(&command)?);
        }
        virsh(&["undefine", &guest.name])?;
    }
    for (mut times, name) in times.into_iter().zip(["define", "start", "destroy"]) {
        times.sort_by(f64::total_cmp);
        results.add(&format!("libvirt/{name}"), times[RUNS / 2]);
    }
    Ok(())
}

/// The nanoseconds that libvirt's test driver needs to read a large definition, fill it in, check it
/// and write it: through one connection, many times, less what an empty conversation takes.
fn definition() -> Result<f64> {
    const TIMES: u32 = 100;
    const DOCUMENT: &str = "virt-core/tests/data/domain-large.xml";
    let line = format!("define {DOCUMENT}\ndumpxml large\n");
    let script = line.repeat(usize::try_from(TIMES)?);
    let talk = |script: &str| -> Result<Duration> {
        let start = Instant::now();
        let mut child = Command::new("virsh")
            .args(["-c", "test:///default"])
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .spawn()?;
        if let Some(mut input) = child.stdin.take() {
            input.write_all(script.as_bytes())?;
        }
        let status = child.wait()?;
        match status.success() {
            true => Ok(start.elapsed()),
            false => Err(format!("virsh does not define '{DOCUMENT}': {status}").into()),
        }
    };
    let empty = talk("")?;
    Ok(talk(&script)?.saturating_sub(empty).as_nanos() as f64 / f64::from(TIMES))
}

/// The guest, in a folder that the daemon's own user can read.
struct Guest {
    name: String,
    folder: PathBuf,
}

impl Guest {
    fn write() -> Result<Self> {
        let name = format!("virt-bench-{}", std::process::id());
        let folder = std::env::temp_dir().join(&name);
        fs::create_dir_all(&folder)?;
        let guest = Self { name, folder };
        let folder = guest.folder.to_string_lossy();
        run(&mut cargo(&["run", "-q", "-p", "virt-testkit", "--example", "write", "--", &folder]))?;
        fs::write(guest.folder.join("guest.xml"), guest.xml())?;
        Ok(guest)
    }

    fn xml(&self) -> String {
        let Self { name, folder } = self;
        format!(
            "<domain type='qemu'><name>{name}</name><memory unit='MiB'>64</memory>\
             <os><type arch='x86_64'>hvm</type><kernel>{}/tiny-guest.elf</kernel></os>\
             <features><acpi/></features>\
             <devices><serial type='pty'/><memballoon model='none'/></devices></domain>\n",
            folder.display()
        )
    }

    fn commands(&self) -> [Vec<String>; 3] {
        let file = self.folder.join("guest.xml").to_string_lossy().into_owned();
        [("define", &file), ("start", &self.name), ("destroy", &self.name)]
            .map(|(command, argument)| vec![command.to_owned(), argument.clone()])
    }
}

impl Drop for Guest {
    fn drop(&mut self) {
        // After a failure something may be left, after a success there is not.
        let _ = virsh(&["destroy", &self.name]);
        let _ = virsh(&["undefine", &self.name]);
        let _ = fs::remove_dir_all(&self.folder);
    }
}

fn virsh(arguments: &[&str]) -> Result<String> {
    output(Command::new("virsh").args(["-c", URI]).args(arguments).stdin(Stdio::null()))
}

/// Runs `command` of virsh and returns the time, in nanoseconds, that virsh says it took: without
/// the start of virsh itself and without connecting.
fn timed(command: &[String]) -> Result<f64> {
    let arguments: Vec<&str> = command.iter().map(String::as_str).collect();
    let text = virsh(&[&["--timing"], arguments.as_slice()].concat())?;
    parse_time(&text).ok_or_else(|| format!("no time in what virsh says: {text}").into())
}

/// The time in `(Time: 213.456 ms)`.
fn parse_time(text: &str) -> Option<f64> {
    let (_, rest) = text.rsplit_once("(Time: ")?;
    rest.split_once(" ms)")?.0.parse::<f64>().ok().map(|milliseconds| milliseconds * 1e6)
}

/// libvirt's daemons, if they have to be started for this: they end with the value.
struct Daemons(Vec<Child>);

impl Daemons {
    /// Uses the daemon that runs, or starts it, with the one that it hands logs to.
    fn running() -> Result<Self> {
        let mut daemons = Self(Vec::new());
        if virsh(&["version"]).is_err() {
            daemons.start("virtlogd", || Path::new("/run/libvirt/virtlogd-sock").exists())?;
            daemons.start("libvirtd", || virsh(&["version"]).is_ok())?;
        }
        Ok(daemons)
    }

    /// Starts `program` and waits until it `answers`.
    fn start(&mut self, program: &str, answers: impl Fn() -> bool) -> Result<()> {
        if answers() {
            return Ok(());
        }
        let path = find(program).ok_or_else(|| format!("'{program}' is missing"))?;
        let mut child = Command::new(path)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()?;
        let deadline = Instant::now() + Duration::from_secs(60);
        let ended = loop {
            if answers() {
                self.0.push(child);
                return Ok(());
            }
            let ended = child.try_wait()?;
            if ended.is_some() || Instant::now() > deadline {
                break ended;
            }
            thread::sleep(Duration::from_millis(50));
        };
        self.0.push(child);
        Err(match ended {
            Some(status) => format!("'{program}' ended: {status}"),
            None => format!("'{program}' does not answer"),
        }
        .into())
    }
}

impl Drop for Daemons {
    fn drop(&mut self) {
        for child in self.0.iter_mut().rev() {
            // They end in order on this signal; guests are gone by now.
            let _ = Command::new("kill").arg(child.id().to_string()).status();
            let _ = child.wait();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_time_is_virshs_own() {
        let text = "Domain 'a' started\n\n(Time: 213.456 ms)\n\n";
        assert_eq!(parse_time(text), Some(213_456_000.0));
        assert_eq!(parse_time("Domain 'a' started\n"), None);
    }
}
