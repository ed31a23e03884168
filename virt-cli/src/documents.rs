//! `virt xml`: checks, writes again and compares documents. It needs no connection, and virsh has
//! nothing like it, so it stands beside the table of commands.

use std::fs;
use std::io::Read as _;
use std::process::ExitCode;

use virt::config::{DocumentKind, Rewriting};
use virt::xml::{Document, Finding, Form};

const HELP: &str = "\
virt xml validate FILE...
virt xml format [--inactive] [--security-info] [--fill-defaults] [--in-place] FILE
virt xml diff [--inactive] OLD NEW

  validate         name everything that is wrong, as FILE:LINE:COLUMN: PATH: MESSAGE
  format           print a document in canonical form
  diff             print what changes from one document to another

  --inactive       without what only a running object has
  --security-info  with secrets
  --fill-defaults  with what every driver would add
  --in-place       write the document back instead of printing it

The kind of a document is that of its root element; '-' is the standard input.
Exit codes: 0 for nothing wrong or nothing changed, 1 otherwise, 2 if it cannot be told.
";

/// Nothing is wrong, or nothing changed.
const SAME: u8 = 0;
/// Something is wrong, or changed.
const DIFFERENT: u8 = 1;
/// The documents cannot be read.
const TROUBLE: u8 = 2;

/// Runs `virt xml` with the words behind it.
pub(crate) fn run(words: &[String]) -> ExitCode {
    let code = match words.split_first() {
        Some((command, rest)) => Request::parse(rest).and_then(|request| match command.as_str() {
            "validate" => request.validate(),
            "format" => request.format(),
            "diff" => request.diff(),
            "help" | "--help" | "-h" => {
                print!("{HELP}");
                Ok(SAME)
            }
            other => Err(format!("'{other}' is none of validate, format and diff")),
        }),
        None => Err("what shall be done? 'virt xml help' tells what there is".to_owned()),
    };
    ExitCode::from(code.unwrap_or_else(|message| {
        eprintln!("error: {message}");
        TROUBLE
    }))
}

/// The words behind the command.
#[derive(Default)]
struct Request {
    files: Vec<String>,
    inactive: bool,
    secure: bool,
    fill_defaults: bool,
    in_place: bool,
}

impl Request {
    fn parse(words: &[String]) -> Result<Self, String> {
        let mut request = Request::default();
        let mut options = true;
        for word in words {
            match word.as_str() {
                "--" if options => options = false,
                "--inactive" if options => request.inactive = true,
                "--security-info" if options => request.secure = true,
                "--fill-defaults" if options => request.fill_defaults = true,
                "--in-place" if options => request.in_place = true,
                other if options && other.starts_with("--") => {
                    return Err(format!("unknown option '{other}'; 'virt xml help' lists them"));
                }
                file => request.files.push(file.to_owned()),
            }
        }
        Ok(request)
    }

    fn validate(&self) -> Result<u8, String> {
        if self.files.is_empty() {
            return Err("which file shall be validated?".to_owned());
        }
        let mut code = SAME;
        for file in &self.files {
            code = code.max(validate(file)?);
        }
        Ok(code)
    }

    fn format(&self) -> Result<u8, String> {
        let [file] = self.files.as_slice() else {
            return Err("format takes one file".to_owned());
        };
        let text = read(file)?;
        let form = Form { secure: self.secure, inactive: self.inactive, ..Form::default() };
        let how = Rewriting { form, fill_defaults: self.fill_defaults };
        let written = kind(file, &text)?.rewrite(&text, how).map_err(|err| named(file, &err))?;
        for finding in &written.left_out {
            eprintln!("{}", line(file, finding));
        }
        match self.in_place && file != "-" {
            true => fs::write(file, written.text).map_err(|err| named(file, &err))?,
            false => print!("{}", written.text),
        }
        Ok(SAME)
    }

    fn diff(&self) -> Result<u8, String> {
        let [old, new] = self.files.as_slice() else {
            return Err("diff takes two files".to_owned());
        };
        let (before, after) = (read(old)?, read(new)?);
        let (kind, other) = (kind(old, &before)?, kind(new, &after)?);
        if kind.name() != other.name() {
            let (kind, other) = (kind.name(), other.name());
            return Err(format!("'{old}' is a {kind}, '{new}' is a {other}"));
        }
        let changes = kind.diff(&before, &after, self.inactive).map_err(|err| err.to_string())?;
        for change in &changes {
            print!("{change}");
        }
        Ok(if changes.is_empty() { SAME } else { DIFFERENT })
    }
}

fn validate(file: &str) -> Result<u8, String> {
    let text = read(file)?;
    // A document that is not XML has its one finding in the error.
    let findings = match kind(file, &text) {
        Ok(kind) => kind.diagnose(&text).map_err(|err| named(file, &err)),
        Err(message) => Err(message),
    };
    let findings = match findings {
        Ok(findings) => findings,
        Err(message) => {
            println!("{message}");
            return Ok(DIFFERENT);
        }
    };
    for finding in &findings {
        println!("{}", line(file, finding));
    }
    if findings.is_empty() {
        println!("{file} validates");
    }
    Ok(if findings.is_empty() { SAME } else { DIFFERENT })
}

/// A finding as compilers write them, so that editors can jump to it.
fn line(file: &str, finding: &Finding) -> String {
    let text = finding.to_string();
    let place = format!("{}: ", finding.position);
    let text = text.strip_prefix(&place).unwrap_or(&text);
    format!("{file}:{}:{}: {text}", finding.position.line, finding.position.column)
}

fn kind(file: &str, text: &str) -> Result<&'static DocumentKind, String> {
    let document = Document::parse(text).map_err(|err| named(file, &err))?;
    DocumentKind::of(document.root()).map_err(|err| named(file, &err))
}

fn read(file: &str) -> Result<String, String> {
    if file != "-" {
        return fs::read_to_string(file).map_err(|err| named(file, &err));
    }
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text).map_err(|err| named(file, &err))?;
    Ok(text)
}

fn named(file: &str, err: &impl std::fmt::Display) -> String {
    format!("{file}: {err}")
}
