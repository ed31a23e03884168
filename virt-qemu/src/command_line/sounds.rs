//! Sound cards, and where their sound goes.

use virt_core::Result;
use virt_core::config::domain::devices::{Sound, SoundCodecType, SoundModel};

use super::argv::CommandLine;
use super::build::Plan;
use super::device::alias;
use super::error::{refuse_if, unsupported};
use super::props::Props;

/// The name of the backend that drops all sound.
const SILENCE: &str = "audio1";

/// QEMU would choose a backend of the host by itself.
pub(super) fn write_backends(_plan: &Plan<'_>, line: &mut CommandLine) {
    line.json("audiodev", &Props::new().text("id", SILENCE).text("driver", "none"));
}

/// The speaker is part of the machine.
pub(super) fn is_pc_speaker(sound: &Sound) -> bool {
    sound.model == SoundModel::PcSpeaker
}

pub(super) fn write(plan: &Plan<'_>, line: &mut CommandLine) -> Result<()> {
    for (index, sound) in plan.devices.sounds.iter().enumerate() {
        let what = format!("sound card {index}");
        refuse_if(sound.audio.is_some_and(|audio| audio != 1), "<audio>", &what)?;
        write_card(plan, line, sound, &what)?;
    }
    Ok(())
}

fn write_card(plan: &Plan<'_>, line: &mut CommandLine, sound: &Sound, what: &str) -> Result<()> {
    let driver = match sound.model {
        SoundModel::PcSpeaker => return Ok(()),
        SoundModel::Sb16 => "sb16",
        SoundModel::Es1370 => "ES1370",
        SoundModel::Ac97 => "AC97",
        SoundModel::Usb => "usb-audio",
        SoundModel::Ich6 => "intel-hda",
        SoundModel::Ich9 => "ich9-intel-hda",
        other => {
            return Err(unsupported(format!(
                "{what} of model '{}' is not supported by this driver yet",
                other.as_str()
            )));
        }
    };
    let alias = alias(&sound.info, what)?;
    let bare = matches!(sound.model, SoundModel::Ich6 | SoundModel::Ich9);
    let props = Props::device(driver)
        .text("id", alias)
        .when(!bare, |props| props.text("audiodev", SILENCE));
    line.json("device", &plan.places.add(props, &sound.info, what)?);
    if bare {
        write_codecs(line, sound, alias)?;
    }
    Ok(())
}

/// These cards are controllers; what makes the sound is plugged into them.
fn write_codecs(line: &mut CommandLine, sound: &Sound, alias: &str) -> Result<()> {
    let named: Vec<_> = sound.codecs.iter().map(|codec| codec.codec_type).collect();
    let codecs = if named.is_empty() { vec![SoundCodecType::Duplex] } else { named };
    for (index, codec) in codecs.into_iter().enumerate() {
        let driver = match codec {
            SoundCodecType::Duplex => "hda-duplex",
            SoundCodecType::Micro => "hda-micro",
            SoundCodecType::Output => "hda-output",
            other => return Err(unsupported(format!("a codec of type '{other}'"))),
        };
        let props = Props::device(driver)
            .text("id", format!("{alias}-codec{index}"))
            .text("bus", format!("{alias}.0"))
            .number("cad", index as u64)
            .text("audiodev", SILENCE);
        line.json("device", &props);
    }
    Ok(())
}
