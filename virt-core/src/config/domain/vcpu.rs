//! `<vcpu>` and `<vcpus>`: how many virtual CPUs there are, and which of them at boot.

use std::collections::HashSet;

use crate::config::Problems;
use crate::cpu_set::CpuSet;
use crate::xml::{XmlElement, XmlValue};

/// How many virtual CPUs there are: `<vcpu placement='static'>2</vcpu>`.
#[derive(Debug, Clone, PartialEq, Eq, XmlElement)]
pub struct Vcpu {
    /// How they get their place on the host. Default: static.
    #[xml(attribute)]
    pub placement: Option<VcpuPlacement>,
    /// The host's CPUs that they may run on. Default: all.
    #[xml(attribute)]
    pub cpuset: Option<CpuSet>,
    /// How many are there at boot; the rest can be plugged in. Default: all.
    #[xml(attribute)]
    pub current: Option<u32>,
    /// How many there can be.
    #[xml(text)]
    pub maximum: u32,
}

impl Vcpu {
    /// So many, all there at boot, anywhere on the host.
    pub const fn new(maximum: u32) -> Self {
        Vcpu { placement: None, cpuset: None, current: None, maximum }
    }

    /// How many are there at boot.
    pub fn online(&self) -> u32 {
        self.current.unwrap_or(self.maximum)
    }

    pub(super) fn fill_defaults(&mut self) {
        let placement = *self.placement.get_or_insert(VcpuPlacement::Static);
        // numad says where they go, so what the author says counts for nothing.
        self.cpuset.take_if(|_| placement == VcpuPlacement::Auto);
        self.current.take_if(|current| *current == self.maximum);
    }
}

/// How virtual CPUs get their place on the host.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[xml(error = "ConfigUnsupported")]
#[non_exhaustive]
pub enum VcpuPlacement {
    /// Where `cpuset` says.
    Static,
    /// Where numad advises.
    Auto,
}

/// Which virtual CPUs are there at boot: `<vcpus>`. Since libvirt 2.2.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct Vcpus {
    /// The virtual CPUs. One that is not named is not there at boot.
    #[xml(child = "vcpu")]
    pub vcpus: Vec<VcpuState>,
}

/// Whether a virtual CPU is there at boot: `<vcpu id='0' enabled='yes' hotpluggable='no'/>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, XmlElement)]
pub struct VcpuState {
    /// Its number, counted from 0.
    #[xml(attribute)]
    pub id: u32,
    /// Whether it is there.
    #[xml(attribute)]
    pub enabled: bool,
    /// Whether it can be plugged in and out. Default: what is not enabled can.
    #[xml(attribute)]
    pub hotpluggable: Option<bool>,
    /// Its place in the order in which they are plugged in. Default: the hypervisor's choice.
    #[xml(attribute)]
    pub order: Option<u32>,
}

impl Vcpus {
    /// Names each virtual CPU, in order, and counts those at boot; a list of none is no list.
    pub(super) fn fill_defaults(list: &mut Option<Vcpus>, vcpu: &mut Vcpu) {
        list.take_if(|list| list.vcpus.is_empty());
        let Some(Vcpus { vcpus }) = list else { return };
        for found in vcpus.iter_mut() {
            found.hotpluggable.get_or_insert(!found.enabled);
            found.order.take_if(|order| *order == 0);
        }
        // Of two for the same one the later counts, and the checks refuse what is beyond.
        vcpus.reverse();
        vcpus.sort_by_key(|found| found.id);
        vcpus.dedup_by_key(|found| found.id);
        let named: HashSet<u32> = vcpus.iter().map(|found| found.id).collect();
        let most = vcpu.maximum.min(CpuSet::HIGHEST);
        let missing = (0..most).filter(|id| !named.contains(id));
        let away = |id| VcpuState { id, enabled: false, hotpluggable: Some(true), order: None };
        vcpus.extend(missing.map(away));
        vcpus.sort_by_key(|found| found.id);
        let online = vcpus.iter().filter(|found| found.enabled).count();
        vcpu.current = u32::try_from(online).ok();
    }

    pub(super) fn check(&self, maximum: u32, problems: &mut Problems) {
        problems.each("vcpu", &self.vcpus, |vcpu, problems| {
            let id = vcpu.id;
            if !vcpu.enabled && vcpu.hotpluggable == Some(false) {
                problems.unsupported_at(
                    "@hotpluggable",
                    format!(
                        "vcpu {id} is not there at boot and could never be plugged in; enable it \
                         or let it be hotpluggable"
                    ),
                );
            }
            if id >= maximum {
                problems.report_at(
                    "@id",
                    format!("there are {maximum} vcpus, counted from 0, and none of number {id}"),
                );
            }
        });
    }
}
