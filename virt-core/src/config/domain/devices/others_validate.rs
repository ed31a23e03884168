//! What cannot work about devices that have no file of checks for their kind alone.

use std::collections::HashSet;

use super::{Devices, InputConnection, PanicModel, Teaming};
use crate::config::{Problems, Validate};

impl Devices {
    /// Reports what is wrong with interfaces, devices of the host and small devices; `connection`
    /// is how the machine connects mouse and keyboard.
    pub(crate) fn check_others(&self, connection: InputConnection, problems: &mut Problems) {
        problems.each("interface", &self.interfaces, Validate::collect_problems);
        problems.each("smartcard", &self.smartcards, Validate::collect_problems);
        problems.each("input", &self.inputs, |input, problems| input.check(connection, problems));
        self.check_host_devices(problems);
        problems.each("redirdev", &self.redirected_devices, Validate::collect_problems);
        problems.each("rng", &self.rngs, Validate::collect_problems);
        self.check_panics(problems);
        problems.within_some("vsock", self.vsock.as_deref(), Validate::collect_problems);
        self.check_teams(problems);
        self.check_usb_devices(problems);
    }

    /// The guest can tell a crash by each way once.
    fn check_panics(&self, problems: &mut Problems) {
        let mut models: Vec<Option<PanicModel>> = Vec::new();
        problems.each("panic", &self.panics, |panic, problems| {
            if models.contains(&panic.model) {
                let which = match panic.model {
                    Some(model) => format!("of model '{model}'"),
                    None => "without a model".to_owned(),
                };
                problems.report_at("@model", format!("there is a panic device {which} already"));
            }
            models.push(panic.model);
        });
    }

    /// A team has an interface that is always there.
    fn check_teams(&self, problems: &mut Problems) {
        let leaders = self.interfaces.iter().filter(|interface| {
            interface.teaming.as_ref().is_some_and(|teaming| *teaming == Teaming::Persistent)
        });
        let leaders: HashSet<&str> = leaders
            .filter_map(|interface| Some(interface.info.alias.as_ref()?.name.as_str()))
            .collect();
        let check = |teaming: Option<&Teaming>, problems: &mut Problems| {
            let Some(Teaming::Transient(part)) = teaming else { return };
            if !leaders.contains(part.persistent.as_str()) {
                let message = format!(
                    "no interface with <teaming type='persistent'/> has the alias '{}'",
                    part.persistent
                );
                problems.unsupported_at("teaming/@persistent", message);
            }
        };
        problems.each("interface", &self.interfaces, |interface, problems| {
            check(interface.teaming.as_ref(), problems);
        });
        problems.each("hostdev", &self.host_devices, |device, problems| {
            check(device.teaming.as_ref(), problems);
        });
    }
}
