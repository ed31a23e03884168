//! `/proc/meminfo` and the `meminfo` of a NUMA cell.

/// The memory of the host, in KiB.
pub(super) fn total_kib(meminfo: &str) -> Option<u64> {
    meminfo.lines().find_map(|line| {
        // A cell's file begins each line with "Node 0 ".
        let rest = line.split_once("MemTotal:")?.1;
        rest.trim().strip_suffix("kB")?.trim().parse().ok()
    })
}
