//! A definition as another host needs it to take over the guest.

use std::borrow::Cow;

use virt_core::config::DomainConfig;
use virt_core::config::domain::devices::{
    Audio, Controller, ControllerModel, ControllerType, Devices, Input, InputBus, InputType,
    Watchdog, WatchdogAction, WatchdogModel,
};
use virt_core::xml::Form;

use crate::command_line::Chipset;

/// What another host gets: with secrets, since the guest goes on with them there, and without what
/// belongs to the run on this host.
pub(crate) const MIGRATABLE: Form = Form { secure: true, inactive: true, migratable: true };

/// The definition without the devices that every host gives such a guest anyway.
///
/// Left out are, as libvirt 11.3 does it: the USB controller and the root of the PCI bus of a `pc`
/// machine when they are the only ones of their kind, the PS/2 keyboard, the silent audio backend
/// with the number 1 when it is the only one, and the iTCO watchdog that resets the guest. Names of
/// users keep the controllers, but neither keyboard nor watchdog; a USB controller's number of ports
/// goes with it. Unlike libvirt, which drops it, a PCI root with `<target hotplug='off'/>` stays: the
/// guest would have another machine there.
pub(crate) fn migratable(config: &DomainConfig) -> Cow<'_, DomainConfig> {
    if config.devices.is_none() {
        return Cow::Borrowed(config);
    }
    let chipset = chipset(config);
    let mut config = config.clone();
    if let Some(devices) = &mut config.devices {
        leave_out(devices, chipset);
    }
    Cow::Owned(config)
}

fn chipset(config: &DomainConfig) -> Option<Chipset> {
    let machine = config.os.as_ref()?.os_type.as_ref()?.machine.as_deref()?;
    Chipset::of(machine)
}

fn leave_out(devices: &mut Devices, chipset: Option<Chipset>) {
    if chipset == Some(Chipset::I440fx) {
        leave_out_only(devices, ControllerType::Usb, is_usual_usb);
        leave_out_only(devices, ControllerType::Pci, is_plain_root);
    }
    devices.inputs.retain(|input| !is_ps2_keyboard(input));
    devices.watchdogs.retain(|watchdog| !is_usual_itco(watchdog));
    if devices.audios == [Audio::none(1)] {
        devices.audios.clear();
    }
}

/// Leaves out the only controller of a kind, if it `is_usual`.
fn leave_out_only(devices: &mut Devices, kind: ControllerType, is_usual: fn(&Controller) -> bool) {
    let same = |known: &&Controller| known.controller_type == kind;
    if devices.controllers.iter().filter(same).count() == 1 {
        devices.controllers.retain(|known| known.controller_type != kind || !is_usual(known));
    }
}

fn is_usual_usb(controller: &Controller) -> bool {
    is_first(controller) && controller.model == Some(ControllerModel::Piix3Uhci)
}

fn is_plain_root(controller: &Controller) -> bool {
    is_first(controller)
        && controller.model == Some(ControllerModel::PciRoot)
        && controller.target.is_none()
        && controller.pcihole64.is_none()
}

/// Whether a controller is its kind's number 0, and nobody named it.
fn is_first(controller: &Controller) -> bool {
    let named = controller.info.alias.as_ref().is_some_and(|alias| alias.is_user());
    controller.index == Some(0) && !named
}

fn is_ps2_keyboard(input: &Input) -> bool {
    input.input_type == InputType::Keyboard && input.bus == Some(InputBus::Ps2)
}

fn is_usual_itco(watchdog: &Watchdog) -> bool {
    let action = watchdog.action.unwrap_or(WatchdogAction::Reset);
    watchdog.model == WatchdogModel::Itco && action == WatchdogAction::Reset
}

#[cfg(test)]
mod tests {
    use virt_core::config::DomainConfig;

    use super::{MIGRATABLE, migratable};

    /// What is left out of the definition of a guest with these `devices`: the lines, trimmed.
    fn left_out(machine: &str, devices: &str) -> Vec<String> {
        let config = DomainConfig::parse(&format!(
            "<domain type='qemu'><name>a</name><memory>65536</memory>
               <os><type arch='x86_64' machine='{machine}'>hvm</type></os>
               <devices>{devices}</devices>
             </domain>"
        ))
        .unwrap();
        let before = config.to_xml_as(MIGRATABLE);
        let after = migratable(&config).to_xml_as(MIGRATABLE);
        let mut after = after.lines().map(str::trim).peekable();
        let mut gone = Vec::new();
        for line in before.lines().map(str::trim) {
            if after.next_if_eq(&line).is_none() {
                gone.push(line.to_owned());
            }
        }
        assert_eq!(after.next(), None, "nothing is added");
        gone
    }

    const PC: &str = "pc-i440fx-10.0";
    const Q35: &str = "pc-q35-10.0";
    const USB: &str = "<controller type='usb' index='0' model='piix3-uhci'/>";
    const ROOT: &str = "<controller type='pci' index='0' model='pci-root'/>";
    const KEYBOARD: &str = "<input type='keyboard' bus='ps2'/>";
    const SILENCE: &str = "<audio id='1' type='none'/>";
    const WATCHDOG: &str = "<watchdog model='itco' action='reset'/>";

    #[test]
    fn what_every_guest_has_is_left_out() {
        let mouse = "<input type='mouse' bus='ps2'/>";
        let all = format!("{USB}{ROOT}{mouse}{KEYBOARD}{SILENCE}<memballoon model='virtio'/>");
        assert_eq!(left_out(PC, &all), [USB, ROOT, KEYBOARD, SILENCE]);
        assert_eq!(left_out("pc", &all), [USB, ROOT, KEYBOARD, SILENCE]);
        let xhci = "<controller type='usb' index='0' model='qemu-xhci'/>";
        let root = "<controller type='pci' index='0' model='pcie-root'/>";
        let all = format!("{xhci}{root}{mouse}{KEYBOARD}{SILENCE}{WATCHDOG}");
        assert_eq!(left_out(Q35, &all), [KEYBOARD, SILENCE, WATCHDOG]);
        assert_eq!(left_out("isapc", &format!("{mouse}{KEYBOARD}")), [KEYBOARD]);
    }

    #[test]
    fn a_usb_controller_of_another_kind_stays() {
        for usb in [
            "<controller type='usb' index='0' model='none'/>",
            "<controller type='usb' index='0' model='piix4-uhci'/>",
            "<controller type='usb' index='0' model='qemu-xhci'/>",
            "<controller type='usb' index='1' model='piix3-uhci'/>",
            "<controller type='usb' index='0' model='piix3-uhci'><alias name='ua-x'/></controller>",
            "<controller type='usb' index='0' model='piix3-uhci'/>
             <controller type='usb' index='1' model='ehci'/>",
        ] {
            assert_eq!(left_out(PC, &format!("{usb}{ROOT}")), [ROOT], "{usb}");
        }
        assert!(left_out(Q35, USB).is_empty());
        let ports = "<controller type='usb' index='0' model='piix3-uhci' ports='2'/>";
        assert_eq!(left_out(PC, ports), [ports]);
    }

    #[test]
    fn a_pci_root_that_tells_more_stays() {
        for root in [
            "<controller type='pci' index='0' model='pci-root'><alias name='ua-y'/></controller>",
            "<controller type='pci' index='0' model='pci-root'>
               <target hotplug='off'/></controller>",
            "<controller type='pci' index='0' model='pci-root'>
               <pcihole64 unit='KiB'>1048576</pcihole64></controller>",
            "<controller type='pci' index='0' model='pci-root'/>
             <controller type='pci' index='1' model='pci-bridge'/>",
        ] {
            assert_eq!(left_out(PC, &format!("{USB}{root}")), [USB], "{root}");
        }
    }

    #[test]
    fn keyboards_on_other_buses_stay() {
        let others = "<input type='keyboard' bus='usb'/><input type='keyboard' bus='virtio'/>";
        assert_eq!(left_out(PC, &format!("{KEYBOARD}{others}")), [KEYBOARD]);
        let named = "<input type='keyboard' bus='ps2'><alias name='ua-k'/></input>";
        assert_eq!(left_out(PC, named).len(), 3);
    }

    #[test]
    fn audio_that_is_chosen_stays() {
        for audio in [
            "<audio id='1' type='file' path='/a.wav'/>",
            "<audio id='2' type='none'/>",
            "<audio id='1' type='none'/><audio id='2' type='none'/>",
            "<audio id='1' type='none' timerPeriod='10'/>",
            "<audio id='1' type='none'><input mixingEngine='no'/></audio>",
        ] {
            assert!(left_out(PC, audio).is_empty(), "{audio}");
        }
    }

    #[test]
    fn a_watchdog_with_another_action_stays() {
        for action in ["poweroff", "none"] {
            let itco = format!("<watchdog model='itco' action='{action}'/>");
            assert!(left_out(Q35, &itco).is_empty(), "{action}");
        }
        let both = format!("{WATCHDOG}<watchdog model='i6300esb' action='reset'/>");
        assert_eq!(left_out(Q35, &both), [WATCHDOG]);
        let named = "<watchdog model='itco' action='reset'><alias name='ua-w'/></watchdog>";
        assert_eq!(left_out(Q35, named).len(), 3);
    }
}
