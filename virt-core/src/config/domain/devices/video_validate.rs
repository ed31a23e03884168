//! What cannot work in video cards.

use super::{Devices, Video, VideoDriverName, VideoModel, VideoType, VirtioOptions};
use crate::ErrorKind;
use crate::config::Problems;

impl Devices {
    /// Reports what clashes in and between video cards.
    pub(crate) fn check_videos(&self, problems: &mut Problems) {
        let none = |video: &Video| video.video_type() == Some(VideoType::None);
        let several = self.videos.len() > 1;
        let mut primary = false;
        problems.each("video", &self.videos, |video, problems| {
            if several && none(video) {
                let message = "a card of type 'none' means that there is no other card";
                report(problems, "model/@type", message);
            }
            if video.primary() == Some(true) && std::mem::replace(&mut primary, true) {
                report(problems, "model/@primary", "one card alone shows the firmware");
            }
            video.check(problems);
        });
    }
}

fn report(problems: &mut Problems, below: &str, message: impl Into<String>) {
    problems.within(below, |problems| problems.report_as(ErrorKind::ConfigUnsupported, message));
}

impl Video {
    fn check(&self, problems: &mut Problems) {
        if let Some(model) = &self.model {
            problems.within("model", |problems| model.check(problems));
        }
        let kind = self.video_type();
        let driver = self.driver.unwrap_or_default();
        let beside = driver.name == Some(VideoDriverName::VhostUser);
        if kind.is_some_and(|kind| kind != VideoType::Virtio) {
            if beside {
                report(problems, "driver/@name", "'vhostuser' serves cards of type 'virtio' alone");
            }
            if driver.virtio != VirtioOptions::default() {
                let message = "iommu, ats, packed and page_per_vq are for cards of type 'virtio'";
                report(problems, "driver", message);
            }
        }
        let acceleration = self.model.as_ref().and_then(|model| model.acceleration.as_ref());
        if !beside && acceleration.is_some_and(|found| found.rendernode.is_some()) {
            let message = "a card renders on a device of its own with <driver name='vhostuser'> \
                           alone; elsewhere <graphics> chooses the device, with <gl>";
            report(problems, "model/acceleration/@rendernode", message);
        }
        if kind == Some(VideoType::Ramfb) && self.info.address.is_some() {
            report(problems, "address", "a card of type 'ramfb' is on no bus");
        }
    }
}

impl VideoModel {
    fn check(&self, problems: &mut Problems) {
        if let Some(kind) = self.video_type.filter(|kind| *kind != VideoType::Default) {
            let sizes = [("@ram", self.ram), ("@vram64", self.vram64), ("@vgamem", self.vgamem)];
            for (attribute, size) in sizes {
                if kind != VideoType::Qxl && size.is_some_and(|size| size > 0) {
                    let message = format!("a card of type '{kind}' has no such memory; 'qxl' has");
                    report(problems, attribute, message);
                }
            }
            if kind != VideoType::Virtio && self.blob.is_some() {
                let message = format!("a card of type '{kind}' shares no memory; 'virtio' does");
                report(problems, "@blob", message);
            }
        }
        if let Some(acceleration) = &self.acceleration
            && **acceleration == super::VideoAcceleration::default()
        {
            report(problems, "acceleration", "say what is accelerated: accel2d or accel3d");
        }
        if self.resolution.is_some_and(|resolution| resolution.x == 0 || resolution.y == 0) {
            report(problems, "resolution", "width and height start at 1");
        }
    }
}
