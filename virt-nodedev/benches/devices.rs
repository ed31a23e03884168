//! A host with ten thousand devices: the first look at it beside a bare walk that reads the same
//! files, and what a device takes of the memory.
//!
//! The look may take twice as long as the walk, and a device 4 KiB.

#![expect(clippy::unwrap_used, reason = "a measurement that fails has no result")]
#![expect(clippy::print_stdout, reason = "how a number gets to whoever compares it")]

#[path = "../tests/support/mod.rs"]
mod support;

use std::fs;
use std::hint::black_box;
use std::path::{Path, PathBuf};

use criterion::{Criterion, criterion_group, criterion_main};
use support::{List, Tree, all};

const EACH: usize = 2500;

fn devices(criterion: &mut Criterion) {
    let tree = host();
    let before = resident();
    let state = tree.state();
    let count = state.driver().list(all()).unwrap().len();
    assert_eq!(count, 4 * EACH + 1);
    println!("measured: devices/memory = {}", (resident() - before) / count);
    drop(state);

    let mut group = criterion.benchmark_group("devices");
    group.sample_size(20);
    group.bench_function("bare walk", |bench| bench.iter(|| black_box(walk(&tree))));
    group.bench_function("first look", |bench| {
        bench.iter_with_large_drop(|| {
            let state = tree.state();
            black_box(state.driver().lookup_by_name("computer").unwrap());
            state
        });
    });
    group.finish();
}

/// Network cards with their interfaces, units of SCSI, and disks that udev knows.
fn host() -> Tree {
    let tree = Tree::new();
    for number in 0..EACH {
        let address = format!("{:04x}:00:{:02x}.0", number / 32, number % 32);
        let card = format!("/devices/pci{:04x}:00/{address}", number / 32);
        tree.pci(&card, ("0x8086", "0x10d3"), "20000");
        let mac = format!("52:54:00:00:{:02x}:{:02x}", number / 256, number % 256);
        let uevent = format!("INTERFACE=eth{number} IFINDEX={number}");
        let net = format!("{card}/net/eth{number}");
        tree.device(&net, List::Class("net"), &uevent, &[("address", &mac)]);
        let unit = format!("{card}/host{number}/target{number}:0:0/{number}:0:0:0");
        tree.device(&unit, List::Bus("scsi"), "DEVTYPE=scsi_device DRIVER=sd", &[("type", "0")]);
        let uevent = format!("DEVTYPE=disk MAJOR=8 MINOR={number} DEVNAME=sd{number}");
        tree.device(&format!("{unit}/block/sd{number}"), List::Class("block"), &uevent, &[]);
        let record = format!("S:disk/by-id/{number}\nE:ID_TYPE=disk\nE:ID_SERIAL=disk{number}\n");
        tree.udev(&format!("b8:{number}"), &record);
    }
    tree
}

/// Reads what the first look has to read, and makes nothing of it.
fn walk(tree: &Tree) -> usize {
    let mut bytes = 0;
    for list in ["bus/pci/devices", "class/net", "bus/scsi/devices", "class/block"] {
        for entry in fs::read_dir(tree.sys(list)).unwrap() {
            let link = entry.unwrap().path();
            let device = link.parent().unwrap().join(fs::read_link(&link).unwrap());
            bytes += read(device.join("uevent"));
            match list {
                "class/net" => bytes += read(device.join("address")),
                "class/block" => {
                    let number = device.file_name().unwrap().to_str().unwrap();
                    let name = format!("b8:{}", number.trim_start_matches("sd"));
                    bytes += read(tree.root().join("run/udev/data").join(name));
                }
                _ => {}
            }
        }
    }
    bytes
}

fn read(file: PathBuf) -> usize {
    fs::read(file).unwrap().len()
}

/// The memory of this process that is in use, in bytes.
fn resident() -> usize {
    let status = fs::read_to_string(Path::new("/proc/self/status")).unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("RssAnon:")).unwrap();
    line.trim().trim_end_matches(" kB").parse::<usize>().unwrap() * 1024
}

criterion_group!(benches, devices);
criterion_main!(benches);
