//! What devices need of the machine around them.

use super::devices::{Input, InputBus, MemoryDevice, MemoryModel};
use super::{DomainConfig, IoApicDriver};
use crate::ErrorKind;
use crate::config::{Architecture, Problems};

impl DomainConfig {
    /// Reports what the devices need and the rest of the domain does not have.
    pub(super) fn check_surroundings(&self, problems: &mut Problems) {
        let Some(devices) = &self.devices else { return };
        problems.within("devices", |problems| {
            let nodes = self.cpu.as_ref().and_then(|cpu| cpu.numa.as_ref());
            let nodes = nodes.map_or(0, |numa| numa.cells.len());
            problems.each("memory", &devices.memories, |memory, problems| {
                check_node(memory, nodes, problems);
                self.check_uuid(memory, problems);
            });
            self.check_ps2(&devices.inputs, problems);
            let remaps = devices.iommu.as_ref().is_some_and(|iommu| iommu.remaps_interrupts());
            if remaps && !self.has_split_ioapic() {
                let message = "intremap='on' needs the feature <ioapic driver='qemu'/>";
                report(problems, "iommu/driver/@intremap", message);
            }
        });
        let plugged = devices.memory_size();
        if let Some(memory) = self.memory.as_ref().filter(|memory| memory.size < plugged) {
            let size = memory.size;
            let message = format!("{size} is less than the memory devices alone have, {plugged}");
            problems.report_at("memory", message);
        }
    }

    /// A machine without PS/2 connects nothing by it.
    fn check_ps2(&self, inputs: &[Input], problems: &mut Problems) {
        let ps2 = self.features.as_ref().and_then(|features| features.ps2);
        if ps2.is_none_or(|ps2| ps2.is_on()) {
            return;
        }
        problems.each("input", inputs, |input, problems| {
            if input.bus == Some(InputBus::Ps2) {
                let message = "the machine has no PS/2; drop <ps2 state='off'/> or use another bus";
                problems.unsupported_at("@bus", message);
            }
        });
    }

    fn check_uuid(&self, memory: &MemoryDevice, problems: &mut Problems) {
        let arch = self.os.as_ref().and_then(|os| os.os_type.as_ref()?.arch);
        let power = matches!(arch, None | Some(Architecture::Ppc64 | Architecture::Ppc64Le));
        if memory.model == MemoryModel::Nvdimm && memory.uuid.is_some() && !power {
            report(problems, "uuid", "modules of POWER machines alone have a UUID");
        }
    }

    /// Whether the hypervisor itself has the I/O APIC, and the kernel the rest.
    fn has_split_ioapic(&self) -> bool {
        let ioapic = self.features.as_ref().and_then(|features| features.ioapic);
        ioapic.and_then(|ioapic| ioapic.driver) == Some(IoApicDriver::Qemu)
    }
}

fn check_node(memory: &MemoryDevice, nodes: usize, problems: &mut Problems) {
    let Some(node) = memory.target.node else { return };
    if usize::try_from(node).is_ok_and(|node| node < nodes) {
        return;
    }
    let message = match nodes {
        0 => "memory goes to a NUMA node; describe some in <cpu><numa>".to_owned(),
        _ => format!("the guest has no NUMA node {node}; it has {nodes}"),
    };
    report(problems, "target/node", message);
}

fn report(problems: &mut Problems, below: &str, message: impl Into<String>) {
    problems.within(below, |problems| problems.report_as(ErrorKind::ConfigUnsupported, message));
}
