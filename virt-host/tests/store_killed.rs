//! A program killed at any instant while it saves: nothing acknowledged is lost.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail anywhere")]

mod support;

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::time::Duration;

use virt_host::ObjectStore;

const KILLS: u32 = 40;

#[test]
fn acknowledged_definitions_survive_kill_9() {
    let place = tempfile::tempdir().unwrap();
    let mut acknowledged: HashMap<String, u64> = HashMap::new();
    let mut instants = 0x9E37_79B9_u32;
    let mut unfinished = 0;
    for _ in 0..KILLS {
        let mut child =
            support::program(&format!("save {}", place.path().display())).spawn().unwrap();
        let mut output = BufReader::new(child.stdout.take().unwrap());
        // After some of its saves and a part of the next, so that every step of one is hit.
        instants = instants.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let mut saves = instants >> 28;
        let mut line = String::new();
        while saves > 0 {
            line.clear();
            assert_ne!(output.read_line(&mut line).unwrap(), 0, "the child ended early");
            saves -= u32::from(acknowledge(&line, &mut acknowledged));
        }
        std::thread::sleep(Duration::from_micros(u64::from(instants >> 16 & 0xFFF)));
        child.kill().unwrap();
        child.wait().unwrap();
        let mut rest = String::new();
        output.read_to_string(&mut rest).unwrap();
        for line in rest.split_inclusive('\n').filter(|line| line.ends_with('\n')) {
            acknowledge(line, &mut acknowledged);
        }
        unfinished += check(place.path(), &acknowledged);
    }
    assert!(acknowledged.values().sum::<u64>() > 0);
    println!("{} saves, {unfinished} cut off", acknowledged.values().sum::<u64>());
}

/// Takes the child's word for a save that has returned.
fn acknowledge(line: &str, acknowledged: &mut HashMap<String, u64>) -> bool {
    let Some((name, version)) = line.trim().strip_prefix("saved ").and_then(|l| l.split_once(' '))
    else {
        return false;
    };
    acknowledged.insert(name.to_owned(), version.parse().unwrap());
    true
}

fn check(folder: &Path, acknowledged: &HashMap<String, u64>) -> usize {
    let loaded = ObjectStore::definitions(folder)
        .load_all(|entry| version(&entry.text).map(|v| (entry.name.unwrap(), v)).ok_or("half"))
        .unwrap();
    assert_eq!(loaded.report.set_aside, []);
    assert!(loaded.report.unfinished <= 1);
    let found: HashMap<_, _> = loaded.objects.into_iter().collect();
    for (name, version) in acknowledged {
        let found = found.get(name).unwrap_or_else(|| panic!("{name} is lost"));
        assert!(found >= version, "{name}: version {version} is lost, {found} is there");
    }
    loaded.report.unfinished
}

/// A text of some KiB that shows whether it is whole.
fn text(version: u64) -> String {
    format!("<domain><!--{version}-->{}</domain>", "<device/>".repeat(500 + version as usize % 9))
}

fn version(found: &str) -> Option<u64> {
    let version = found.strip_prefix("<domain><!--")?.split_once("-->")?.0.parse().ok()?;
    (found == text(version)).then_some(version)
}

#[test]
fn child_program_entry() {
    let Some(task) = support::task() else { return };
    let folder = task.strip_prefix("save ").unwrap();
    let store = ObjectStore::definitions(folder);
    let next = |name: &str| store.read(name).unwrap().map_or(0, |t| version(&t).unwrap() + 1);
    let mut versions: Vec<u64> = (0..5).map(|n| next(&format!("guest{n}"))).collect();
    let mut output = std::io::stdout();
    writeln!(output).unwrap();
    for turn in (0..5).cycle() {
        let name = format!("guest{turn}");
        store.save(&name, &text(versions[turn])).unwrap();
        writeln!(output, "saved {name} {}", versions[turn]).unwrap();
        output.flush().unwrap();
        versions[turn] += 1;
    }
}
