//! Displays over VNC, looked at by a client.

#![expect(clippy::unwrap_used, reason = "this is how a test fails")]

mod support;

use std::io::{Read, Write};
use std::net::TcpStream;

use support::{Host, PATIENCE, Root};
use virt_core::api::domain::{DomainDestroyFlags, DomainXmlFlags};
use virt_core::object::DomainRef;

const DISPLAY: &str = "<video><model type='vga'/></video>
    <graphics type='vnc' port='-1' autoport='yes' listen='127.0.0.1' passwd='secret'/>";

/// The version of the protocol that every server and client of today speaks.
const VERSION: &[u8; 12] = b"RFB 003.008\n";

/// The way of VNC's own password, in the list of those that a server offers.
const PASSWORD: u8 = 2;

/// The `<graphics>` line of a definition.
fn graphics(host: &Host, domain: &DomainRef, flags: DomainXmlFlags) -> String {
    let xml = host.domains.xml(domain, flags).unwrap();
    xml.lines().find(|line| line.contains("<graphics")).unwrap().trim().to_owned()
}

fn port(host: &Host, domain: &DomainRef) -> u16 {
    let line = graphics(host, domain, DomainXmlFlags::empty());
    let (_, rest) = line.split_once("port='").unwrap();
    rest.split('\'').next().unwrap().parse().unwrap()
}

/// Greets the server, and returns the ways to log in that it offers.
fn offers(port: u16) -> Vec<u8> {
    let mut client = TcpStream::connect(("127.0.0.1", port)).unwrap();
    client.set_read_timeout(Some(PATIENCE)).unwrap();
    let mut greeting = [0; VERSION.len()];
    client.read_exact(&mut greeting).unwrap();
    assert_eq!(&greeting, VERSION);
    client.write_all(VERSION).unwrap();
    let mut count = [0];
    client.read_exact(&mut count).unwrap();
    let mut offered = vec![0; count[0].into()];
    client.read_exact(&mut offered).unwrap();
    offered
}

#[test]
fn every_guest_has_a_port_and_a_password() {
    let Some(root) = Root::new() else { return };
    let host = root.open();
    let guests = ["one", "two"].map(|name| host.run(&root.xml_with(name, "", DISPLAY)));
    let ports = guests.each_ref().map(|guest| port(&host, guest));
    assert!(ports.iter().all(|port| *port >= 5900), "{ports:?}");
    assert_ne!(ports[0], ports[1]);
    let events = host.events();
    for port in ports {
        assert_eq!(offers(port), [PASSWORD]);
        assert!(events.next().starts_with("graphics connect"));
        assert!(events.next().starts_with("graphics disconnect"));
    }

    for guest in &guests {
        host.domains.destroy(guest, DomainDestroyFlags::empty()).unwrap();
    }
}

#[test]
fn a_password_is_shown_to_those_who_ask_for_it() {
    let Some(root) = Root::new() else { return };
    let host = root.open();
    let guest = host.run(&root.xml_with("tiny", "", DISPLAY));
    let number = port(&host, &guest);
    let line = |flags| graphics(&host, &guest, flags);
    let live = format!("<graphics type='vnc' port='{number}' autoport='yes' listen='127.0.0.1'");
    let stored = "<graphics type='vnc' port='-1' autoport='yes' listen='127.0.0.1'";
    let inactive = DomainXmlFlags::INACTIVE;
    assert_eq!(line(DomainXmlFlags::empty()), format!("{live}>"));
    assert_eq!(line(DomainXmlFlags::SECURE), format!("{live} passwd='secret'>"));
    assert_eq!(line(inactive), format!("{stored}>"));
    assert_eq!(line(inactive | DomainXmlFlags::SECURE), format!("{stored} passwd='secret'>"));
    assert_eq!(line(DomainXmlFlags::MIGRATABLE), format!("{stored} passwd='secret'>"));
    // Neither a list of processes nor the log shows it.
    let pid = support::process_of(&root.path(), "tiny").unwrap();
    let shown = std::fs::read(format!("/proc/{pid}/cmdline")).unwrap();
    let log = std::fs::read(root.path().join("log/qemu/tiny.log")).unwrap();
    for text in [shown, log] {
        assert!(!String::from_utf8_lossy(&text).contains("secret"));
    }
    host.domains.destroy(&guest, DomainDestroyFlags::empty()).unwrap();
    assert_eq!(line(DomainXmlFlags::empty()), format!("{stored}>"));
}
