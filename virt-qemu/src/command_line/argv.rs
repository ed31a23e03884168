//! A command line as a value: what will be run, and with what in its hands.

use std::fmt;
use std::path::PathBuf;

use virt_core::cpu_set::CpuSet;

use super::props::Props;

/// The first descriptor behind standard input, output and error.
const FIRST_DESCRIPTOR: i32 = 3;

/// The command line of one guest's QEMU, complete but for the descriptors that it names.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct CommandLine {
    /// The program.
    pub(crate) binary: PathBuf,
    /// Its arguments, without the program's own name.
    pub(crate) arguments: Vec<String>,
    /// Its environment, complete.
    pub(crate) environment: Vec<(String, String)>,
    /// What has to be opened before the start, with the numbers under which QEMU finds it.
    pub(crate) descriptors: Vec<Descriptor>,
    /// The processors of the host that its threads may run on; all when there is none.
    pub(crate) processors: Option<CpuSet>,
}

/// Something that is opened for QEMU, and that it inherits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Descriptor {
    /// Its number in QEMU.
    pub(crate) number: i32,
    /// What it is.
    pub(crate) source: DescriptorSource,
}

/// What QEMU inherits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum DescriptorSource {
    /// The socket on which QEMU listens for its monitor.
    Monitor,
    /// A UNIX socket that listens at this path.
    Listen(PathBuf),
    /// A device node that is read and written.
    Open(PathBuf),
    /// A file that is written from its start, or from its end.
    Write {
        /// Where it is.
        path: PathBuf,
        /// Whether what it holds is kept.
        append: bool,
    },
}

impl CommandLine {
    pub(super) fn new(binary: PathBuf) -> Self {
        let (arguments, environment) = (Vec::new(), Vec::new());
        CommandLine { binary, arguments, environment, descriptors: Vec::new(), processors: None }
    }

    /// Adds an option that has no value.
    pub(super) fn flag(&mut self, option: &str) {
        self.arguments.push(format!("-{option}"));
    }

    /// Adds an option with its value.
    pub(super) fn option(&mut self, option: &str, value: impl Into<String>) {
        self.flag(option);
        self.arguments.push(value.into());
    }

    /// Adds an option whose value is a JSON object.
    pub(super) fn json(&mut self, option: &str, props: &Props) {
        self.option(option, props.to_string());
    }

    /// Hands something to QEMU and returns its number there.
    pub(super) fn pass(&mut self, source: DescriptorSource) -> i32 {
        let number = FIRST_DESCRIPTOR + i32::try_from(self.descriptors.len()).unwrap_or(i32::MAX);
        self.descriptors.push(Descriptor { number, source });
        number
    }

    /// Hands a file to QEMU as a descriptor set, and returns the path under which QEMU opens it.
    pub(super) fn pass_in_set(&mut self, source: DescriptorSource, label: &str) -> String {
        let set = self.arguments.iter().filter(|argument| *argument == "-add-fd").count();
        let number = self.pass(source);
        self.option("add-fd", format!("set={set},fd={number},opaque={label}"));
        format!("/dev/fdset/{set}")
    }
}

/// As a shell would take it, an option a line.
impl fmt::Display for CommandLine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (name, value) in &self.environment {
            writeln!(f, "{name}={} \\", quoted(value))?;
        }
        write!(f, "{}", quoted(&self.binary.display().to_string()))?;
        for argument in &self.arguments {
            let separator = if argument.starts_with('-') { " \\\n" } else { " " };
            write!(f, "{separator}{}", quoted(argument))?;
        }
        writeln!(f)
    }
}

fn quoted(text: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_=+,./:@%^".contains(c);
    if !text.is_empty() && text.chars().all(plain) {
        return text.to_owned();
    }
    format!("'{}'", text.replace('\'', r"'\''"))
}

/// A value in the comma-separated notation of QEMU's options: a comma in it stands twice.
pub(super) fn escaped(value: &str) -> String {
    value.replace(',', ",,")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_line_can_be_pasted_into_a_shell() {
        let mut line = CommandLine::new("/usr/bin/qemu".into());
        line.environment.push(("LC_ALL".into(), "C".into()));
        line.flag("S");
        line.option("name", "guest=it's");
        line.json("device", &Props::new().text("driver", "VGA"));
        expect_test::expect![[r#"
            LC_ALL=C \
            /usr/bin/qemu \
            -S \
            -name 'guest=it'\''s' \
            -device '{"driver":"VGA"}'
        "#]]
        .assert_eq(&line.to_string());
    }

    #[test]
    fn descriptors_are_numbered_in_order() {
        let mut line = CommandLine::new("/usr/bin/qemu".into());
        assert_eq!(line.pass(DescriptorSource::Monitor), 3);
        let write = |path: &str| DescriptorSource::Write { path: path.into(), append: true };
        assert_eq!(line.pass_in_set(write("/a"), "serial0-source"), "/dev/fdset/0");
        assert_eq!(line.pass_in_set(write("/b"), "serial0-log"), "/dev/fdset/1");
        assert_eq!(line.arguments[3], "set=1,fd=5,opaque=serial0-log");
    }
}
