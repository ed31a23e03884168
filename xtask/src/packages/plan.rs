//! Which commands install what is missing, from facts about the machine alone.

use std::fmt;

use super::Part;
use super::apt::{self, Apt};

/// What the commands depend on.
#[derive(Debug)]
pub(crate) struct Facts {
    /// The machine's package manager, when it is one that is known here.
    pub(crate) manager: Option<Manager>,
    /// Who runs the commands.
    pub(crate) rights: Rights,
}

/// A package manager, with what its commands depend on.
#[derive(Debug)]
pub(crate) enum Manager {
    /// Debian and its relatives.
    Apt(Apt),
    /// Fedora and its relatives.
    Dnf,
    /// Arch and its relatives.
    Pacman,
}

/// How this program may change the system.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Rights {
    /// It is root.
    Root,
    /// It is not, but there is sudo, which may ask for a password at the terminal.
    Sudo,
    /// As `Sudo`, without anybody who could be asked.
    SudoUnattended,
    /// Not at all.
    None,
}

impl Rights {
    /// The words before a command that make it root's.
    pub(crate) fn as_root(self) -> Option<&'static [&'static str]> {
        match self {
            Self::Root => Some(&[]),
            Self::Sudo => Some(&["sudo"]),
            Self::SudoUnattended => Some(&["sudo", "--non-interactive"]),
            Self::None => None,
        }
    }
}

/// One command to run.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Step {
    /// The program and its arguments.
    pub(crate) command: Vec<String>,
    /// What the program reads from its standard input.
    pub(crate) input: Option<String>,
}

impl Step {
    /// Whether the step reads new lists of packages.
    pub(crate) fn refreshes(&self) -> bool {
        self.command.iter().any(|word| word == "update")
    }

    /// The step that reads new lists of packages before this one is tried again.
    pub(crate) fn refresh(&self) -> Option<Self> {
        let at = self.command.iter().position(|word| word == "apt-get")?;
        let mut command = self.command[..=at].to_vec();
        command.push("update".to_owned());
        Some(Self { command, input: None })
    }
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.command.join(" "))?;
        match &self.input {
            None => Ok(()),
            Some(text) => write!(f, " <<'END'\n{text}END"),
        }
    }
}

/// Returns the commands that install `missing` on a machine of which `facts` are known.
///
/// # Errors
///
/// Why it cannot be done, with the command that would where that is known.
pub(crate) fn plan(facts: &Facts, missing: &[&Part]) -> Result<Vec<Step>, String> {
    let Some(manager) = &facts.manager else {
        return Err("install it yourself: no apt-get, dnf or pacman is here".to_owned());
    };
    let steps = match manager {
        Manager::Apt(apt) => apt::steps(apt, &packages(missing, |part| part.apt)),
        Manager::Dnf => vec![step("dnf install -y", &packages(missing, |part| part.dnf))],
        Manager::Pacman => {
            vec![step("pacman -S --needed --noconfirm", &packages(missing, |part| part.pacman))]
        }
    };
    let Some(sudo) = facts.rights.as_root() else {
        let commands: Vec<String> = steps.iter().map(Step::to_string).collect();
        return Err(format!("without sudo, run as root\n{}", commands.join("\n")));
    };
    let as_root = |step: Step| Step {
        command: sudo.iter().map(|&word| word.to_owned()).chain(step.command).collect(),
        ..step
    };
    Ok(steps.into_iter().map(as_root).collect())
}

/// A step of the words of `command` and further `arguments`.
pub(super) fn step(command: &str, arguments: &[&str]) -> Step {
    let words = command.split_whitespace().chain(arguments.iter().copied());
    Step { command: words.map(str::to_owned).collect(), input: None }
}

/// The packages of all parts, each once.
fn packages<'a>(missing: &[&Part], of: impl Fn(&Part) -> &'a [&'a str]) -> Vec<&'a str> {
    let mut packages: Vec<&str> = missing.iter().flat_map(|part| of(part)).copied().collect();
    packages.sort_unstable();
    packages.dedup();
    packages
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;
    use crate::packages::{LIBVIRTD, QEMU, QEMU_IMG, VIRSH};

    fn check(manager: Option<Manager>, rights: Rights, missing: &[&Part], expected: Expect) {
        let text = match plan(&Facts { manager, rights }, missing) {
            Ok(steps) => steps.iter().map(|step| format!("{step}\n")).collect(),
            Err(why) => format!("error: {why}"),
        };
        expected.assert_eq(&text);
    }

    fn apt() -> Option<Manager> {
        Some(Manager::Apt(Apt { lists_are_here: true, ..Apt::default() }))
    }

    #[test]
    fn each_manager_has_its_own_command_and_names() {
        let missing = [&QEMU, &QEMU_IMG];
        check(
            apt(),
            Rights::Root,
            &missing,
            expect![[r#"
              apt-get install -y --no-install-recommends qemu-system-x86 qemu-utils
        "#]],
        );
        check(
            Some(Manager::Dnf),
            Rights::Root,
            &missing,
            expect![[r#"
              dnf install -y qemu-img qemu-system-x86-core
        "#]],
        );
        check(
            Some(Manager::Pacman),
            Rights::Root,
            &missing,
            expect![[r#"
              pacman -S --needed --noconfirm qemu-img qemu-system-x86
        "#]],
        );
    }

    #[test]
    fn a_package_of_two_parts_is_installed_once() {
        check(
            Some(Manager::Pacman),
            Rights::Root,
            &[&VIRSH, &LIBVIRTD],
            expect![[r#"
              pacman -S --needed --noconfirm libvirt
        "#]],
        );
    }

    #[test]
    fn rights_come_from_sudo() {
        check(
            apt(),
            Rights::Sudo,
            &[&QEMU],
            expect![[r#"
              sudo apt-get install -y --no-install-recommends qemu-system-x86
        "#]],
        );
        check(
            apt(),
            Rights::SudoUnattended,
            &[&QEMU],
            expect![[r#"
              sudo --non-interactive apt-get install -y --no-install-recommends qemu-system-x86
        "#]],
        );
        check(
            apt(),
            Rights::None,
            &[&QEMU],
            expect![[r#"
                error: without sudo, run as root
                apt-get install -y --no-install-recommends qemu-system-x86"#]],
        );
    }

    #[test]
    fn an_unknown_machine_is_told_so() {
        check(
            None,
            Rights::Root,
            &[&QEMU],
            expect!["error: install it yourself: no apt-get, dnf or pacman is here"],
        );
    }

    #[test]
    fn new_lists_are_read_with_the_rights_of_the_failed_step() {
        let failed = step("sudo apt-get install -y", &["a"]);
        assert_eq!(failed.refresh(), Some(step("sudo apt-get update", &[])));
        assert_eq!(step("dnf install -y a", &[]).refresh(), None);
    }
}
