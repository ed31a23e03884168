//! The demonstration: a real guest under QEMU, from its definition to its end, through this crate.
//!
//! `cargo xtask demo` installs QEMU if need be and runs it. Everything is in a temporary folder and
//! goes away with it. The guest is the tiny one of `virt-testkit`, the definition is `guest.xml`
//! beside this file, or the file given.

mod console;
mod events;
mod guest;
mod stage;

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use events::Watch;
use guest::{Accelerator, Guest};
use stage::Stage;
use virt::{Connect, EventFilter};
use virt_testkit::guest::TinyGuest;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

#[expect(clippy::print_stderr, reason = "a program for people at a terminal")]
fn main() -> ExitCode {
    match demonstrate(Stage::new()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn demonstrate(stage: Stage) -> Result<()> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/demo/guest.xml");
    let definition = std::env::args_os().nth(1).map_or(here, PathBuf::from);
    let folder = tempfile::tempdir()?;
    let files = stage.step("assemble a tiny guest", || TinyGuest::write_to(folder.path()))?;
    // The guest must not outlive this program, however that ends.
    let root = folder.path().join("root");
    let uri = format!("qemu:///embed?root={}&lifetime=program", root.display());
    let connect = stage.step(&format!("open {uri}"), || Connect::open(&uri))?;
    let template = std::fs::read_to_string(&definition)
        .map_err(|error| format!("cannot read '{}': {error}", definition.display()))?;
    let events = Watch::new(stage, connect.domain_events(EventFilter::all())?);
    let boot = |with| Guest::boot(stage, &connect, &events, &template, &files.kernel, with);

    let with_kvm = if Accelerator::kvm_opens() { boot(Accelerator::Kvm)? } else { None };
    let guest = match with_kvm {
        Some(guest) => guest,
        None => {
            stage.note(if Accelerator::kvm_opens() {
                "/dev/kvm opens here, but its guest did not get to work in time: going on with TCG"
            } else {
                "no KVM here: going on with TCG"
            });
            boot(Accelerator::Tcg)?.ok_or("the guest does not get to work")?
        }
    };
    guest.live()?;
    stage.next([
        "cargo run -p virt-cli -- -c test:///default list --all",
        "cargo run -p virt --example boot_guest",
        &format!("$EDITOR {} && cargo xtask demo", definition.display()),
    ]);
    Ok(())
}
