//! What each command's words may be: virsh's syntax as a table, and beside it virt's own.

mod own;
mod table;

/// A command.
#[derive(Debug)]
pub(crate) struct Command {
    /// The word that names it.
    pub(crate) name: &'static str,
    /// The group that help lists it in.
    pub(crate) group: &'static str,
    /// Other words for it.
    pub(crate) aliases: &'static [&'static str],
    /// Whether it talks to a hypervisor.
    pub(crate) connects: bool,
    /// Its options, in the order in which bare words fill them.
    pub(crate) options: &'static [Opt],
}

impl Command {
    /// The option called `name`; if that is an older name for one of its values, with the value.
    pub(crate) fn option(&self, name: &str) -> Option<(&'static Opt, Option<&'static str>)> {
        let options: &'static [Opt] = self.options;
        if let Some(option) = options.iter().find(|option| option.name == name) {
            return Some((option, None));
        }
        options.iter().find_map(|option| {
            let (_, value) = option.aliases.iter().find(|(alias, _)| *alias == name)?;
            Some((option, *value))
        })
    }
}

/// What an option takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Takes {
    /// Nothing: it is there or not.
    Nothing,
    /// Any text.
    Text,
    /// A number.
    Number,
}

/// An option of a command.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Opt {
    pub(crate) name: &'static str,
    pub(crate) takes: Takes,
    /// Whether a word without the option's name can fill it.
    pub(crate) bare: bool,
    /// Whether help shows it by its name although a bare word can fill it.
    pub(crate) named: bool,
    pub(crate) required: bool,
    pub(crate) repeatable: bool,
    pub(crate) may_be_empty: bool,
    /// Older names, each with the value that it stands for if it takes none itself.
    pub(crate) aliases: &'static [(&'static str, Option<&'static str>)],
}

impl Opt {
    const fn new(name: &'static str, takes: Takes, bare: bool) -> Self {
        Opt {
            name,
            takes,
            bare,
            named: !bare,
            required: false,
            repeatable: false,
            may_be_empty: false,
            aliases: &[],
        }
    }

    const fn required(mut self) -> Self {
        self.required = true;
        self
    }

    const fn repeatable(mut self) -> Self {
        self.repeatable = true;
        self
    }

    const fn may_be_empty(mut self) -> Self {
        self.may_be_empty = true;
        self
    }

    const fn aliases(mut self, aliases: &'static [(&'static str, Option<&'static str>)]) -> Self {
        self.aliases = aliases;
        self
    }

    const fn named(mut self) -> Self {
        self.named = true;
        self
    }

    /// The word that help shows for what the option takes.
    pub(crate) fn placeholder(&self) -> &'static str {
        match self.takes {
            Takes::Nothing => "",
            Takes::Text => "string",
            Takes::Number => "number",
        }
    }
}

/// An option that is there or not.
const fn flag(name: &'static str) -> Opt {
    Opt::new(name, Takes::Nothing, false)
}

/// An option with a text.
const fn string(name: &'static str) -> Opt {
    Opt::new(name, Takes::Text, false)
}

/// An option with a number.
const fn number(name: &'static str) -> Opt {
    Opt::new(name, Takes::Number, false)
}

/// An option with a number, whose name may be left out.
const fn number_argument(name: &'static str) -> Opt {
    Opt::new(name, Takes::Number, true)
}

/// An option with a text, whose name may be left out.
const fn argument(name: &'static str) -> Opt {
    Opt::new(name, Takes::Text, true)
}

/// The command that `word` names.
pub(crate) fn find(word: &str) -> Option<&'static Command> {
    let commands = own::COMMANDS.iter().chain(table::COMMANDS);
    commands.into_iter().find(|command| command.name == word || command.aliases.contains(&word))
}
