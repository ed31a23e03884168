//! The words of one command, held against its syntax.

use std::str::FromStr;

use crate::globals::{self, Format};
use crate::syntax::{Command, Opt, Takes};

/// A command's options with the values that were given.
#[derive(Debug)]
pub(crate) struct Arguments {
    pub(crate) command: &'static Command,
    given: Vec<(&'static Opt, String)>,
    /// Whether `--help` asks for the command's help instead.
    pub(crate) help: bool,
    /// How this command's output is set, if `--format` says so after the command.
    pub(crate) format: Option<Format>,
}

impl Arguments {
    /// Holds `words`, which follow the command's name, against its syntax.
    pub(crate) fn parse(command: &'static Command, words: Vec<String>) -> Result<Self, String> {
        let mut parsed = Arguments { command, given: Vec::new(), help: false, format: None };
        let mut words = words.into_iter();
        let mut only_data = false;
        while let Some(word) = words.next() {
            match word.strip_prefix("--") {
                Some("") if !only_data => only_data = true,
                Some(option) if !only_data => parsed.named(option, &mut words)?,
                _ => parsed.bare(word)?,
            }
        }
        let missing =
            command.options.iter().find(|o| o.required && parsed.all(o.name).next().is_none());
        match missing {
            Some(option) if !parsed.help => Err(format!(
                "command '{}' requires {} option",
                command.name,
                match option.bare {
                    true => format!("<{}>", option.name),
                    false => format!("--{}", option.name),
                }
            )),
            _ => Ok(parsed),
        }
    }

    /// Takes an option by its name, with its value if it has one.
    fn named(
        &mut self,
        text: &str,
        words: &mut impl Iterator<Item = String>,
    ) -> Result<(), String> {
        let (name, value) = match text.split_once('=') {
            Some((name, value)) => (name, Some(value.to_owned())),
            None => (text, None),
        };
        let command = self.command;
        let Some((option, constant)) = command.option(name) else {
            return self.unlisted(name, value, words);
        };
        if !option.repeatable && self.is_set(option.name) {
            return Err(format!("option --{} already seen", option.name));
        }
        let value = match (option.takes, constant, value) {
            (Takes::Nothing, _, Some(_)) | (_, Some(_), Some(_)) => {
                return Err(format!("invalid '=' after option --{name}"));
            }
            (Takes::Nothing, _, None) => String::new(),
            (_, Some(constant), None) => constant.to_owned(),
            (_, None, Some(value)) => value,
            (_, None, None) => words
                .next()
                .ok_or_else(|| format!("expected syntax: --{name} <{}>", option.placeholder()))?,
        };
        self.given.push((option, value));
        Ok(())
    }

    /// Takes one of the options that every command has.
    fn unlisted(
        &mut self,
        name: &str,
        value: Option<String>,
        words: &mut impl Iterator<Item = String>,
    ) -> Result<(), String> {
        match name {
            "help" => self.help = true,
            "format" => {
                let value = value
                    .or_else(|| words.next())
                    .ok_or_else(|| "expected syntax: --format <string>".to_owned())?;
                self.format = Some(globals::format(&value)?);
            }
            _ => {
                let command = self.command.name;
                return Err(format!("command '{command}' doesn't support option --{name}"));
            }
        }
        Ok(())
    }

    /// Fills the next option whose name may be left out.
    fn bare(&mut self, text: String) -> Result<(), String> {
        let command = self.command;
        let next = command
            .options
            .iter()
            .find(|option| option.bare && (option.repeatable || !self.is_set(option.name)))
            .ok_or_else(|| format!("unexpected data '{text}'"))?;
        self.given.push((next, text));
        Ok(())
    }

    /// Whether the option was given.
    pub(crate) fn is_set(&self, name: &str) -> bool {
        debug_assert!(self.command.options.iter().any(|o| o.name == name), "no option {name}");
        self.given.iter().any(|(option, _)| option.name == name)
    }

    /// The value of the option, if it was given. An empty one is an error where none may be.
    pub(crate) fn text(&self, name: &str) -> Result<Option<&str>, String> {
        match self.given.iter().find(|(option, _)| option.name == name) {
            Some((option, value)) if value.is_empty() && !option.may_be_empty => {
                Err(format!("Failed to get option '{name}': Option argument is empty"))
            }
            Some((_, value)) => Ok(Some(value)),
            None => Ok(None),
        }
    }

    /// The value of an option that the syntax requires.
    pub(crate) fn required(&self, name: &str) -> Result<&str, String> {
        self.text(name)?.ok_or_else(|| format!("Failed to get option '{name}'"))
    }

    /// The number that was given for the option.
    pub(crate) fn number<N: FromStr>(&self, name: &str) -> Result<Option<N>, String> {
        let Some(value) = self.text(name)? else { return Ok(None) };
        value.parse().map(Some).map_err(|_| {
            format!("Numeric value '{value}' for <{name}> option is malformed or out of range")
        })
    }

    /// All values of a repeatable option.
    pub(crate) fn all(&self, name: &str) -> impl Iterator<Item = &str> {
        self.given
            .iter()
            .filter(move |(option, _)| option.name == name)
            .map(|(_, value)| value.as_str())
    }

    /// Refuses two options that exclude each other.
    pub(crate) fn exclusive(&self, one: &str, other: &str) -> Result<(), String> {
        if self.is_set(one) && self.is_set(other) {
            return Err(format!("Options --{one} and --{other} are mutually exclusive"));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::Arguments;
    use crate::globals::Format;
    use crate::syntax;

    fn parse(line: &str) -> Result<Arguments, String> {
        let mut words = crate::words::split(line)?.remove(0).into_iter();
        let name = words.next().unwrap();
        Arguments::parse(syntax::find(&name).unwrap(), words.collect())
    }

    #[test]
    fn a_value_may_follow_its_name_an_equals_sign_or_stand_alone() {
        for line in ["domid x", "domid --domain x", "domid --domain=x", "domid -- x"] {
            assert_eq!(parse(line).unwrap().required("domain"), Ok("x"), "{line}");
        }
    }

    #[test]
    fn data_goes_on_after_an_option() {
        let parsed = parse("console --force web serial1").unwrap();
        assert!(parsed.is_set("force"));
        assert_eq!(parsed.required("domain"), Ok("web"));
        assert_eq!(parsed.text("devname"), Ok(Some("serial1")));
    }

    #[test]
    fn two_dashes_end_the_options_however_they_are_written() {
        for line in ["echo -- --xml", "echo '-'\"-\" --xml", "echo \\-\\- --xml"] {
            let parsed = parse(line).unwrap();
            assert!(!parsed.is_set("xml"), "{line}");
            assert_eq!(parsed.all("string").collect::<Vec<_>>(), ["--xml"], "{line}");
        }
    }

    #[test]
    fn an_older_name_may_stand_for_a_value() {
        let parsed = parse("echo --str a --hi").unwrap();
        assert_eq!(parsed.all("string").collect::<Vec<_>>(), ["a", "hello"]);
        assert_eq!(parse("echo --hi=a").unwrap_err(), "invalid '=' after option --hi");
    }

    #[test]
    fn the_format_may_follow_a_command_that_has_no_format_of_its_own() {
        assert_eq!(parse("list --format json").unwrap().format, Some(Format::Json));
        assert!(parse("list --format=yaml").unwrap_err().contains("'yaml'"));
        let copy = parse("blockcopy a b --format raw").unwrap();
        assert_eq!((copy.format, copy.text("format")), (None, Ok(Some("raw"))));
    }

    #[test]
    fn each_mistake_is_told_as_virsh_tells_it() {
        let rows = [
            ("suspend", "command 'suspend' requires <domain> option"),
            ("list --bogus", "command 'list' doesn't support option --bogus"),
            ("list --all=3", "invalid '=' after option --all"),
            ("domid a --domain b", "option --domain already seen"),
            ("domid --domain", "expected syntax: --domain <string>"),
            ("uri extra", "unexpected data 'extra'"),
        ];
        for (line, expected) in rows {
            assert_eq!(parse(line).unwrap_err(), expected);
        }
        let event = parse("event --timeout x").unwrap();
        assert_eq!(
            event.number::<u32>("timeout").unwrap_err(),
            "Numeric value 'x' for <timeout> option is malformed or out of range"
        );
        assert_eq!(
            parse("domid ''").unwrap().required("domain").unwrap_err(),
            "Failed to get option 'domain': Option argument is empty"
        );
    }
}
