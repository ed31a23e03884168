//! What reading and writing a domain costs, beside a bare scan of the same bytes by quick-xml.

#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "a benchmark prints its result")]

use std::hint::black_box;
use std::time::{Duration, Instant};

use criterion::{Criterion, criterion_group, criterion_main};
use quick_xml::Reader;
use quick_xml::events::Event;
use virt_core::config::DomainConfig;
use virt_core::config::domain::Defaults;
use virt_core::xml::Document;

/// A running guest's definition, of about 200 lines.
const DOMAIN: &str = include_str!("../tests/data/domain-live.xml");

/// A definition with everything many times over, of about 1,350 lines.
const LARGE: &str = include_str!("../tests/data/domain-large.xml");

fn bench(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("xml");
    group.throughput(criterion::Throughput::Bytes(DOMAIN.len() as u64));
    group.bench_function("scan/events", |bencher| bencher.iter(|| scan(black_box(DOMAIN))));
    group.bench_function("scan/events-and-attributes", |bencher| {
        bencher.iter(|| scan_attributes(black_box(DOMAIN)));
    });
    group.bench_function("parse/tree", |bencher| {
        bencher.iter(|| Document::parse(black_box(DOMAIN)).unwrap());
    });
    group.bench_function("parse/model", |bencher| {
        bencher.iter(|| DomainConfig::parse(black_box(DOMAIN)).unwrap());
    });
    let model = DomainConfig::parse(DOMAIN).unwrap();
    group.bench_function("write/model", |bencher| bencher.iter(|| black_box(&model).to_xml()));
    group.bench_function("parse-and-write", |bencher| {
        bencher.iter(|| DomainConfig::parse(black_box(DOMAIN)).unwrap().to_xml());
    });
    group.throughput(criterion::Throughput::Bytes(LARGE.len() as u64));
    group.bench_function("large/scan", |bencher| bencher.iter(|| scan(black_box(LARGE))));
    group.bench_function("large/parse-and-write", |bencher| {
        bencher.iter(|| DomainConfig::parse(black_box(LARGE)).unwrap().to_xml());
    });
    group.bench_function("large/define", |bencher| bencher.iter(|| define(black_box(LARGE))));
    group.finish();
}

/// All that defining costs but for keeping the definition: what libvirt's test driver does too.
fn define(text: &str) -> String {
    let mut domain = DomainConfig::parse(text).unwrap();
    domain.fill_defaults(&Defaults::default());
    domain.validate().unwrap();
    domain.to_xml()
}

/// The measure: every event and nothing else.
fn scan(text: &str) -> usize {
    let mut reader = Reader::from_str(text);
    let mut events = 0;
    while !matches!(black_box(reader.read_event().unwrap()), Event::Eof) {
        events += 1;
    }
    events
}

/// The same with the attributes taken apart, which a reader of any use must do.
fn scan_attributes(text: &str) -> usize {
    let mut reader = Reader::from_str(text);
    let mut attributes = 0;
    loop {
        match reader.read_event().unwrap() {
            Event::Start(tag) | Event::Empty(tag) => {
                for attribute in tag.attributes() {
                    black_box(attribute.unwrap());
                    attributes += 1;
                }
            }
            Event::Eof => return attributes,
            _ => {}
        }
    }
}

/// Takes turns between the measure and the work, so that whatever else the machine does hits both
/// alike, and prints how many times the measure the work takes.
fn compare(_: &mut Criterion) {
    const TURNS: usize = 400;
    const REPEATS: usize = 10;
    let mut measure = Duration::MAX;
    let mut work = Duration::MAX;
    for _ in 0..TURNS {
        measure = measure.min(time(REPEATS, || scan(black_box(DOMAIN))));
        work = work.min(time(REPEATS, || DomainConfig::parse(black_box(DOMAIN)).unwrap().to_xml()));
    }
    let times = work.as_secs_f64() / measure.as_secs_f64();
    println!("xml/parse-and-write takes {times:.2} times xml/scan/events (limit: 4)");
}

fn time<T>(repeats: usize, mut work: impl FnMut() -> T) -> Duration {
    let start = Instant::now();
    for _ in 0..repeats {
        black_box(work());
    }
    start.elapsed()
}

criterion_group!(benches, bench, compare);
criterion_main!(benches);
