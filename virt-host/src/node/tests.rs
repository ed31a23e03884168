//! Hosts that are folders of a test, and the one that the test runs on.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use virt_core::driver::node::NodeInfo;

use super::{Node, Processor, processors};

fn write(root: &Path, name: &str, text: &str) {
    let path = root.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// A host with `cells` of `cores` cores of two threads each; the threads of a core stand side by
/// side.
fn host(cells: u32, cores: u32) -> (TempDir, Node) {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    write(root, "proc/meminfo", "MemTotal:        8000 kB\nMemFree: 1 kB\n");
    write(
        root,
        "proc/cpuinfo",
        "processor : 0\ncpu MHz : 2299.998\n\nprocessor : 1\ncpu MHz : 1\n",
    );
    let system = root.join("sys/devices/system");
    write(&system, "cpu/online", &format!("0-{}\n", cells * cores * 2 - 1));
    for cell in 0..cells {
        let first = cell * cores * 2;
        let node = format!("node/node{cell}");
        write(&system, &format!("{node}/cpulist"), &format!("{first}-{}", first + cores * 2 - 1));
        write(&system, &format!("{node}/meminfo"), &format!("Node {cell} MemTotal:  4000 kB\n"));
        write(&system, &format!("{node}/distance"), "10 21\n");
        write(&system, &format!("{node}/hugepages/hugepages-2048kB/nr_hugepages"), "3\n");
        for cpu in first..first + cores * 2 {
            let topology = format!("cpu/cpu{cpu}/topology");
            let siblings = format!("{}-{}\n", cpu & !1, cpu | 1);
            write(&system, &format!("{topology}/physical_package_id"), &format!("{cell}\n"));
            write(&system, &format!("{topology}/core_id"), &format!("{}\n", (cpu - first) / 2));
            write(&system, &format!("{topology}/die_id"), "-1\n");
            write(&system, &format!("{topology}/thread_siblings_list"), &siblings);
        }
    }
    let node = Node::at(root.join("proc"), root.join("sys"));
    (folder, node)
}

#[test]
fn a_regular_host_is_counted_by_levels() {
    let (_folder, node) = host(2, 3);
    let expected = NodeInfo {
        model: std::env::consts::ARCH.to_owned(),
        memory_kib: 8000,
        cpus: 12,
        mhz: 2299,
        nodes: 2,
        sockets: 1,
        cores: 3,
        threads: 2,
    };
    assert_eq!(node.info().unwrap(), expected);

    let topology = node.topology().unwrap();
    let cell = &topology.cells[1];
    assert_eq!((cell.id, cell.memory_kib), (1, 4000));
    assert_eq!(cell.distances, [(0, 10), (1, 21)]);
    assert_eq!((cell.huge_pages[0].size_kib, cell.huge_pages[0].count), (2048, 3));
    let cpu = &cell.cpus[3];
    assert_eq!((cpu.id, cpu.socket, cpu.die, cpu.core), (9, 1, 0, 1));
    assert_eq!(cpu.siblings.to_string(), "8-9");
}

#[test]
fn a_processor_that_is_off_makes_the_host_irregular() {
    let (folder, node) = host(2, 3);
    write(folder.path(), "sys/devices/system/cpu/online", "0-10");
    let facts = node.info().unwrap();
    assert_eq!((facts.cpus, facts.nodes, facts.sockets), (11, 1, 1));
    assert_eq!((facts.cores, facts.threads), (11, 1));
}

#[test]
fn a_host_without_numa_is_one_cell() {
    let (folder, node) = host(1, 2);
    fs::remove_dir_all(folder.path().join("sys/devices/system/node")).unwrap();
    let topology = node.topology().unwrap();
    assert_eq!(topology.cells.len(), 1);
    assert_eq!((topology.cells[0].memory_kib, topology.cells[0].cpus.len()), (8000, 4));
}

#[test]
fn a_missing_file_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let node = Node::at(folder.path().join("proc"), folder.path());
    let message = node.memory_kib().unwrap_err().to_string();
    assert!(message.contains("proc/meminfo'"), "{message}");
}

#[test]
fn this_host_has_memory_and_processors() {
    let facts = Node::default().info().unwrap();
    assert!(facts.memory_kib > 0 && facts.cpus > 0, "{facts:?}");
    assert!(facts.nodes * facts.sockets * facts.cores * facts.threads == facts.cpus, "{facts:?}");
}

#[test]
fn the_first_processor_speaks_for_all() {
    let processor = processors::first(
        "vendor_id\t: GenuineIntel\nmodel name\t: Xeon\nmicrocode\t: 0x2d\nflags\t\t: fpu sse\n\
         address sizes\t: 46 bits physical, 48 bits virtual\n\nvendor_id : Other\n",
    );
    let expected = Processor {
        vendor: "GenuineIntel".to_owned(),
        name: "Xeon".to_owned(),
        microcode: Some(45),
        features: vec!["fpu".to_owned(), "sse".to_owned()],
        physical_address_bits: Some(46),
    };
    assert_eq!(processor, expected);
    assert_eq!(processors::mhz("clock\t: 2061.000000MHz\n"), 2061);
    assert_eq!(processors::mhz("processor : 0\n"), 0);
}
