//! What is known of a guest only once it runs: which terminals and ports it got.

use std::collections::HashMap;

use serde::Deserialize;
use virt_core::config::DomainConfig;
use virt_core::config::domain::devices::Graphics;
use virt_core::config::domain::devices::character::{CharacterBackend, PathSource};

use crate::qmp::{QmpError, Reply};

/// What QEMU is asked at the start, in this order.
pub(crate) const QUESTIONS: [&str; 2] = ["query-chardev", "query-vnc-servers"];

#[derive(Deserialize)]
struct CharacterDevice {
    label: String,
    filename: String,
}

#[derive(Deserialize)]
struct VncServer {
    server: Vec<VncAddress>,
}

#[derive(Deserialize)]
struct VncAddress {
    service: String,
}

/// Notes the answers to the [`QUESTIONS`] in the live definition.
pub(crate) fn note(config: &mut DomainConfig, replies: &[Reply]) -> Result<(), QmpError> {
    let unreadable = |err: serde_json::Error| QmpError::Protocol {
        domain: config_name(config),
        reason: err.to_string(),
    };
    let [characters, vnc, ..] = replies else { return Ok(()) };
    let characters: Vec<CharacterDevice> = characters.parse().map_err(unreadable)?;
    let vnc: Vec<VncServer> = vnc.parse().map_err(unreadable)?;
    let files: HashMap<_, _> = characters.into_iter().map(|c| (c.label, c.filename)).collect();
    note_terminals(config, &files);
    note_ports(config, &vnc);
    Ok(())
}

fn config_name(config: &DomainConfig) -> String {
    config.name.clone().unwrap_or_default()
}

/// QEMU calls the terminal of the device `serial0` `charserial0`, and says `pty:/dev/pts/7`.
fn note_terminals(config: &mut DomainConfig, files: &HashMap<String, String>) {
    let Some(devices) = &mut config.devices else { return };
    let terminal = |alias: Option<&str>| {
        files.get(&format!("char{}", alias?))?.strip_prefix("pty:").map(str::to_owned)
    };
    let mut first = None;
    for serial in &mut devices.serials {
        let alias = serial.info.alias.as_ref().map(|alias| alias.name.as_str());
        let path = terminal(alias);
        set_terminal(&mut serial.backend, path.clone());
        first = first.or(path);
    }
    for parallel in &mut devices.parallels {
        let alias = parallel.info.alias.as_ref().map(|alias| alias.name.as_str());
        set_terminal(&mut parallel.backend, terminal(alias));
    }
    for channel in &mut devices.channels {
        let alias = channel.info.alias.as_ref().map(|alias| alias.name.as_str());
        set_terminal(&mut channel.backend, terminal(alias));
    }
    for console in &mut devices.consoles {
        let alias = console.info.alias.as_ref().map(|alias| alias.name.as_str());
        // The first console is the first serial port by another name.
        let path = terminal(alias).or_else(|| first.clone());
        if let CharacterBackend::Pty(_) = console.backend {
            console.tty = path.clone();
        }
        set_terminal(&mut console.backend, path);
    }
}

fn set_terminal(backend: &mut CharacterBackend, path: Option<String>) {
    if let (CharacterBackend::Pty(pty), Some(path)) = (backend, path) {
        pty.source = Some(PathSource::new(path));
    }
}

fn note_ports(config: &mut DomainConfig, servers: &[VncServer]) {
    let Some(devices) = &mut config.devices else { return };
    let mut servers = servers.iter();
    for graphics in &mut devices.graphics {
        if let Graphics::Vnc(vnc) = graphics
            && let Some(address) = servers.next().and_then(|server| server.server.first())
            && let Ok(port) = address.service.parse()
        {
            vnc.port = Some(port);
        }
    }
}
