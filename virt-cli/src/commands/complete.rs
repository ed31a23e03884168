//! What could be typed next: for a shell, and for the prompt.

use serde_json::json;
use virt::api::domain::{ConnectListAllDomainsFlags as Filter, DomainEventId};
use virt::api::nodedev::{ConnectListAllNodeDeviceFlags as DeviceFilter, NodeDeviceEventId};

use super::help;
use crate::arguments::Arguments;
use crate::output::{Failure, Output};
use crate::session::Session;
use crate::syntax::{self, Command, Opt, Takes};

/// `complete`: the last of its words may be unfinished; a line for each word that it could become.
pub(super) fn complete(
    session: &mut Session<'_>,
    arguments: &Arguments,
) -> Result<Output, Failure> {
    let words: Vec<&str> = arguments.all("string").collect();
    let found = candidates(session, &words);
    if found.is_empty() {
        return Err(Failure::silent());
    }
    let text: String = found.iter().map(|word| format!("{word}\n")).collect();
    Ok(Output::text(text, json!(found)))
}

/// The words that the last one of `words` could become; the first names a command.
///
/// A hypervisor that does not answer has no names to offer, and that is no error here.
pub(crate) fn candidates(session: &mut Session<'_>, words: &[&str]) -> Vec<String> {
    let (last, before) = words.split_last().map_or(("", &[][..]), |(last, rest)| (*last, rest));
    let found = match before.split_first() {
        None => help::shown().map(|entry| entry.name.to_owned()).collect(),
        Some((name, before)) => match syntax::find(name) {
            Some(command) => next(session, command, before, last),
            None => Vec::new(),
        },
    };
    found.into_iter().filter(|word| word.starts_with(last)).collect()
}

/// What a word of a command can be after those `before` it.
fn next(session: &mut Session<'_>, command: &Command, before: &[&str], last: &str) -> Vec<String> {
    let place = Place::after(command, before);
    let filled = match place.value_of {
        None if last.is_empty() || last.starts_with('-') => None,
        None => Some(place.bare(command)),
        Some(option) => Some(Some(option)),
    };
    if let Some(option) = filled {
        let values = option.and_then(|option| values(session, command, option, last));
        if values.is_some() || !last.is_empty() {
            return values.unwrap_or_default();
        }
    }
    let open = command.options.iter().filter(|option| place.is_open(option));
    open.map(|option| format!("--{}", option.name)).collect()
}

/// Where a word stands in its command.
#[derive(Default)]
struct Place {
    given: Vec<&'static str>,
    /// The option that the word is the value of.
    value_of: Option<&'static Opt>,
}

impl Place {
    fn after(command: &Command, before: &[&str]) -> Self {
        let mut place = Place::default();
        for word in before {
            if place.value_of.take().is_some() || *word == "--" {
                continue;
            }
            let option = match word.strip_prefix("--") {
                None => place.bare(command),
                Some(text) => {
                    let name = text.split_once('=').map_or(text, |(name, _)| name);
                    // Nothing is known of a command with a mistake in it.
                    let Some((option, constant)) = command.option(name) else {
                        return Place::default();
                    };
                    let follows = option.takes != Takes::Nothing && constant.is_none();
                    place.value_of = (follows && !text.contains('=')).then_some(option);
                    Some(option)
                }
            };
            place.given.extend(option.map(|option| option.name));
        }
        place
    }

    /// The option that a word without a name fills.
    fn bare(&self, command: &Command) -> Option<&'static Opt> {
        let options: &'static [Opt] = command.options;
        options.iter().find(|option| option.bare && self.is_open(option))
    }

    fn is_open(&self, option: &Opt) -> bool {
        option.repeatable || !self.given.contains(&option.name)
    }
}

/// The values that an option could have, where that is known.
fn values(
    session: &mut Session<'_>,
    command: &Command,
    option: &Opt,
    last: &str,
) -> Option<Vec<String>> {
    Some(match (command.name, option.name) {
        (name, "domain") => domains(session, activity(name)),
        ("event", "event") => {
            DomainEventId::ALL.iter().map(|id| id.event_name().to_owned()).collect()
        }
        ("shutdown" | "reboot", "mode") => {
            after_comma(last, ["acpi", "agent", "initctl", "signal", "paravirt"])
        }
        ("nodedev-event", "event") => {
            NodeDeviceEventId::ALL.iter().map(|id| id.event_name().to_owned()).collect()
        }
        ("nodedev-list", "cap") => after_comma(last, DeviceFilter::capability_types()),
        (name, "device") if name.starts_with("nodedev-") => devices(session, name),
        ("help", "command") => help::words().map(str::to_owned).collect(),
        _ => return None,
    })
}

/// Those of `words` that can go on a list with commas; what stands before the last comma of `last`
/// is settled.
fn after_comma(last: &str, words: impl IntoIterator<Item = &'static str>) -> Vec<String> {
    let settled = last.rfind(',').map_or("", |comma| &last[..=comma]);
    words
        .into_iter()
        .filter(|word| !settled.split(',').any(|known| known == *word))
        .map(|word| format!("{settled}{word}"))
        .collect()
}

/// Which domains the command can do something to.
fn activity(command: &str) -> Filter {
    match command {
        "start" => Filter::INACTIVE,
        "console" | "destroy" | "domid" | "reboot" | "reset" | "resume" | "shutdown"
        | "suspend" => Filter::ACTIVE,
        _ => Filter::empty(),
    }
}

fn domains(session: &mut Session<'_>, filter: Filter) -> Vec<String> {
    let listed = session.connection().ok().and_then(|connection| connection.domains(filter).ok());
    listed.unwrap_or_default().iter().map(|domain| domain.name().to_owned()).collect()
}

/// The devices that the command can do something to.
fn devices(session: &mut Session<'_>, command: &str) -> Vec<String> {
    let filter = match command {
        "nodedev-start" => DeviceFilter::INACTIVE,
        "nodedev-destroy" | "nodedev-detach" | "nodedev-explain" | "nodedev-reattach"
        | "nodedev-reset" => DeviceFilter::ACTIVE,
        "nodedev-autostart" | "nodedev-undefine" => DeviceFilter::PERSISTENT,
        _ => DeviceFilter::empty(),
    };
    let listed =
        session.connection().ok().and_then(|connection| connection.node_devices(filter).ok());
    listed.unwrap_or_default().iter().map(|device| device.name().to_owned()).collect()
}
