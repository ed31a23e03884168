//! `<domain>` in `<domstatus>`.

use std::ops::{Deref, DerefMut};

use super::Internal;
use crate::Result;
use crate::config::DomainConfig;
use crate::config::domain::DomainType;
use crate::xml::{self, AttributeShape, Element, Form, Node, Shape, Writer, XmlElement, private};

/// A definition as it runs, with what its driver keeps for itself in it.
#[derive(Debug, Clone, PartialEq)]
pub struct RunningDomain {
    /// The definition, as anybody may see it.
    pub config: DomainConfig,
    /// What belongs to the driver. It goes with the elements of the definition that it was found
    /// at: with a device as long as one of its alias is there.
    pub internals: Vec<Internal>,
}

impl From<DomainConfig> for RunningDomain {
    fn from(config: DomainConfig) -> Self {
        RunningDomain { config, internals: Vec::new() }
    }
}

impl Deref for RunningDomain {
    type Target = DomainConfig;

    fn deref(&self) -> &DomainConfig {
        &self.config
    }
}

impl DerefMut for RunningDomain {
    fn deref_mut(&mut self) -> &mut DomainConfig {
        &mut self.config
    }
}

impl XmlElement for RunningDomain {
    /// What belongs to the driver has any name, so what is in the definition is not compared.
    fn shape() -> &'static Shape {
        static SHAPE: Shape = Shape {
            attributes: &[
                AttributeShape {
                    name: "type",
                    check: private::check_value::<DomainType>,
                    required: true,
                },
                AttributeShape { name: "id", check: private::check_value::<u32>, required: false },
            ],
            open: true,
            ..Shape::EMPTY
        };
        &SHAPE
    }

    fn read(node: Node<'_>) -> Result<Self> {
        let config = DomainConfig::read(node)?;
        let known = tree(&config, Form { secure: true, ..Form::default() })?;
        Ok(RunningDomain { internals: Internal::collect(&Element::from(node), &known), config })
    }

    fn write_attributes(&self, writer: &mut Writer) {
        match self.with_internals(writer.form()) {
            Some(whole) => {
                whole.attributes().for_each(|(name, value)| writer.attribute_text(name, value));
            }
            None => self.config.write_attributes(writer),
        }
    }

    fn write_content(&self, writer: &mut Writer) {
        let Some(whole) = self.with_internals(writer.form()) else {
            return self.config.write_content(writer);
        };
        for child in whole.children() {
            match child.name() {
                // It is written as its owner wrote it.
                "metadata" => child.write_verbatim(writer),
                _ => child.write_canonical(writer),
            }
        }
    }
}

impl RunningDomain {
    /// The definition with the internals in their places; none where there are none, as in what is
    /// left when the domain does not run.
    fn with_internals(&self, form: Form) -> Option<Element> {
        if form.inactive || self.internals.is_empty() {
            return None;
        }
        let mut whole = tree(&self.config, form).ok()?;
        Internal::restore(&self.internals, &mut whole);
        Some(whole)
    }
}

fn tree(config: &DomainConfig, form: Form) -> Result<Element> {
    Element::parse(&xml::to_string_as("domain", config, form))
}
