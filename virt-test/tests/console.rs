//! Consoles of make-believe guests.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail anywhere")]

use std::io::{BufRead, BufReader, Read, Write};

use tempfile::TempDir;
use virt_core::api::domain::{DomainConsoleFlags as Flags, DomainCreateFlags, DomainDestroyFlags};
use virt_core::connection::Connection;
use virt_core::object::DomainRef;
use virt_core::stream::Stream;
use virt_core::{ErrorKind, Result};
// The driver registers itself; naming it keeps it linked.
use virt_test as _;

#[test]
fn a_guest_greets_and_says_what_it_is_told() {
    let host = Host::new();
    let stream = host.console(Flags::empty()).unwrap();
    let mut reader = BufReader::new(&stream);
    assert_eq!(line(&mut reader), "make-believe guest 'a': I say what you say");
    (&stream).write_all(b"echo\r").unwrap();
    assert_eq!(line(&mut reader), "echo");
    stream.finish().unwrap();
}

#[test]
fn one_user_at_a_time_unless_forced() {
    let host = Host::new();
    let first = host.console(Flags::empty()).unwrap();
    let err = host.console(Flags::empty()).unwrap_err();
    assert_eq!(err.kind(), ErrorKind::OperationFailed);

    let second = host.console(Flags::FORCE).unwrap();
    let mut rest = String::new();
    assert!((&first).read_to_string(&mut rest).is_err(), "sent away, not left in peace: {rest}");
    drop(second);
}

#[test]
fn the_console_is_free_again_when_the_user_has_left() {
    let host = Host::new();
    for _ in 0..3 {
        host.console(Flags::empty()).unwrap().finish().unwrap();
        drop(host.console(Flags::empty()).unwrap());
    }
}

#[test]
fn the_console_ends_with_the_run() {
    let host = Host::new();
    let stream = host.console(Flags::empty()).unwrap();
    let mut reader = BufReader::new(&stream);
    line(&mut reader);
    let domains = host.connection.domains().unwrap();
    domains.destroy(&host.domain, DomainDestroyFlags::empty()).unwrap();
    assert_eq!(reader.read_to_string(&mut String::new()).unwrap(), 0);
    let err = host.console(Flags::empty()).unwrap_err();
    assert_eq!(err.kind(), ErrorKind::NoDomain);
}

#[test]
fn a_console_that_is_not_there_is_named() {
    let host = Host::new();
    let facet = host.connection.domains().unwrap().console().unwrap();
    let attempt = facet.open_console(&host.domain, Some("serial7"), Flags::empty());
    let err = attempt.err().unwrap();
    assert_eq!(err.kind(), ErrorKind::InvalidArg);
    assert!(err.message().contains("serial7"), "{err}");
}

struct Host {
    connection: Connection,
    domain: DomainRef,
    _folder: TempDir,
}

impl Host {
    /// A host of its own with the running domain 'a'.
    fn new() -> Self {
        let folder = TempDir::new().unwrap();
        let path = folder.path().join("host.xml");
        std::fs::write(&path, "<node/>").unwrap();
        let connection = Connection::open(&format!("test://{}", path.display())).unwrap();
        let xml = "<domain type='test'><name>a</name><memory>1024</memory>\
                   <os><type>hvm</type></os></domain>";
        let domains = connection.domains().unwrap();
        let domain = domains.create(xml, DomainCreateFlags::empty(), Vec::new()).unwrap();
        Host { connection, domain, _folder: folder }
    }

    fn console(&self, flags: Flags) -> Result<Stream> {
        let facet = self.connection.domains()?.console().unwrap();
        facet.open_console(&self.domain, None, flags).map(Stream::from)
    }
}

fn line(reader: &mut impl BufRead) -> String {
    let mut line = String::new();
    reader.read_line(&mut line).unwrap();
    line.trim_end().to_owned()
}
