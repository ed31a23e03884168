//! The guest's console as a stream, for one user at a time.

#![expect(clippy::unwrap_used, reason = "this is how a test fails")]

mod support;

use std::io::{Read, Write};
use std::time::{Duration, Instant};

use support::{Host, Root, wait_until};
use virt_core::ErrorKind;
use virt_core::api::domain::{DomainConsoleFlags, DomainDestroyFlags};
use virt_core::object::DomainRef;
use virt_core::stream::Stream;

fn open(host: &Host, domain: &DomainRef, flags: DomainConsoleFlags) -> virt_core::Result<Stream> {
    let facet = host.domains.console().unwrap();
    facet.open_console(domain, None, flags).map(Stream::from)
}

/// Types `line` until the guest says `answer`: what is typed while it boots is lost.
fn talk(console: &mut Stream, line: &str, answer: &str) {
    console.set_nonblocking(true);
    let mut seen = String::new();
    let mut typed = Instant::now() - Duration::from_secs(60);
    wait_until(answer, || {
        if typed.elapsed() > Duration::from_secs(2) {
            console.write_all(format!("{line}\r").as_bytes()).unwrap();
            typed = Instant::now();
        }
        let mut bytes = [0; 512];
        if let Ok(count) = console.read(&mut bytes) {
            seen.push_str(&String::from_utf8_lossy(&bytes[..count]));
        }
        seen.contains(answer)
    });
    console.set_nonblocking(false);
}

#[test]
fn a_console_has_one_user() {
    let Some(root) = Root::new() else { return };
    let host = root.open();
    let domain = host.run(&root.xml("tiny"));
    let mut first = open(&host, &domain, DomainConsoleFlags::empty()).unwrap();
    talk(&mut first, "echo one", "\r\none\r\n");

    let err = open(&host, &domain, DomainConsoleFlags::empty()).err().unwrap();
    assert_eq!(err.kind(), ErrorKind::OperationFailed);
    assert!(err.message().contains("'serial0' of domain 'tiny' has an active console"), "{err}");
    let mut second = open(&host, &domain, DomainConsoleFlags::FORCE).unwrap();
    talk(&mut second, "echo two", "\r\ntwo\r\n");
    assert!(first.read(&mut [0; 16]).is_err());

    second.finish().unwrap();
    let mut third = open(&host, &domain, DomainConsoleFlags::SAFE).unwrap();
    talk(&mut third, "echo three", "\r\nthree\r\n");
    drop(third);
    let mut fourth = open(&host, &domain, DomainConsoleFlags::empty()).unwrap();
    talk(&mut fourth, "echo four", "\r\nfour\r\n");
    host.domains.destroy(&domain, DomainDestroyFlags::empty()).unwrap();
    while fourth.read(&mut [0; 64]).is_ok_and(|count| count > 0) {}
    let err = open(&host, &domain, DomainConsoleFlags::empty()).err().unwrap();
    assert_eq!(err.kind(), ErrorKind::OperationInvalid);
}

#[test]
fn a_socket_is_a_console_as_well() {
    let Some(root) = Root::new() else { return };
    let host = root.open();
    let path = root.folder().join("console");
    let serial =
        format!("<serial type='unix'><source mode='bind' path='{}'/></serial>", path.display());
    let xml = root.xml("tiny").replace("<serial type='pty'/>", &serial);
    let domain = host.run(&xml);
    let mut console = open(&host, &domain, DomainConsoleFlags::empty()).unwrap();
    talk(&mut console, "echo socket", "\r\nsocket\r\n");
    host.domains.destroy(&domain, DomainDestroyFlags::empty()).unwrap();
}

#[test]
fn what_is_no_console_is_named() {
    let Some(root) = Root::new() else { return };
    let host = root.open();
    let domain = host.run(&root.xml("tiny"));
    let facet = host.domains.console().unwrap();
    let flags = DomainConsoleFlags::empty();
    let err = facet.open_console(&domain, Some("serial7"), flags).err().unwrap();
    assert_eq!(err.kind(), ErrorKind::InvalidArg);
    assert!(facet.open_console(&domain, Some("serial0"), flags).is_ok());
    host.domains.destroy(&domain, DomainDestroyFlags::empty()).unwrap();
}
