//! Secrets: passphrases and keys that guests and pools need.

use uuid::Uuid;

use super::{Driver, unsupported};
use crate::Result;
use crate::api::secret::{ConnectListAllSecretsFlags, SecretDefineFlags, SecretUsageType};
use crate::event::{EventFilter, EventRegistration, EventSender};
use crate::object::SecretRef;

/// The secrets of one host.
///
/// A method that gets a secret that is gone answers [`NoSecret`](crate::ErrorKind::NoSecret).
#[expect(unused_variables, reason = "default bodies refuse without looking at their arguments")]
pub trait SecretDriver: Driver {
    /// Returns the secrets that match `filter`, sorted by UUID.
    #[doc(alias("connectListAllSecrets", "connectNumOfSecrets", "connectListSecrets"))]
    fn list(&self, filter: ConnectListAllSecretsFlags) -> Result<Vec<SecretRef>>;

    /// Finds the secret with this UUID.
    #[doc(alias = "secretLookupByUUID")]
    fn lookup_by_uuid(&self, uuid: Uuid) -> Result<SecretRef>;

    /// Finds the secret for this use.
    #[doc(alias = "secretLookupByUsage")]
    fn lookup_by_usage(&self, usage_type: SecretUsageType, usage_id: &str) -> Result<SecretRef>;

    /// Stores `xml` as the definition of its secret. The value of one that exists stays.
    ///
    /// # Errors
    ///
    /// [`OperationFailed`](crate::ErrorKind::OperationFailed) when another secret has the same
    /// use.
    #[doc(alias = "secretDefineXML")]
    fn define(&self, xml: &str, flags: SecretDefineFlags) -> Result<SecretRef>;

    /// Removes the definition and the value.
    #[doc(alias = "secretUndefine")]
    fn undefine(&self, secret: &SecretRef) -> Result<()>;

    /// Returns the definition, which does not hold the value.
    #[doc(alias = "secretGetXMLDesc")]
    fn xml(&self, secret: &SecretRef) -> Result<String>;

    /// Sets the value: bytes of any kind.
    #[doc(alias = "secretSetValue")]
    fn set_value(&self, secret: &SecretRef, value: &[u8]) -> Result<()>;

    /// Returns the value.
    ///
    /// # Errors
    ///
    /// [`NoSecret`](crate::ErrorKind::NoSecret) when it has none;
    /// [`InvalidSecret`](crate::ErrorKind::InvalidSecret) when it is private and `reader` is
    /// [`SecretReader::Client`].
    #[doc(alias = "secretGetValue")]
    fn value(&self, secret: &SecretRef, reader: SecretReader) -> Result<Vec<u8>>;

    /// Sends the events of secrets that match `filter` to `sender` until the registration is
    /// dropped.
    #[doc(alias("connectSecretEventRegisterAny", "connectSecretEventDeregisterAny"))]
    fn subscribe(&self, filter: EventFilter, sender: EventSender) -> Result<EventRegistration> {
        unsupported(self, "virConnectSecretEventRegisterAny")
    }
}

/// Who wants to know the value of a secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SecretReader {
    /// A program over the API. The values of private secrets are kept from it.
    Client,
    /// Another driver of the same connection, which needs it to do its work.
    Driver,
}
