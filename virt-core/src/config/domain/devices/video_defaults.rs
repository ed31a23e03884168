//! What libvirt adds to video cards, and what it drops from them.

use super::{DeviceInfo, Devices, Video, VideoDriver, VideoModel, VideoType};
use crate::config::domain::DomainType;

impl Devices {
    /// Gives a guest with a screen a video card, completes the cards and puts the one that shows the
    /// firmware first.
    pub(crate) fn fill_videos(&mut self, domain_type: &DomainType, whole: bool) {
        if self.videos.is_empty() && !self.graphics.is_empty() {
            self.videos.push(Video::default());
        }
        for video in &mut self.videos {
            let model = video.model.get_or_insert_default();
            model.video_type.take_if(|video_type| *video_type == VideoType::Default);
            model.video_type = model.video_type.or_else(|| default_type(domain_type, whole));
            video.complete(domain_type);
        }
        if let Some(place) = self.videos.iter().position(|video| video.primary() == Some(true)) {
            self.videos[..=place].rotate_right(1);
        } else if let Some(first) = self.videos.first_mut()
            && first.video_type() != Some(VideoType::None)
        {
            first.model.get_or_insert_default().primary = Some(true);
        }
    }
}

/// The card that guests of a hypervisor get; none where its driver has more to consider.
fn default_type(domain_type: &DomainType, whole: bool) -> Option<VideoType> {
    Some(match domain_type {
        DomainType::Test => VideoType::Cirrus,
        DomainType::Xen if whole => VideoType::Cirrus,
        DomainType::Xen => VideoType::Xen,
        DomainType::VmWare => VideoType::VmVga,
        DomainType::VirtualBox => VideoType::VirtualBox,
        DomainType::Vz | DomainType::Parallels => VideoType::Parallels,
        DomainType::Bhyve => VideoType::Gop,
        _ => return None,
    })
}

impl Video {
    /// Adds the sizes of memory and the number of screens that cards of this type have. Drivers that
    /// choose the type do it again behind that.
    pub fn complete(&mut self, domain_type: &DomainType) {
        self.driver.take_if(|driver| *driver == VideoDriver::default());
        match self.video_type() {
            None => {}
            Some(VideoType::None) => {
                let video_type = Some(VideoType::None);
                let model = VideoModel { video_type, ..VideoModel::default() };
                let info = DeviceInfo { alias: self.info.alias.take(), ..DeviceInfo::default() };
                *self = Video { model: Some(model), driver: None, info };
            }
            Some(video_type) => {
                let model = self.model.get_or_insert_default();
                model.complete(video_type, domain_type);
            }
        }
    }
}

impl VideoModel {
    fn complete(&mut self, video_type: VideoType, domain_type: &DomainType) {
        if video_type == VideoType::Qxl {
            let ram = self.ram.filter(|kib| *kib > 0).unwrap_or(QXL_KIB);
            self.ram = Some(power_of_two(ram));
        }
        let vram = self.vram.filter(|kib| *kib > 0).or_else(|| vram(video_type, domain_type));
        self.vram = vram.map(power_of_two);
        let zero = |number: &mut u32| *number == 0;
        self.vram64.take_if(zero);
        self.vgamem.take_if(zero);
        match self.heads {
            None => self.heads = Some(1),
            // Zero is what nobody says.
            Some(0) => self.heads = None,
            Some(_) => {}
        }
        self.primary.take_if(|primary| !*primary);
    }
}

const QXL_KIB: u32 = 64 << 10;

/// The video memory of a card that does not say, in KiB.
fn vram(video_type: VideoType, domain_type: &DomainType) -> Option<u32> {
    let plain = match domain_type {
        DomainType::VirtualBox => 8 << 10,
        DomainType::VmWare => 4 << 10,
        _ => 16 << 10,
    };
    match video_type {
        VideoType::Vga | VideoType::Cirrus | VideoType::VmVga | VideoType::Bochs => Some(plain),
        VideoType::Xen => Some(4 << 10),
        VideoType::Qxl => Some(QXL_KIB),
        _ => None,
    }
}

/// Sizes are rounded up; the guest sees what comes of it, so it is written down.
fn power_of_two(kib: u32) -> u32 {
    kib.checked_next_power_of_two().unwrap_or(1 << 31)
}
