//! `-m`, the backend of the guest's memory, and NUMA cells.

use virt_core::Result;

use super::argv::CommandLine;
use super::build::Plan;
use super::error::invalid;
use super::props::Props;

/// The name of the backend that holds all of the memory. QEMU names it, so that a guest can be
/// migrated to and from one whose backend it made itself.
pub(super) fn backend<'p>(plan: &'p Plan<'_>) -> Option<&'p str> {
    if !cells(plan).is_empty() {
        return None;
    }
    let machine = plan.qemu.machine(plan.os_type.machine.as_deref()?)?;
    machine.default_ram_id.as_deref()
}

pub(super) fn write(plan: &Plan<'_>, line: &mut CommandLine) -> Result<()> {
    let memory = plan.config.memory.as_ref().ok_or_else(|| invalid("the domain has no memory"))?;
    // QEMU wants whole MiB, and libvirt has always rounded up.
    let mib = memory.size.mib();
    if mib == 0 {
        return Err(invalid("the domain has no memory"));
    }
    line.option("m", format!("size={}k", mib.saturating_mul(1024)));
    if let Some(id) = backend(plan) {
        let bytes = mib.saturating_mul(1 << 20);
        line.json("object", &Props::object("memory-backend-ram", id).number("size", bytes));
    }
    line.option("overcommit", "mem-lock=off");
    Ok(())
}

/// `-numa`: memory and processors, cell by cell.
pub(super) fn write_cells(plan: &Plan<'_>, line: &mut CommandLine) -> Result<()> {
    let mut cells: Vec<_> = cells(plan).iter().enumerate().collect();
    cells.sort_by_key(|(index, cell)| cell.id.map_or(*index, |id| id as usize));
    let machine = plan.os_type.machine.as_deref().and_then(|name| plan.qemu.machine(name));
    let by_size = machine.is_some_and(|machine| machine.numa_memory_by_size);
    for (index, cell) in cells {
        let id = cell.id.map_or(index, |id| id as usize);
        let name = format!("ram-node{id}");
        let mib = cell.memory.mib();
        let mut value = format!("node,nodeid={id}");
        if let Some(cpus) = &cell.cpus {
            for cpus in cpus.to_string().split(',') {
                value.push_str(&format!(",cpus={cpus}"));
            }
        }
        // Older machine types have their own way, and guests of theirs are migrated with it.
        if by_size {
            value.push_str(&format!(",mem={mib}"));
        } else {
            let bytes = mib.saturating_mul(1 << 20);
            line.json("object", &Props::object("memory-backend-ram", &name).number("size", bytes));
            value.push_str(&format!(",memdev={name}"));
        }
        line.option("numa", value);
    }
    Ok(())
}

fn cells<'p>(plan: &'p Plan<'_>) -> &'p [virt_core::config::domain::CpuCell] {
    let numa = plan.config.cpu.as_ref().and_then(|cpu| cpu.numa.as_ref());
    numa.map_or(&[], |numa| &numa.cells)
}
