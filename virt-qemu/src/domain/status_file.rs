//! The live status of a running guest on the disk, by which the next program finds it again.

use std::path::Path;

use tracing::warn;
use uuid::Uuid;
use virt_core::config::DomainConfig;
use virt_core::driver::domain::DomainStatus;
use virt_core::xml::{Document, Element, Form, Node};
use virt_core::{Error, ErrorKind, Result};
use virt_host::process::ProcessIdentity;

use super::{Domain, View};
use crate::state::QemuState;

/// What a status file says.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Status {
    pub(crate) id: u32,
    pub(crate) process: ProcessIdentity,
    pub(crate) status: DomainStatus,
    /// The name of the run's folder among the run folders.
    pub(crate) folder: String,
    /// Whether the guest ends with the program that started it.
    pub(crate) dies_with_program: bool,
    pub(crate) updated: bool,
    pub(crate) autostart_once: bool,
    pub(crate) config: DomainConfig,
}

/// Everything of a running domain, so that nothing has to be asked again.
const LIVE: Form = Form { secure: true, inactive: false, migratable: false };

impl Domain {
    /// Writes what `view` says of a running domain. That the disk is full must not stop a guest,
    /// or keep its new state from being seen: it is reported.
    pub(crate) fn save_status(&self, state: &QemuState, view: &View) {
        let Some(status) = Status::of(view) else { return };
        if let Err(err) = state.statuses().save(&view.name, &status.to_xml()) {
            warn!(domain = %view.name, "the status on the disk is out of date: {err}");
        }
    }
}

impl Status {
    /// What is to be written of `view`; nothing when it does not run.
    pub(crate) fn of(view: &View) -> Option<Status> {
        let live = view.live.as_ref()?;
        let folder = live.run.folder.file_name()?.to_string_lossy().into_owned();
        Some(Status {
            id: live.run.id,
            process: live.run.process.identity().clone(),
            status: view.status,
            folder,
            dies_with_program: live.run.dies_with_program,
            updated: live.updated,
            autostart_once: view.autostart_once,
            config: DomainConfig::clone(&live.config),
        })
    }

    pub(crate) fn to_xml(&self) -> String {
        let mut root = Element::new("domainStatus");
        let mut set =
            |name: &str, value: &dyn ToString| root.set_attribute(name, &value.to_string());
        set("version", &1);
        set("id", &self.id);
        set("state", &self.status.state().as_raw());
        set("reason", &self.status.reason_raw());
        set("pid", &self.process.pid);
        set("startTime", &self.process.start_time);
        set("boot", &self.process.boot_id);
        set("folder", &self.folder);
        set("diesWithProgram", &self.dies_with_program);
        set("updated", &self.updated);
        set("autostartOnce", &self.autostart_once);
        let mut text = root.to_xml(0).trim_end().trim_end_matches("/>").to_owned();
        text.push_str(">\n");
        text.push_str(&self.config.to_xml_as(LIVE));
        text.push_str("</domainStatus>\n");
        text
    }

    /// Reads what [`to_xml`](Status::to_xml) wrote.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::XmlError`] naming what is missing or cannot be read.
    pub(crate) fn parse(text: &str) -> Result<Status> {
        let document = Document::parse(text)?;
        let root = document.root();
        let state = DomainStatus::from_raw(number(root, "state")?, number(root, "reason")?);
        let domain = root.child("domain").ok_or_else(|| bad("<domainStatus> has no <domain>"))?;
        let folder = attribute(root, "folder")?;
        if Path::new(&folder).components().count() != 1 || folder.starts_with('.') {
            return Err(bad(format!("'{folder}' is no name of a folder")));
        }
        Ok(Status {
            id: number(root, "id")?,
            process: ProcessIdentity {
                pid: number(root, "pid")?,
                start_time: number(root, "startTime")?,
                boot_id: attribute(root, "boot")?,
            },
            status: state.ok_or_else(|| bad("the state is unknown"))?,
            folder,
            dies_with_program: number(root, "diesWithProgram")?,
            updated: number(root, "updated")?,
            autostart_once: number(root, "autostartOnce")?,
            config: DomainConfig::parse(&Element::from(domain).to_xml(0))?,
        })
    }

    /// The name and the UUID of the domain.
    pub(crate) fn identity(&self) -> Result<(&str, Uuid)> {
        match (&self.config.name, self.config.uuid) {
            (Some(name), Some(uuid)) => Ok((name, uuid)),
            _ => Err(bad("<domain> has no <name> or no <uuid>")),
        }
    }
}

fn attribute(root: Node<'_>, name: &str) -> Result<String> {
    let value = root.attribute(name).map(|value| value.into_owned());
    value.ok_or_else(|| bad(format!("<domainStatus> has no attribute '{name}'")))
}

fn number<T: std::str::FromStr>(root: Node<'_>, name: &str) -> Result<T> {
    let value = attribute(root, name)?;
    value.parse().map_err(|_| bad(format!("attribute '{name}' cannot be '{value}'")))
}

fn bad(message: impl Into<String>) -> Error {
    Error::new(ErrorKind::XmlError, message)
}
