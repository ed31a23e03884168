//! `<sources>`: what pools can be made of.

use super::StorageSource;
use crate::config::root::root_element;
use crate::config::{Problems, Validate};
use crate::xml::XmlElement;

/// What pools can be made of, as a search finds it: `<sources>`.
///
/// ```
/// use virt_core::config::storage::{StorageSource, StorageSources};
///
/// let sources = StorageSources { sources: vec![StorageSource::dir("nas", "/export")] };
/// let again = StorageSources::parse(&sources.to_xml())?;
/// assert_eq!(again.sources[0].hosts[0].name, "nas");
/// # Ok::<(), virt_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Default, XmlElement)]
#[xml(empty = "open")]
pub struct StorageSources {
    /// The sources, each ready to stand in a pool's definition.
    #[xml(child = "source")]
    pub sources: Vec<StorageSource>,
}

root_element!(StorageSources, "sources", Storage);

/// There is nothing in it that contradicts itself.
impl Validate for StorageSources {
    fn collect_problems(&self, _problems: &mut Problems) {}
}
