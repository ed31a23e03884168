//! `<sound>`: a sound card.

use super::{DeviceInfo, VirtioOptions};
use crate::config::Problems;
use crate::xml::{XmlElement, XmlValue};

/// A sound card: `<sound model='ich9'/>`.
#[derive(Debug, Clone, PartialEq, XmlElement)]
pub struct Sound {
    /// Which card it is.
    #[xml(attribute)]
    pub model: SoundModel,
    /// Whether a USB card has more than two channels. Default: no. Since libvirt 10.0.
    #[xml(attribute)]
    pub multichannel: Option<bool>,
    /// How many streams a virtio card has. Default: the hypervisor's. Since libvirt 10.4.
    #[xml(attribute)]
    pub streams: Option<u32>,
    /// What is connected to a card with a bus of its own. Default: a line in and a line out.
    #[xml(child = "codec")]
    pub codecs: Vec<SoundCodec>,
    /// The number of the audio backend: `<audio id='1'/>`. Default: the first one.
    #[xml(path = "audio/@id", needed)]
    pub audio: Option<u32>,
    /// Name and place.
    #[xml(flatten)]
    pub info: DeviceInfo,
    /// How the hypervisor handles a virtio card.
    #[xml(child)]
    pub driver: Option<VirtioOptions>,
}

/// A kind of sound card.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[non_exhaustive]
#[expect(missing_docs, reason = "the words are the cards' own names")]
pub enum SoundModel {
    Sb16,
    Es1370,
    #[xml(name = "pcspk")]
    PcSpeaker,
    Ac97,
    Ich6,
    Ich9,
    Usb,
    Ich7,
    Virtio,
}

/// What is connected to a sound card: `<codec type='micro'/>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlElement)]
pub struct SoundCodec {
    /// What it is.
    #[xml(attribute = "type")]
    pub codec_type: SoundCodecType,
}

/// What can be connected to a sound card.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[xml(error = "ConfigUnsupported")]
#[non_exhaustive]
pub enum SoundCodecType {
    /// A line in and a line out.
    Duplex,
    /// A headset: a microphone and a speaker.
    Micro,
    /// A speaker alone.
    Output,
}

impl Sound {
    /// Drops what is for cards of another kind.
    pub(crate) fn fill_defaults(&mut self) {
        if !matches!(self.model, SoundModel::Ich6 | SoundModel::Ich9) {
            self.codecs = Vec::new();
        }
        if self.model != SoundModel::Usb {
            self.multichannel = None;
        }
        if self.model != SoundModel::Virtio {
            (self.streams, self.driver) = (None, None);
        }
        self.driver.take_if(|driver| *driver == VirtioOptions::default());
    }

    pub(crate) fn check(&self, problems: &mut Problems) {
        if self.streams == Some(0) {
            problems.report_at("@streams", "a sound card has at least one stream");
        }
    }
}
