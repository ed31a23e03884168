//! What a definition says that this driver can do.

use virt_core::config::domain::{Defaults, DomainConfig, Os, OsTypeName};
use virt_core::{Error, ErrorKind, Result};
use virt_host::process::Launch;

/// The type of this driver's domains: a word of its own, which virt leaves to the driver to judge.
const TYPE: &str = "process";

/// Reads a definition, fills in what its author left out, and checks it.
///
/// The three passes are virt's own for every driver; a driver adds what only it knows.
pub(crate) fn parse(xml: &str, strict: bool) -> Result<DomainConfig> {
    let mut config = match strict {
        true => DomainConfig::parse_strict_with(xml, &[TYPE])?,
        false => DomainConfig::parse(xml)?,
    };
    config.id = None;
    config.fill_defaults(&Defaults::default());
    config.validate()?;
    check(&config)?;
    Ok(config)
}

fn check(config: &DomainConfig) -> Result<()> {
    let unsupported = |message| Err(Error::new(ErrorKind::ConfigUnsupported, message));
    config.domain_type.require(&[TYPE])?;
    if config.os.as_ref().and_then(Os::kind) != Some(OsTypeName::Exe) {
        return unsupported("a domain of processes has the <os> type 'exe'");
    }
    program(config).map(drop)
}

/// The kind of machine that the guest sees.
pub(crate) fn os_type(config: &DomainConfig) -> &str {
    config.os.as_ref().and_then(Os::kind).map_or("", OsTypeName::as_str)
}

/// The process that the definition describes.
pub(crate) fn launch(config: &DomainConfig) -> Result<Launch> {
    let mut launch = Launch::new(program(config)?);
    let arguments = config.os.iter().flat_map(|os| &os.init_arguments);
    launch.args(arguments.cloned()).dies_with_program();
    Ok(launch)
}

fn program(config: &DomainConfig) -> Result<String> {
    let init = config.os.as_ref().and_then(|os| os.init.clone());
    init.filter(|path| path.starts_with('/')).ok_or_else(|| {
        Error::new(ErrorKind::XmlError, "<os> needs the absolute path of a program in <init>")
    })
}
