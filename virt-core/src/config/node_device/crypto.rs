//! Crypto cards of IBM Z machines.

use super::{HexByte, HexWord, MdevTypes};
use crate::xml::XmlElement;

/// A crypto card's number.
pub type ApAdapter = HexByte;

/// The number of a crypto card's domain, which has keys of its own: up to 255.
pub type ApDomain = HexWord;

/// A crypto card.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, XmlElement)]
pub struct ApCardCapability {
    /// The card.
    #[xml(value = "ap-adapter")]
    pub adapter: ApAdapter,
}

/// A queue of a crypto card.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, XmlElement)]
pub struct ApQueueCapability {
    /// The card.
    #[xml(value = "ap-adapter")]
    pub adapter: ApAdapter,
    /// Its domain.
    #[xml(value = "ap-domain")]
    pub domain: ApDomain,
}

/// What crypto cards' queues are handed to guests by.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
#[xml(empty = "open")]
pub struct ApMatrixCapability {
    /// What it can do.
    #[xml(child = "capability")]
    pub nested: Vec<ApMatrixNested>,
}

/// What can be made of crypto cards' queues: `<capability type='mdev_types'>`.
#[derive(Debug, Clone, PartialEq, Eq, XmlElement)]
#[xml(tag = "type")]
#[non_exhaustive]
pub enum ApMatrixNested {
    /// Mediated devices.
    #[xml(name = "mdev_types")]
    MdevTypes(MdevTypes),
}
