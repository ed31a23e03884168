//! The commands that virsh has not got, or has with fewer options.

use super::{Command, argument, flag};

/// Every command that only virt has, or that has more options than virsh's.
pub(super) const COMMANDS: &[Command] = &[
    node_device("nodedev-buses", &[]),
    node_device("nodedev-capabilities", &[]),
    node_device("nodedev-changes", &[argument("token")]),
    Command {
        aliases: &["nodedev-dettach"],
        ..node_device(
            "nodedev-detach",
            &[argument("device").required(), argument("driver").named(), flag("force")],
        )
    },
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::table;

    #[test]
    fn virshs_commands_keep_their_words() {
        let names = |command: &Command| command.options.iter().map(|o| o.name).collect::<Vec<_>>();
        let mut extended = 0;
        for own in COMMANDS {
            let Some(virshs) = table::COMMANDS.iter().find(|one| one.name == own.name) else {
                continue;
            };
            extended += 1;
            assert_eq!(own.aliases, virshs.aliases);
            assert_eq!(names(own)[..virshs.options.len()], names(virshs), "{}", own.name);
        }
        assert_eq!(extended, 1);
    }
}
