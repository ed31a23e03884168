//! Asking a QEMU binary for the first time, from the cache folder, and from memory.
//!
//! The first time has a budget of 250 ms.

#![expect(clippy::panic, clippy::unwrap_used, reason = "a measurement that fails has no result")]

use std::hint::black_box;
use std::path::Path;

use criterion::{Criterion, criterion_group, criterion_main};
use virt_qemu::capabilities::{Arch, CapabilitiesCache, find_emulator};

fn probe(criterion: &mut Criterion) {
    let Some(qemu) = find_emulator(Arch::X86_64) else {
        panic!("this needs qemu-system-x86_64");
    };
    let folder = tempfile::tempdir().unwrap();
    let ask = |cache: CapabilitiesCache, binary: &Path| black_box(cache.of(binary)).unwrap();

    let mut group = criterion.benchmark_group("probe");
    group.sample_size(20);
    group.bench_function("first", |bench| {
        bench.iter(|| ask(CapabilitiesCache::in_memory(), &qemu));
    });
    ask(CapabilitiesCache::new(folder.path()), &qemu);
    group.bench_function("cached in a folder", |bench| {
        bench.iter(|| ask(CapabilitiesCache::new(folder.path()), &qemu));
    });
    let known = CapabilitiesCache::in_memory();
    known.of(&qemu).unwrap();
    group.bench_function("known", |bench| bench.iter(|| known.of(&qemu).unwrap()));
    group.finish();
}

criterion_group!(benches, probe);
criterion_main!(benches);
