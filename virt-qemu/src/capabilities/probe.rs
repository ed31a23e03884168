//! Starts a QEMU without a machine, asks it, and lets it go.

use std::io::Read;
use std::os::fd::OwnedFd;
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use super::error::ProbeError;
use super::model::QemuCapabilities;
use super::replies;
use crate::qmp::{self, Monitor, NoEvents, QmpError};

/// How much of what the program says on its standard error is kept.
const LAST_WORDS: usize = 2 << 10;

/// Asks the QEMU at `binary` what it can do; it has until `patience` is over to answer.
pub(super) fn probe(binary: &Path, patience: Duration) -> Result<QemuCapabilities, ProbeError> {
    let deadline = Instant::now() + patience;
    let mut probed = Probed::start(binary).map_err(|reason| ProbeError::new(binary, reason))?;
    let outcome = ask(&probed.monitor, deadline);
    let failed = match outcome {
        Ok((greeting, answers)) => {
            probed.stop();
            return replies::capabilities(binary, greeting, answers)
                .map_err(|reason| ProbeError::new(binary, reason));
        }
        Err(err) => err,
    };
    let reason = match failed {
        QmpError::Timeout { .. } => {
            probed.stop();
            format!("it did not answer within {} ms", patience.as_millis())
        }
        QmpError::Protocol { reason, .. } => {
            probed.stop();
            format!("it does not speak QMP: {reason}")
        }
        _ => match probed.ended_by_itself(deadline) {
            Some(status) => format!("it ended with {status} instead of answering"),
            None => "it closed its monitor instead of answering".to_owned(),
        },
    };
    Err(ProbeError::new(binary, reason + &probed.last_words()))
}

type Answers = (qmp::Greeting, Vec<Result<qmp::Reply, qmp::Refusal>>);

fn ask(monitor: &Monitor, deadline: Instant) -> Result<Answers, QmpError> {
    let tickets = monitor.send(replies::questions())?;
    let greeting = monitor.greeting(deadline)?;
    Ok((greeting, monitor.wait(tickets, deadline)?))
}

/// A running program that may be a QEMU; ended when it goes out of scope.
struct Probed {
    child: Child,
    monitor: Monitor,
    words: Option<JoinHandle<String>>,
}

impl Probed {
    fn start(binary: &Path) -> Result<Self, String> {
        let (ours, theirs) =
            UnixStream::pair().map_err(|err| format!("no socket to ask it over: {err}"))?;
        // The monitor is its standard input: a descriptor that needs no care to be inherited.
        let mut child = Command::new(binary)
            .args(["-S", "-no-user-config", "-nodefaults", "-display", "none"])
            .args(["-machine", "none,accel=kvm:tcg"])
            .args(["-chardev", "socket,id=monitor,fd=0", "-mon", "chardev=monitor,mode=control"])
            .env("LC_ALL", "C")
            .current_dir("/")
            .stdin(Stdio::from(OwnedFd::from(theirs)))
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(|err| format!("it cannot be started: {err}"))?;
        let words = child.stderr.take().and_then(|stderr| listen(stderr).ok());
        let name = binary.display().to_string();
        let monitor = match Monitor::open(ours, &name, Box::new(NoEvents)) {
            Ok(monitor) => monitor,
            Err(err) => {
                let _ = child.kill();
                let _ = child.wait();
                return Err(err.to_string());
            }
        };
        Ok(Probed { child, monitor, words })
    }

    /// Ends it at once: it has no machine, so there is nothing to save.
    fn stop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }

    /// The status of a program that has left the conversation, and is given a moment to end.
    fn ended_by_itself(&mut self, deadline: Instant) -> Option<ExitStatus> {
        let moment = deadline.min(Instant::now() + Duration::from_secs(1));
        while Instant::now() < moment {
            if let Ok(Some(status)) = self.child.try_wait() {
                return Some(status);
            }
            thread::sleep(Duration::from_millis(1));
        }
        self.stop();
        None
    }

    /// What the ended program said last, ready to stand behind a reason.
    fn last_words(&mut self) -> String {
        // A child of the program may still hold its standard error open: no waiting for that.
        let ended = self.words.take_if(|words| {
            let deadline = Instant::now() + Duration::from_millis(200);
            while !words.is_finished() && Instant::now() < deadline {
                thread::sleep(Duration::from_millis(1));
            }
            words.is_finished()
        });
        let words = ended.and_then(|words| words.join().ok()).unwrap_or_default();
        match words.trim() {
            "" => String::new(),
            words => format!("; its last words: {words}"),
        }
    }
}

impl Drop for Probed {
    fn drop(&mut self) {
        self.stop();
    }
}

/// Reads on a thread of its own, so that a program with much to say is not held up by a full pipe.
fn listen(mut stderr: impl Read + Send + 'static) -> std::io::Result<JoinHandle<String>> {
    thread::Builder::new().name("qemu-probe".to_owned()).stack_size(64 << 10).spawn(move || {
        let (mut kept, mut buffer) = (Vec::new(), [0; 1024]);
        while let Ok(count @ 1..) = stderr.read(&mut buffer) {
            kept.extend_from_slice(&buffer[..count]);
            let surplus = kept.len().saturating_sub(LAST_WORDS);
            kept.drain(..surplus);
        }
        String::from_utf8_lossy(&kept).into_owned()
    })
}
