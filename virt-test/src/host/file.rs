//! Host files, in the format of libvirt's test driver.
//!
//! ```xml
//! <node>
//!   <domain file='web.xml'/>                    <!-- relative to this file -->
//!   <domain type='test' xmlns:test='http://libvirt.org/schemas/domain/test/1.0'>
//!     <test:runstate>5</test:runstate>          <!-- virDomainState; running if not given -->
//!     <test:transient/>
//!     <test:hasmanagedsave/>
//!     …
//!   </domain>
//!   <device file='card.xml'/>                   <!-- a device of the host, or its document here -->
//!   <cpu><model>i686</model><active>16</active>…</cpu>
//!   <memory>3145728</memory>                    <!-- KiB -->
//! </node>
//! ```
//!
//! A file may describe more than this driver serves: networks, interfaces and pools are passed
//! over.

use std::fs;
use std::path::Path;
use std::str::FromStr;

use virt_core::api::domain::{DomainRunningReason, DomainState};
use virt_core::config::domain::DomainConfig;
use virt_core::driver::domain::DomainStatus;
use virt_core::driver::node::NodeInfo;
use virt_core::xml::{Document, Node};
use virt_core::{Error, ErrorKind, ErrorOrigin, Result};

use crate::definition;
use crate::error::error;
use crate::node_devices::NodeDevice;

const NAMESPACE: &str = "http://libvirt.org/schemas/domain/test/1.0";

/// What a host file says.
pub(super) struct Description {
    pub(super) node: NodeInfo,
    pub(super) domains: Vec<LoadedDomain>,
    pub(super) node_devices: Vec<NodeDevice>,
}

/// A domain that is there from the start.
pub(crate) struct LoadedDomain {
    pub(crate) config: DomainConfig,
    pub(crate) status: DomainStatus,
    pub(crate) persistent: bool,
    pub(crate) managed_save: bool,
}

impl LoadedDomain {
    /// Whether it runs, or is paused, or whatever else needs a hypervisor.
    pub(crate) fn is_active(&self) -> bool {
        self.status.state() != DomainState::Shutoff
    }
}

/// Reads the host file `path`.
pub(super) fn read(path: &Path) -> Result<Description> {
    let text = read_text(path)?;
    parse(&text, path.parent().unwrap_or(Path::new("/"))).map_err(|err| in_file(err, path))
}

/// Reads the text of a host file that lies in `folder`.
pub(super) fn parse(text: &str, folder: &Path) -> Result<Description> {
    let document = Document::parse(text)?;
    let root = document.root();
    if root.name() != "node" {
        let message = format!("expecting root element of 'node', not '{}'", root.name());
        return Err(root.error(ErrorKind::XmlError, message).with_origin(ErrorOrigin::Test));
    }
    let mut description =
        Description { node: default_node(), domains: Vec::new(), node_devices: Vec::new() };
    for child in root.children() {
        match child.name() {
            "domain" => description.domains.push(object(child, folder, loaded_domain)?),
            "device" => {
                description.node_devices.push(object(child, folder, NodeDevice::from_node)?);
            }
            "cpu" => cpu(child, &mut description.node)?,
            "memory" => description.node.memory_kib = number(child)?,
            "network" | "interface" | "pool" => {
                tracing::debug!(element = %child.path(), "the test driver does not serve this yet");
            }
            "auth" => return Err(login_wanted(child)),
            _ => tracing::warn!(element = %child.path(), "unknown element in a host file"),
        }
    }
    Ok(description)
}

/// The host of a file that does not say what it is like.
fn default_node() -> NodeInfo {
    NodeInfo {
        model: "i686".to_owned(),
        memory_kib: 3_145_728,
        cpus: 16,
        mhz: 1400,
        nodes: 2,
        sockets: 2,
        cores: 2,
        threads: 2,
    }
}

fn cpu(cpu: Node<'_>, node: &mut NodeInfo) -> Result<()> {
    for child in cpu.children() {
        match child.name() {
            "model" => node.model = child.text().trim().to_owned(),
            "active" => node.cpus = number(child)?,
            "mhz" => node.mhz = number(child)?,
            "nodes" => node.nodes = number(child)?,
            "sockets" => node.sockets = number(child)?,
            "cores" => node.cores = number(child)?,
            "threads" => node.threads = number(child)?,
            _ => tracing::warn!(element = %child.path(), "unknown element in a host file"),
        }
    }
    Ok(())
}

/// An object that stands in the host file, or in a file beside it.
fn object<T>(node: Node<'_>, folder: &Path, load: fn(Node<'_>) -> Result<T>) -> Result<T> {
    let Some(file) = node.attribute("file") else { return load(node) };
    let path = folder.join(&*file);
    let text = read_text(&path)?;
    let inside = Document::parse(&text).and_then(|document| load(document.root()));
    inside.map_err(|err| in_file(err, &path))
}

fn loaded_domain(node: Node<'_>) -> Result<LoadedDomain> {
    let special = |local| node.children().find(|child| child.is(NAMESPACE, local));
    let status = special("runstate").map_or(Ok(None), run_state)?;
    let status = status.unwrap_or_else(|| status_of(DomainState::Running));
    let persistent = special("transient").is_none();
    let managed_save = special("hasmanagedsave").is_some();
    let off = status.state() == DomainState::Shutoff;
    let refuse = |message| Err(node.error(ErrorKind::XmlError, message));
    if off && !persistent {
        return refuse("a transient domain cannot have the runstate of shut off, 5");
    }
    if managed_save && !off {
        return refuse("a domain with a saved state can only have the runstate of shut off, 5");
    }
    Ok(LoadedDomain { config: definition::from_node(node)?, status, persistent, managed_save })
}

/// The state that `<test:runstate>` names; none when it is empty.
fn run_state(node: Node<'_>) -> Result<Option<DomainStatus>> {
    if node.text().trim().is_empty() {
        return Ok(None);
    }
    let number: i32 = number(node)?;
    match DomainState::from_raw(number) {
        Some(state) => Ok(Some(status_of(state))),
        None => Err(node.error(ErrorKind::XmlError, format!("'{number}' is not a domain state"))),
    }
}

/// `state`, for no reason that anybody knows.
fn status_of(state: DomainState) -> DomainStatus {
    DomainStatus::from_raw(state.as_raw(), 0)
        .unwrap_or(DomainStatus::Running(DomainRunningReason::Unknown))
}

fn number<T: FromStr>(node: Node<'_>) -> Result<T> {
    let text = node.text();
    text.trim().parse().map_err(|_| {
        let message = format!("'{}' is not a number that fits here", text.trim());
        node.error(ErrorKind::XmlError, message).with_origin(ErrorOrigin::Test)
    })
}

fn login_wanted(node: Node<'_>) -> Error {
    let message = "the host asks for a name and a password, and this driver cannot give them yet";
    node.error(ErrorKind::AuthUnavailable, message).with_origin(ErrorOrigin::Test)
}

fn read_text(path: &Path) -> Result<String> {
    fs::read_to_string(path).map_err(|err| {
        error(ErrorKind::OpenFailed, format!("cannot read '{}'", path.display())).with_source(err)
    })
}

/// `err` with the name of the file that it is about.
pub(super) fn in_file(err: Error, path: &Path) -> Error {
    Error::new(err.kind(), format!("{}: {}", path.display(), err.message()))
        .with_origin(err.origin())
}
