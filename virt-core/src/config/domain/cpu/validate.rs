//! What of `<cpu>` cannot work, whichever driver runs the guest.

use std::collections::HashSet;

use super::{Cpu, CpuFeature, CpuMode, CpuModel, CpuTopology, MaxPhysAddressMode};
use crate::config::{Problems, Validate};

/// How long the vendor in CPUID is.
const VENDOR_LENGTH: usize = 12;

impl Validate for Cpu {
    fn collect_problems(&self, problems: &mut Problems) {
        self.check_mode(problems);
        self.check_model(problems);
        self.check_features(problems);
        if let Some(topology) = &self.topology {
            problems.within("topology", |problems| topology.check(problems));
        }
        self.check_cache(problems);
        if let Some(numa) = &self.numa {
            problems.within("numa", |problems| numa.check(problems));
        }
    }
}

impl Cpu {
    fn check_mode(&self, problems: &mut Problems) {
        let whole = matches!(self.mode, Some(CpuMode::HostPassthrough | CpuMode::Maximum));
        if self.migratable.is_some() && !whole {
            let message = "only the modes 'host-passthrough' and 'maximum' can be migratable";
            problems.unsupported_at("@migratable", message);
        }
        if self.check.is_some() && self.describes_nothing() {
            problems.unsupported_at("@check", "a CPU without a model cannot be checked");
        }
    }

    /// Whether it is a description that names no model.
    fn describes_nothing(&self) -> bool {
        matches!(self.mode, None | Some(CpuMode::Custom)) && self.model_name().is_none()
    }

    fn check_model(&self, problems: &mut Problems) {
        if self.vendor.is_some() && self.model_name().is_none() {
            problems.report_at("vendor", "a CPU with a vendor needs a <model>");
        }
        let ignored = matches!(self.mode, Some(CpuMode::HostPassthrough | CpuMode::Maximum));
        if let Some(model) = self.model.as_ref().filter(|_| !ignored) {
            problems.within("model", |problems| model.check(problems));
        }
        let bits = self.max_phys_address.as_ref();
        let limited = bits.is_some_and(|bits| {
            bits.limit.is_some() && bits.mode != MaxPhysAddressMode::Passthrough
        });
        if limited {
            let message = "a limit of addresses belongs to the mode 'passthrough'";
            problems.unsupported_at("maxphysaddr/@limit", message);
        }
    }

    fn check_features(&self, problems: &mut Problems) {
        if !self.features.is_empty() && self.describes_nothing() {
            problems.report_at("feature", "a CPU with features needs a <model>");
        }
        let mut names = HashSet::new();
        problems.each("feature", &self.features, |feature: &CpuFeature, problems| {
            if feature.name.is_empty() {
                problems.report_at("@name", "a CPU's feature needs a name");
            } else if !names.insert(feature.name.as_str()) {
                let message = format!("the CPU's feature '{}' is there twice", feature.name);
                problems.report_at("@name", message);
            }
        });
    }

    fn check_cache(&self, problems: &mut Problems) {
        let level = self.cache.as_ref().and_then(|cache| cache.level);
        if level.is_some_and(|level| !(1..=3).contains(&level)) {
            problems.report_at("cache/@level", "the level of a CPU's cache is 1, 2 or 3");
        }
    }
}

impl CpuModel {
    fn check(&self, problems: &mut Problems) {
        let Some(vendor) = self.vendor_id.as_deref() else { return };
        if vendor.len() != VENDOR_LENGTH || vendor.contains(',') {
            let message =
                format!("the vendor_id '{vendor}' is not {VENDOR_LENGTH} characters without comma");
            problems.report_at("@vendor_id", message);
        }
    }
}

impl CpuTopology {
    fn check(&self, problems: &mut Problems) {
        let parts = [
            ("sockets", Some(self.sockets)),
            ("dies", self.dies),
            ("clusters", self.clusters),
            ("cores", Some(self.cores)),
            ("threads", Some(self.threads)),
        ];
        for (name, number) in parts {
            if number == Some(0) {
                let message = format!("the number of {name} of a CPU is 1 at least");
                problems.report_at(&format!("@{name}"), message);
            }
        }
    }
}
