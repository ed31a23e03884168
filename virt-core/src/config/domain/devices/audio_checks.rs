//! What libvirt drops from backends for sound, and what cannot work in them.

use std::collections::HashSet;

use super::{
    AlsaStream, Audio, AudioBackend, AudioStream, BufferedStream, Devices, Graphics, JackStream,
    NamedStream, OssStream,
};
use crate::ErrorKind;
use crate::config::Problems;

/// A stream of any backend.
trait Stream: Default + PartialEq {
    fn common(&self) -> &AudioStream;

    /// Numbers of zero that mean nothing.
    fn drop_zeros(&mut self) {}
}

impl Stream for AudioStream {
    fn common(&self) -> &AudioStream {
        self
    }
}

impl Stream for BufferedStream {
    fn common(&self) -> &AudioStream {
        &self.common
    }

    fn drop_zeros(&mut self) {
        self.buffer_count.take_if(|count| *count == 0);
    }
}

impl Stream for AlsaStream {
    fn common(&self) -> &AudioStream {
        &self.common
    }
}

impl Stream for JackStream {
    fn common(&self) -> &AudioStream {
        &self.common
    }
}

impl Stream for OssStream {
    fn common(&self) -> &AudioStream {
        &self.common
    }

    fn drop_zeros(&mut self) {
        self.buffer_count.take_if(|count| *count == 0);
    }
}

impl Stream for NamedStream {
    fn common(&self) -> &AudioStream {
        &self.common
    }

    fn drop_zeros(&mut self) {
        self.latency.take_if(|latency| *latency == 0);
    }
}

impl<S: Stream> Stream for Box<S> {
    fn common(&self) -> &AudioStream {
        (**self).common()
    }

    fn drop_zeros(&mut self) {
        (**self).drop_zeros();
    }
}

/// Says `$then` of every variant of a backend, with `$audio` for what it holds.
macro_rules! for_any {
    ($backend:expr, $audio:ident => $then:expr) => {
        match $backend {
            AudioBackend::None($audio)
            | AudioBackend::Spice($audio)
            | AudioBackend::Dbus($audio) => $then,
            AudioBackend::Alsa($audio) => $then,
            AudioBackend::CoreAudio($audio) => $then,
            AudioBackend::Jack($audio) => $then,
            AudioBackend::Oss($audio) => $then,
            AudioBackend::PulseAudio($audio) => $then,
            AudioBackend::Sdl($audio) => $then,
            AudioBackend::File($audio) => $then,
            AudioBackend::PipeWire($audio) => $then,
        }
    };
}

impl Audio {
    /// What recording has with every backend, where something is said of it.
    pub fn input(&self) -> Option<&AudioStream> {
        for_any!(&self.backend, audio => audio.input.as_ref().map(Stream::common))
    }

    /// What playing has with every backend, where something is said of it.
    pub fn output(&self) -> Option<&AudioStream> {
        for_any!(&self.backend, audio => audio.output.as_ref().map(Stream::common))
    }

    /// How often sound is looked at, in microseconds, where that is said.
    pub fn timer_period(&self) -> Option<u32> {
        for_any!(&self.backend, audio => audio.timer_period)
    }

    /// Drops what says nothing.
    pub(crate) fn fill_defaults(&mut self) {
        for_any!(&mut self.backend, audio => {
            fill_stream(&mut audio.input);
            fill_stream(&mut audio.output);
        });
    }

    fn check(&self, problems: &mut Problems) {
        check_number(Some(self.id), "@id", problems);
        check_number(self.timer_period(), "@timerPeriod", problems);
        for (name, stream) in [("input", self.input()), ("output", self.output())] {
            if let Some(stream) = stream {
                problems.within(name, |problems| stream.check(problems));
            }
        }
    }
}

fn fill_stream<S: Stream>(stream: &mut Option<S>) {
    if let Some(stream) = stream {
        stream.drop_zeros();
    }
    stream.take_if(|stream| *stream == S::default());
}

impl AudioStream {
    fn check(&self, problems: &mut Problems) {
        check_number(self.voices, "@voices", problems);
        check_number(self.buffer_length, "@bufferLength", problems);
        let fixed = self.fixed_settings == Some(true);
        if fixed && self.mixing_engine != Some(true) {
            report(problems, "@fixedSettings", "fixedSettings='yes' needs mixingEngine='yes'");
        }
        let Some(settings) = &self.settings else { return };
        if !fixed {
            report(problems, "settings", "<settings> need fixedSettings='yes'");
        }
        check_number(settings.frequency, "settings/@frequency", problems);
        check_number(settings.channels, "settings/@channels", problems);
    }
}

fn check_number(number: Option<u32>, attribute: &str, problems: &mut Problems) {
    if number == Some(0) {
        problems.report_at(attribute, "the least is 1, not 0");
    }
}

fn report(problems: &mut Problems, below: &str, message: &str) {
    problems.within(below, |problems| problems.report_as(ErrorKind::ConfigUnsupported, message));
}

impl Devices {
    /// Reports what clashes in backends for sound, and names of some that are not there.
    pub(crate) fn check_audios(&self, problems: &mut Problems) {
        let mut numbers = HashSet::new();
        problems.each("audio", &self.audios, |audio, problems| {
            audio.check(problems);
            if !numbers.insert(audio.id) {
                let message = format!("two <audio> have the number {}", audio.id);
                problems.report_at("@id", message);
            }
        });
        // A guest without backends gets one with this number from drivers.
        if numbers.is_empty() {
            numbers.insert(1);
        }
        let missing = |audio: Option<u32>, problems: &mut Problems| {
            if let Some(number) = audio.filter(|number| !numbers.contains(number)) {
                problems.report_at("audio/@id", format!("there is no <audio> with id='{number}'"));
            }
        };
        problems.each("graphics", &self.graphics, |graphics, problems| {
            // libvirt does not look behind the bus.
            if !matches!(graphics, Graphics::Dbus(_)) {
                missing(graphics.audio(), problems);
            }
        });
        problems.each("sound", &self.sounds, |sound, problems| missing(sound.audio, problems));
    }
}
