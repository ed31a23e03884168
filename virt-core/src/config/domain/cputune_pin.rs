//! `<vcpupin>` and its kin: on which of the host's CPUs the guest's threads run.

use std::collections::HashSet;

use super::cputune::Threads;
use crate::ErrorKind;
use crate::config::Problems;
use crate::cpu_set::CpuSet;
use crate::xml::XmlElement;

/// On which of the host's CPUs a virtual CPU runs: `<vcpupin vcpu='0' cpuset='1-4,^2'/>`.
#[derive(Debug, Clone, PartialEq, Eq, XmlElement)]
pub struct VcpuPin {
    /// The virtual CPU, counted from 0. A pin for one that does not exist counts for nothing.
    #[xml(attribute)]
    pub vcpu: u32,
    /// The host's CPUs.
    #[xml(attribute)]
    pub cpuset: CpuSet,
}

/// On which of the host's CPUs the hypervisor runs: `<emulatorpin cpuset='1-3'/>`.
#[derive(Debug, Clone, PartialEq, Eq, XmlElement)]
pub struct EmulatorPin {
    /// The host's CPUs.
    #[xml(attribute)]
    pub cpuset: CpuSet,
}

/// On which of the host's CPUs an I/O thread runs: `<iothreadpin iothread='1' cpuset='5,6'/>`.
#[derive(Debug, Clone, PartialEq, Eq, XmlElement)]
pub struct IoThreadPin {
    /// The thread's number.
    #[xml(attribute)]
    pub iothread: u32,
    /// The host's CPUs.
    #[xml(attribute)]
    pub cpuset: CpuSet,
}

impl VcpuPin {
    pub(super) fn fill_defaults(pins: &mut Vec<VcpuPin>, vcpus: u32) {
        pins.retain(|pin| pin.vcpu < vcpus);
        pins.sort_by_key(|pin| pin.vcpu);
    }

    pub(super) fn check(pins: &[VcpuPin], problems: &mut Problems) {
        let mut seen = HashSet::new();
        problems.each("vcpupin", pins, |pin, problems| {
            if !seen.insert(pin.vcpu) {
                let message = format!("the vcpu {} is pinned twice", pin.vcpu);
                problems.report_at("@vcpu", message);
            }
        });
    }
}

impl IoThreadPin {
    pub(super) fn check(pins: &[IoThreadPin], threads: &Threads, problems: &mut Problems) {
        let mut seen = HashSet::new();
        problems.each("iothreadpin", pins, |pin, problems| {
            let id = pin.iothread;
            problems.within("@iothread", |problems| {
                if id == 0 {
                    problems.report("the numbers of I/O threads start at 1, not 0");
                } else if let Some(message) = threads.missing_iothread(&CpuSet::from(id..=id)) {
                    problems.report_as(ErrorKind::ConfigUnsupported, message);
                } else if !seen.insert(id) {
                    problems.report(format!("the I/O thread {id} is pinned twice"));
                }
            });
        });
    }
}
