//! Which driver opens a connection, and which fill the slots that it leaves empty.

use std::sync::Arc;

use super::{Connection, OpenContext, OpenOptions, Siblings, Slots, States, role_of};
use crate::driver::state::Role;
use crate::registry::{DriverEntry, Registry, SlotKind};
use crate::uri::ConnectUri;
use crate::{Error, ErrorKind, Result};

/// Opens `uri` with the driver that serves it, then fills its empty slots.
pub(super) fn open(options: OpenOptions, uri: ConnectUri) -> Result<Connection> {
    let asked = role_of(&uri)?;
    let entry = hypervisor(&options.registry, &uri, options.states.as_deref(), &asked)?;
    let states = match (&options.states, &asked) {
        (_, Role::Embedded { root }) => Some(States::embedded(root, &uri)?),
        (Some(states), _) => Some(states.clone()),
        (None, _) => None,
    };
    let role = states.as_deref().map_or(&Role::Client, States::role);
    let siblings = Siblings::default();
    let opening = Opening {
        uri: &uri,
        role,
        read_only: options.read_only,
        siblings: &siblings,
        states: states.as_deref(),
    };

    let mut slots = opening.ask(entry)?.ok_or_else(|| {
        Error::new(ErrorKind::NoConnect, format!("{uri}: driver '{}' declined it", entry.name()))
    })?;
    for kind in SlotKind::ALL {
        if !slots.is_filled(kind) {
            opening.fill(&options.registry, kind, &mut slots)?;
        }
    }
    let slots = Arc::new(slots);
    siblings.set(&slots);
    // After every slot is filled: a guest that starts with its host needs its networks.
    if let Some(states) = &states
        && let Err(err) = states.autostart()
    {
        tracing::warn!("{uri}: not everything that is marked for it has started: {err}");
    }
    Ok(Connection::from_parts(uri, options.read_only, slots, states))
}

/// The driver that opens a connection to `uri`: the remote one where the URI names a host or a
/// transport, or where the state of the scheme's driver lives in another process.
fn hypervisor<'a>(
    registry: &'a Registry,
    uri: &ConnectUri,
    daemon: Option<&States>,
    asked: &Role,
) -> Result<&'a DriverEntry> {
    let far = uri.transport().is_some() || uri.host().is_some();
    if far {
        return registry.remote().ok_or_else(|| no_remote(uri, "names another host or transport"));
    }
    let entry = match (registry.hypervisor(uri), registry.remote()) {
        (Ok(entry), _) => entry,
        // A daemon may have drivers that this build has not.
        (Err(_), Some(remote)) if daemon.is_none() => return Ok(remote),
        (Err(err), _) => return Err(err),
    };
    let state_elsewhere =
        entry.is_stateful() && daemon.is_none() && !matches!(asked, Role::Embedded { .. });
    if state_elsewhere {
        return registry.remote().ok_or_else(|| no_remote(uri, "is served by a daemon"));
    }
    Ok(entry)
}

fn no_remote(uri: &ConnectUri, why: &str) -> Error {
    Error::new(
        ErrorKind::NoConnect,
        format!(
            "{uri}: it {why}, and this build has no remote driver; \
             '{}:///embed?root=/some/folder' runs a driver inside the program",
            uri.scheme()
        ),
    )
}

/// What all drivers of one connection are asked with.
struct Opening<'a> {
    uri: &'a ConnectUri,
    role: &'a Role,
    read_only: bool,
    siblings: &'a Siblings,
    states: Option<&'a States>,
}

impl Opening<'_> {
    /// Asks the driver of `entry`, whose state is started if it is not yet.
    fn ask(&self, entry: &DriverEntry) -> Result<Option<Slots>> {
        let state = match self.states {
            Some(states) if entry.is_stateful() => Some(states.start(entry)?),
            _ => None,
        };
        entry.open(&OpenContext {
            uri: self.uri,
            role: self.role,
            read_only: self.read_only,
            siblings: self.siblings,
            state,
        })
    }

    /// Gives the slot of `kind` to the first service driver that accepts the connection.
    fn fill(&self, registry: &Registry, kind: SlotKind, slots: &mut Slots) -> Result<()> {
        for entry in registry.services(kind) {
            // A driver whose state lives in a daemon cannot serve a connection of a mere client.
            if entry.is_stateful() && self.states.is_none() {
                continue;
            }
            if let Some(offer) = self.ask(entry)? {
                slots.fill(kind, offer);
                return Ok(());
            }
        }
        Ok(())
    }
}
