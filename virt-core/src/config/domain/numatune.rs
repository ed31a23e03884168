//! `<numatune>`: on which of the host's NUMA nodes the guest's memory is.

use std::collections::HashSet;

use super::{Vcpu, VcpuPlacement};
use crate::config::Problems;
use crate::cpu_set::CpuSet;
use crate::xml::{XmlElement, XmlValue};

/// On which of the host's NUMA nodes the guest's memory is: `<numatune>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct NumaTune {
    /// Where the memory is as a whole.
    #[xml(child)]
    pub memory: Option<NumaMemory>,
    /// Where the memory of single cells of the guest is.
    #[xml(child = "memnode")]
    pub mem_nodes: Vec<MemNode>,
}

/// Where the memory is as a whole: `<memory mode='strict' nodeset='1-4,^3'/>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct NumaMemory {
    /// How binding that is. Default: strict.
    #[xml(attribute)]
    pub mode: Option<NumaMode>,
    /// Who chooses the nodes. Default: static where nodes are named, otherwise the placement of
    /// the virtual CPUs.
    #[xml(attribute)]
    pub placement: Option<NumaPlacement>,
    /// The host's nodes.
    #[xml(attribute = "nodeset")]
    pub node_set: Option<CpuSet>,
}

/// Where the memory of a guest's NUMA cell is: `<memnode cellid='0' mode='strict' nodeset='1'/>`.
#[derive(Debug, Clone, PartialEq, Eq, XmlElement)]
pub struct MemNode {
    /// The guest's cell.
    #[xml(attribute = "cellid")]
    pub cell_id: u32,
    /// How binding that is. Default: strict.
    #[xml(attribute)]
    pub mode: Option<NumaMode>,
    /// The host's nodes.
    #[xml(attribute = "nodeset")]
    pub node_set: CpuSet,
}

/// How binding a choice of NUMA nodes is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[xml(error = "ConfigUnsupported")]
#[non_exhaustive]
pub enum NumaMode {
    /// Memory comes from these nodes or not at all.
    Strict,
    /// Memory comes from other nodes where these have none left.
    Preferred,
    /// Memory comes from each of these nodes in turn.
    Interleave,
    /// The hypervisor keeps to these nodes by its control group, so that they can be changed
    /// while the guest runs. Since libvirt 7.6.
    Restrictive,
}

/// Who chooses NUMA nodes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[xml(error = "ConfigUnsupported")]
#[non_exhaustive]
pub enum NumaPlacement {
    /// The definition.
    Static,
    /// numad.
    Auto,
}

impl NumaTune {
    /// Makes memory and virtual CPUs agree on who chooses their place. `pinned` says that other
    /// parts of the definition give threads a place.
    pub(super) fn fill_defaults(tune: &mut Option<Box<NumaTune>>, vcpu: &mut Vcpu, pinned: bool) {
        let auto = vcpu.placement == Some(VcpuPlacement::Auto);
        if let Some(tune) = tune {
            tune.memory.take_if(|memory| *memory == NumaMemory::default());
        }
        tune.take_if(|tune| **tune == NumaTune::default());
        if let Some(tune) = tune {
            tune.mem_nodes.sort_by_key(|node| node.cell_id);
            for node in &mut tune.mem_nodes {
                node.mode.get_or_insert(NumaMode::Strict);
            }
            if let Some(memory) = &mut tune.memory {
                memory.fill_defaults(auto);
            }
        } else if auto {
            let mut memory = NumaMemory::default();
            memory.fill_defaults(auto);
            *tune = Some(Box::new(NumaTune { memory: Some(memory), mem_nodes: Vec::new() }));
        }
        let memory = tune.as_ref().and_then(|tune| tune.memory.as_ref());
        let chosen = memory.and_then(|memory| memory.placement);
        if chosen == Some(NumaPlacement::Auto) && vcpu.cpuset.is_none() && !pinned {
            vcpu.placement = Some(VcpuPlacement::Auto);
        }
    }

    /// `cells` are the numbers of the guest's NUMA cells, `auto` says that numad places the
    /// virtual CPUs.
    pub(super) fn check(&self, cells: &[u32], auto: bool, problems: &mut Problems) {
        if let Some(memory) = &self.memory {
            problems.within("memory", |problems| memory.check(auto, problems));
        }
        let memory = self.memory.as_ref();
        let placed = memory.map_or(auto, |memory| memory.is_auto(auto));
        let mode = memory.and_then(|memory| memory.mode);
        let known = cells.iter().copied().collect();
        let mut seen = HashSet::new();
        problems.each("memnode", &self.mem_nodes, |node, problems| {
            if placed {
                problems.unsupported_at(
                    "@nodeset",
                    "the memory of a cell cannot have a node where numad chooses the nodes; name \
                     them in <memory nodeset='…'/>",
                );
            }
            node.check_cell(&known, problems);
            if !seen.insert(node.cell_id) {
                let message = format!("there are two <memnode> for cell {}", node.cell_id);
                problems.report_at("@cellid", message);
            }
            node.check_mode(mode, problems);
        });
    }
}

impl NumaMemory {
    fn fill_defaults(&mut self, auto: bool) {
        self.mode.get_or_insert(NumaMode::Strict);
        match self.placement {
            // Naming nodes says it already.
            Some(NumaPlacement::Static) if self.node_set.is_some() => self.placement = None,
            None if self.node_set.is_none() && auto => self.placement = Some(NumaPlacement::Auto),
            Some(NumaPlacement::Auto) => self.node_set = None,
            Some(NumaPlacement::Static) | None => {}
        }
    }

    /// Whether numad chooses the nodes, where `auto` says that it chooses the CPUs.
    fn is_auto(&self, auto: bool) -> bool {
        match self.placement {
            Some(placement) => placement == NumaPlacement::Auto,
            None => self.node_set.is_none() && auto,
        }
    }

    fn check(&self, auto: bool, problems: &mut Problems) {
        let empty = *self == NumaMemory::default();
        if self.node_set.is_none() && !self.is_auto(auto) && !empty {
            problems.unsupported_at(
                "@nodeset",
                "name the nodes with 'nodeset', or let numad choose them with placement='auto'",
            );
        }
    }
}

impl MemNode {
    fn check_cell(&self, cells: &HashSet<u32>, problems: &mut Problems) {
        if cells.is_empty() {
            problems.report("a <memnode> needs NUMA cells in the guest; add <cpu><numa>");
        } else if !cells.contains(&self.cell_id) {
            let message = format!("the guest has no NUMA cell {}", self.cell_id);
            problems.report_at("@cellid", message);
        }
    }

    /// What the control group of the hypervisor holds together cannot be bound apart.
    fn check_mode(&self, whole: Option<NumaMode>, problems: &mut Problems) {
        let restrictive = |mode| mode == Some(NumaMode::Restrictive);
        if restrictive(self.mode) != restrictive(whole) {
            problems.report_at(
                "@mode",
                "where <memory> or a <memnode> has the mode 'restrictive', all of them need it",
            );
        }
    }
}
