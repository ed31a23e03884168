//! What libvirt fills in for `<features>`, and what it leaves out.

use super::{
    CapabilitiesPolicy, ContainerCapabilities, FeatureState, Features, Hyperv, HypervMode, Kvm,
    SwitchedFeature, XenFeatures,
};
use crate::xml::Switch;

impl Features {
    /// Says of each feature that is there that it is on, and drops what says nothing.
    pub(in crate::config::domain) fn fill_defaults(&mut self) {
        let switched = [
            &mut self.hap,
            &mut self.pvspinlock,
            &mut self.pmu,
            &mut self.vmport,
            &mut self.vmcoreinfo,
        ];
        switched.into_iter().flatten().for_each(SwitchedFeature::fill_defaults);
        if let Some(smm) = &mut self.smm {
            smm.state.get_or_insert(Switch::On);
            smm.tseg.take_if(|_| smm.state == Some(Switch::Off));
        }
        if let Some(teardown) = &mut self.async_teardown {
            teardown.enabled.get_or_insert(true);
        }
        if let Some(hyperv) = &mut self.hyperv {
            hyperv.fill_defaults();
        }
        if let Some(kvm) = &mut self.kvm {
            kvm.fill_defaults();
        }
        if let Some(xen) = &mut self.xen {
            xen.fill_defaults();
        }
        if let Some(capabilities) = &mut self.capabilities {
            capabilities.fill_defaults();
        }
        self.drop_empty();
    }

    /// What says nothing is not there.
    fn drop_empty(&mut self) {
        self.ioapic.take_if(|ioapic| ioapic.driver.is_none());
        self.hpt.take_if(|hpt| hpt.resizing.is_none() && hpt.max_page_size.is_none());
        self.cfpc.take_if(|cfpc| cfpc.value.is_none());
        self.sbbc.take_if(|sbbc| sbbc.value.is_none());
        self.ibs.take_if(|ibs| ibs.value.is_none());
        self.tcg.take_if(|tcg| tcg.translation_cache.is_none());
        self.aia.take_if(|aia| aia.value.is_none());
        let nothing = ContainerCapabilities::default();
        let policy = Some(CapabilitiesPolicy::Default);
        self.capabilities.take_if(|found| **found == ContainerCapabilities { policy, ..nothing });
    }
}

impl SwitchedFeature {
    fn fill_defaults(&mut self) {
        self.state.get_or_insert(Switch::On);
    }
}

impl Hyperv {
    /// Details count only for what is on, and choices only where the definition chooses.
    fn fill_defaults(&mut self) {
        if self.mode == Some(HypervMode::Passthrough) {
            *self = Hyperv { mode: self.mode, ..Hyperv::default() };
        }
        self.mode.get_or_insert(HypervMode::Custom);
        if let Some(spinlocks) = &mut self.spinlocks {
            spinlocks.retries.take_if(|_| !spinlocks.state.is_on());
        }
        if let Some(vendor) = &mut self.vendor_id {
            vendor.value.take_if(|_| !vendor.state.is_on());
        }
        if let Some(stimer) = &mut self.stimer {
            drop_unless_on(&mut stimer.direct, stimer.state);
        }
        if let Some(flush) = &mut self.tlbflush {
            drop_unless_on(&mut flush.direct, flush.state);
            drop_unless_on(&mut flush.extended, flush.state);
        }
    }
}

/// A part of a feature is there only where both are on.
fn drop_unless_on(part: &mut Option<FeatureState>, whole: Switch) {
    part.take_if(|part| !(part.is_on() && whole.is_on()));
}

impl Kvm {
    fn fill_defaults(&mut self) {
        if let Some(ring) = &mut self.dirty_ring {
            ring.size.take_if(|_| !ring.state.is_on());
        }
    }
}

impl XenFeatures {
    fn fill_defaults(&mut self) {
        if let Some(passthrough) = &mut self.passthrough {
            passthrough.mode.take_if(|_| !passthrough.state.is_on());
        }
    }
}

impl ContainerCapabilities {
    fn fill_defaults(&mut self) {
        self.policy.get_or_insert(CapabilitiesPolicy::Default);
        self.all_mut().into_iter().flatten().for_each(SwitchedFeature::fill_defaults);
    }
}
