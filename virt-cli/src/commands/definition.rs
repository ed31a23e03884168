//! Definitions: from files, to the screen, and away.

use std::fs;
use std::io::Read;

use serde_json::json;
use virt::api::domain::{DomainDefineFlags, DomainUndefineFlags, DomainXmlFlags};

use super::lifecycle::{attach_if_asked, done, start_flags};
use crate::arguments::Arguments;
use crate::output::{self, Failure, Output};
use crate::session::{By, Session};
use crate::xpath;

/// `define`.
pub(super) fn define(session: &mut Session<'_>, arguments: &Arguments) -> Result<Output, Failure> {
    let file = arguments.required("file")?;
    let xml = read(file)?;
    let flags = match arguments.is_set("validate") {
        true => DomainDefineFlags::VALIDATE,
        false => DomainDefineFlags::empty(),
    };
    let domain = session
        .connection()?
        .define_domain(&xml, flags)
        .map_err(Failure::because(format!("Failed to define domain from {file}")))?;
    let text = format!("Domain '{}' defined from {file}", domain.name());
    Ok(done(&domain, text, "defined"))
}

/// `create`.
pub(super) fn create(session: &mut Session<'_>, arguments: &Arguments) -> Result<Output, Failure> {
    let file = arguments.required("file")?;
    let xml = read(file)?;
    let flags = start_flags(arguments)?;
    let domain = session
        .connection()?
        .create_domain(&xml, flags)
        .map_err(Failure::because(format!("Failed to create domain from {file}")))?;
    let text = format!("Domain '{}' created from {file}", domain.name());
    let done = done(&domain, text, "created");
    attach_if_asked(session, arguments, &domain, done)
}

/// `undefine`.
pub(super) fn undefine(
    session: &mut Session<'_>,
    arguments: &Arguments,
) -> Result<Output, Failure> {
    for option in
        ["storage", "remove-all-storage", "wipe-storage", "delete-storage-volume-snapshots"]
    {
        if arguments.is_set(option) {
            return Err(format!(
                "--{option} needs a storage driver, and this build has none; undefine without it \
                 and remove the images yourself"
            )
            .into());
        }
    }
    let options = [
        ("managed-save", DomainUndefineFlags::MANAGED_SAVE),
        ("snapshots-metadata", DomainUndefineFlags::SNAPSHOTS_METADATA),
        ("checkpoints-metadata", DomainUndefineFlags::CHECKPOINTS_METADATA),
        ("nvram", DomainUndefineFlags::NVRAM),
        ("keep-nvram", DomainUndefineFlags::KEEP_NVRAM),
        ("tpm", DomainUndefineFlags::TPM),
        ("keep-tpm", DomainUndefineFlags::KEEP_TPM),
    ];
    arguments.exclusive("nvram", "keep-nvram")?;
    arguments.exclusive("tpm", "keep-tpm")?;
    let flags = options.into_iter().filter(|(name, _)| arguments.is_set(name));
    let flags: DomainUndefineFlags = flags.map(|(_, flag)| flag).collect();
    let domain = session.domain(arguments, By::IdOrName)?;
    let name = arguments.required("domain")?;
    domain
        .undefine(flags)
        .map_err(Failure::because(format!("Failed to undefine domain '{name}'")))?;
    Ok(done(&domain, format!("Domain '{name}' has been undefined"), "undefined"))
}

/// `dumpxml`.
pub(super) fn dumpxml(session: &mut Session<'_>, arguments: &Arguments) -> Result<Output, Failure> {
    let options = [
        ("inactive", DomainXmlFlags::INACTIVE),
        ("security-info", DomainXmlFlags::SECURE),
        ("update-cpu", DomainXmlFlags::UPDATE_CPU),
        ("migratable", DomainXmlFlags::MIGRATABLE),
    ];
    let flags = options.into_iter().filter(|(name, _)| arguments.is_set(name));
    let flags: DomainXmlFlags = flags.map(|(_, flag)| flag).collect();
    let domain = session.domain(arguments, By::IdOrName)?;
    document(domain.xml(flags)?, arguments)
}

/// Prints a document, or the part of it that is asked for.
pub(super) fn document(xml: String, arguments: &Arguments) -> Result<Output, Failure> {
    let text = match arguments.text("xpath")? {
        Some(expression) => xpath::select(&xml, expression, arguments.is_set("wrap"))?,
        None => xml,
    };
    let json = json!({ "xml": text });
    Ok(Output::text(text, json))
}

/// The text of the file, or of the standard input for `-`.
pub(super) fn read(file: &str) -> Result<String, Failure> {
    let mut text = String::new();
    let result = match file {
        "-" => std::io::stdin().lock().read_to_string(&mut text).map(|_| ()),
        _ => fs::read_to_string(file).map(|content| text = content),
    };
    result.map_err(|err| format!("Failed to open file '{file}': {}", output::reason(&err)))?;
    Ok(text)
}
