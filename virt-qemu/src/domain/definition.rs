//! The persistent definition of a domain, kept as text: a thousand parsed ones would cost more
//! memory than anybody reads.

use std::sync::Arc;

use uuid::Uuid;
use virt_core::config::DomainConfig;
use virt_core::xml::{Document, Form};
use virt_core::{Error, ErrorKind, ErrorOrigin, Result};

/// What a definition is stored and written as: complete, without anything of a running domain.
const STORED: Form = Form { secure: true, inactive: true, migratable: false };

/// A definition that was read once and found good.
#[derive(Clone)]
pub(crate) struct Definition {
    text: Arc<str>,
}

impl Definition {
    /// The definition that `config` describes.
    pub(crate) fn new(config: &DomainConfig) -> Definition {
        Definition { text: config.to_xml_as(STORED).into() }
    }

    /// Reads a stored definition as far as it takes to know whose it is. The whole text has to be
    /// well-formed, so that half a file is no definition.
    pub(crate) fn load(text: &str) -> Result<(Arc<str>, Uuid, Definition)> {
        let document = Document::parse(text)?;
        let root = document.root();
        if root.name() != "domain" {
            return Err(bad(format!("the root element is <{}>, not <domain>", root.name())));
        }
        let value = |name: &str| root.child(name).map(|child| child.text().trim().to_owned());
        let name = value("name").filter(|name| !name.is_empty());
        let name = name.ok_or_else(|| bad("<domain> has no <name>"))?;
        let uuid = value("uuid").ok_or_else(|| bad("<domain> has no <uuid>"))?;
        let uuid = uuid.parse().map_err(|_| bad(format!("<uuid> '{uuid}' is no UUID")))?;
        Ok((name.into(), uuid, Definition { text: text.into() }))
    }

    /// The definition as a model.
    pub(crate) fn config(&self) -> Result<DomainConfig> {
        DomainConfig::parse(&self.text)
    }

    /// The definition as it is stored.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }
}

fn bad(message: impl Into<String>) -> Error {
    Error::new(ErrorKind::XmlError, message).with_origin(ErrorOrigin::Domain)
}
