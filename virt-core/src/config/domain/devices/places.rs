//! All devices with what the document calls them, and what no two of them can share.

use std::collections::HashMap;
use std::fmt;
use std::hash::Hash;

use super::{DeviceInfo, Devices};
use crate::config::{Problems, Validate};

/// What the document calls a device, below `<devices>`: `disk[2]`, or `vsock` where there is one.
#[derive(Debug, Clone, Copy)]
pub(crate) struct DeviceStep {
    name: &'static str,
    /// Its number, from 1.
    number: usize,
    single: bool,
}

impl fmt::Display for DeviceStep {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.single {
            true => f.write_str(self.name),
            false => write!(f, "{}[{}]", self.name, self.number),
        }
    }
}

impl Devices {
    /// Every device with what the document calls it. A console that is a serial port counts once.
    pub(crate) fn named_infos(&self) -> impl Iterator<Item = (DeviceStep, &DeviceInfo)> {
        // One of the consoles can be a serial port.
        let kinds = self.kinds().filter(|(name, _)| *name != "console");
        let devices = kinds.flat_map(|(name, infos)| {
            let single = infos.len() == 1;
            let step = move |number| DeviceStep { name, number, single };
            (1..).map(step).zip(infos)
        });
        let own = self.own_consoles();
        let (before, single) = (self.consoles.len() - own.len(), self.consoles.len() == 1);
        let step = move |number| DeviceStep { name: "console", number, single };
        let consoles = (before + 1..).map(step).zip(own.iter().map(|console| &console.info));
        devices.chain(consoles)
    }

    /// Reports what is wrong with names, places and orders of booting, and names and orders that two
    /// devices have. Whether two can be at one place is for the driver to say, who knows the buses.
    pub(crate) fn check_places(&self, problems: &mut Problems) {
        let (mut aliases, mut orders) = (HashMap::new(), HashMap::new());
        for (step, info) in self.named_infos() {
            let alias = info.alias.as_ref().filter(|alias| alias.is_user());
            if let Some(first) = alias.and_then(|alias| taken(&mut aliases, &alias.name, step)) {
                let message = format!("the {first} has this alias already; make up another one");
                problems.report_at(&format!("{step}/alias/@name"), message);
            }
            problems.within(&step.to_string(), |problems| info.collect_problems(problems));
            let order = info.boot.as_ref().map(|boot| boot.order).filter(|order| *order > 0);
            if let Some(first) = order.and_then(|order| taken(&mut orders, order, step)) {
                let message = format!("the {first} has this place in the order of booting already");
                problems.report_at(&format!("{step}/boot/@order"), message);
            }
        }
    }
}

/// Who has the thing already; otherwise it is `step`'s from now on.
fn taken<K: Hash + Eq>(
    all: &mut HashMap<K, DeviceStep>,
    thing: K,
    step: DeviceStep,
) -> Option<DeviceStep> {
    let first = *all.entry(thing).or_insert(step);
    (first.number != step.number || first.name != step.name).then_some(first)
}
