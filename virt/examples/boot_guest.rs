//! Embeds QEMU, boots a guest, and reads its console until it is gone.
//!
//! `cargo run -p virt --example boot_guest guest.xml`; without a file, a tiny guest of a few
//! kilobytes, which is asked to power off.
#![expect(clippy::print_stdout, reason = "it is a program")]

use std::error::Error;
use std::io::{self, Write};

use virt::api::domain::{DomainConsoleFlags, DomainCreateFlags};
use virt::{Connect, EventFilter};
use virt_testkit::guest::TinyGuest;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    let xml = match std::env::args().nth(1) {
        Some(file) => std::fs::read_to_string(file)?,
        None => tiny(&TinyGuest::write_to(folder.path())?),
    };
    // The guest lives and dies with this program, and leaves nothing behind.
    let root = folder.path().join("root");
    let uri = format!("qemu:///embed?root={}&lifetime=program", root.display());
    let connect = Connect::open(&uri)?;
    let events = connect.domain_events(EventFilter::all())?;

    let guest = connect.create_domain(&xml, DomainCreateFlags::empty())?;
    let mut console = guest.open_console(None, DomainConsoleFlags::empty())?;
    console.write_all(b"poweroff\r")?;
    console.receive_all(io::stdout())?;

    while let Some(event) = events.try_next() {
        println!("{event}");
    }
    Ok(())
}

/// A definition of the tiny guest.
fn tiny(guest: &TinyGuest) -> String {
    format!(
        "<domain type='qemu'>
           <name>tiny</name>
           <memory unit='MiB'>16</memory>
           <os><type arch='x86_64'>hvm</type><kernel>{}</kernel></os>
           <features><acpi/></features>
           <devices><serial type='pty'/></devices>
         </domain>",
        guest.kernel.display()
    )
}
