//! `<video>`: a video card.

use super::{DeviceInfo, VirtioOptions};
use crate::xml::{Unmodelled, XmlElement, XmlValue};

/// A video card: `<video>`.
#[derive(Debug, Clone, PartialEq, Default, XmlElement)]
pub struct Video {
    /// How the hypervisor handles it.
    #[xml(child)]
    pub driver: Option<VideoDriver>,
    /// What the guest sees. Default: the driver's choice.
    #[xml(child)]
    pub model: Option<VideoModel>,
    /// What libvirt knows here and this model does not yet.
    #[xml(rest)]
    pub other: Unmodelled,
    /// Name and place.
    #[xml(flatten)]
    pub info: DeviceInfo,
}

/// How the hypervisor handles a video card.
#[derive(Debug, Clone, PartialEq, Default, XmlElement)]
pub struct VideoDriver {
    /// What any virtio device can have.
    #[xml(flatten)]
    pub virtio: VirtioOptions,
    /// The part of the hypervisor that does it: `qemu` or `vhostuser`.
    #[xml(attribute)]
    pub name: Option<String>,
    /// What libvirt knows here and this model does not yet.
    #[xml(rest)]
    pub other: Unmodelled,
}

/// What the guest sees of a video card: `<model type='virtio' heads='1' primary='yes'/>`.
#[derive(Debug, Clone, PartialEq, XmlElement)]
pub struct VideoModel {
    /// Which card it is.
    #[xml(attribute = "type")]
    pub video_type: VideoType,
    /// The primary bar's size, in KiB; for qxl.
    #[xml(attribute)]
    pub ram: Option<u32>,
    /// The video memory's size, in KiB.
    #[xml(attribute)]
    pub vram: Option<u32>,
    /// The size of the video memory beyond 4 GiB, in KiB; for qxl.
    #[xml(attribute)]
    pub vram64: Option<u32>,
    /// The size of the frame buffer in VGA modes, in KiB; for qxl.
    #[xml(attribute)]
    pub vgamem: Option<u32>,
    /// How many screens there are.
    #[xml(attribute)]
    pub heads: Option<u32>,
    /// Whether it is the card that shows the firmware.
    #[xml(attribute)]
    pub primary: Option<bool>,
    /// What it renders by itself.
    #[xml(child)]
    pub acceleration: Option<VideoAcceleration>,
    /// The resolution that it proposes.
    #[xml(child)]
    pub resolution: Option<VideoResolution>,
    /// What libvirt knows here and this model does not yet.
    #[xml(rest)]
    pub other: Unmodelled,
}

/// A kind of video card.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[non_exhaustive]
#[expect(missing_docs, reason = "the words are the cards' own names")]
pub enum VideoType {
    Vga,
    Cirrus,
    #[xml(name = "vmvga")]
    VmVga,
    Xen,
    #[xml(name = "vbox")]
    VirtualBox,
    Qxl,
    Parallels,
    Virtio,
    Gop,
    None,
    Bochs,
    Ramfb,
}

/// What a video card renders by itself: `<acceleration accel3d='yes'/>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct VideoAcceleration {
    /// Whether it does 2D.
    #[xml(attribute)]
    pub accel2d: Option<bool>,
    /// Whether it does 3D.
    #[xml(attribute)]
    pub accel3d: Option<bool>,
    /// The host's device that renders.
    #[xml(attribute)]
    pub rendernode: Option<String>,
}

/// The resolution that a video card proposes: `<resolution x='1024' y='768'/>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, XmlElement)]
pub struct VideoResolution {
    /// The width, in pixels.
    #[xml(attribute)]
    pub x: u32,
    /// The height, in pixels.
    #[xml(attribute)]
    pub y: u32,
}
