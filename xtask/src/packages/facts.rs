//! The facts about this machine that installing depends on.

use std::fs;
use std::io::IsTerminal;
use std::os::unix::fs::MetadataExt;
use std::path::Path;
use std::process::Command;

use super::apt::{self, Apt, Source};
use super::plan::{Facts, Manager, Rights};
use crate::Result;
use crate::process::find;

/// Looks at this machine.
pub(super) fn gather() -> Result<Facts> {
    let manager = if find("apt-get").is_some() {
        Some(Manager::Apt(apt()?))
    } else if find("dnf").is_some() {
        Some(Manager::Dnf)
    } else {
        find("pacman").map(|_| Manager::Pacman)
    };
    Ok(Facts { manager, rights: rights()? })
}

/// How this program may change the system.
pub(super) fn rights() -> Result<Rights> {
    // The kernel shows this process as its effective user.
    if fs::metadata("/proc/self")?.uid() == 0 {
        return Ok(Rights::Root);
    }
    Ok(match find("sudo") {
        None => Rights::None,
        Some(_) if std::io::stdin().is_terminal() => Rights::Sudo,
        Some(_) => Rights::SudoUnattended,
    })
}

fn apt() -> Result<Apt> {
    let release = fs::read_to_string("/etc/os-release").unwrap_or_default();
    let codename = release.lines().find_map(|line| line.strip_prefix("VERSION_CODENAME="));
    Ok(Apt {
        lists_are_here: lists_are_here(Path::new("/var/lib/apt/lists")),
        codename: codename.unwrap_or_default().trim_matches('"').to_owned(),
        versions: versions(),
        sources: sources(Path::new("/etc/apt"))?,
    })
}

fn lists_are_here(folder: &Path) -> bool {
    let Ok(entries) = fs::read_dir(folder) else { return false };
    entries.flatten().any(|entry| entry.file_name().to_string_lossy().contains("_Packages"))
}

/// Versions of what is installed; the command fails when a pattern matches nothing, yet prints the
/// rest.
fn versions() -> Vec<String> {
    let query = Command::new("dpkg-query")
        .args(["-W", "-f", "${db:Status-Status} ${Version}\\n", "qemu*", "libvirt*"])
        .output();
    let text = query.map(|output| output.stdout).unwrap_or_default();
    String::from_utf8_lossy(&text)
        .lines()
        .filter_map(|line| line.strip_prefix("installed "))
        .map(str::to_owned)
        .collect()
}

fn sources(folder: &Path) -> Result<Vec<Source>> {
    let mut files = vec![folder.join("sources.list")];
    if let Ok(entries) = fs::read_dir(folder.join("sources.list.d")) {
        files.extend(entries.flatten().map(|entry| entry.path()));
    }
    files.sort();
    let mut sources = Vec::new();
    for file in files.iter().filter(|file| file.is_file()) {
        let text = fs::read_to_string(file)
            .map_err(|error| format!("cannot read '{}': {error}", file.display()))?;
        match file.extension().and_then(|extension| extension.to_str()) {
            Some("sources") => sources.extend(apt::parse_stanzas(&text)),
            Some("list") => sources.extend(apt::parse_lines(&text)),
            _ => {}
        }
    }
    Ok(sources)
}
