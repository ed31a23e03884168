//! The options before the command.

use crate::terminal::Escape;

/// How output is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Format {
    /// As virsh prints it.
    #[default]
    Plain,
    /// One JSON document a command, or one a line where there are many.
    Json,
}

/// What is printed instead of running a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Information {
    Help,
    ShortVersion,
    LongVersion,
}

/// The options before the command, and the command.
#[derive(Debug, Default)]
pub(crate) struct Globals {
    /// The URI to connect to, without one the default.
    pub(crate) connect: Option<String>,
    /// Connect for reading only.
    pub(crate) read_only: bool,
    /// Print data only.
    pub(crate) quiet: bool,
    /// Print how long each command took.
    pub(crate) timing: bool,
    /// The character that ends a console.
    pub(crate) escape: Escape,
    /// How output is set.
    pub(crate) format: Format,
    /// The words of the command.
    pub(crate) command: Vec<String>,
    information: Option<Information>,
}

const HELP: &str = "\
virt [options]... [<command_string>]
virt [options]... <command> [args...]

  options:
    -c | --connect=URI      the hypervisor to connect to, such as qemu:///system
    -e | --escape <char>    the character that ends a console (^])
    -f | --format=FORMAT    plain or json
    -h | --help             this text
    -q | --quiet            print data only
    -r | --readonly         connect for reading only
    -t | --timing           print how long each command took
    -v                      the version
    -V                      the version and the drivers of this build
         --version[=TYPE]   short or long

  'virt help' lists the commands, 'virt help COMMAND' explains one.
";

impl Globals {
    /// Reads the options up to the command, and takes everything from there as the command.
    pub(crate) fn parse(words: impl IntoIterator<Item = String>) -> Result<Globals, String> {
        let mut globals = Globals::default();
        let mut words = words.into_iter();
        while let Some(word) = words.next() {
            if !word.starts_with('-') || word == "-" {
                globals.command = [word].into_iter().chain(words).collect();
                break;
            }
            if word == "--" {
                globals.command = words.collect();
                break;
            }
            for (name, value) in options(&word) {
                let mut value = || {
                    value.map(str::to_owned).or_else(|| words.next()).ok_or_else(|| {
                        format!("option '{name}' requires an argument; see 'virt --help'")
                    })
                };
                match name {
                    "c" | "connect" => globals.connect = Some(value()?),
                    "e" | "escape" => globals.escape = Escape::parse(&value()?)?,
                    "f" | "format" => globals.format = format(&value()?)?,
                    "r" | "readonly" => globals.read_only = true,
                    "q" | "quiet" => globals.quiet = true,
                    "t" | "timing" => globals.timing = true,
                    "h" | "help" => globals.information = Some(Information::Help),
                    "v" => globals.information = Some(Information::ShortVersion),
                    "V" => globals.information = Some(Information::LongVersion),
                    "version" => globals.information = Some(version_kind(&word)?),
                    // virsh's, for talking to a far daemon and for its own log.
                    "d" | "debug" | "k" | "keepalive-interval" | "K" | "keepalive-count" | "l"
                    | "log" => {
                        value()?;
                    }
                    _ => return Err(format!("unsupported option '{word}'. See --help.")),
                }
            }
        }
        Ok(globals)
    }

    /// What is printed instead of running a command, if something is.
    pub(crate) fn information(&self) -> Option<String> {
        let version = env!("CARGO_PKG_VERSION");
        Some(match self.information? {
            Information::Help => HELP.to_owned(),
            Information::ShortVersion => format!("{version}\n"),
            Information::LongVersion => {
                let registry = virt::Registry::linked();
                let names: Vec<_> = registry.entries().iter().map(|entry| entry.name()).collect();
                format!(
                    "virt {version}, a command line for libvirt's API {}\ndrivers: {}\n",
                    crate::commands::API_VERSION_TEXT,
                    names.join(" ")
                )
            }
        })
    }
}

/// The options in one word: `--name`, `--name=value`, `-abc`, `-cVALUE`.
fn options(word: &str) -> Vec<(&str, Option<&str>)> {
    if let Some(long) = word.strip_prefix("--") {
        return vec![match long.split_once('=') {
            Some((name, value)) => (name, Some(value)),
            None => (long, None),
        }];
    }
    let letters = word.strip_prefix('-').unwrap_or(word);
    let mut found = Vec::new();
    for (at, letter) in letters.char_indices() {
        let end = at + letter.len_utf8();
        if "cedfkKl".contains(letter) {
            found.push((&letters[at..end], Some(&letters[end..]).filter(|rest| !rest.is_empty())));
            break;
        }
        found.push((&letters[at..end], None));
    }
    found
}

/// The format called `name`.
pub(crate) fn format(name: &str) -> Result<Format, String> {
    match name {
        "plain" => Ok(Format::Plain),
        "json" => Ok(Format::Json),
        _ => Err(format!("unknown format '{name}', expecting 'plain' or 'json'")),
    }
}

fn version_kind(word: &str) -> Result<Information, String> {
    match word {
        "--version" | "--version=short" => Ok(Information::ShortVersion),
        "--version=long" => Ok(Information::LongVersion),
        _ => Err(format!("unsupported option '{word}'. See --help.")),
    }
}

#[cfg(test)]
mod tests {
    use super::{Format, Globals};

    fn parse(words: &[&str]) -> Result<Globals, String> {
        Globals::parse(words.iter().map(|word| (*word).to_owned()))
    }

    #[test]
    fn options_end_where_the_command_begins() {
        let globals = parse(&["-rqc", "test:///default", "list", "--all", "-q"]).unwrap();
        assert!(globals.read_only && globals.quiet && !globals.timing);
        assert_eq!(globals.connect.as_deref(), Some("test:///default"));
        assert_eq!(globals.command, ["list", "--all", "-q"]);
    }

    #[test]
    fn values_may_be_glued_or_follow() {
        let forms: [&[&str]; 4] = [&["-cX"], &["-c", "X"], &["--connect=X"], &["--connect", "X"]];
        for words in forms {
            assert_eq!(parse(words).unwrap().connect.as_deref(), Some("X"), "{words:?}");
        }
        assert_eq!(parse(&["--format=json"]).unwrap().format, Format::Json);
    }

    #[test]
    fn mistakes_are_named() {
        assert!(parse(&["--nonsense"]).unwrap_err().contains("--nonsense"));
        assert!(parse(&["-c"]).unwrap_err().contains("requires an argument"));
        assert!(parse(&["--format", "yaml"]).unwrap_err().contains("'yaml'"));
    }
}
