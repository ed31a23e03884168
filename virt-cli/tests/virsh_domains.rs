//! Every domain of libvirt's test cases, defined with virsh and with virt over `test:///default`:
//! both refuse it, or both have the same definition then. The test driver adds next to nothing of
//! its own, so this is what libvirt makes of a domain whichever driver will run it.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test may fail anywhere"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::env;
use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;
use virt::xml::{Content, Element};

/// The collections of cases that are about domains.
const COLLECTIONS: &[&str] = &[
    "genericxml2xml",
    "qemuxmlconf",
    "qemuxmlactive2xml",
    "xlconfig",
    "xmconfig",
    "libxlxml2domconfig",
];

/// Those that are not alike, and why.
const DIFFERENT: &[&str] = &[
    // virsh shows 12 MiB where 12345 KiB were asked for: what is no whole MiB is lost without a word.
    "qemuxmlconf/qemuxmlconfdata/shmem-invalid-size.xml",
];

/// Identity for those domains that have none, since each side would make up its own.
const UUID: &str = "11111111-2222-3333-4444-555555555555";

#[test]
fn domains_are_what_virsh_shows() {
    let corpus = env::var_os("VIRT_CORPUS").map(PathBuf::from);
    let missing = "VIRT_CORPUS does not name the folder of libvirt's test cases";
    if !virt_testkit::needs::condition(corpus.is_some(), missing) {
        return;
    }
    let Some(virsh) = virt_testkit::needs::program("virsh") else { return };
    let folder = tempfile::tempdir().unwrap();
    let domains = collect(&corpus.unwrap());
    let script = script(&domains, folder.path());
    let theirs = answers(&virsh, &script);
    let ours = answers(Path::new(env!("CARGO_BIN_EXE_virt")), &script);

    let mut different = Vec::new();
    let mut failures = String::new();
    for (key, domain) in &domains {
        if let Err(why) = compare(domain, &theirs[key], &ours[key]) {
            writeln!(failures, "{key}: {why}").unwrap();
            different.push(key.as_str());
        }
    }
    let (alike, all) = (domains.len() - different.len(), domains.len());
    let report = format!("domains: {alike} of {all} as virsh shows them\n{failures}");
    // Past the capturing of output, since the counts are what one runs this for.
    std::io::stderr().write_all(report.as_bytes()).unwrap();
    assert_eq!(different, DIFFERENT);
}

/// A domain, made such that the test driver takes it.
struct Domain {
    name: String,
    xml: String,
}

fn collect(corpus: &Path) -> BTreeMap<String, Domain> {
    let mut found = BTreeMap::new();
    for collection in COLLECTIONS {
        let folder = corpus.join(collection);
        let manifest = fs::read(folder.join("manifest.json")).unwrap();
        let manifest: Value = serde_json::from_slice(&manifest).unwrap();
        let cases = manifest["cases"].as_array().unwrap();
        let files = cases.iter().flat_map(|case| [&case["input"], &case["output"]]);
        let files: BTreeSet<&str> = files.filter_map(Value::as_str).collect();
        for file in files {
            if let Some(domain) = domain(&folder.join(file)) {
                found.insert(format!("{collection}/{file}"), domain);
            }
        }
    }
    found
}

fn domain(path: &Path) -> Option<Domain> {
    let text = fs::read_to_string(path).ok()?;
    let mut root = Element::parse(&text).ok().filter(|root| root.name() == "domain")?;
    root.set_attribute("type", "test");
    let mut name = root.child("name")?.text().trim().to_owned();
    // The host has a domain of that name, which would be shown in place of one that was refused.
    if name == "test" {
        name.push_str("ed");
        for element in elements(&mut root, "name") {
            *element.content_mut() = vec![Content::Text(name.as_str().into())];
        }
    }
    if root.child("uuid").is_none() {
        let mut uuid = Element::new("uuid");
        uuid.content_mut().push(Content::Text(UUID.into()));
        root.content_mut().push(Content::Element(uuid));
    }
    // The test driver drops what is another driver's own.
    root.content_mut().retain(|content| match content {
        Content::Element(element) => !element.name().contains(':'),
        _ => true,
    });
    for os in elements(&mut root, "os") {
        for os_type in elements(os, "type") {
            // The test driver has no machines, and runs whole x86 machines.
            let mut plain = Element::new("type");
            plain.set_attribute("arch", "x86_64");
            plain.content_mut().push(Content::Text("hvm".into()));
            *os_type = plain;
        }
    }
    Some(Domain { name, xml: root.to_xml(0) })
}

fn elements<'e>(parent: &'e mut Element, name: &str) -> impl Iterator<Item = &'e mut Element> {
    parent.content_mut().iter_mut().filter_map(move |content| match content {
        Content::Element(element) if element.name() == name => Some(element),
        _ => None,
    })
}

fn script(domains: &BTreeMap<String, Domain>, folder: &Path) -> String {
    let mut script = String::new();
    for (number, (key, domain)) in domains.iter().enumerate() {
        let file = folder.join(format!("{number}.xml"));
        fs::write(&file, &domain.xml).unwrap();
        let (file, name) = (file.display(), domain.name.replace('"', ""));
        writeln!(script, "echo ===={key}").unwrap();
        writeln!(script, "define {file}").unwrap();
        writeln!(script, "dumpxml --inactive --security-info \"{name}\"").unwrap();
        writeln!(script, "undefine \"{name}\"").unwrap();
    }
    script
}

/// What the program says of each domain: its definition, or why it has none.
fn answers(program: &Path, script: &str) -> BTreeMap<String, Result<String, String>> {
    let mut child = Command::new("/bin/sh")
        .args(["-c", "exec \"$@\" 2>&1", "sh"])
        .arg(program)
        .args(["-c", "test:///default"])
        .env("LANG", "C")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    let text = script.to_owned();
    let writer = std::thread::spawn(move || input.write_all(text.as_bytes()));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap().unwrap();
    let output = String::from_utf8(output.stdout).unwrap();
    // virsh shows its prompt, with the line that it read, even to a file.
    let lines = output.lines().filter(|line| !line.starts_with("virsh # "));
    let mut answers = BTreeMap::new();
    let mut key = String::new();
    let mut text = String::new();
    for line in lines.chain(["===="]) {
        let Some(next) = line.strip_prefix("====") else {
            text.push_str(line);
            text.push('\n');
            continue;
        };
        answers.insert(std::mem::replace(&mut key, next.to_owned()), answer(&text));
        text.clear();
    }
    answers
}

fn answer(text: &str) -> Result<String, String> {
    match (text.find("<domain"), text.rfind("</domain>")) {
        (Some(start), Some(end)) => Ok(text[start..end].to_owned()),
        _ => Err(text.to_owned()),
    }
}

fn compare(
    domain: &Domain,
    theirs: &Result<String, String>,
    ours: &Result<String, String>,
) -> Result<(), String> {
    match (theirs, ours) {
        (Err(_), Err(_)) => Ok(()),
        (Err(why), Ok(_)) => Err(format!("accepted, though virsh says: {}", first(why))),
        (Ok(_), Err(why)) => Err(format!("refused: {}", first(why))),
        (Ok(theirs), Ok(ours)) => {
            same(&without_made_up(domain, theirs), &without_made_up(domain, ours))
        }
    }
}

fn first(errors: &str) -> String {
    errors.lines().take(2).collect::<Vec<_>>().join(" ")
}

/// Hardware addresses and identities that each side makes up are as good as each other.
fn without_made_up(domain: &Domain, text: &str) -> String {
    let made_up = |line: &str| {
        let line = line.trim();
        let value = line.split(['\'', '>', '<']).rfind(|part| part.len() >= 17);
        let starts = ["<mac address=", "<genid>", "<parameters interfaceid="];
        starts.iter().any(|start| line.starts_with(start))
            && value.is_some_and(|value| !domain.xml.contains(value))
    };
    text.lines().filter(|line| !made_up(line)).map(|line| format!("{line}\n")).collect()
}

fn same(theirs: &str, ours: &str) -> Result<(), String> {
    if theirs == ours {
        return Ok(());
    }
    let mut lines = theirs.lines().zip(ours.lines());
    match lines.find(|(theirs, ours)| theirs != ours) {
        Some((theirs, ours)) => Err(format!("virsh '{}', virt '{}'", theirs.trim(), ours.trim())),
        None => Err("one of them has more lines".into()),
    }
}
