//! What chores need from the system: found, named with the command that installs it, and installed
//! if the user agrees.
//!
//! What to do is worked out from facts by functions without side effects (`plan`, `apt`);
//! `facts` gathers the facts and this file carries the plan out.

mod apt;
mod facts;
mod plan;

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use clap::Args;

use crate::Result;
use crate::process::{self, announce, find, say};
use plan::{Step, plan};

/// Whether a chore may change the system.
#[derive(Debug, Clone, Copy, Args)]
pub(crate) struct Consent {
    /// Install what is missing from the system
    #[arg(long)]
    pub(crate) yes: bool,
}

/// A program or a file that chores need, and the packages that hold it.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Part {
    /// The name of a program, or the whole path of a file.
    name: &'static str,
    apt: &'static [&'static str],
    dnf: &'static [&'static str],
    pacman: &'static [&'static str],
}

impl Part {
    /// A part of what runs on Debian alone.
    pub(crate) const fn debian(name: &'static str, apt: &'static [&'static str]) -> Self {
        Self { name, apt, dnf: &[], pacman: &[] }
    }

    fn is_there(&self) -> bool {
        match self.name.starts_with('/') {
            true => Path::new(self.name).is_file(),
            false => find(self.name).is_some(),
        }
    }
}

/// The emulator.
pub(crate) const QEMU: Part = Part {
    name: "qemu-system-x86_64",
    apt: &["qemu-system-x86"],
    dnf: &["qemu-system-x86-core"],
    pacman: &["qemu-system-x86"],
};

/// QEMU's program for disk images.
pub(crate) const QEMU_IMG: Part =
    Part { name: "qemu-img", apt: &["qemu-utils"], dnf: &["qemu-img"], pacman: &["qemu-img"] };

/// libvirt's command, a peer in tests.
pub(crate) const VIRSH: Part = Part {
    name: "virsh",
    apt: &["libvirt-clients"],
    dnf: &["libvirt-client"],
    pacman: &["libvirt"],
};

/// libvirt's schemas, which say what may stand in its documents.
pub(crate) const SCHEMAS: Part = Part {
    name: "/usr/share/libvirt/schemas/domain.rng",
    apt: &["libvirt-common"],
    dnf: &["libvirt-libs"],
    pacman: &["libvirt"],
};

/// libxml2's program, which compares documents with schemas.
pub(crate) const XMLLINT: Part =
    Part { name: "xmllint", apt: &["libxml2-utils"], dnf: &["libxml2"], pacman: &["libxml2"] };

/// A C++ compiler, which builds libFuzzer.
pub(crate) const CXX: Part =
    Part { name: "c++", apt: &["g++"], dnf: &["gcc-c++"], pacman: &["gcc"] };

/// libvirt's daemon with the drivers that are compared.
pub(crate) const LIBVIRTD: Part = Part {
    name: "libvirtd",
    apt: &["libvirt-daemon", "libvirt-daemon-driver-qemu", "libvirt-daemon-driver-nodedev"],
    dnf: &["libvirt-daemon", "libvirt-daemon-driver-qemu", "libvirt-daemon-driver-nodedev"],
    pacman: &["libvirt"],
};

/// The program for networks and their namespaces.
pub(crate) const IP: Part =
    Part { name: "ip", apt: &["iproute2"], dnf: &["iproute"], pacman: &["iproute2"] };

/// Sees to it that `parts` are there: installs what is missing if the user agreed to that.
///
/// # Errors
///
/// A part is missing and may not or cannot be installed; the error has the command that would.
pub(crate) fn ensure(parts: &[Part], consent: Consent) -> Result<()> {
    let missing: Vec<&Part> = parts.iter().filter(|part| !part.is_there()).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let names: Vec<&str> = missing.iter().map(|part| part.name).collect();
    let names = names.join(", ");
    let facts = facts::gather()?;
    let steps = plan(&facts, &missing).map_err(|why| format!("{names} missing: {why}"))?;
    if !consent.yes {
        let commands: Vec<String> = steps.iter().map(Step::to_string).collect();
        let commands = commands.join("\n");
        return Err(format!(
            "{names} missing; run this again with --yes, or install with\n{commands}"
        )
        .into());
    }
    announce(&format!("install {names}"));
    carry_out(&steps)?;
    match missing.iter().find(|part| !part.is_there()) {
        None => Ok(()),
        Some(part) => Err(format!("'{}' is missing after its installation", part.name).into()),
    }
}

/// Returns `program` as a command of root's, through sudo where this program is not root.
///
/// # Errors
///
/// It takes sudo, and the user did not agree to that or there is none.
pub(crate) fn as_root(program: &Path, consent: Consent) -> Result<Command> {
    let Some(sudo) = facts::rights()?.as_root() else {
        return Err(format!("without sudo, run '{}' as root", program.display()).into());
    };
    let Some((first, others)) = sudo.split_first() else { return Ok(Command::new(program)) };
    if !consent.yes {
        let program = program.display();
        return Err(format!("run this again with --yes, or '{program}' as root").into());
    }
    let mut command = Command::new(first);
    command.args(others).arg(program);
    Ok(command)
}

/// Sees to it that the toolchain has `components`, which are programs of cargo.
///
/// # Errors
///
/// A component is missing and may not or cannot be added; the error has the command that would.
pub(crate) fn ensure_components(components: &[&str], consent: Consent) -> Result<()> {
    let is_missing = |component: &&&str| {
        let name = if **component == "rustfmt" { "fmt" } else { component };
        process::output(&mut process::cargo(&[name, "--version"])).is_err()
    };
    let missing: Vec<&str> = components.iter().filter(is_missing).copied().collect();
    if missing.is_empty() {
        return Ok(());
    }
    let step = plan::step("rustup component add", &missing);
    if !consent.yes {
        let missing = missing.join(", ");
        return Err(format!(
            "{missing} missing; run this again with --yes, or install with\n{step}"
        )
        .into());
    }
    say(&step.to_string());
    execute(&step)
}

/// Carries out `steps`. Lists of packages that are too old to install from are read anew once.
fn carry_out(steps: &[Step]) -> Result<()> {
    for step in steps {
        say(&step.to_string());
        let Err(error) = execute(step) else { continue };
        match steps.iter().all(|step| !step.refreshes()).then(|| step.refresh()).flatten() {
            Some(refresh) => {
                say(&format!("{error}; trying again with new lists\n{refresh}"));
                execute(&refresh)?;
                execute(step)?;
            }
            None => return Err(error),
        }
    }
    Ok(())
}

fn execute(step: &Step) -> Result<()> {
    let Some((program, arguments)) = step.command.split_first() else { return Ok(()) };
    let mut command = Command::new(program);
    command.args(arguments).env("DEBIAN_FRONTEND", "noninteractive");
    let Some(text) = &step.input else {
        return process::run(command.stdin(Stdio::null()));
    };
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::null()).spawn()?;
    if let Some(mut input) = child.stdin.take() {
        input.write_all(text.as_bytes())?;
    }
    let status = child.wait()?;
    if status.success() { Ok(()) } else { Err(format!("'{program}' failed: {status}").into()) }
}
