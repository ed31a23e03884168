//! The life of a guest beside a raw launch of QEMU, and a root with a thousand definitions.

#![expect(clippy::print_stdout, reason = "what criterion does not measure is printed")]
#![expect(clippy::unwrap_used, reason = "a measurement that fails has no result")]
#![allow(missing_docs, reason = "criterion's macros make public items without docs")]

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use std::{env, fs};

use criterion::{Criterion, criterion_group};
use virt::api::domain::{ConnectListAllDomainsFlags, DomainDefineFlags};
use virt::{Connect, DestroyMode, Domain};
use virt_testkit::guest::TinyGuest;

/// Names the folder in which a process of this program defines a thousand domains and ends.
const DEFINE: &str = "VIRT_BENCH_DEFINE";

fn open(folder: &Path) -> Connect {
    let root = folder.join("root");
    Connect::open(&format!("qemu:///embed?root={}&lifetime=program", root.display())).unwrap()
}

fn define(connect: &Connect, name: &str, kernel: &Path) -> Domain {
    let xml = format!(
        "<domain type='qemu'><name>{name}</name><memory unit='MiB'>64</memory>
           <os><type arch='x86_64' machine='q35'>hvm</type><kernel>{}</kernel></os>
           <features><acpi/></features>
           <devices><serial type='pty'/><memballoon model='none'/></devices>
         </domain>",
        kernel.display()
    );
    connect.define_domain(&xml, DomainDefineFlags::empty()).unwrap()
}

/// From the call until the guest runs, and until it is gone.
fn lifecycle(criterion: &mut Criterion) {
    let folder = tempfile::tempdir().unwrap();
    let kernel = TinyGuest::write_to(folder.path()).unwrap().kernel;
    let connect = open(folder.path());
    let domain = define(&connect, "guest", &kernel);

    let mut group = criterion.benchmark_group("lifecycle");
    group.sample_size(10);
    group.bench_function("raw launch", |bench| {
        bench.iter_custom(|times| (0..times).map(|_| raw_launch(&kernel)).sum());
    });
    group.bench_function("start", |bench| {
        bench.iter_custom(|times| (0..times).map(|_| life(&domain).0).sum());
    });
    group.bench_function("destroy", |bench| {
        bench.iter_custom(|times| (0..times).map(|_| life(&domain).1).sum());
    });
}

/// How long starting and destroying take.
fn life(domain: &Domain) -> (Duration, Duration) {
    let start = Instant::now();
    domain.start().unwrap();
    let started = start.elapsed();
    let destroy = Instant::now();
    domain.destroy(DestroyMode::Forced).unwrap();
    (started, destroy.elapsed())
}

/// QEMU with the same machine, stopped at first like the driver's, until it says that it runs.
fn raw_launch(kernel: &Path) -> Duration {
    let start = Instant::now();
    let mut child = Command::new("qemu-system-x86_64")
        .args(["-S", "-nodefaults", "-no-user-config", "-display", "none", "-qmp", "stdio"])
        .args(["-machine", "q35,accel=tcg", "-m", "64", "-serial", "pty", "-kernel"])
        .arg(kernel)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    input.write_all(b"{\"execute\":\"qmp_capabilities\"}{\"execute\":\"cont\"}\n").unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    assert!(lines.any(|line| line.unwrap().contains("RESUME")));
    let time = start.elapsed();
    child.kill().unwrap();
    child.wait().unwrap();
    time
}

fn thousand(criterion: &mut Criterion) {
    let folder = tempfile::tempdir().unwrap();
    // Another process defines them, so that what that takes is not taken for what opening takes.
    let definer = env::current_exe().unwrap();
    assert!(Command::new(definer).env(DEFINE, folder.path()).status().unwrap().success());

    let before = resident_bytes();
    let connect = open(folder.path());
    println!("measured: thousand/memory = {}", (resident_bytes().saturating_sub(before)) / 1000);
    let mut group = criterion.benchmark_group("thousand");
    group.bench_function("list", |bench| {
        bench.iter(|| {
            let all = connect.domains(ConnectListAllDomainsFlags::empty()).unwrap();
            assert_eq!(all.len(), 1000);
        });
    });
    drop(connect);
    group.sample_size(10);
    group.bench_function("open", |bench| bench.iter(|| open(folder.path())));
}

fn define_thousand(folder: &Path) {
    let connect = open(folder);
    for number in 0..1000 {
        define(&connect, &format!("guest{number}"), Path::new("/kernel"));
    }
}

fn resident_bytes() -> u64 {
    let statm = fs::read_to_string("/proc/self/statm").unwrap();
    statm.split(' ').nth(1).unwrap().parse::<u64>().unwrap() * 4096
}

criterion_group!(benches, lifecycle, thousand);

fn main() {
    match env::var_os(DEFINE) {
        Some(folder) => define_thousand(Path::new(&folder)),
        None => {
            benches();
            Criterion::default().configure_from_args().final_summary();
        }
    }
}
