//! Video cards.

use virt_core::Result;
use virt_core::config::domain::devices::{Video, VideoDriverName, VideoModel, VideoType};

use super::argv::CommandLine;
use super::build::Plan;
use super::device::{alias, virtio};
use super::error::{invalid, refuse_if, unsupported};
use super::props::Props;

pub(super) fn write(plan: &Plan<'_>, line: &mut CommandLine) -> Result<()> {
    for (index, video) in plan.devices.videos.iter().enumerate() {
        let what = format!("video card {index}");
        let model = video.model.as_ref().ok_or_else(|| invalid(format!("{what} has no model")))?;
        check(video, model, &what)?;
        let kind = video.video_type();
        let kind = kind.ok_or_else(|| invalid(format!("{what} has no type")))?;
        if kind == VideoType::None {
            continue;
        }
        let primary = model.primary.unwrap_or(index == 0);
        let driver = driver(kind, primary, &what)?;
        if !plan.qemu.has_type(driver) {
            return Err(unsupported(format!(
                "{what}: '{}' has no device '{driver}'",
                plan.qemu.binary.display()
            )));
        }
        let mut props = Props::device(driver);
        if let Some(driver) = &video.driver {
            props = virtio(props, &driver.virtio);
        }
        let props = sizes(props.text("id", alias(&video.info, &what)?), kind, model);
        line.json("device", &plan.places.add(props, &video.info, &what)?);
    }
    Ok(())
}

fn check(video: &Video, model: &VideoModel, what: &str) -> Result<()> {
    if let Some(driver) = &video.driver {
        let foreign = driver.name.is_some_and(|name| name != VideoDriverName::Qemu);
        refuse_if(foreign, "<driver name=…>", what)?;
    }
    let accelerated = model.acceleration.as_ref().is_some_and(|acceleration| {
        acceleration.accel2d == Some(true)
            || acceleration.accel3d == Some(true)
            || acceleration.rendernode.is_some()
    });
    refuse_if(accelerated, "<acceleration>", what)
}

fn driver(kind: VideoType, primary: bool, what: &str) -> Result<&'static str> {
    Ok(match kind {
        VideoType::Vga => "VGA",
        VideoType::Cirrus => "cirrus-vga",
        VideoType::VmVga => "vmware-svga",
        VideoType::Qxl if primary => "qxl-vga",
        VideoType::Qxl => "qxl",
        VideoType::Virtio if primary => "virtio-vga",
        VideoType::Virtio => "virtio-gpu-pci",
        VideoType::Bochs => "bochs-display",
        VideoType::Ramfb => "ramfb",
        other => return Err(unsupported(format!("{what} of type '{}'", other.as_str()))),
    })
}

/// Screens, memory and resolution.
fn sizes(props: Props, kind: VideoType, model: &VideoModel) -> Props {
    let heads = model.heads.unwrap_or(1);
    let mib = |kib: u32| kib / 1024;
    let props = match kind {
        VideoType::Qxl => {
            let bytes = |kib: Option<u32>| u64::from(kib.unwrap_or(0)) * 1024;
            props
                .number("max_outputs", heads)
                .number("ram_size", bytes(model.ram))
                .number("vram_size", bytes(model.vram))
                .number("vram64_size_mb", mib(model.vram64.unwrap_or(0)))
                .number("vgamem_mb", mib(model.vgamem.unwrap_or(0)))
        }
        VideoType::Virtio => props.number("max_outputs", heads),
        VideoType::Vga | VideoType::VmVga => {
            props.maybe(model.vram, |props, vram| props.number("vgamem_mb", mib(vram)))
        }
        VideoType::Bochs => {
            let vram = model.vram.map(|vram| u64::from(vram) * 1024);
            props.maybe(vram, |props, vram| props.number("vgamem", vram))
        }
        _ => props,
    };
    props.maybe(model.resolution, |props, resolution| {
        props.number("xres", resolution.x).number("yres", resolution.y)
    })
}
