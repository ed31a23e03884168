//! `<audio>`: where the sound of the guest's sound cards goes on the host, and comes from.

use crate::xml::{Form, XmlElement, XmlValue};

/// A backend for sound: `<audio id='1' type='pulseaudio'/>`. Since libvirt 7.2.
#[derive(Debug, Clone, PartialEq, Eq, XmlElement)]
pub struct Audio {
    /// The number by which sound cards and displays name it, from 1, unique in a domain.
    #[xml(attribute)]
    pub id: u32,
    /// What it is.
    #[xml(flatten)]
    pub backend: AudioBackend,
}

impl Audio {
    /// A backend that drops all sound.
    pub fn none(id: u32) -> Self {
        Audio { id, backend: AudioBackend::None(PlainAudio::default()) }
    }
}

/// What takes the guest's sound on the host.
#[derive(Debug, Clone, PartialEq, Eq, XmlElement)]
#[xml(tag = "type")]
#[non_exhaustive]
pub enum AudioBackend {
    /// Nothing: sound is dropped.
    None(PlainAudio),
    /// ALSA.
    Alsa(AlsaAudio),
    /// Core Audio, on macOS.
    #[xml(name = "coreaudio")]
    CoreAudio(CoreAudio),
    /// A JACK server.
    Jack(JackAudio),
    /// OSS.
    Oss(OssAudio),
    /// A PulseAudio server.
    #[xml(name = "pulseaudio")]
    PulseAudio(PulseAudio),
    /// SDL.
    Sdl(SdlAudio),
    /// The viewers of the SPICE server.
    Spice(PlainAudio),
    /// A file.
    File(FileAudio),
    /// The viewers of the D-Bus display. Since libvirt 8.4.
    Dbus(PlainAudio),
    /// PipeWire. Since libvirt 10.0.
    #[xml(name = "pipewire")]
    PipeWire(PipeWireAudio),
}

/// A backend without settings of its own.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct PlainAudio {
    /// How often sound is looked at, in microseconds. Default: the hypervisor's.
    #[xml(attribute = "timerPeriod")]
    pub timer_period: Option<u32>,
    /// Recording.
    #[xml(child)]
    pub input: Option<AudioStream>,
    /// Playing.
    #[xml(child)]
    pub output: Option<AudioStream>,
}

/// ALSA.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct AlsaAudio {
    /// How often sound is looked at, in microseconds. Default: the hypervisor's.
    #[xml(attribute = "timerPeriod")]
    pub timer_period: Option<u32>,
    /// Recording.
    #[xml(child)]
    pub input: Option<Box<AlsaStream>>,
    /// Playing.
    #[xml(child)]
    pub output: Option<Box<AlsaStream>>,
}

/// Core Audio.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct CoreAudio {
    /// How often sound is looked at, in microseconds. Default: the hypervisor's.
    #[xml(attribute = "timerPeriod")]
    pub timer_period: Option<u32>,
    /// Recording.
    #[xml(child)]
    pub input: Option<BufferedStream>,
    /// Playing.
    #[xml(child)]
    pub output: Option<BufferedStream>,
}

/// A JACK server.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct JackAudio {
    /// How often sound is looked at, in microseconds. Default: the hypervisor's.
    #[xml(attribute = "timerPeriod")]
    pub timer_period: Option<u32>,
    /// Recording.
    #[xml(child)]
    pub input: Option<Box<JackStream>>,
    /// Playing.
    #[xml(child)]
    pub output: Option<Box<JackStream>>,
}

/// OSS.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct OssAudio {
    /// How often sound is looked at, in microseconds. Default: the hypervisor's.
    #[xml(attribute = "timerPeriod")]
    pub timer_period: Option<u32>,
    /// Whether the device's memory is shared, if that works.
    #[xml(attribute = "tryMMap")]
    pub try_mmap: Option<bool>,
    /// Whether nobody else may have the device.
    #[xml(attribute)]
    pub exclusive: Option<bool>,
    /// How many fragments of which size there are, as OSS's timing policy: up to 10; less for less
    /// delay.
    #[xml(attribute = "dspPolicy")]
    pub dsp_policy: Option<u32>,
    /// Recording.
    #[xml(child)]
    pub input: Option<Box<OssStream>>,
    /// Playing.
    #[xml(child)]
    pub output: Option<Box<OssStream>>,
}

/// A PulseAudio server.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct PulseAudio {
    /// How often sound is looked at, in microseconds. Default: the hypervisor's.
    #[xml(attribute = "timerPeriod")]
    pub timer_period: Option<u32>,
    /// The server's host or socket. Default: the one of the user who runs the guest.
    #[xml(attribute = "serverName")]
    pub server_name: Option<String>,
    /// Recording.
    #[xml(child)]
    pub input: Option<Box<NamedStream>>,
    /// Playing.
    #[xml(child)]
    pub output: Option<Box<NamedStream>>,
}

/// SDL.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct SdlAudio {
    /// How often sound is looked at, in microseconds. Default: the hypervisor's.
    #[xml(attribute = "timerPeriod")]
    pub timer_period: Option<u32>,
    /// What SDL hands sound to. Default: SDL's choice.
    #[xml(attribute)]
    pub driver: Option<SdlAudioDriver>,
    /// Recording.
    #[xml(child)]
    pub input: Option<BufferedStream>,
    /// Playing.
    #[xml(child)]
    pub output: Option<BufferedStream>,
}

/// What SDL hands sound to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[non_exhaustive]
#[expect(missing_docs, reason = "the words are SDL's own names")]
pub enum SdlAudioDriver {
    Esd,
    Alsa,
    Arts,
    #[xml(name = "pulseaudio")]
    PulseAudio,
}

/// A file.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct FileAudio {
    /// How often sound is looked at, in microseconds. Default: the hypervisor's.
    #[xml(attribute = "timerPeriod")]
    pub timer_period: Option<u32>,
    /// The file, in the format WAV.
    #[xml(attribute)]
    pub path: Option<String>,
    /// Recording.
    #[xml(child)]
    pub input: Option<AudioStream>,
    /// Playing.
    #[xml(child)]
    pub output: Option<AudioStream>,
}

/// PipeWire.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct PipeWireAudio {
    /// How often sound is looked at, in microseconds. Default: the hypervisor's.
    #[xml(attribute = "timerPeriod")]
    pub timer_period: Option<u32>,
    /// The folder with PipeWire's socket. Default: the one of the user who runs the guest.
    #[xml(attribute = "runtimeDir")]
    pub runtime_dir: Option<String>,
    /// Recording.
    #[xml(child)]
    pub input: Option<Box<NamedStream>>,
    /// Playing.
    #[xml(child)]
    pub output: Option<Box<NamedStream>>,
}

/// What recording and playing have with every backend:
/// `<input mixingEngine='yes' fixedSettings='yes' voices='1' bufferLength='100'/>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, XmlElement)]
pub struct AudioStream {
    /// Whether the hypervisor mixes and converts. Default: the backend's.
    #[xml(attribute = "mixingEngine")]
    pub mixing_engine: Option<bool>,
    /// Whether the settings of the backend stay whatever the guest asks for; needs the mixing
    /// engine.
    #[xml(attribute = "fixedSettings")]
    pub fixed_settings: Option<bool>,
    /// How many sounds there can be at once.
    #[xml(attribute)]
    pub voices: Option<u32>,
    /// The buffer's length, in microseconds.
    #[xml(attribute = "bufferLength")]
    pub buffer_length: Option<u32>,
    /// The settings that stay.
    #[xml(child, written = "settings_in")]
    pub settings: Option<AudioSettings>,
}

impl AudioStream {
    /// Settings that stay are written, even where nothing is set.
    fn settings_in(&self, _form: Form) -> Option<AudioSettings> {
        let fixed = self.fixed_settings == Some(true);
        self.settings.or_else(|| fixed.then(AudioSettings::default))
    }
}

/// The settings of a backend: `<settings frequency='44100' channels='2' format='s16'/>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, XmlElement)]
pub struct AudioSettings {
    /// The samples in a second.
    #[xml(attribute)]
    pub frequency: Option<u32>,
    /// How many channels there are.
    #[xml(attribute)]
    pub channels: Option<u32>,
    /// What a sample is.
    #[xml(attribute)]
    pub format: Option<AudioFormat>,
}

/// What a sample is: signed, unsigned or with a floating point, and how many bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[non_exhaustive]
#[expect(missing_docs, reason = "the words say it")]
pub enum AudioFormat {
    S8,
    U8,
    S16,
    U16,
    S32,
    U32,
    F32,
}

/// Recording or playing with ALSA.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct AlsaStream {
    /// What every backend has.
    #[xml(flatten)]
    pub common: AudioStream,
    /// The ALSA device. Default: default.
    #[xml(attribute)]
    pub dev: Option<String>,
}

/// Recording or playing through several buffers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, XmlElement)]
pub struct BufferedStream {
    /// What every backend has.
    #[xml(flatten)]
    pub common: AudioStream,
    /// How many buffers there are.
    #[xml(attribute = "bufferCount")]
    pub buffer_count: Option<u32>,
}

/// Recording or playing with JACK.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct JackStream {
    /// What every backend has.
    #[xml(flatten)]
    pub common: AudioStream,
    /// The server. Default: JACK's default server.
    #[xml(attribute = "serverName")]
    pub server_name: Option<String>,
    /// The name that the server is told.
    #[xml(attribute = "clientName")]
    pub client_name: Option<String>,
    /// A regular expression of the ports to connect to.
    #[xml(attribute = "connectPorts")]
    pub connect_ports: Option<String>,
    /// Whether the name must be free, instead of getting a number behind it.
    #[xml(attribute = "exactName")]
    pub exact_name: Option<bool>,
}

/// Recording or playing with OSS.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct OssStream {
    /// What every backend has.
    #[xml(flatten)]
    pub common: AudioStream,
    /// The device. Default: /dev/dsp.
    #[xml(attribute)]
    pub dev: Option<String>,
    /// How many buffers there are.
    #[xml(attribute = "bufferCount")]
    pub buffer_count: Option<u32>,
    /// Whether to wait for the device by polling it, if that works.
    #[xml(attribute = "tryPoll")]
    pub try_poll: Option<bool>,
}

/// Recording or playing with a server that has names for it.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct NamedStream {
    /// What every backend has.
    #[xml(flatten)]
    pub common: AudioStream,
    /// The sink or source. Default: the server's.
    #[xml(attribute)]
    pub name: Option<String>,
    /// The name that mixers show.
    #[xml(attribute = "streamName")]
    pub stream_name: Option<String>,
    /// How late sound may be, in microseconds.
    #[xml(attribute)]
    pub latency: Option<u32>,
}
