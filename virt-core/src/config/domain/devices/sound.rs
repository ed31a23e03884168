//! `<sound>`: a sound card.

use super::DeviceInfo;
use crate::xml::{Unmodelled, XmlElement, XmlValue};

/// A sound card: `<sound model='ich9'/>`.
#[derive(Debug, Clone, PartialEq, XmlElement)]
pub struct Sound {
    /// Which card it is.
    #[xml(attribute)]
    pub model: SoundModel,
    /// What is connected to it.
    #[xml(child = "codec")]
    pub codecs: Vec<SoundCodec>,
    /// The number of the host's audio backend.
    #[xml(path = "audio/@id")]
    pub audio: Option<u32>,
    /// What libvirt knows here and this model does not yet.
    #[xml(rest)]
    pub other: Unmodelled,
    /// Name and place.
    #[xml(flatten)]
    pub info: DeviceInfo,
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
#[derive(Debug, Clone, PartialEq, Eq, XmlElement)]
pub struct SoundCodec {
    /// `duplex` for line in and out, `micro` for a headset, `output` for a speaker.
    #[xml(attribute = "type")]
    pub codec_type: String,
}
