//! `<encryption>`: how an image is encrypted, and where the key is.

use uuid::Uuid;

use crate::config::{Problems, Validate};
use crate::xml::{XmlElement, XmlValue};

/// How an image is encrypted: `<encryption format='luks'>`.
#[derive(Debug, Clone, PartialEq, Eq, XmlElement)]
#[xml(empty = "open")]
pub struct Encryption {
    /// The format.
    #[xml(attribute)]
    pub format: EncryptionFormat,
    /// Who encrypts and decrypts. Default: qemu.
    #[xml(attribute)]
    pub engine: Option<EncryptionEngine>,
    /// The keys; `luks2` can have several.
    #[xml(child = "secret")]
    pub secrets: Vec<EncryptionSecret>,
    /// The cipher that a new image gets. Default: the format's.
    #[xml(child)]
    pub cipher: Option<EncryptionCipher>,
    /// How initialization vectors are made for a new image. Default: the format's.
    #[xml(child)]
    pub ivgen: Option<EncryptionIvGen>,
}

impl Encryption {
    /// A format, with neither key nor cipher.
    pub fn new(format: EncryptionFormat) -> Self {
        Encryption { format, engine: None, secrets: Vec::new(), cipher: None, ivgen: None }
    }

    /// LUKS with the passphrase that the secret `secret` holds.
    pub fn luks(secret: EncryptionSecret) -> Self {
        Encryption { secrets: vec![secret], ..Encryption::new(EncryptionFormat::Luks) }
    }
}

/// Each key is named in one way.
impl Validate for Encryption {
    fn collect_problems(&self, problems: &mut Problems) {
        problems.each("secret", &self.secrets, |secret, problems| {
            check_secret_name(secret.uuid.is_some(), secret.usage.is_some(), problems);
        });
    }
}

/// A `<secret>` is named by identity or by usage, wherever one is referred to.
pub(crate) fn check_secret_name(by_uuid: bool, by_usage: bool, problems: &mut Problems) {
    match (by_uuid, by_usage) {
        (false, false) => problems
            .report_at("@uuid", "a <secret> needs the attribute 'uuid' or 'usage', which names it"),
        (true, true) => problems
            .report_at("@usage", "a <secret> is named by 'uuid' or by 'usage', not both; drop one"),
        _ => {}
    }
}

/// A format of encryption.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[xml(error = "ConfigUnsupported")]
#[non_exhaustive]
pub enum EncryptionFormat {
    /// What the image's format has.
    Default,
    /// The old encryption of qcow images; nobody should make new ones.
    Qcow,
    /// LUKS.
    Luks,
    /// LUKS 2, which only librbd has.
    Luks2,
    /// Whichever LUKS the image has; only librbd tells.
    LuksAny,
}

/// Who encrypts and decrypts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[xml(error = "ConfigUnsupported")]
#[non_exhaustive]
pub enum EncryptionEngine {
    /// QEMU.
    Qemu,
    /// The library of RADOS block devices.
    Librbd,
}

/// A key: `<secret type='passphrase' uuid='…'/>`, the secret named by UUID or by usage.
#[derive(Debug, Clone, PartialEq, Eq, XmlElement)]
pub struct EncryptionSecret {
    /// What the key is.
    #[xml(attribute = "type")]
    pub secret_type: EncryptionSecretType,
    /// The secret's identity.
    #[xml(attribute)]
    pub uuid: Option<Uuid>,
    /// What the secret is for, as its definition says.
    #[xml(attribute)]
    pub usage: Option<String>,
}

impl EncryptionSecret {
    /// A passphrase in the secret with this identity.
    pub fn from_uuid(uuid: Uuid) -> Self {
        let secret_type = EncryptionSecretType::Passphrase;
        EncryptionSecret { secret_type, uuid: Some(uuid), usage: None }
    }

    /// A passphrase in the secret with this usage.
    pub fn from_usage(usage: impl Into<String>) -> Self {
        let secret_type = EncryptionSecretType::Passphrase;
        EncryptionSecret { secret_type, uuid: None, usage: Some(usage.into()) }
    }
}

/// What a key is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[xml(error = "ConfigUnsupported")]
#[non_exhaustive]
pub enum EncryptionSecretType {
    /// A passphrase.
    Passphrase,
}

/// A cipher: `<cipher name='aes' size='256' mode='cbc' hash='sha256'/>`.
#[derive(Debug, Clone, PartialEq, Eq, XmlElement)]
pub struct EncryptionCipher {
    /// The name: `aes`, `serpent`, `twofish`…
    #[xml(attribute)]
    pub name: String,
    /// The length of its key, in bits.
    #[xml(attribute)]
    pub size: u32,
    /// How blocks are chained: `cbc`, `xts`… Default: the encryptor's.
    #[xml(attribute)]
    pub mode: Option<String>,
    /// The hash that makes the key of the passphrase. Default: the encryptor's.
    #[xml(attribute)]
    pub hash: Option<String>,
}

/// How initialization vectors are made: `<ivgen name='plain64' hash='sha256'/>`.
#[derive(Debug, Clone, PartialEq, Eq, XmlElement)]
pub struct EncryptionIvGen {
    /// The name: `plain`, `plain64`, `essiv`…
    #[xml(attribute)]
    pub name: String,
    /// The hash that `essiv` uses.
    #[xml(attribute)]
    pub hash: Option<String>,
}
