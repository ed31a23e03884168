//! From a URI to a connection: its drivers, side by side in their slots.

mod activation;
mod context;
mod settings;
mod slots;
mod states;

pub use context::{OpenContext, Siblings};
pub use settings::Settings;
pub use slots::Slots;
pub use states::States;

use std::fmt;
use std::sync::Arc;

use crate::driver::domain::DomainDriver;
use crate::driver::node::NodeDriver;
use crate::driver::state::Role;
use crate::registry::Registry;
use crate::uri::ConnectUri;
use crate::{Error, ErrorKind, Result};

/// A connection *is* its slots; what a driver keeps for it lives in the driver's own values.
pub struct Connection {
    uri: ConnectUri,
    read_only: bool,
    slots: Arc<Slots>,
    // Dropped after the slots: drivers may use their state until they are gone.
    _states: Option<Arc<States>>,
}

/// How a connection is opened.
#[derive(Debug, Clone)]
pub struct OpenOptions {
    registry: Registry,
    settings: Option<Settings>,
    states: Option<Arc<States>>,
    read_only: bool,
    aliases: bool,
}

impl Default for OpenOptions {
    /// The drivers linked into the program, its user's settings, reading and writing.
    fn default() -> Self {
        OpenOptions {
            registry: Registry::linked(),
            settings: None,
            states: None,
            read_only: false,
            aliases: true,
        }
    }
}

impl OpenOptions {
    /// The default options; see [`OpenOptions::default`].
    pub fn new() -> Self {
        OpenOptions::default()
    }

    /// Picks drivers from `registry` instead of those linked into the program.
    #[must_use]
    pub fn registry(mut self, registry: Registry) -> Self {
        self.registry = registry;
        self
    }

    /// Uses `settings` instead of reading the user's and the system's configuration files.
    #[must_use]
    pub fn settings(mut self, settings: Settings) -> Self {
        self.settings = Some(settings);
        self
    }

    /// Runs drivers with the states of a daemon.
    #[must_use]
    pub fn states(mut self, states: Arc<States>) -> Self {
        self.states = Some(states);
        self
    }

    /// Refuses every call that changes something.
    #[must_use]
    pub fn read_only(mut self, read_only: bool) -> Self {
        self.read_only = read_only;
        self
    }

    /// Whether a URI may be an alias from the configuration file. It may, if not set.
    #[must_use]
    pub fn aliases(mut self, aliases: bool) -> Self {
        self.aliases = aliases;
        self
    }

    /// Opens `uri`, or without one the default of the environment, the configuration file, or
    /// the first driver that is usable here.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::NoConnect`] when no driver of this build serves the URI; it lists those that
    /// there are. [`ErrorKind::InvalidArg`] for a URI that cannot be read, and whatever the
    /// driver says.
    pub fn open(self, uri: Option<&str>) -> Result<Connection> {
        let uri = self.resolve(uri)?;
        activation::open(self, uri)
    }

    fn resolve(&self, uri: Option<&str>) -> Result<ConnectUri> {
        let loaded;
        let settings = match &self.settings {
            Some(settings) => settings,
            None => {
                loaded = Settings::load()?;
                &loaded
            }
        };
        match uri.filter(|uri| !uri.is_empty()).or(settings.default_uri()) {
            Some(uri) if self.aliases => settings.resolve(uri),
            Some(uri) => uri.parse(),
            None => self.registry.probe()?.parse(),
        }
    }
}

impl Connection {
    /// Opens `uri` with the default options.
    ///
    /// # Errors
    ///
    /// See [`OpenOptions::open`].
    pub fn open(uri: &str) -> Result<Connection> {
        OpenOptions::new().open(Some(uri))
    }

    /// The URI that the connection was opened with, after aliases and defaults.
    pub fn uri(&self) -> &ConnectUri {
        &self.uri
    }

    /// Whether calls that change something are refused.
    pub fn is_read_only(&self) -> bool {
        self.read_only
    }

    /// The drivers of the connection.
    pub fn slots(&self) -> &Slots {
        &self.slots
    }

    /// The driver of virtual machines.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::NoSupport`] when the connection has none.
    pub fn domains(&self) -> Result<&Arc<dyn DomainDriver>> {
        self.slots.domains()
    }

    /// The driver of the host itself.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::NoSupport`] when the connection has none.
    pub fn node(&self) -> Result<&Arc<dyn NodeDriver>> {
        self.slots.node()
    }

    /// Refuses `call` (the name of libvirt's API function) on a read-only connection.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::OperationDenied`] when the connection is read-only.
    pub fn require_writable(&self, call: &str) -> Result<()> {
        if self.read_only {
            return Err(Error::new(
                ErrorKind::OperationDenied,
                format!("read only access prevents {call}"),
            ));
        }
        Ok(())
    }

    fn from_parts(
        uri: ConnectUri,
        read_only: bool,
        slots: Arc<Slots>,
        states: Option<Arc<States>>,
    ) -> Self {
        Connection { uri, read_only, slots, _states: states }
    }
}

impl fmt::Debug for Connection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Connection")
            .field("uri", &self.uri.to_string())
            .field("read_only", &self.read_only)
            .field("slots", &self.slots)
            .finish()
    }
}

/// The role that a connection to `uri` runs drivers in, when nothing but the URI says it.
fn role_of(uri: &ConnectUri) -> Result<Role> {
    if uri.path() != "/embed" && uri.param("mode") != Some("embed") {
        return Ok(Role::Client);
    }
    match uri.param("root").map(std::path::Path::new) {
        Some(root) if root.is_absolute() => Ok(Role::Embedded { root: root.to_owned() }),
        Some(root) => Err(Error::invalid_argument(
            "root",
            format!("'{}' in '{uri}' is not an absolute path", root.display()),
        )),
        None => Err(Error::invalid_argument(
            "root",
            format!("'{uri}' needs the folder of its state; add '?root=/some/folder'"),
        )),
    }
}
