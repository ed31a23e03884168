//! What is wrong with a place, whichever machine it is in.

use super::{Address, CcwAddress, DimmAddress, PciAddress};
use crate::config::{Problems, Validate};

impl Validate for Address {
    fn collect_problems(&self, problems: &mut Problems) {
        match self {
            Address::Pci(address) => address.collect_problems(problems),
            Address::Ccw(address) => address.collect_problems(problems),
            Address::Dimm(DimmAddress { slot: None, .. }) => {
                problems.report_at("@slot", "an address of type 'dimm' needs a slot");
            }
            _ => {}
        }
    }
}

impl Validate for PciAddress {
    fn collect_problems(&self, problems: &mut Problems) {
        if self.slot > PciAddress::LAST_SLOT {
            let message = format!("PCI slot {:#x} does not exist, the last one is 0x1f", self.slot);
            problems.report_at("@slot", message);
        }
        if self.function > PciAddress::LAST_FUNCTION {
            let function = self.function;
            let message = format!("PCI function {function:#x} does not exist, the last one is 0x7");
            problems.report_at("@function", message);
        }
    }
}

impl Validate for CcwAddress {
    fn collect_problems(&self, problems: &mut Problems) {
        let given = [self.cssid.is_some(), self.ssid.is_some(), self.devno.is_some()];
        if given.contains(&true) && given.contains(&false) {
            problems.report("an address of type 'ccw' has cssid, ssid and devno, or none of them");
        }
        if self.cssid.is_some_and(|cssid| cssid > CcwAddress::LAST_CSSID) {
            problems.report_at("@cssid", "the last channel subsystem is 0xfe");
        }
        if let Some(ssid) = self.ssid.filter(|ssid| *ssid > CcwAddress::LAST_SSID) {
            let message = format!("the last set of subchannels is 0x3, not {ssid:#x}");
            problems.report_at("@ssid", message);
        }
    }
}
