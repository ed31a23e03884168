//! What libvirt fills in for a guest's `<cpu>`, and what it leaves out.

use super::{Cpu, CpuFeaturePolicy, CpuMatch, CpuMode, CpuModel, CpuModelFallback, CpuTopology};

impl Cpu {
    /// Says how a named model is meant, and drops what does not belong to the mode.
    pub(in crate::config::domain) fn fill_defaults(&mut self) {
        self.drop_what_hosts_have();
        let named = self.model_name().is_some();
        self.mode = match self.mode {
            None | Some(CpuMode::Custom) => named.then_some(CpuMode::Custom),
            other => other,
        };
        match self.mode {
            Some(CpuMode::Custom) => _ = self.match_policy.get_or_insert(CpuMatch::Exact),
            _ => self.match_policy = None,
        }
        if self.mode.is_none() {
            self.deprecated_features = None;
        }
        if matches!(self.mode, Some(CpuMode::HostPassthrough | CpuMode::Maximum)) {
            self.vendor.take_if(|_| named);
            self.model = None;
        }
        self.fill_model();
        for feature in &mut self.features {
            feature.policy.get_or_insert(CpuFeaturePolicy::Require);
        }
        if let Some(topology) = &mut self.topology {
            topology.fill_defaults();
        }
        if let Some(numa) = &mut self.numa {
            numa.fill_defaults();
        }
    }

    fn drop_what_hosts_have(&mut self) {
        (self.arch, self.microcode) = (None, None);
        (self.signature, self.counter, self.host_features) = (None, None, None);
        self.pages.clear();
    }

    /// Another model can only stand in for one that is named.
    fn fill_model(&mut self) {
        if let Some(model) = &mut self.model {
            match model.name.is_some() {
                true => _ = model.fallback.get_or_insert(CpuModelFallback::Allow),
                false => model.fallback = None,
            }
        }
        self.model.take_if(|model| *model == CpuModel::default());
    }

    /// Whether it says nothing that a guest would notice.
    pub(in crate::config::domain) fn says_nothing(&self) -> bool {
        *self == Cpu::default()
    }
}

impl CpuTopology {
    fn fill_defaults(&mut self) {
        self.dies.get_or_insert(1);
        self.clusters.get_or_insert(1);
    }
}
