//! Serial ports, parallel ports and consoles together: their numbers, and the console that is a
//! serial port.

use std::collections::BTreeSet;

use super::character::fill_log;
use super::{
    Channel, ChannelTarget, CharacterBackend, Console, ConsoleTarget, ConsoleTargetType, Devices,
    Serial, SerialTarget, SerialTargetType,
};
use crate::ErrorKind;
use crate::config::Problems;
use crate::config::domain::Address;

/// How many serial ports the ISA bus has addresses for.
const ISA_PORTS: u32 = 4;

impl Devices {
    /// Completes the host's ends, and numbers what has no number.
    pub(crate) fn fill_characters(&mut self) {
        for serial in &mut self.serials {
            serial.backend.fill_defaults();
            fill_log(&mut serial.log);
        }
        for parallel in &mut self.parallels {
            parallel.backend.fill_defaults();
            fill_log(&mut parallel.log);
        }
        for console in &mut self.consoles {
            console.backend.fill_defaults();
            fill_log(&mut console.log);
        }
        for channel in &mut self.channels {
            channel.backend.fill_defaults();
            fill_log(&mut channel.log);
        }
        number_isa(&mut self.serials);
        let highest = self.serials.iter().filter_map(Serial::port).max();
        let serials = self.serials.iter_mut();
        number(highest, serials.map(|port| &mut port.target.get_or_insert_default().port));
        number(None, self.parallels.iter_mut().map(|port| &mut port.port));
        self.number_consoles();
    }

    /// Makes the first console of a whole machine and its first serial port one device, which is
    /// written twice: what the port says counts, and what is not there comes to be.
    ///
    /// Drivers do it again when they have completed the port.
    pub fn share_first_console(&mut self) {
        for console in &mut self.consoles {
            let target = console.target.get_or_insert_default();
            target.target_type.get_or_insert(ConsoleTargetType::Serial);
        }
        let first = self.consoles.first().filter(|console| console.is_serial());
        match (first, self.serials.first()) {
            (Some(console), None) => {
                let serial = console.as_serial();
                self.serials.push(serial);
            }
            (None, Some(serial)) if serial.can_be_console() => {
                self.consoles.insert(0, Console::new(CharacterBackend::Null));
            }
            (None, _) => return,
            _ => {}
        }
        if let (Some(console), Some(serial)) = (self.consoles.first_mut(), self.serials.first()) {
            console.copy(serial);
        }
        self.number_consoles();
    }

    /// Consoles have the numbers of their places; the one that is a serial port has that port's.
    fn number_consoles(&mut self) {
        let own = self.consoles.len() - self.own_consoles().len();
        for (port, console) in (0..).zip(&mut self.consoles).skip(own) {
            console.target.get_or_insert_default().port = Some(port);
        }
    }

    /// The consoles that are devices of their own: all but the first, if that is a serial port.
    pub fn own_consoles(&self) -> &[Console] {
        match self.consoles.split_first() {
            Some((first, rest)) if first.is_serial() && !self.serials.is_empty() => rest,
            _ => &self.consoles,
        }
    }

    /// Reports what cannot work in serial ports, parallel ports, consoles and channels.
    pub(crate) fn check_characters(&self, problems: &mut Problems) {
        problems.each("serial", &self.serials, |serial, problems| {
            serial.backend.check(problems);
            serial.backend.check_is_no_agent(problems);
            let is_isa = serial.target_type() == Some(SerialTargetType::IsaSerial);
            if is_isa && serial.port().is_some_and(|port| port >= ISA_PORTS) {
                problems.within("target/@port", |problems| {
                    let message = format!("an ISA bus has {ISA_PORTS} serial ports, from 0");
                    problems.report_as(ErrorKind::ConfigUnsupported, message);
                });
            }
        });
        problems.each("parallel", &self.parallels, |parallel, problems| {
            parallel.backend.check(problems);
            parallel.backend.check_is_no_agent(problems);
        });
        let mut first = true;
        problems.each("console", &self.consoles, |console, problems| {
            // The first one says what the serial port says, and would be reported twice.
            let shared = std::mem::take(&mut first) && !self.serials.is_empty();
            if !(shared && console.is_serial()) {
                console.backend.check(problems);
                console.backend.check_is_no_agent(problems);
            }
        });
        self.check_second_console(problems);
        problems.each("channel", &self.channels, Channel::check);
    }

    fn check_second_console(&self, problems: &mut Problems) {
        let serial = Some(ConsoleTargetType::Serial);
        for (index, _) in self
            .consoles
            .iter()
            .enumerate()
            .skip(1)
            .filter(|(_, found)| found.target_type() == serial)
        {
            problems.within(&format!("console[{}]/target/@type", index + 1), |problems| {
                let message = "the first console alone can be a serial port; \
                               a further one can be of the type 'virtio'";
                problems.report_as(ErrorKind::ConfigUnsupported, message);
            });
        }
    }
}

impl Serial {
    /// A port on a bus of its own, or one for messages of the firmware, is no console.
    fn can_be_console(&self) -> bool {
        use SerialTargetType::{IsaDebug, PciSerial, UsbSerial};

        match self.target_type() {
            Some(kind) => !matches!(kind, UsbSerial | PciSerial | IsaDebug),
            None => !matches!(self.info.address, Some(Address::Usb(_) | Address::Pci(_))),
        }
    }
}

impl Console {
    fn as_serial(&self) -> Serial {
        let target = SerialTarget { port: Some(0), ..SerialTarget::default() };
        Serial {
            log: self.log.clone(),
            target: Some(target),
            info: self.info.clone(),
            ..Serial::new(self.backend.clone())
        }
    }

    fn copy(&mut self, serial: &Serial) {
        self.backend = serial.backend.clone();
        self.log = serial.log.clone();
        self.info = serial.info.clone();
        let target_type = Some(ConsoleTargetType::Serial);
        self.target = Some(ConsoleTarget { target_type, port: serial.port().or(Some(0)) });
    }
}

impl Channel {
    fn check(&self, problems: &mut Problems) {
        // The driver makes up a socket where none is named.
        self.backend.check_but_socket(problems);
        if !matches!(self.target, ChannelTarget::Virtio(_)) {
            self.backend.check_is_no_agent(problems);
        }
    }
}

/// Gives the ports of an ISA bus that have no number the lowest that are free.
fn number_isa(serials: &mut [Serial]) {
    let is_isa = |serial: &Serial| serial.target_type() == Some(SerialTargetType::IsaSerial);
    let isa = serials.iter().filter(|serial| is_isa(serial));
    let mut taken: BTreeSet<u32> = isa.filter_map(Serial::port).collect();
    for serial in serials.iter_mut().filter(|serial| is_isa(serial)) {
        let Some(target) = &mut serial.target else { continue };
        let free = (0..).find(|port| !taken.contains(port));
        taken.insert(*target.port.get_or_insert(free.unwrap_or_default()));
    }
}

/// Numbers the ports without a number: each gets one more than the highest before it and the
/// `highest` one known.
fn number<'p>(highest: Option<u32>, ports: impl Iterator<Item = &'p mut Option<u32>>) {
    let mut next = highest.map_or(0, |highest| highest.saturating_add(1));
    for port in ports {
        let number = *port.get_or_insert(next);
        next = next.max(number.saturating_add(1));
    }
}
