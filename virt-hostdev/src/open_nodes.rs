//! Which processes have device nodes open: a guest that runs is known by them, whatever the ledger
//! says.

use std::path::PathBuf;
use std::{fs, process};

use crate::Places;
use crate::host::{names_in, text};

/// A process that has a node open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct User {
    pub(crate) pid: u32,
    /// The name of its program.
    pub(crate) program: String,
}

/// The processes, except for this one, that have one of `nodes` open. Those that this user may not
/// look at are left out.
pub(crate) fn users_of(places: &Places, nodes: &[PathBuf]) -> Vec<User> {
    if nodes.is_empty() {
        return Vec::new();
    }
    let pids = names_in(&places.proc).into_iter().filter_map(|name| name.parse().ok());
    let others = pids.filter(|pid: &u32| *pid != process::id());
    let users = others.filter(|pid| has_open(places, *pid, nodes));
    users.map(|pid| User { pid, program: program(places, pid) }).collect()
}

fn has_open(places: &Places, pid: u32, nodes: &[PathBuf]) -> bool {
    let folder = places.proc.join(pid.to_string()).join("fd");
    let descriptors = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut targets = descriptors.filter_map(|entry| fs::read_link(entry.path()).ok());
    targets.any(|target| nodes.contains(&target))
}

fn program(places: &Places, pid: u32) -> String {
    let name = text(&places.proc.join(pid.to_string()).join("comm"));
    name.unwrap_or_else(|| "unknown".to_owned())
}
