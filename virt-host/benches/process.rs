//! Starting a child against the standard library's way, from a small program and a large one.
#![allow(missing_docs, reason = "criterion's macros make public items without docs")]
#![allow(clippy::unwrap_used, reason = "a benchmark may fail anywhere")]

use std::hint::black_box;
use std::process::Command;

use criterion::measurement::WallTime;
use criterion::{BenchmarkGroup, Criterion, criterion_group, criterion_main};
use virt_host::Deadline;
use virt_host::process::Launch;

fn compare(group: &mut BenchmarkGroup<'_, WallTime>, size: &str) {
    group.bench_function(format!("std, {size}"), |b| {
        b.iter(|| Command::new("/bin/true").status().unwrap());
    });
    group.bench_function(format!("launch, {size}"), |b| {
        b.iter(|| Launch::new("/bin/true").spawn().unwrap().wait(Deadline::default()).unwrap());
    });
    group.bench_function(format!("launch that dies with us, {size}"), |b| {
        b.iter(|| {
            let mut launch = Launch::new("/bin/true");
            launch.dies_with_program();
            launch.spawn().unwrap().wait(Deadline::default()).unwrap()
        });
    });
}

fn start(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("start and wait");
    compare(&mut group, "small");
    let memory = vec![1_u8; 1 << 30];
    compare(&mut group, "1 GiB");
    black_box(memory);
}

criterion_group!(benches, start);
criterion_main!(benches);
