//! The commands that virsh has not got.

use super::{Command, argument, flag};

/// Every command that only virt has.
pub(super) const COMMANDS: &[Command] = &[
    node_device("nodedev-buses", &[]),
    node_device("nodedev-capabilities", &[]),
    node_device("nodedev-changes", &[argument("token")]),
    node_device("nodedev-explain", &[argument("device").required()]),
    node_device("nodedev-properties", &[argument("device").required()]),
    node_device(
        "nodedev-select",
        &[argument("expression").required(), flag("inactive"), flag("all")],
    ),
];

const fn node_device(name: &'static str, options: &'static [super::Opt]) -> Command {
    Command { name, group: "nodedev", aliases: &[], connects: true, options }
}
