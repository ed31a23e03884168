//! Domain definitions as the make-believe host accepts them.

use std::collections::HashSet;

use virt_core::config::Architecture;
use virt_core::config::domain::{Defaults, DomainConfig, DomainType};
use virt_core::xml::{Node, XmlElement};
use virt_core::{ErrorKind, ErrorOrigin, Result};

/// A definition from its text; `strict` refuses what nobody knows.
pub(crate) fn parse(xml: &str, strict: bool) -> Result<DomainConfig> {
    complete(if strict { DomainConfig::parse_strict(xml)? } else { DomainConfig::parse(xml)? })
}

/// A definition that stands in a larger document, without the elements of the namespace `except`.
pub(crate) fn from_node(node: Node<'_>, except: &str) -> Result<DomainConfig> {
    if node.name() != "domain" {
        let message = format!("expecting root element of 'domain', not '{}'", node.name());
        return Err(node.error(ErrorKind::XmlError, message).with_origin(ErrorOrigin::Test));
    }
    let mut config = DomainConfig::read(node)?;
    config.other.retain_elements(|element| {
        let prefix = element.name().split_once(':').map(|(prefix, _)| prefix);
        let namespace = prefix.and_then(|prefix| element.attribute(&format!("xmlns:{prefix}")));
        namespace != Some(except)
    });
    complete(config)
}

/// Checks a definition that has everything.
pub(crate) fn check(config: DomainConfig) -> Result<DomainConfig> {
    config.validate()?;
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
    name_interfaces(&mut config);
    check(config)
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
