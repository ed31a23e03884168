//! The guest's console, shown on a thread of its own as the guest writes.

use std::io::{self, Read, Write};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use virt::Domain;
use virt::api::domain::DomainConsoleFlags;
use virt::stream::Stream;

use crate::stage::Stage;

/// Both directions of the console.
pub(crate) struct Console {
    stream: Stream,
    lines: Receiver<String>,
}

impl Console {
    /// Opens the first console of `domain`, and shows what the guest writes there from now on.
    pub(crate) fn open(stage: Stage, domain: &Domain) -> virt::Result<Self> {
        let stream = domain.open_console(None, DomainConsoleFlags::empty())?;
        let mut reader = stream.clone();
        let (sender, lines) = channel();
        thread::spawn(move || {
            let mut unfinished = String::new();
            let mut bytes = [0; 1024];
            // An error is the end as well: the console goes with the guest.
            while let Ok(count @ 1..) = reader.read(&mut bytes) {
                unfinished.push_str(&String::from_utf8_lossy(&bytes[..count]));
                while let Some((line, rest)) = unfinished.split_once('\n') {
                    let line = line.trim_end().to_owned();
                    unfinished = rest.to_owned();
                    if !matches!(line.as_str(), "" | ">") {
                        stage.guest(&line);
                    }
                    if sender.send(line).is_err() {
                        return;
                    }
                }
            }
        });
        Ok(Self { stream, lines })
    }

    /// Whether the guest writes a line with `words` within `time`.
    pub(crate) fn wait_for(&self, words: &str, time: Duration) -> bool {
        let deadline = Instant::now() + time;
        loop {
            let left = deadline.saturating_duration_since(Instant::now());
            match self.lines.recv_timeout(left) {
                Ok(line) if line.contains(words) => return true,
                Ok(_) => {}
                Err(_) => return false,
            }
        }
    }

    /// Types `line` at the guest.
    pub(crate) fn type_line(&self, line: &str) -> io::Result<()> {
        (&self.stream).write_all(format!("{line}\r").as_bytes())
    }
}
