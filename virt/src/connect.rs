//! A connection to a host.

use std::sync::Arc;

use virt_core::api::domain::{ConnectListAllDomainsFlags, DomainCreateFlags, DomainDefineFlags};
use virt_core::connection::{Connection, OpenOptions};
use virt_core::event::EventFilter;
use virt_core::object::DomainRef;
use virt_core::uri::ConnectUri;
use virt_core::{Error, ErrorKind, Result};

use crate::{Domain, Events, Node};

/// A connection to a host and its hypervisor. Clones share it; it closes with the last one, and
/// with the last object that came from it.
///
/// ```
/// use virt::Connect;
///
/// # fn main() -> virt::Result<()> {
/// let connect = Connect::open("test:///default")?;
/// assert_eq!(connect.domain("test")?.id()?, Some(1));
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone)]
pub struct Connect {
    pub(crate) connection: Arc<Connection>,
}

impl Connect {
    /// Opens `uri` for reading and writing.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::NoConnect`] when no driver of this build serves the URI; it lists those that
    /// there are. [`ErrorKind::InvalidArg`] for a URI that cannot be read.
    pub fn open(uri: &str) -> Result<Connect> {
        Connect::open_with(OpenOptions::new(), Some(uri))
    }

    /// Opens `uri` for reading; calls that change something are refused.
    ///
    /// # Errors
    ///
    /// See [`Connect::open`].
    pub fn open_read_only(uri: &str) -> Result<Connect> {
        Connect::open_with(OpenOptions::new().read_only(true), Some(uri))
    }

    /// Opens the URI that the environment or the configuration file names, or else the first
    /// driver that is usable here.
    ///
    /// # Errors
    ///
    /// See [`Connect::open`].
    pub fn open_default() -> Result<Connect> {
        Connect::open_with(OpenOptions::new(), None)
    }

    /// Opens `uri`, or the default one, with `options`.
    ///
    /// # Errors
    ///
    /// See [`Connect::open`].
    pub fn open_with(options: OpenOptions, uri: Option<&str>) -> Result<Connect> {
        Ok(Connect { connection: Arc::new(options.open(uri)?) })
    }

    /// The URI of the connection, after aliases and defaults.
    pub fn uri(&self) -> &ConnectUri {
        self.connection.uri()
    }

    /// Whether calls that change something are refused.
    pub fn is_read_only(&self) -> bool {
        self.connection.is_read_only()
    }

    /// The host itself.
    pub fn node(&self) -> Node {
        Node::new(self.connection.clone())
    }

    /// The drivers behind the connection, for calls that this facade does not shape.
    pub fn drivers(&self) -> &virt_core::connection::Slots {
        self.connection.slots()
    }

    /// The domains that match `filter`, sorted by name; with an empty filter all.
    ///
    /// # Errors
    ///
    /// What the driver says.
    pub fn domains(&self, filter: ConnectListAllDomainsFlags) -> Result<Vec<Domain>> {
        let references = self.connection.domains()?.list(filter)?;
        Ok(references.into_iter().map(|reference| self.wrap(reference)).collect())
    }

    /// The domain called `name`.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::NoDomain`] when there is none.
    pub fn domain(&self, name: &str) -> Result<Domain> {
        self.connection.domains()?.lookup_by_name(name).map(|reference| self.wrap(reference))
    }

    /// The domain with this UUID, in any of its usual spellings.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::NoDomain`] when there is none, [`ErrorKind::InvalidArg`] when `uuid` is none.
    pub fn domain_by_uuid(&self, uuid: &str) -> Result<Domain> {
        let parsed = uuid
            .parse()
            .map_err(|_| Error::new(ErrorKind::InvalidArg, format!("'{uuid}' is not a UUID")))?;
        self.connection.domains()?.lookup_by_uuid(parsed).map(|reference| self.wrap(reference))
    }

    /// The running domain with this id.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::NoDomain`] when there is none.
    pub fn domain_by_id(&self, id: u32) -> Result<Domain> {
        self.connection.domains()?.lookup_by_id(id).map(|reference| self.wrap(reference))
    }

    /// Stores `xml` as the persistent definition of its domain.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::XmlError`] and its like for what cannot be read;
    /// [`ErrorKind::OperationFailed`] when the name or the UUID belongs to another domain.
    pub fn define_domain(&self, xml: &str, flags: DomainDefineFlags) -> Result<Domain> {
        self.connection.require_writable("virDomainDefineXMLFlags")?;
        self.connection.domains()?.define(xml, flags).map(|reference| self.wrap(reference))
    }

    /// Starts a domain from `xml` that is gone when it stops, unless it is defined.
    ///
    /// # Errors
    ///
    /// As [`Connect::define_domain`], and what keeps the domain from starting.
    pub fn create_domain(&self, xml: &str, flags: DomainCreateFlags) -> Result<Domain> {
        self.connection.require_writable("virDomainCreateXML")?;
        let reference = self.connection.domains()?.create(xml, flags, Vec::new())?;
        Ok(self.wrap(reference))
    }

    /// The events of this connection's domains, from now on.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::NoSupport`] when the driver has no events.
    pub fn domain_events(&self, filter: EventFilter) -> Result<Events> {
        Events::of(&self.connection, |sender| self.connection.domains()?.subscribe(filter, sender))
    }

    fn wrap(&self, reference: DomainRef) -> Domain {
        Domain::new(self.connection.clone(), reference)
    }
}
