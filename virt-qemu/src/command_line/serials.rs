//! Serial and parallel ports, and consoles.

use virt_core::Result;
use virt_core::config::domain::Address;
use virt_core::config::domain::devices::{
    Console, ConsoleTargetType, Parallel, Serial, SerialModel,
};

use super::argv::CommandLine;
use super::build::Plan;
use super::chardev;
use super::device::alias;
use super::error::unsupported;
use super::props::Props;

pub(super) fn write(plan: &Plan<'_>, line: &mut CommandLine) -> Result<()> {
    for (index, serial) in plan.devices.serials.iter().enumerate() {
        write_serial(plan, line, serial, index)?;
    }
    for (index, parallel) in plan.devices.parallels.iter().enumerate() {
        write_parallel(line, parallel, index)?;
    }
    Ok(())
}

fn write_serial(
    plan: &Plan<'_>,
    line: &mut CommandLine,
    serial: &Serial,
    index: usize,
) -> Result<()> {
    let what = format!("serial port {index}");
    let alias = alias(&serial.info, &what)?;
    let chardev = chardev::write(line, &serial.backend, serial.log.as_ref(), alias, None)?;
    let model = serial.target.and_then(|target| target.model).unwrap_or(SerialModel::IsaSerial);
    let props = Props::device(model.as_str()).text("chardev", chardev).text("id", alias);
    let props = match (model, &serial.info.address) {
        (SerialModel::IsaSerial, Some(Address::Isa(_)))
        | (SerialModel::IsaDebugConsole, None | Some(Address::Isa(_))) => isa(props, serial),
        (SerialModel::IsaSerial, _) => {
            props.maybe(serial.port(), |props, port| props.number("index", port))
        }
        (SerialModel::PciSerial | SerialModel::UsbSerial, _) => {
            plan.places.add(props, &serial.info, &what)?
        }
        (other, _) => return Err(unsupported(format!("{what} of model '{other}'"))),
    };
    line.json("device", &props);
    Ok(())
}

fn isa(props: Props, serial: &Serial) -> Props {
    let Some(Address::Isa(address)) = &serial.info.address else { return props };
    props
        .maybe(address.iobase, |props, iobase| props.number("iobase", iobase))
        .maybe(address.irq, |props, irq| props.number("irq", irq))
}

fn write_parallel(line: &mut CommandLine, parallel: &Parallel, index: usize) -> Result<()> {
    let what = format!("parallel port {index}");
    let alias = alias(&parallel.info, &what)?;
    let chardev = chardev::write(line, &parallel.backend, parallel.log.as_ref(), alias, None)?;
    line.json("device", &Props::device("isa-parallel").text("chardev", chardev).text("id", alias));
    Ok(())
}

/// Consoles that are devices of their own; the first one is often the first serial port.
pub(super) fn write_console(line: &mut CommandLine, console: &Console, index: usize) -> Result<()> {
    let what = format!("console {index}");
    let alias = alias(&console.info, &what)?;
    match console.target.and_then(|target| target.target_type) {
        None | Some(ConsoleTargetType::Serial) => Ok(()),
        Some(ConsoleTargetType::Virtio) => {
            let log = console.log.as_ref();
            let chardev = chardev::write(line, &console.backend, log, alias, None)?;
            let props = Props::device("virtconsole");
            let props = super::channels::port(props, &console.info);
            line.json("device", &props.text("chardev", chardev).text("id", alias));
            Ok(())
        }
        Some(other) => Err(unsupported(format!("{what} of type '{}'", other.as_str()))),
    }
}
