//! `<video>`: a video card.

use super::{DeviceInfo, VirtioOptions};
use crate::xml::{Switch, XmlElement, XmlValue};

/// A video card: `<video>`.
#[derive(Debug, Clone, PartialEq, Default, XmlElement)]
pub struct Video {
    /// How the hypervisor handles it.
    #[xml(child)]
    pub driver: Option<VideoDriver>,
    /// What the guest sees. Default: the driver's choice.
    #[xml(child)]
    pub model: Option<VideoModel>,
    /// Name and place.
    #[xml(flatten)]
    pub info: DeviceInfo,
}

impl Video {
    /// Which card it is, where that is said.
    pub fn video_type(&self) -> Option<VideoType> {
        let video_type = self.model.as_ref()?.video_type;
        video_type.filter(|video_type| *video_type != VideoType::Default)
    }

    /// Whether it is the card that shows the firmware, where that is said.
    pub fn primary(&self) -> Option<bool> {
        self.model.as_ref()?.primary
    }
}

/// How the hypervisor handles a video card: `<driver name='vhostuser' iommu='on'/>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, XmlElement)]
pub struct VideoDriver {
    /// What any virtio device can have.
    #[xml(flatten)]
    pub virtio: VirtioOptions,
    /// Whether bhyve's card answers at the ports of a VGA card.
    #[xml(attribute)]
    pub vgaconf: Option<VgaPorts>,
    /// The program that does it. Default: qemu.
    #[xml(attribute)]
    pub name: Option<VideoDriverName>,
}

/// The program that handles a video card.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[non_exhaustive]
pub enum VideoDriverName {
    /// The hypervisor itself.
    Qemu,
    /// A program beside it.
    #[xml(name = "vhostuser")]
    VhostUser,
}

/// Whether bhyve's card answers at the ports of a VGA card.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[non_exhaustive]
pub enum VgaPorts {
    /// If the guest asks for it.
    Io,
    /// Always.
    On,
    /// Never.
    Off,
}

/// What the guest sees of a video card: `<model type='virtio' heads='1' primary='yes'/>`.
#[derive(Debug, Clone, PartialEq, Default, XmlElement)]
pub struct VideoModel {
    /// Which card it is. Default: the driver's choice.
    #[xml(attribute = "type")]
    pub video_type: Option<VideoType>,
    /// The primary bar's size, in KiB; for qxl. Default: 65536.
    #[xml(attribute)]
    pub ram: Option<u32>,
    /// The video memory's size, in KiB. Default: the card's.
    #[xml(attribute)]
    pub vram: Option<u32>,
    /// The size of the video memory beyond 4 GiB, in KiB; for qxl.
    #[xml(attribute)]
    pub vram64: Option<u32>,
    /// The size of the frame buffer in VGA modes, in KiB; for qxl.
    #[xml(attribute)]
    pub vgamem: Option<u32>,
    /// How many screens there are. Default: 1.
    #[xml(attribute)]
    pub heads: Option<u32>,
    /// Whether it is the card that shows the firmware. Default: the first card is.
    #[xml(attribute, lenient)]
    pub primary: Option<bool>,
    /// Whether guest and host share the memory of pictures; for virtio. Since libvirt 9.2.
    #[xml(attribute)]
    pub blob: Option<Switch>,
    /// What it renders by itself.
    #[xml(child)]
    pub acceleration: Option<Box<VideoAcceleration>>,
    /// The resolution that it proposes.
    #[xml(child)]
    pub resolution: Option<VideoResolution>,
}

impl VideoModel {
    /// A card of this kind, as the driver has it.
    pub fn new(video_type: VideoType) -> Self {
        VideoModel { video_type: Some(video_type), ..VideoModel::default() }
    }
}

/// A kind of video card.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[non_exhaustive]
#[expect(missing_docs, reason = "the words are the cards' own names")]
pub enum VideoType {
    /// The driver's choice.
    Default,
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
    /// No card at all.
    None,
    Bochs,
    Ramfb,
}

/// What a video card renders by itself: `<acceleration accel3d='yes'/>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct VideoAcceleration {
    /// Whether it does 3D.
    #[xml(attribute)]
    pub accel3d: Option<bool>,
    /// Whether it does 2D.
    #[xml(attribute)]
    pub accel2d: Option<bool>,
    /// The host's device that renders, for a program beside the hypervisor.
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
