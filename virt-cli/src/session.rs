//! Commands one after the other over one connection.

use std::io::{self, Write};
use std::time::Instant;

use serde_json::json;
use virt::{Connect, Domain, ErrorKind, OpenOptions};

use crate::arguments::Arguments;
use crate::commands::{self, Run};
use crate::globals::{Format, Globals};
use crate::output::{Failure, Output};
use crate::syntax;
use crate::terminal::Escape;
use crate::words;

/// Commands one after the other over one connection, which is opened when one needs it.
pub(crate) struct Session<'a> {
    globals: &'a Globals,
    connection: Option<Connect>,
    /// How the output of the command that runs is set.
    format: Format,
    quits: bool,
}

/// The ways to name a domain that a command accepts, beside its UUID.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum By {
    /// Its name.
    Name,
    /// Its id.
    Id,
    /// Its id or its name.
    IdOrName,
}

impl<'a> Session<'a> {
    pub(crate) fn new(globals: &'a Globals) -> Self {
        Session { globals, connection: None, format: globals.format, quits: false }
    }

    /// Whether a command has asked to end.
    pub(crate) fn quits(&self) -> bool {
        self.quits
    }

    /// Ends after the command that runs.
    pub(crate) fn quit(&mut self) {
        self.quits = true;
    }

    /// Whether only data is printed.
    pub(crate) fn is_quiet(&self) -> bool {
        self.globals.quiet
    }

    /// Whether output is JSON.
    pub(crate) fn is_json(&self) -> bool {
        self.format == Format::Json
    }

    /// The character that ends a console.
    pub(crate) fn escape(&self) -> &Escape {
        &self.globals.escape
    }

    /// Runs `commands`, after all of them were understood; whether the last one succeeded.
    pub(crate) fn run(&mut self, commands: Vec<Vec<String>>) -> bool {
        let parsed: Result<Vec<_>, String> =
            commands.into_iter().filter_map(|words| parse(words).transpose()).collect();
        let parsed = match parsed {
            Ok(parsed) => parsed,
            Err(message) => return self.refuse(message),
        };
        let mut ok = true;
        for (run, arguments) in parsed {
            ok = self.run_one(run, &arguments);
            if self.quits || (!ok && self.connection.is_none() && arguments.command.connects) {
                break;
            }
        }
        ok
    }

    fn run_one(&mut self, run: Run, arguments: &Arguments) -> bool {
        let started = Instant::now();
        self.format = arguments.format.unwrap_or(self.globals.format);
        let result = match arguments.help {
            true => commands::help_of(arguments.command),
            false => self.connected(arguments).and_then(|()| run(self, arguments)),
        };
        let ok = result.as_ref().map_or_else(|failure| failure.passes, |_| true);
        self.report(result);
        // virsh sets off each command's output with an empty line.
        if self.format == Format::Plain && !self.quits {
            if self.globals.timing {
                println!("\n(Time: {:.3} ms)\n", started.elapsed().as_secs_f64() * 1000.0);
            } else if !self.globals.quiet {
                println!();
            }
        }
        self.format = self.globals.format;
        ok
    }

    /// Runs the commands of one text; whether the last one succeeded.
    pub(crate) fn run_line(&mut self, line: &str) -> bool {
        match words::split(line) {
            Ok(commands) => self.run(commands),
            Err(message) => self.refuse(message),
        }
    }

    /// Whether calls that change something are refused.
    pub(crate) fn is_read_only(&self) -> bool {
        self.globals.read_only
    }

    /// Tells what went wrong.
    pub(crate) fn tell(&self, failure: &Failure) {
        match self.format {
            Format::Plain => eprint!("{}", failure.text()),
            Format::Json if failure.is_silent() => {}
            Format::Json => eprintln!("{}", failure.json()),
        }
    }

    /// Tells what its reader may want to know, beside what a command prints.
    pub(crate) fn note(&self, text: &str) {
        match self.format {
            Format::Plain => eprintln!("note: {text}"),
            Format::Json => eprintln!("{}", json!({ "note": text })),
        }
    }

    /// Says why a command line is not understood.
    fn refuse(&self, message: String) -> bool {
        self.report(Err(message.into()));
        false
    }

    /// The connection.
    pub(crate) fn connection(&mut self) -> Result<&Connect, Failure> {
        if self.connection.is_none() {
            let options = OpenOptions::new().read_only(self.globals.read_only);
            let opened = Connect::open_with(options, self.globals.connect.as_deref())
                .map_err(Failure::because("failed to connect to the hypervisor"))?;
            self.connection = Some(opened);
        }
        self.connection.as_ref().ok_or_else(|| "no valid connection".to_owned().into())
    }

    /// Connects to another URI, or the same one in another way.
    pub(crate) fn reconnect(&mut self, uri: Option<&str>, read_only: bool) -> Result<(), Failure> {
        self.connection = None;
        let options = OpenOptions::new().read_only(read_only);
        let uri = uri.or(self.globals.connect.as_deref());
        let opened = Connect::open_with(options, uri)
            .map_err(Failure::because("Failed to connect to the hypervisor"))?;
        self.connection = Some(opened);
        Ok(())
    }

    /// The domain that the option `domain` names.
    pub(crate) fn domain(&mut self, arguments: &Arguments, by: By) -> Result<Domain, Failure> {
        let name = arguments.required("domain")?.to_owned();
        find(self.connection()?, &name, by).map_err(|err| match err.kind() {
            ErrorKind::NoDomain => format!("failed to get domain '{name}'").into(),
            _ => Failure::because(format!("failed to get domain '{name}'"))(err),
        })
    }

    /// Prints a part of a command's output before it ends.
    pub(crate) fn emit(&self, output: &Output) {
        let mut out = io::stdout().lock();
        // Nobody is left to be told that the reader of our output has gone.
        let _ = match self.format {
            Format::Plain if output.reassures && self.globals.quiet => Ok(()),
            Format::Plain => out.write_all(output.text.as_bytes()),
            Format::Json => writeln!(out, "{}", output.json),
        };
        let _ = out.flush();
    }

    fn connected(&mut self, arguments: &Arguments) -> Result<(), Failure> {
        match arguments.command.connects && arguments.command.name != "connect" {
            true => self.connection().map(|_| ()),
            false => Ok(()),
        }
    }

    fn report(&self, result: Result<Output, Failure>) {
        match result {
            Ok(output) if self.format == Format::Json && output.json.is_null() => {}
            Ok(output) => self.emit(&output),
            Err(failure) => self.tell(&failure),
        }
    }
}

/// The function and the arguments of one command; none for a comment.
fn parse(words: Vec<String>) -> Result<Option<(Run, Arguments)>, String> {
    let mut words = words.into_iter();
    let Some(name) = words.next().filter(|name| !name.starts_with('#')) else { return Ok(None) };
    let command = syntax::find(&name).ok_or_else(|| format!("unknown command: '{name}'"))?;
    let run = commands::find(command.name).ok_or_else(|| commands::missing(&name))?;
    Ok(Some((run, Arguments::parse(command, words.collect())?)))
}

fn find(connection: &Connect, name: &str, by: By) -> virt::Result<Domain> {
    if by != By::Name
        && let Ok(id) = name.parse()
        && let Ok(domain) = connection.domain_by_id(id)
    {
        return Ok(domain);
    }
    if let Ok(domain) = connection.domain_by_uuid(name) {
        return Ok(domain);
    }
    match by {
        By::Id => Err(virt::Error::new(ErrorKind::NoDomain, name)),
        By::Name | By::IdOrName => connection.domain(name),
    }
}
