//! A guest's console, on the terminal or in a pipe.
//!
//! On a terminal each key goes to the guest until the escape character, or until the console ends.
//! In a pipe the standard input goes to the guest and what it prints to the standard output, and
//! nothing else is printed there. When the input has ended, the guest still has its say: after
//! input, until it has been silent for two seconds; without any, until the console ends.

mod copy;
mod output;

use std::io::{self, IsTerminal};

use serde_json::json;
use virt::Domain;
use virt::api::domain::{DomainConsoleFlags, DomainState};

use self::copy::End;
use crate::arguments::Arguments;
use crate::output::{Failure, Output};
use crate::session::{By, Session};
use crate::terminal::{Interrupts, Raw};

/// `console`.
pub(super) fn console(session: &mut Session<'_>, arguments: &Arguments) -> Result<Output, Failure> {
    let options = [("force", DomainConsoleFlags::FORCE), ("safe", DomainConsoleFlags::SAFE)];
    let flags = options.into_iter().filter(|(name, _)| arguments.is_set(name));
    let flags = flags.map(|(_, flag)| flag).collect();
    let device = arguments.text("devname")?;
    let domain = session.domain(arguments, By::IdOrName)?;
    attach(session, &domain, device, flags, arguments.is_set("resume"))
}

/// Stays on the console of `domain` until it ends or the user leaves it.
pub(super) fn attach(
    session: &Session<'_>,
    domain: &Domain,
    device: Option<&str>,
    flags: DomainConsoleFlags,
    resume: bool,
) -> Result<Output, Failure> {
    if domain.status()?.state() == DomainState::Shutoff {
        return Err("The domain is not running".to_owned().into());
    }
    let stream = domain.open_console(device, flags)?;
    let name = domain.name();
    let terminal = io::stdin().is_terminal() && io::stdout().is_terminal();
    let escape = terminal.then(|| session.escape().clone());
    if let Some(escape) = escape.as_ref().filter(|_| !session.is_json()) {
        let text = format!("Connected to domain '{name}'\nEscape character is {escape}\n");
        session.emit(&Output::text(text, json!(null)));
    }
    if resume && domain.status()?.state() == DomainState::Paused {
        domain.resume().map_err(Failure::because(format!("Failed to resume domain '{name}'")))?;
    }
    let interrupts = Interrupts::catch().map_err(cannot)?;
    let raw = terminal.then(Raw::start).transpose().map_err(cannot)?;
    let end = copy::until_end(&stream, escape.as_ref(), &interrupts, session.is_json());
    drop(raw);
    match end? {
        End::Interrupted => Err(Failure::silent()),
        end => {
            let text = if terminal { "\n" } else { "" };
            let json = json!({ "domain": name, "console": end.word() });
            Ok(Output::text(text, json))
        }
    }
}

/// Why the terminal cannot be used.
pub(super) fn cannot(err: io::Error) -> Failure {
    format!("cannot use the terminal: {}", crate::output::reason(&err)).into()
}
