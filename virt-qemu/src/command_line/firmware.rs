//! `-bios`, and flash chips with firmware.

use virt_core::Result;
use virt_core::config::domain::devices::DiskType;
use virt_core::config::domain::{FirmwareFormat, LoaderType, Nvram};

use super::argv::CommandLine;
use super::build::Plan;
use super::error::{invalid, refuse_if, unsupported};
use super::props::Props;

const CODE: &str = "libvirt-pflash0-format";
const VARIABLES: &str = "libvirt-pflash1-format";
const RAW_VARIABLES: &str = "libvirt-pflash1-storage";

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
    let path = loader.path.as_deref().ok_or_else(|| invalid("<loader> names no file"))?;
    if loader.loader_type != Some(LoaderType::Pflash) {
        return refuse_if(plan.os.nvram.is_some(), "<nvram> with a loader of type rom", "<os>");
    }
    let readonly = loader.readonly.unwrap_or(false);
    node(line, "pflash0", path, loader.format, readonly);
    let Some(nvram) = &plan.os.nvram else { return Ok(()) };
    let path = nvram_path(nvram)?;
    if is_raw(nvram) {
        let props = Props::device("file").text("filename", path).text("node-name", RAW_VARIABLES);
        line.json("blockdev", &props.bool("read-only", false));
        return Ok(());
    }
    node(line, "pflash1", path, nvram.format, false);
    Ok(())
}

/// The file of the variables, however the definition names it.
fn nvram_path(nvram: &Nvram) -> Result<&str> {
    let kind = nvram.nvram_type.unwrap_or_default();
    if kind != DiskType::File {
        return Err(unsupported(format!(
            "<nvram type='{}'> is not supported by this driver yet",
            kind.as_str()
        )));
    }
    let source = nvram.source.as_ref().and_then(|source| source.file.as_deref());
    nvram
        .path
        .as_deref()
        .or(source)
        .ok_or_else(|| unsupported("<nvram> without a file is not supported by this driver yet"))
}

fn is_raw(nvram: &Nvram) -> bool {
    nvram.format.is_none_or(|format| format == FirmwareFormat::Raw)
}

fn node(
    line: &mut CommandLine,
    chip: &str,
    path: &str,
    format: Option<FirmwareFormat>,
    readonly: bool,
) {
    let format = format.unwrap_or(FirmwareFormat::Raw).as_str();
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
}

/// The properties of the machine that refer to the flash chips.
pub(super) fn flash(plan: &Plan<'_>) -> Vec<(&'static str, &'static str)> {
    let flash =
        plan.os.loader.as_ref().filter(|loader| loader.loader_type == Some(LoaderType::Pflash));
    let mut chips = Vec::new();
    if flash.is_some() {
        chips.push(("pflash0", CODE));
        if let Some(nvram) = &plan.os.nvram {
            chips.push(("pflash1", if is_raw(nvram) { RAW_VARIABLES } else { VARIABLES }));
        }
    }
    chips
}

/// `-bios`, and the lock that Secure Boot needs on the flash chip.
pub(super) fn write_bios(plan: &Plan<'_>, line: &mut CommandLine) {
    let Some(loader) = &plan.os.loader else { return };
    if loader.loader_type == Some(LoaderType::Pflash) {
        if loader.secure == Some(true) {
            line.option("global", "driver=cfi.pflash01,property=secure,value=on");
        }
    } else if let Some(path) = &loader.path {
        line.option("bios", path.clone());
    }
}
