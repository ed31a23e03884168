//! A QEMU whose serial port and monitor the test holds; it ends with the value.

use std::io::{BufRead, BufReader, Read, Write};
use std::os::unix::net::{UnixListener, UnixStream};
use std::process::{Child, ChildStdout, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use tempfile::TempDir;

/// How long anything may take before the test fails.
const PATIENCE: Duration = Duration::from_secs(30);

pub(crate) struct Machine {
    child: Child,
    serial: UnixStream,
    seen: String,
    monitor: Receiver<String>,
    _folder: TempDir,
}

impl Machine {
    /// Runs QEMU with `arguments`, and its sockets in `folder`; `None` where there is no QEMU.
    pub(crate) fn start(folder: TempDir, arguments: &[&str]) -> Option<Self> {
        let qemu = virt_testkit::needs::program("qemu-system-x86_64")?;
        let socket = folder.path().join("serial");
        // QEMU connects to the test, so that no byte is lost.
        let listener = UnixListener::bind(&socket).unwrap();
        let mut child = Command::new(qemu)
            .args(["-accel", "tcg", "-nodefaults", "-display", "none", "-qmp", "stdio"])
            .arg("-serial")
            .arg(format!("unix:{}", socket.display()))
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let serial = accept(&listener, &mut child);
        let monitor = lines(child.stdout.take().unwrap());
        let mut machine = Self { child, serial, seen: String::new(), monitor, _folder: folder };
        machine.execute("qmp_capabilities");
        Some(machine)
    }

    /// Waits until the serial port says `text`, and forgets all up to its end.
    #[track_caller]
    pub(crate) fn wait_for_text(&mut self, text: &str) {
        let deadline = Instant::now() + PATIENCE;
        loop {
            if let Some(at) = self.seen.find(text) {
                self.seen.drain(..at + text.len());
                return;
            }
            let left = deadline.saturating_duration_since(Instant::now());
            assert!(!left.is_zero(), "'{text}' did not come after: {}", self.seen);
            self.serial.set_read_timeout(Some(left)).unwrap();
            let mut bytes = [0; 4096];
            let count = self.serial.read(&mut bytes).unwrap();
            assert!(count > 0, "'{text}' did not come before the end of: {}", self.seen);
            self.seen.push_str(&String::from_utf8_lossy(&bytes[..count]));
        }
    }

    pub(crate) fn type_line(&mut self, line: &str) {
        self.serial.write_all(format!("{line}\r").as_bytes()).unwrap();
    }

    pub(crate) fn execute(&mut self, command: &str) {
        let line = format!("{{\"execute\": \"{command}\"}}\n");
        self.child.stdin.as_mut().unwrap().write_all(line.as_bytes()).unwrap();
    }

    #[track_caller]
    pub(crate) fn wait_for_event(&self, name: &str) {
        let deadline = Instant::now() + PATIENCE;
        let wanted = format!("\"event\": \"{name}\"");
        loop {
            let left = deadline.saturating_duration_since(Instant::now());
            let line = self.monitor.recv_timeout(left).expect(name);
            if line.contains(&wanted) {
                return;
            }
        }
    }

    pub(crate) fn wait(&mut self) -> ExitStatus {
        let deadline = Instant::now() + PATIENCE;
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status;
            }
            assert!(Instant::now() < deadline, "QEMU does not end");
            thread::sleep(Duration::from_millis(5));
        }
    }
}

impl Drop for Machine {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Waits for QEMU to connect, unless it ends instead.
fn accept(listener: &UnixListener, child: &mut Child) -> UnixStream {
    listener.set_nonblocking(true).unwrap();
    loop {
        if let Ok((serial, _)) = listener.accept() {
            serial.set_nonblocking(false).unwrap();
            return serial;
        }
        let ended = child.try_wait().unwrap();
        assert!(ended.is_none(), "QEMU ended: {ended:?}");
        thread::sleep(Duration::from_millis(2));
    }
}

fn lines(output: ChildStdout) -> Receiver<String> {
    let (sender, receiver) = channel();
    thread::spawn(move || {
        for line in BufReader::new(output).lines().map_while(Result::ok) {
            if sender.send(line).is_err() {
                return;
            }
        }
    });
    receiver
}
