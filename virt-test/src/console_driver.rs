//! Consoles of make-believe guests: they greet, and say what they are told.

use std::io::{Read, Write};
use std::sync::Arc;
use std::thread;

use virt_core::api::domain::DomainConsoleFlags;
use virt_core::driver::domain::ConsoleDriver;
use virt_core::object::DomainRef;
use virt_core::stream::{self, Stream, StreamDriver};
use virt_core::{Error, ErrorKind, Result};

use crate::driver::TestDriver;
use crate::error::error;

/// The names of a guest's one console.
const NAMES: [&str; 2] = ["console0", "serial0"];

impl ConsoleDriver for TestDriver {
    fn open_console(
        &self,
        domain: &DomainRef,
        device: Option<&str>,
        flags: DomainConsoleFlags,
    ) -> Result<Box<dyn StreamDriver>> {
        if let Some(other) = device.filter(|name| !NAMES.contains(name)) {
            let message = format!("domain '{domain}' has no console '{other}', only 'console0'");
            return Err(Error::invalid_argument("device", message));
        }
        let (guest, user) = stream::pipe();
        let guest = Arc::new(Stream::new(guest));
        let force = flags.contains(DomainConsoleFlags::FORCE);
        self.host.domains.change(|domains, _| domains.connect_console(domain, &guest, force))?;

        let name = domain.name.clone();
        let speaker = thread::Builder::new().name(format!("console of {name}"));
        speaker.spawn(move || speak(&name, &guest)).map_err(|err| {
            error(ErrorKind::SystemError, format!("cannot run the console of '{domain}'"))
                .with_source(err)
        })?;
        Ok(Box::new(user))
    }
}

/// Greets, then says what it is told, until the user leaves.
fn speak(name: &str, stream: &Stream) {
    // What is said when the guest has stopped is said to nobody, and is no failure.
    let _ = write!(&*stream, "make-believe guest '{name}': I say what you say\r\n");
    let mut buffer = [0; 4096];
    loop {
        match (&*stream).read(&mut buffer) {
            Ok(0) => break,
            Ok(count) => drop((&*stream).write_all(&as_terminal(&buffer[..count]))),
            Err(_) => return,
        }
    }
    // The user has left, and nobody else can be told of a failure.
    let _ = stream.finish();
}

/// What a terminal shows of what is typed: the end of a line is two characters there.
fn as_terminal(typed: &[u8]) -> Vec<u8> {
    let mut shown = Vec::with_capacity(typed.len());
    for byte in typed {
        shown.push(*byte);
        if *byte == b'\r' {
            shown.push(b'\n');
        }
    }
    shown
}
