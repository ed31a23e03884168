//! Mice, keyboards and tablets.

use virt_core::Result;
use virt_core::config::domain::devices::{Input, InputBus, InputType, VirtioModel};

use super::argv::CommandLine;
use super::build::Plan;
use super::device::alias;
use super::error::unsupported;
use super::props::Props;

pub(super) fn write(plan: &Plan<'_>, line: &mut CommandLine) -> Result<()> {
    for (index, input) in plan.devices.inputs.iter().enumerate() {
        let what = format!("input device {index}");
        // PS/2 is part of every PC.
        if input.bus == Some(InputBus::Ps2) {
            continue;
        }
        let props = Props::device(&driver(input, &what)?).text("id", alias(&input.info, &what)?);
        line.json("device", &plan.places.add(props, &input.info, &what)?);
    }
    Ok(())
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
