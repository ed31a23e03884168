//! Both programs, with the same domains.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::cases::Domain;

/// Those of `domains` that the programs do not agree about, each with the reason; none if there is
/// no virsh. The counts go to the screen as `what`.
pub(crate) fn different(what: &str, domains: &BTreeMap<String, Domain>) -> Option<Vec<String>> {
    let virsh = virt_testkit::needs::program("virsh")?;
    let folder = tempfile::tempdir().unwrap();
    let script = script(domains, folder.path());
    let theirs = answers(&virsh, &script);
    let ours = answers(Path::new(env!("CARGO_BIN_EXE_virt")), &script);

    let mut different = Vec::new();
    let mut failures = String::new();
    for (key, domain) in domains {
        if let Err(why) = compare(domain, &theirs[key], &ours[key]) {
            writeln!(failures, "{key}: {why}").unwrap();
            different.push(key.clone());
        }
    }
    let (alike, all) = (domains.len() - different.len(), domains.len());
    let report = format!("{what}: {alike} of {all} as virsh shows them\n{failures}");
    // Past the capturing of output, since the counts are what one runs this for.
    std::io::stderr().write_all(report.as_bytes()).unwrap();
    Some(different)
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
