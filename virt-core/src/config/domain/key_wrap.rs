//! `<keywrap>`: keys of the hardware that protect those of the guest, on s390x.

use crate::config::{Problems, Validate};
use crate::xml::{Switch, XmlElement, XmlValue};

/// Keys of the hardware that protect those of the guest: `<keywrap>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct KeyWrap {
    /// Which kinds of keys can be protected.
    #[xml(child = "cipher")]
    pub ciphers: Vec<KeyWrapCipher>,
}

/// Whether one kind of keys can be protected: `<cipher name='aes' state='off'/>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, XmlElement)]
pub struct KeyWrapCipher {
    /// The kind.
    #[xml(attribute)]
    pub name: KeyWrapCipherName,
    /// On or off.
    #[xml(attribute)]
    pub state: Switch,
}

/// A kind of keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, XmlValue)]
#[non_exhaustive]
pub enum KeyWrapCipherName {
    /// Keys for AES.
    Aes,
    /// Keys for DEA, that is DES.
    Dea,
}

impl KeyWrap {
    /// The order is always the same.
    pub(super) fn fill_defaults(&mut self) {
        self.ciphers.sort_by_key(|cipher| cipher.name);
    }
}

impl Validate for KeyWrap {
    fn collect_problems(&self, problems: &mut Problems) {
        let mut seen = Vec::new();
        problems.each("cipher", &self.ciphers, |cipher, problems| {
            if seen.contains(&cipher.name) {
                let message = format!("the cipher {} may be there once only", cipher.name);
                problems.report_at("@name", message);
            }
            seen.push(cipher.name);
        });
    }
}
