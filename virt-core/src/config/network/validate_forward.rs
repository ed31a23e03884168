//! The third pass over the way out of a network.

use std::collections::HashSet;

use super::{Forward, ForwardMode, Nat};
use crate::config::Problems;

impl Forward {
    /// Whether it says which devices of the host there are.
    pub(super) fn names_devices(&self) -> bool {
        self.dev.is_some()
            || self.physical_function.is_some()
            || !self.interfaces.is_empty()
            || !self.addresses.is_empty()
    }

    pub(super) fn check(&self, problems: &mut Problems) {
        let mode = self.mode();
        match &self.nat {
            Some(nat) if mode == ForwardMode::Nat => {
                problems.within("nat", |problems| nat.check(problems));
            }
            Some(_) => {
                let message = format!("<nat> goes with mode='nat', not with mode='{mode}'");
                problems.report_at("nat", message);
            }
            None => {}
        }
        self.check_dev(problems);
        self.check_devices(problems);
    }

    fn check_dev(&self, problems: &mut Problems) {
        let Some(dev) = &self.dev else { return };
        let others = self.physical_function.is_some() || !self.addresses.is_empty();
        let message = if self.mode() == ForwardMode::Open {
            "mode='open' has no 'dev': routes say where traffic goes".to_owned()
        } else if let Some(first) = self.interfaces.first() {
            let first = &first.dev;
            if dev == first {
                return;
            }
            format!("dev='{dev}' of <forward> is not its first interface '{first}'; drop one")
        } else if others {
            "the attribute 'dev' of <forward> does not go with <address> and <pf>".to_owned()
        } else {
            return;
        };
        problems.report_at("@dev", message);
    }

    fn check_devices(&self, problems: &mut Problems) {
        let mode = self.mode();
        let single = matches!(mode, ForwardMode::Nat | ForwardMode::Route | ForwardMode::Open);
        if single && self.interfaces.len() > 1 {
            let message = format!("mode='{mode}' has one <interface> at most");
            problems.report_at("interface[2]", message);
        }
        let mut names = HashSet::new();
        problems.each("interface", &self.interfaces, |interface, problems| {
            if !names.insert(&interface.dev) {
                let message =
                    format!("the interface '{}' is listed twice in <forward>", interface.dev);
                problems.report_at("@dev", message);
            }
        });
        let mut places = HashSet::new();
        problems.each("address", &self.addresses, |address, problems| {
            let pci = &address.pci;
            if !places.insert((pci.domain, pci.bus, pci.slot, pci.function)) {
                problems.report(format!("the PCI device {pci} is listed twice in <forward>"));
            }
        });
    }
}

impl Nat {
    fn check(&self, problems: &mut Problems) {
        if let Some(range) = self.address
            && range.start > range.end
        {
            let message = format!(
                "the range {} - {} in <nat> is reversed; swap 'start' and 'end'",
                range.start, range.end
            );
            problems.report_at("address/@end", message);
        }
        let Some(range) = self.port else { return };
        if range.start == 0 {
            problems.report_at("port/@start", "the ports in <nat> start at 1, not at 0");
        }
        if range.start > range.end {
            let message = format!(
                "the ports {} - {} in <nat> are reversed; swap 'start' and 'end'",
                range.start, range.end
            );
            problems.report_at("port/@end", message);
        }
    }
}
