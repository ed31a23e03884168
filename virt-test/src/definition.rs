//! Domain definitions as the make-believe host accepts them.

use std::collections::HashSet;

use virt_core::config::Architecture;
use virt_core::config::domain::devices::{ControllerType, Panic};
use virt_core::config::domain::{Defaults, DomainConfig, DomainType};
use virt_core::xml::{Node, XmlElement};
use virt_core::{ErrorKind, ErrorOrigin, Result};

use crate::error::error;

/// A definition from its text; `strict` refuses what nobody knows.
pub(crate) fn parse(xml: &str, strict: bool) -> Result<DomainConfig> {
    complete(if strict { DomainConfig::parse_strict(xml)? } else { DomainConfig::parse(xml)? })
}

/// A definition that stands in a larger document.
pub(crate) fn from_node(node: Node<'_>) -> Result<DomainConfig> {
    if node.name() != "domain" {
        let message = format!("expecting root element of 'domain', not '{}'", node.name());
        return Err(node.error(ErrorKind::XmlError, message).with_origin(ErrorOrigin::Test));
    }
    complete(DomainConfig::read(node)?)
}

/// Checks a definition that has everything.
pub(crate) fn check(config: DomainConfig) -> Result<DomainConfig> {
    config.validate()?;
    refuse_open_files(&config)?;
    refuse_redirection_without_usb(&config)?;
    // Guests are made up, so all that libvirt has a name for can be tried out.
    if let DomainType::Other(_) = config.domain_type {
        let known: Vec<_> = DomainType::ALL.iter().map(DomainType::as_str).collect();
        config.domain_type.require(&known)?;
    }
    Ok(config)
}

/// Adds what the author left out: what all drivers add, and what this host's guests have.
pub(crate) fn complete(mut config: DomainConfig) -> Result<DomainConfig> {
    // Only the host gives it.
    config.id = None;
    let defaults = Defaults { architecture: Some(Architecture::I686), ..Defaults::default() };
    config.fill_defaults(&defaults);
    config.add_implicit_controllers();
    config.settle_places();
    name_interfaces(&mut config);
    let mut config = check(config)?;
    // The host has no panic device of its own that a guest could get.
    if let Some(devices) = &mut config.devices {
        devices.panics.retain(|panic| *panic != Panic::default());
    }
    Ok(config)
}

/// Interfaces have names on the host that no other interface of the guest has.
fn name_interfaces(config: &mut DomainConfig) {
    let Some(devices) = &mut config.devices else { return };
    let targets = devices.interfaces.iter().filter_map(|interface| interface.target.as_ref());
    let mut taken: HashSet<String> = targets.filter_map(|target| target.dev.clone()).collect();
    for interface in &mut devices.interfaces {
        let target = interface.target.get_or_insert_default();
        if target.dev.is_none() {
            let mut names = (0..).map(|number| format!("testnet{number}"));
            target.dev = names.find(|name| !taken.contains(name));
            taken.extend(target.dev.clone());
        }
    }
}

/// Nobody can hand open files over to a host that is not there.
fn refuse_open_files(config: &DomainConfig) -> Result<()> {
    for disk in config.devices.iter().flat_map(|devices| &devices.disks) {
        let layers = disk.backing_store.iter().flat_map(|layer| layer.layers());
        let mut sources =
            disk.source.iter().chain(layers.filter_map(|layer| layer.source.as_deref()));
        if sources.any(|source| source.fd_group.is_some()) {
            let name = disk.target.as_ref().map_or("", |target| &target.dev);
            let message =
                format!("disk '{name}': open files cannot be handed over here; drop 'fdgroup'");
            return Err(error(ErrorKind::ConfigUnsupported, message));
        }
    }
    Ok(())
}

/// Nobody adds a USB controller here, and somebody else's devices need one.
fn refuse_redirection_without_usb(config: &DomainConfig) -> Result<()> {
    let Some(devices) = &config.devices else { return Ok(()) };
    let mut controllers = devices.controllers.iter();
    let usb = controllers.any(|known| known.controller_type == ControllerType::Usb);
    if usb || devices.redirected_devices.is_empty() {
        return Ok(());
    }
    let message = "a <redirdev> needs USB; add <controller type='usb'/>";
    Err(error(ErrorKind::ConfigUnsupported, message))
}

/// How large a guest is.
pub(crate) struct Size {
    pub(crate) max_memory_kib: u64,
    pub(crate) memory_kib: u64,
    pub(crate) vcpus: u32,
}

/// How large the guest of `config` is.
pub(crate) fn size(config: &DomainConfig) -> Size {
    let max_memory_kib = config.memory.as_ref().map_or(0, |memory| memory.size.kib());
    Size {
        max_memory_kib,
        memory_kib: config.current_memory.map_or(max_memory_kib, |size| size.kib()),
        vcpus: config.vcpu.as_ref().map_or(1, |vcpu| vcpu.online()),
    }
}
