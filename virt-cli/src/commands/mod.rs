//! What each command does, one file a group.

mod complete;
mod console;
mod definition;
mod descriptions;
mod devices;
mod events;
mod help;
mod host;
mod information;
mod itself;
mod lifecycle;
mod listing;
mod node_devices;
mod states;
mod watch;

pub(crate) use complete::candidates;
pub(crate) use help::of as help_of;
pub(crate) use host::API_VERSION_TEXT;

use crate::arguments::Arguments;
use crate::output::{Failure, Output};
use crate::session::Session;

/// Runs a command.
pub(crate) type Run = fn(&mut Session<'_>, &Arguments) -> Result<Output, Failure>;

/// A command's function and its one line of help.
struct Entry {
    name: &'static str,
    about: &'static str,
    run: Run,
}

const fn entry(name: &'static str, about: &'static str, run: Run) -> Entry {
    Entry { name, about, run }
}

/// The commands that there are, in the order of help.
const ENTRIES: &[Entry] = &[
    entry("attach-device", "plug a device into a domain", devices::attach),
    entry("autostart", "start a domain with its host, or not", lifecycle::autostart),
    entry("console", "type and read on a guest's console", console::console),
    entry("create", "start a domain from an XML file without defining it", definition::create),
    entry("define", "define a domain from an XML file, or change it", definition::define),
    entry("destroy", "take the power away from a domain", lifecycle::destroy),
    entry("detach-device", "unplug a device of a domain", devices::detach),
    entry("detach-device-alias", "unplug the device with a name", devices::detach_alias),
    entry("domid", "print the id of a domain", information::domid),
    entry("domname", "print the name of a domain", information::domname),
    entry("domuuid", "print the UUID of a domain", information::domuuid),
    entry("dumpxml", "print the definition of a domain", definition::dumpxml),
    entry("reboot", "ask a guest to reboot", lifecycle::reboot),
    entry("reset", "pull the reset line of a domain", lifecycle::reset),
    entry("resume", "let a suspended domain run on", lifecycle::resume),
    entry("shutdown", "ask a guest to shut down", lifecycle::shutdown),
    entry("start", "start a defined domain", lifecycle::start),
    entry("suspend", "stop the processors of a domain", lifecycle::suspend),
    entry("undefine", "remove the definition of a domain", definition::undefine),
    entry("dominfo", "print what a domain has and does", information::dominfo),
    entry("domstate", "print what a domain does", information::domstate),
    entry("list", "list domains", listing::list),
    entry("event", "wait for what happens to domains", events::event),
    entry("capabilities", "print what host and hypervisor can do", host::capabilities),
    entry("nodeinfo", "print processors and memory of the host", host::nodeinfo),
    entry("uri", "print the URI of the connection", host::uri),
    entry("version", "print versions", host::version),
    entry("nodedev-autostart", "start a device with its host, or not", node_devices::autostart),
    entry("nodedev-buses", "list the buses that devices are on", node_devices::buses),
    entry("nodedev-capabilities", "list what devices can be", node_devices::capabilities),
    entry("nodedev-changes", "print what became of devices since a token", node_devices::changes),
    entry("nodedev-create", "make a device from an XML file", node_devices::create),
    entry("nodedev-define", "define a device from an XML file, or change it", node_devices::define),
    entry("nodedev-destroy", "take a device away from the host", node_devices::destroy),
    entry("nodedev-detach", "take a device away from its driver", node_devices::detach),
    entry("nodedev-dumpxml", "print the description of a device", node_devices::dumpxml),
    entry("nodedev-event", "wait for what happens to devices", node_devices::event),
    entry("nodedev-explain", "say what keeps guests from having a device", node_devices::explain),
    entry("nodedev-info", "print what a device is part of and does", node_devices::info),
    entry("nodedev-list", "list devices of the host", node_devices::list),
    entry("nodedev-properties", "print what selects a device", node_devices::properties),
    entry("nodedev-reattach", "give a device back to its driver", node_devices::reattach),
    entry("nodedev-reset", "bring a device into the state after power-on", node_devices::reset),
    entry("nodedev-select", "list devices by an expression", node_devices::select),
    entry("nodedev-start", "start a defined device", node_devices::start),
    entry("nodedev-undefine", "remove the definition of a device", node_devices::undefine),
    entry("nodedev-update", "change a device from an XML file", node_devices::update),
    entry("cd", "change to another folder", itself::cd),
    entry("complete", "print what could be typed next", complete::complete),
    entry("connect", "connect to another hypervisor", itself::connect),
    entry("echo", "print words", itself::echo),
    entry("exit", "end", itself::quit),
    entry("help", "list the commands, or explain one", help::help),
    entry("pwd", "print the folder", itself::pwd),
    entry("quit", "end", itself::quit),
];

/// What is said of a command that only virsh has.
pub(crate) fn missing(name: &str) -> String {
    format!("command '{name}' is virsh's, and virt {} has not got it", env!("CARGO_PKG_VERSION"))
}

/// The function of the command `name`.
pub(crate) fn find(name: &str) -> Option<Run> {
    ENTRIES.iter().find(|entry| entry.name == name).map(|entry| entry.run)
}
