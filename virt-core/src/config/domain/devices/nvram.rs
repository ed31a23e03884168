//! `<nvram>` in `<devices>`: the memory of a POWER machine that keeps its settings.

use super::DeviceInfo;
use crate::xml::XmlElement;

/// The memory of a POWER machine that keeps its settings; a matter of its place alone.
#[derive(Debug, Clone, PartialEq, Default, XmlElement)]
#[xml(empty = "open")]
pub struct NvramDevice {
    /// Name and place.
    #[xml(flatten)]
    pub info: DeviceInfo,
}
