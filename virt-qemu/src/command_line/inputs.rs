//! Mice, keyboards and tablets.

use virt_core::Result;
use virt_core::config::domain::devices::{Input, InputBus, InputType, VirtioModel};

use super::argv::CommandLine;
use super::build::Plan;
use super::device::alias;
use super::error::unsupported;
use super::props::Props;

pub(super) fn write(plan: &Plan<'_>, line: &mut CommandLine) -> Result<()> {
    for index in 0..plan.devices.inputs.len() {
        if let Some(props) = device(plan, index)? {
            line.json("device", &props);
        }
    }
    Ok(())
}

/// The properties of an input device; none for one that is part of every PC, on PS/2.
pub(super) fn device(plan: &Plan<'_>, index: usize) -> Result<Option<Props>> {
    let input = plan.devices.inputs.get(index);
    let Some(input) = input.filter(|input| input.bus != Some(InputBus::Ps2)) else {
        return Ok(None);
    };
    let what = format!("input device {index}");
    let props = Props::device(&driver(input, &what)?).text("id", alias(&input.info, &what)?);
    plan.places.add(props, &input.info, &what).map(Some)
}

fn driver(input: &Input, what: &str) -> Result<String> {
    let kind = match input.input_type {
        InputType::Mouse => "mouse",
        InputType::Keyboard => "keyboard",
        InputType::Tablet => "tablet",
        other => {
            return Err(unsupported(format!(
                "{what} of type '{}' is not supported by this driver yet",
                other.as_str()
            )));
        }
    };
    match input.bus {
        Some(InputBus::Usb) if kind == "keyboard" => Ok("usb-kbd".to_owned()),
        Some(InputBus::Usb) => Ok(format!("usb-{kind}")),
        Some(InputBus::Virtio) => {
            let end = match input.model {
                None | Some(VirtioModel::Virtio) => "",
                Some(other) => {
                    return Err(unsupported(format!("{what} of model '{}'", other.as_str())));
                }
            };
            Ok(format!("virtio-{kind}-pci{end}"))
        }
        _ => Err(unsupported(format!("the bus of {what} is not for PCs in QEMU"))),
    }
}
