//! The words of one command, held against its syntax.

use std::str::FromStr;

use crate::syntax::{Command, Opt, Takes};
use crate::words::Word;

/// A command's options with the values that were given.
#[derive(Debug)]
pub(crate) struct Arguments {
    pub(crate) command: &'static Command,
    given: Vec<(&'static Opt, String)>,
    /// Whether `--help` asks for the command's help instead.
    pub(crate) help: bool,
}

impl Arguments {
    /// Holds `words`, which follow the command's name, against its syntax.
    pub(crate) fn parse(command: &'static Command, words: Vec<Word>) -> Result<Self, String> {
        let mut parsed = Arguments { command, given: Vec::new(), help: false };
        let mut words = words.into_iter();
        let mut only_data = false;
        while let Some(word) = words.next() {
            match word.text.strip_prefix("--") {
                Some("") if !only_data && !word.quoted => only_data = true,
                Some("help") if !only_data => {
                    parsed.help = true;
                    return Ok(parsed);
                }
                Some(option) if !only_data => parsed.named(option, &mut words)?,
                _ => {
                    only_data |= parsed.bare(word.text)?;
                }
            }
        }
        match command.options.iter().find(|o| o.required && parsed.all(o.name).next().is_none()) {
            Some(missing) if missing.bare => {
                Err(format!("command '{}' requires <{}> option", command.name, missing.name))
            }
            Some(missing) => {
                Err(format!("command '{}' requires --{} option", command.name, missing.name))
            }
            None => Ok(parsed),
        }
    }

    fn named(&mut self, text: &str, words: &mut impl Iterator<Item = Word>) -> Result<(), String> {
        let (name, value) = match text.split_once('=') {
            Some((name, value)) => (name, Some(value.to_owned())),
            None => (text, None),
        };
        let command = self.command;
        let option =
            command.options.iter().find(|option| option.name == name).ok_or_else(|| {
                format!("command '{}' doesn't support option --{name}", command.name)
            })?;
        if !option.repeatable && self.is_set(name) {
            return Err(format!("option --{name} already seen"));
        }
        let value = match (option.takes, value) {
            (Takes::Nothing, Some(_)) => return Err(format!("invalid '=' after option --{name}")),
            (Takes::Nothing, None) => String::new(),
            (_, Some(value)) => value,
            (_, None) => words
                .next()
                .map(|word| word.text)
                .ok_or_else(|| format!("expected syntax: --{name} <{}>", option.placeholder()))?,
        };
        self.given.push((option, value));
        Ok(())
    }

    /// Fills the next option whose name may be left out; whether all that follows is data too.
    fn bare(&mut self, text: String) -> Result<bool, String> {
        let command = self.command;
        let next = command
            .options
            .iter()
            .find(|option| option.bare && (option.repeatable || !self.is_set(option.name)))
            .ok_or_else(|| format!("unexpected data '{text}'"))?;
        self.given.push((next, text));
        Ok(next.takes_remaining)
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
    use crate::syntax;

    fn parse(line: &str) -> Result<Arguments, String> {
        let mut words = crate::words::split(line)?.remove(0).into_iter();
        let name = words.next().unwrap().text;
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
