//! A guest under real QEMU, handled by one command after the other, each a process of its own.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test may fail anywhere"
)]

use std::fs::File;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::PathBuf;
use std::process::{ChildStdout, Command, Output, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use nix::pty::openpty;
use nix::sys::signal::{self, Signal};
use nix::sys::termios::{self, LocalFlags};
use nix::unistd::Pid;
use serde_json::Value;
use tempfile::TempDir;
use virt_testkit::guest::{HELLO, TinyGuest};

/// How long anything may take before a test fails.
const PATIENCE: Duration = Duration::from_secs(60);

/// An embedded root with the definition of a tiny guest beside it.
struct Root {
    folder: TempDir,
}

impl Root {
    fn new() -> Option<Root> {
        virt_testkit::needs::program("qemu-system-x86_64")?;
        let folder = tempfile::tempdir().unwrap();
        let guest = TinyGuest::write_to(folder.path()).unwrap();
        let xml = format!(
            "<domain type='qemu'>
               <name>tiny</name>
               <memory unit='MiB'>16</memory>
               <os><type arch='x86_64' machine='pc'>hvm</type><kernel>{}</kernel></os>
               <features><acpi/></features>
               <devices><serial type='pty'/></devices>
             </domain>",
            guest.kernel.display()
        );
        let root = Root { folder };
        std::fs::write(root.definition(), xml).unwrap();
        Some(root)
    }

    fn definition(&self) -> PathBuf {
        self.folder.path().join("tiny.xml")
    }

    fn command(&self, words: &[&str]) -> Command {
        let uri = format!("qemu:///embed?root={}", self.folder.path().join("root").display());
        let mut command = Command::new(env!("CARGO_BIN_EXE_virt"));
        command.args(["-c", &uri]).args(words).env("LANG", "C").stdin(Stdio::null());
        command
    }

    /// Runs a command that has to succeed; what it prints.
    fn run(&self, words: &[&str]) -> String {
        text(words, &self.command(words).output().unwrap())
    }

    /// Runs a command that types `input`; what it prints.
    fn type_into(&self, words: &[&str], input: &str) -> String {
        let mut child = self
            .command(words)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
        text(words, &child.wait_with_output().unwrap())
    }

    /// Waits until `domstate` prints `state`.
    fn wait_for(&self, state: &str) {
        let deadline = Instant::now() + PATIENCE;
        loop {
            let found = self.run(&["domstate", "tiny"]);
            if found.trim() == state {
                return;
            }
            assert!(Instant::now() < deadline, "the guest is {found}, not {state}");
            thread::sleep(Duration::from_millis(20));
        }
    }

    /// Waits until no guest is left.
    fn wait_for_none(&self) {
        let deadline = Instant::now() + PATIENCE;
        while !self.run(&["-q", "list", "--all"]).is_empty() {
            assert!(Instant::now() < deadline, "the guest does not go");
            thread::sleep(Duration::from_millis(20));
        }
    }
}

impl Drop for Root {
    fn drop(&mut self) {
        // No guest outlives a test that failed.
        let _ = self.command(&["destroy", "tiny"]).output();
    }
}

fn text(words: &[&str], done: &Output) -> String {
    let errors = String::from_utf8_lossy(&done.stderr);
    assert!(done.status.success(), "{words:?}: {errors}");
    assert_eq!(errors, "", "{words:?}");
    String::from_utf8(done.stdout.clone()).unwrap()
}

#[test]
fn commands_of_their_own_handle_the_same_running_guest() {
    let Some(root) = Root::new() else { return };
    let file = root.definition();
    let file = file.to_str().unwrap();
    assert_eq!(root.run(&["define", file]), format!("Domain 'tiny' defined from {file}\n\n"));
    assert_eq!(root.run(&["domstate", "tiny"]), "shut off\n\n");
    assert_eq!(root.run(&["start", "tiny"]), "Domain 'tiny' started\n\n");
    assert_eq!(root.run(&["domstate", "tiny", "--reason"]), "running (booted)\n\n");
    let list = root.run(&["-q", "list", "--name"]);
    assert_eq!(list, "tiny\n");

    let answer = root.type_into(&["console", "tiny"], "\recho from a pipe\r");
    assert!(answer.contains(HELLO), "{answer}");
    assert!(answer.contains("\nfrom a pipe\r\n"), "{answer}");

    assert_eq!(root.run(&["suspend", "tiny"]), "Domain 'tiny' suspended\n\n");
    assert_eq!(root.run(&["domstate", "tiny", "--reason"]), "paused (user)\n\n");
    assert_eq!(root.run(&["resume", "tiny"]), "Domain 'tiny' resumed\n\n");

    let info: Value =
        serde_json::from_str(&root.run(&["dominfo", "tiny", "--format", "json"])).unwrap();
    assert_eq!(info["state"], "running");
    assert_eq!(info["maxMemoryKiB"], 16 * 1024);
    assert_eq!(info["persistent"], true);
    assert!(info["id"].is_u64(), "{info}");
    let plain = root.run(&["dominfo", "tiny"]);
    assert!(plain.contains("\nMax memory:     16384 KiB\n"), "{plain}");

    root.run(&["shutdown", "tiny"]);
    root.wait_for("shut off");
    root.run(&["undefine", "tiny"]);
    assert_eq!(root.run(&["-q", "list", "--all"]), "");
}

#[test]
fn devices_come_and_go() {
    let Some(root) = Root::new() else { return };
    root.run(&["define", root.definition().to_str().unwrap()]);
    let device = root.folder.path().join("device.xml");
    let input = "<input type='tablet' bus='usb'><alias name='ua-tablet'/></input>";
    std::fs::write(&device, input).unwrap();
    let file = device.to_str().unwrap();
    let attached = "Device attached successfully\n\n";
    let detached = "Device detached successfully\n\n";
    assert_eq!(root.run(&["attach-device", "tiny", file, "--config"]), attached);
    assert!(root.run(&["dumpxml", "tiny"]).contains("ua-tablet"));
    assert_eq!(root.run(&["detach-device", "tiny", file, "--persistent"]), detached);
    root.run(&["start", "tiny"]);
    assert_eq!(root.run(&["attach-device", "tiny", file, "--persistent"]), attached);
    assert!(root.run(&["dumpxml", "tiny"]).contains("ua-tablet"));
    assert!(root.run(&["dumpxml", "tiny", "--inactive"]).contains("ua-tablet"));
    let asked = "Device detach request sent successfully\n\n";
    let alias = ["detach-device-alias", "tiny", "ua-tablet"];
    assert_eq!(root.run(&[&alias[..], &["--live", "--config"]].concat()), asked);
    assert!(!root.run(&["dumpxml", "tiny", "--inactive"]).contains("ua-tablet"));
    root.run(&["destroy", "tiny"]);
}

#[test]
fn a_console_ends_with_its_guest() {
    let Some(root) = Root::new() else { return };
    let file = root.definition();
    // The input is over long before the guest has ended, and the console stays until it has.
    let said = root.type_into(&["create", file.to_str().unwrap(), "--console"], "poweroff\r");
    assert!(said.starts_with("Domain 'tiny' created from "), "{said}");
    assert!(said.contains(HELLO), "{said}");
    root.wait_for_none();
}

#[test]
fn events_are_told_until_a_signal_asks_to_end() {
    let Some(root) = Root::new() else { return };
    root.run(&["define", root.definition().to_str().unwrap()]);
    // The guest hears the power button once it has greeted.
    root.run(&["start", "tiny"]);
    root.type_into(&["console", "tiny"], "\r");
    // One root has one program at a time, so these are commands of one.
    let script = "shutdown tiny; event --event lifecycle --loop --timestamp --format json";
    let mut child = root.command(&[script]).stdout(Stdio::piped()).spawn().unwrap();
    let lines = lines_of(child.stdout.take().unwrap());
    let mut documents = std::iter::from_fn(|| {
        let line = lines.recv_timeout(PATIENCE).expect("no event in time");
        Some(serde_json::from_str::<Value>(&line).ok())
    })
    .flatten();
    let stopped = documents
        .find(|event| event["text"].as_str().is_some_and(|text| text.contains("Stopped")))
        .unwrap();
    assert_eq!((&stopped["event"], &stopped["domain"]), (&"lifecycle".into(), &"tiny".into()));
    assert!(stopped["timestamp"].is_string(), "{stopped}");

    let pid = Pid::from_raw(child.id().try_into().unwrap());
    signal::kill(pid, Signal::SIGINT).unwrap();
    let summary = documents.find(|document| document["eventsReceived"].is_u64()).unwrap();
    assert_eq!(summary["interrupted"], true);
    assert!(child.wait().unwrap().success());
}

/// The lines that a program prints, as they come.
fn lines_of(output: ChildStdout) -> mpsc::Receiver<String> {
    let (sender, lines) = mpsc::channel();
    thread::spawn(move || {
        for line in BufReader::new(output).lines().map_while(Result::ok) {
            let _ = sender.send(line);
        }
    });
    lines
}

#[test]
fn a_terminal_is_raw_on_the_console_and_given_back_after_it() {
    let Some(root) = Root::new() else { return };
    root.run(&["define", root.definition().to_str().unwrap()]);
    let pair = openpty(None, None).unwrap();
    let before = termios::tcgetattr(&pair.slave).unwrap();
    assert!(before.local_flags.contains(LocalFlags::ICANON));
    let terminal = || Stdio::from(File::from(pair.slave.try_clone().unwrap()));
    let mut child = root
        .command(&["-e", "^X", "start", "tiny", "--console"])
        .stdin(terminal())
        .stdout(terminal())
        .stderr(terminal())
        .spawn()
        .unwrap();
    let mut user = Terminal::new(File::from(pair.master));
    user.wait_for("Connected to domain 'tiny'");
    user.wait_for("Escape character is ^X (Ctrl + X)");
    user.wait_for(HELLO);
    assert!(!termios::tcgetattr(&pair.slave).unwrap().local_flags.contains(LocalFlags::ICANON));
    user.press("echo typed\r");
    user.wait_for("\ntyped");
    user.press("\x18");
    assert!(child.wait().unwrap().success());
    assert_eq!(termios::tcgetattr(&pair.slave).unwrap().local_flags, before.local_flags);
    assert_eq!(root.run(&["domstate", "tiny"]), "running\n\n");

    // The power button, by another command while nobody is on the console.
    root.run(&["shutdown", "tiny"]);
    root.wait_for("shut off");
}

/// A user before a terminal.
struct Terminal {
    keys: File,
    screen: mpsc::Receiver<Vec<u8>>,
    seen: String,
}

impl Terminal {
    fn new(master: File) -> Terminal {
        let mut reader = master.try_clone().unwrap();
        let (sender, screen) = mpsc::channel();
        thread::spawn(move || {
            let mut bytes = [0; 512];
            while let Ok(count @ 1..) = reader.read(&mut bytes) {
                let _ = sender.send(bytes[..count].to_vec());
            }
        });
        Terminal { keys: master, screen, seen: String::new() }
    }

    fn press(&mut self, keys: &str) {
        self.keys.write_all(keys.as_bytes()).unwrap();
    }

    fn wait_for(&mut self, text: &str) {
        while !self.seen.contains(text) {
            let bytes = self.screen.recv_timeout(PATIENCE).unwrap_or_else(|_| {
                panic!("'{text}' is not on the screen: {}", self.seen);
            });
            self.seen.push_str(&String::from_utf8_lossy(&bytes));
        }
    }
}
