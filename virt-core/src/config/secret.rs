//! `<secret>`: the definition of a secret, without its value.

use crate::config::{Problems, Validate};
use uuid::Uuid;

use super::root::root_element;
use crate::xml::XmlElement;

/// The definition of a secret: `<secret ephemeral='no' private='yes'>`. The value itself is never
/// in it.
///
/// ```
/// use virt_core::config::SecretConfig;
/// use virt_core::config::secret::SecretUsage;
///
/// let mut config = SecretConfig::new(SecretUsage::tls("migration"));
/// config.fill_defaults();
/// assert!(config.to_xml().contains("<name>migration</name>"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct SecretConfig {
    /// Whether the value is kept in memory alone. Default: no.
    #[xml(attribute)]
    pub ephemeral: Option<bool>,
    /// Whether the value is told to nobody but drivers that need it. Default: no.
    #[xml(attribute)]
    pub private: Option<bool>,
    /// The identity, unique and unchanged for good. Made up where it is missing.
    #[xml(value)]
    pub uuid: Option<Uuid>,
    /// A text for people.
    #[xml(value)]
    pub description: Option<String>,
    /// What the value is for; unique on its host.
    #[xml(child)]
    pub usage: Option<SecretUsage>,
}

root_element!(SecretConfig, "secret", Secret);

/// There is nothing in it that contradicts itself.
impl Validate for SecretConfig {
    fn collect_problems(&self, _problems: &mut Problems) {}
}

impl SecretConfig {
    /// Makes the definition of a secret with this purpose.
    pub fn new(usage: SecretUsage) -> Self {
        SecretConfig { usage: Some(usage), ..SecretConfig::default() }
    }

    /// Adds what the author left out and libvirt adds. Filling in twice changes nothing.
    ///
    /// All that can be wrong with a secret is seen when it is read, so there is no third pass.
    pub fn fill_defaults(&mut self) {
        self.uuid.get_or_insert_with(Uuid::new_v4);
        self.ephemeral.get_or_insert(false);
        self.private.get_or_insert(false);
        self.usage.take_if(|usage| *usage == SecretUsage::None);
    }
}

/// Makes the definition of a secret step by step; see [`SecretConfig::builder`].
#[derive(Debug, Clone)]
#[must_use = "nothing comes of it without build()"]
pub struct SecretBuilder {
    config: SecretConfig,
}

impl SecretConfig {
    /// Starts the definition of a secret with this purpose. Its value is set when it is defined.
    ///
    /// ```
    /// use virt_core::config::SecretConfig;
    /// use virt_core::config::secret::SecretUsage;
    ///
    /// let secret = SecretConfig::builder(SecretUsage::ceph("client.virt"))
    ///     .description("the key for Ceph")
    ///     .private()
    ///     .build()?;
    /// assert_eq!(secret.private, Some(true));
    /// # Ok::<(), virt_core::Error>(())
    /// ```
    pub fn builder(usage: SecretUsage) -> SecretBuilder {
        SecretBuilder { config: SecretConfig::new(usage) }
    }
}

impl SecretBuilder {
    /// A text for people.
    pub fn description(mut self, text: impl Into<String>) -> Self {
        self.config.description = Some(text.into());
        self
    }

    /// The value is told to nobody but drivers that need it.
    pub fn private(mut self) -> Self {
        self.config.private = Some(true);
        self
    }

    /// The value is kept in memory alone.
    pub fn ephemeral(mut self) -> Self {
        self.config.ephemeral = Some(true);
        self
    }

    /// The identity. Default: a random one.
    pub fn uuid(mut self, uuid: Uuid) -> Self {
        self.config.uuid = Some(uuid);
        self
    }

    /// The definition.
    ///
    /// # Errors
    ///
    /// What [`SecretConfig::validate`] finds.
    pub fn build(self) -> crate::Result<SecretConfig> {
        self.config.validate()?;
        Ok(self.config)
    }
}

/// What a secret is for: `<usage type='ceph'>`.
#[derive(Debug, Clone, PartialEq, Eq, XmlElement)]
#[xml(tag = "type")]
#[non_exhaustive]
pub enum SecretUsage {
    /// Nothing in particular.
    None,
    /// It opens an encrypted volume.
    Volume(SecretVolume),
    /// It is a key for a Ceph cluster.
    Ceph(SecretName),
    /// It is a password for an iSCSI target.
    Iscsi(SecretTarget),
    /// It opens a private key for TLS.
    Tls(SecretName),
    /// It opens the state of a TPM in software.
    Vtpm(SecretName),
}

impl SecretUsage {
    /// It opens the encrypted volume with this path.
    pub fn volume(path: impl Into<String>) -> Self {
        SecretUsage::Volume(SecretVolume { volume: path.into() })
    }

    /// It is a key for a Ceph cluster.
    pub fn ceph(name: impl Into<String>) -> Self {
        SecretUsage::Ceph(SecretName { name: name.into() })
    }

    /// It is a password for an iSCSI target.
    pub fn iscsi(target: impl Into<String>) -> Self {
        SecretUsage::Iscsi(SecretTarget { target: target.into() })
    }

    /// It opens a private key for TLS.
    pub fn tls(name: impl Into<String>) -> Self {
        SecretUsage::Tls(SecretName { name: name.into() })
    }

    /// It opens the state of a TPM in software.
    pub fn vtpm(name: impl Into<String>) -> Self {
        SecretUsage::Vtpm(SecretName { name: name.into() })
    }

    /// The name by which the secret is found, beside its kind.
    pub fn id(&self) -> Option<&str> {
        match self {
            SecretUsage::None => None,
            SecretUsage::Volume(volume) => Some(&volume.volume),
            SecretUsage::Iscsi(target) => Some(&target.target),
            SecretUsage::Ceph(name) | SecretUsage::Tls(name) | SecretUsage::Vtpm(name) => {
                Some(&name.name)
            }
        }
    }
}

/// A secret that is found by a volume's path.
#[derive(Debug, Clone, PartialEq, Eq, XmlElement)]
pub struct SecretVolume {
    /// The path.
    #[xml(value)]
    pub volume: String,
}

/// A secret that is found by a name.
#[derive(Debug, Clone, PartialEq, Eq, XmlElement)]
pub struct SecretName {
    /// The name.
    #[xml(value)]
    pub name: String,
}

/// A secret that is found by the name of an iSCSI target.
#[derive(Debug, Clone, PartialEq, Eq, XmlElement)]
pub struct SecretTarget {
    /// The target.
    #[xml(value)]
    pub target: String,
}
