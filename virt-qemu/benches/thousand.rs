//! A root with a thousand definitions: to open it, to list it, and what it takes of the memory.
//!
//! Opening may take 100 ms, listing 2 ms, and a definition 20 KiB.

#![expect(clippy::unwrap_used, reason = "a measurement that fails has no result")]
#![expect(clippy::print_stdout, reason = "how a number gets to whoever compares it")]

use std::hint::black_box;
use std::path::Path;

use criterion::{Criterion, criterion_group, criterion_main};
use virt_core::connection::{Connection, OpenOptions};
use virt_core::registry::Registry;

const COUNT: usize = 1000;

fn thousand(criterion: &mut Criterion) {
    let folder = tempfile::tempdir().unwrap();
    fill(folder.path());

    let before = resident();
    let connection = open(folder.path());
    let each = (resident() - before) / COUNT;
    println!("measured: thousand/memory = {each}");
    let domains = connection.domains().unwrap();
    assert_eq!(domains.list(Default::default()).unwrap().len(), COUNT);

    let mut group = criterion.benchmark_group("thousand");
    group.sample_size(20);
    group.bench_function("list", |bench| {
        bench.iter(|| black_box(domains.list(Default::default()).unwrap()));
    });
    drop(connection);
    group.bench_function("open", |bench| {
        bench.iter_with_large_drop(|| open(folder.path()));
    });
    group.finish();
}

/// Writes definitions of the size that one with some disks and interfaces has.
fn fill(root: &Path) {
    let connection = open(root);
    let domains = connection.domains().unwrap();
    let disks: String = ('a'..='h')
        .map(|letter| {
            format!(
                "<disk type='file' device='disk'><driver name='qemu' type='qcow2' cache='none'/>
                 <source file='/var/lib/images/disk-{letter}.qcow2'/>
                 <target dev='vd{letter}' bus='virtio'/></disk>"
            )
        })
        .collect();
    let interfaces = "<interface type='user'><model type='virtio'/></interface>".repeat(4);
    let define = |name: &str| {
        let xml = format!(
            "<domain type='qemu'><name>{name}</name><memory unit='GiB'>2</memory><vcpu>4</vcpu>
             <os><type arch='x86_64' machine='q35'>hvm</type><boot dev='hd'/></os>
             <features><acpi/><apic/></features>
             <devices>{disks}{interfaces}<serial type='pty'/>
             <graphics type='vnc' autoport='yes'/></devices></domain>"
        );
        domains.define(&xml, Default::default()).unwrap()
    };
    let first = define("guest0");
    let text = domains.xml(&first, Default::default()).unwrap();
    // The others need not be synced one by one.
    for number in 1..COUNT {
        let uuid = uuid::Uuid::from_u128(number as u128).to_string();
        let text = text
            .replace("<name>guest0<", &format!("<name>guest{number}<"))
            .replace(&first.uuid.to_string(), &uuid);
        std::fs::write(root.join(format!("etc/qemu/guest{number}.xml")), text).unwrap();
    }
    println!("a definition has {} lines", text.lines().count());
}

fn open(root: &Path) -> Connection {
    let registry = Registry::new().with(virt_qemu::ENTRY);
    let uri = format!("qemu:///embed?root={}", root.display());
    OpenOptions::new().registry(registry).open(Some(&uri)).unwrap()
}

/// The memory of this process that is in use, in bytes.
fn resident() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("RssAnon:")).unwrap();
    line.trim().trim_end_matches(" kB").parse::<usize>().unwrap() * 1024
}

criterion_group!(benches, thousand);
criterion_main!(benches);
