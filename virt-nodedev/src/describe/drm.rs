//! Parts of graphics cards.

use virt_core::config::node_device::{DrmCapability, DrmType};

use super::Reading;
use crate::host::base_name;

pub(super) fn drm(reading: &Reading<'_>) -> DrmCapability {
    let name = base_name(&reading.device.path);
    let drm_type = match () {
        () if name.starts_with("render") => DrmType::Render,
        () if name.starts_with("control") => DrmType::Control,
        () => DrmType::Primary,
    };
    DrmCapability { drm_type }
}
