//! What of `<features>` cannot work, whichever driver runs the guest.

use super::{Features, Hyperv, HypervSpinlocks, HypervVendorId, KvmDirtyRing};
use crate::config::{Problems, Validate};

/// The fewest tries of a spin lock that Windows takes.
const FEWEST_RETRIES: u32 = 4095;
/// The longest vendor that fits into the hypervisor's leaf of CPUID.
const LONGEST_VENDOR: usize = 12;
/// The fewest and most notes in a ring that KVM takes.
const DIRTY_RING: std::ops::RangeInclusive<u32> = 1024..=65_536;

impl Validate for Features {
    fn collect_problems(&self, problems: &mut Problems) {
        if let Some(hyperv) = &self.hyperv {
            problems.within("hyperv", |problems| hyperv.check(problems));
        }
        let ring = self.kvm.as_ref().and_then(|kvm| kvm.dirty_ring.as_ref());
        if let Some(ring) = ring.filter(|ring| ring.state.is_on()) {
            problems.within("kvm/dirty-ring/@size", |problems| ring.check(problems));
        }
    }
}

impl Hyperv {
    fn check(&self, problems: &mut Problems) {
        if let Some(spinlocks) = self.spinlocks.as_ref().filter(|found| found.state.is_on()) {
            problems.within("spinlocks/@retries", |problems| spinlocks.check(problems));
        }
        if let Some(vendor) = self.vendor_id.as_ref().filter(|found| found.state.is_on()) {
            problems.within("vendor_id/@value", |problems| vendor.check(problems));
        }
    }
}

impl HypervSpinlocks {
    fn check(&self, problems: &mut Problems) {
        match self.retries {
            None => problems.report("spinlocks that are on need their number of retries"),
            Some(retries) if retries < FEWEST_RETRIES => {
                let message =
                    format!("{retries} retries of spinlocks are too few: {FEWEST_RETRIES} or more");
                problems.report(message);
            }
            Some(_) => {}
        }
    }
}

impl HypervVendorId {
    fn check(&self, problems: &mut Problems) {
        match self.value.as_deref() {
            None => problems.report("a vendor_id that is on needs its value"),
            Some(value) if value.len() > LONGEST_VENDOR => {
                let message = format!("the vendor '{value}' has more than {LONGEST_VENDOR} bytes");
                problems.report(message);
            }
            Some(value) if value.contains(',') => {
                problems.report(format!("the vendor '{value}' has a comma"));
            }
            Some(_) => {}
        }
    }
}

impl KvmDirtyRing {
    fn check(&self, problems: &mut Problems) {
        let fits = |size: u32| size.is_power_of_two() && DIRTY_RING.contains(&size);
        match self.size {
            None => problems.report("a dirty-ring that is on needs its size"),
            Some(size) if !fits(size) => {
                let (least, most) = (DIRTY_RING.start(), DIRTY_RING.end());
                let message =
                    format!("a dirty-ring of {size} is no power of 2 from {least} to {most}");
                problems.report(message);
            }
            Some(_) => {}
        }
    }
}
