//! The capabilities document of the make-believe host.

use std::fmt::Write;

use crate::host::Cell;
use crate::security_driver::MODEL;

/// The sizes of huge pages that every cell has, in KiB; none of its memory is made of them.
const HUGE_PAGES_KIB: [u64; 2] = [2048, 1_048_576];

/// The document for a host with these cells.
pub(crate) fn document(cells: &[Cell]) -> String {
    let topology = topology(cells);
    let guests = ["hvm", "xen"].map(guest).concat();
    format!(
        "<capabilities>

  <host>
    <cpu>
      <arch>i686</arch>
      <features>
        <pae/>
        <nonpae/>
      </features>
      <pages unit='KiB' size='4'/>
      <pages unit='KiB' size='8'/>
      <pages unit='KiB' size='2048'/>
      <pages unit='KiB' size='1048576'/>
    </cpu>
    <power_management/>
    <iommu support='no'/>
{topology}    <secmodel>
      <model>{MODEL}</model>
      <doi></doi>
    </secmodel>
  </host>

{guests}</capabilities>
"
    )
}

fn topology(cells: &[Cell]) -> String {
    let mut out = format!("    <topology>\n      <cells num='{}'>\n", cells.len());
    let mut first_cpu = 0;
    for (id, cell) in cells.iter().enumerate() {
        // Writing to a string cannot fail.
        let _ = write_cell(&mut out, id, cell, first_cpu);
        first_cpu += cell.cpus;
    }
    out.push_str("      </cells>\n    </topology>\n");
    out
}

fn write_cell(out: &mut String, id: usize, cell: &Cell, first_cpu: u32) -> std::fmt::Result {
    let Cell { memory_kib, page_kib, cpus } = cell;
    writeln!(out, "        <cell id='{id}'>")?;
    writeln!(out, "          <memory unit='KiB'>{memory_kib}</memory>")?;
    let pages = memory_kib / page_kib;
    writeln!(out, "          <pages unit='KiB' size='{page_kib}'>{pages}</pages>")?;
    for size in HUGE_PAGES_KIB {
        writeln!(out, "          <pages unit='KiB' size='{size}'>0</pages>")?;
    }
    writeln!(out, "          <cpus num='{cpus}'>")?;
    for core in 0..*cpus {
        let cpu = first_cpu + core;
        writeln!(
            out,
            "            <cpu id='{cpu}' socket_id='{id}' die_id='0' cluster_id='0' \
             core_id='{core}' siblings='{cpu}'/>"
        )?;
    }
    writeln!(out, "          </cpus>\n        </cell>")
}

fn guest(os_type: &str) -> String {
    format!(
        "  <guest>
    <os_type>{os_type}</os_type>
    <arch name='i686'>
      <wordsize>32</wordsize>
      <emulator>/usr/bin/test-hv</emulator>
      <domain type='test'/>
    </arch>
    <features>
      <pae/>
      <nonpae/>
    </features>
  </guest>

"
    )
}
