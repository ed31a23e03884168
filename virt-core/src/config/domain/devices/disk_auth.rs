//! `<auth>` of a source: who a server is told that asks.

use uuid::Uuid;

use crate::config::storage::StorageAuthType;
use crate::xml::{XmlElement, XmlValue};

/// Who a server is told that asks: `<auth username='web'>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct DiskAuth {
    /// How that is proved. Default: what the protocol has.
    #[xml(attribute = "type")]
    pub auth_type: Option<StorageAuthType>,
    /// Who asks.
    #[xml(attribute, blank)]
    pub username: Option<String>,
    /// Where the password or key is.
    #[xml(child)]
    pub secret: Option<DiskAuthSecret>,
}

/// Where a password or key is: `<secret type='ceph' uuid='…'/>`, named by UUID or by usage.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct DiskAuthSecret {
    /// What it is for. Ceph's disks need `ceph`, those of iSCSI `iscsi`.
    #[xml(attribute = "type")]
    pub secret_type: Option<DiskAuthSecretType>,
    /// The secret's identity.
    #[xml(attribute)]
    pub uuid: Option<Uuid>,
    /// What the secret is for, as its definition says.
    #[xml(attribute)]
    pub usage: Option<String>,
}

impl DiskAuth {
    /// Somebody whose key is in the secret of this kind and usage.
    pub fn from_usage(
        username: impl Into<String>,
        secret_type: DiskAuthSecretType,
        usage: impl Into<String>,
    ) -> Self {
        let (secret_type, usage) = (Some(secret_type), Some(usage.into()));
        DiskAuth {
            auth_type: None,
            username: Some(username.into()),
            secret: Some(DiskAuthSecret { secret_type, uuid: None, usage }),
        }
    }
}

/// What a secret is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[xml(error = "ConfigUnsupported")]
#[non_exhaustive]
pub enum DiskAuthSecretType {
    /// It opens an encrypted volume.
    Volume,
    /// It is a key for a Ceph cluster.
    Ceph,
    /// It is a password for an iSCSI target.
    Iscsi,
    /// It opens a private key for TLS.
    Tls,
    /// It opens the state of a TPM in software.
    Vtpm,
}
