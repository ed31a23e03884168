//! `-bios`, and flash chips with firmware.

use virt_core::Result;
use virt_core::config::domain::LoaderType;

use super::argv::CommandLine;
use super::build::Plan;
use super::error::{invalid, refuse, refuse_if, unsupported};
use super::props::Props;

const CODE: &str = "libvirt-pflash0-format";
const VARIABLES: &str = "libvirt-pflash1-format";

/// The block nodes of the flash chips.
pub(super) fn write(plan: &Plan<'_>, line: &mut CommandLine) -> Result<()> {
    refuse_if(
        plan.os.firmware.is_some(),
        "the choice of a firmware by itself (firmware=)",
        "<os>",
    )?;
    let Some(loader) = &plan.os.loader else {
        return refuse_if(plan.os.nvram.is_some(), "<nvram> without <loader>", "<os>");
    };
    refuse(&loader.other, "<loader>")?;
    let path = loader.path.as_deref().ok_or_else(|| invalid("<loader> names no file"))?;
    if loader.loader_type != Some(LoaderType::Pflash) {
        return refuse_if(plan.os.nvram.is_some(), "<nvram> with a loader of type rom", "<os>");
    }
    let readonly = loader.readonly.unwrap_or(false);
    node(line, "pflash0", path, loader.format.as_deref(), readonly)?;
    let Some(nvram) = &plan.os.nvram else { return Ok(()) };
    refuse(&nvram.other, "<nvram>")?;
    let path = nvram.path.as_deref().ok_or_else(|| invalid("<nvram> names no file"))?;
    node(line, "pflash1", path, nvram.format.as_deref(), false)
}

fn node(
    line: &mut CommandLine,
    chip: &str,
    path: &str,
    format: Option<&str>,
    readonly: bool,
) -> Result<()> {
    let format = format.unwrap_or("raw");
    if !matches!(format, "raw" | "qcow2") {
        return Err(unsupported(format!("firmware in the format '{format}'")));
    }
    let storage = format!("libvirt-{chip}-storage");
    line.json(
        "blockdev",
        &Props::device("file")
            .text("filename", path)
            .text("node-name", &storage)
            .bool("auto-read-only", true)
            .text("discard", "unmap"),
    );
    line.json(
        "blockdev",
        &Props::new()
            .text("node-name", format!("libvirt-{chip}-format"))
            .bool("read-only", readonly)
            .text("driver", format)
            .text("file", storage),
    );
    Ok(())
}

/// The properties of the machine that refer to the flash chips.
pub(super) fn flash(plan: &Plan<'_>) -> Vec<(&'static str, &'static str)> {
    let flash =
        plan.os.loader.as_ref().filter(|loader| loader.loader_type == Some(LoaderType::Pflash));
    let mut chips = Vec::new();
    if flash.is_some() {
        chips.push(("pflash0", CODE));
        if plan.os.nvram.is_some() {
            chips.push(("pflash1", VARIABLES));
        }
    }
    chips
}

/// `-bios`, and the lock that Secure Boot needs on the flash chip.
pub(super) fn write_bios(plan: &Plan<'_>, line: &mut CommandLine) {
    let Some(loader) = &plan.os.loader else { return };
    match (loader.loader_type, &loader.path) {
        (Some(LoaderType::Pflash), _) => {
            if loader.secure == Some(true) {
                line.option("global", "driver=cfi.pflash01,property=secure,value=on");
            }
        }
        (_, Some(path)) => line.option("bios", path.clone()),
        _ => {}
    }
}
