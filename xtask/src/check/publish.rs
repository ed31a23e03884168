//! Whether every crate can be published: packed, and built from its package.

use std::collections::HashSet;
use std::env;
use std::fs;
use std::path::PathBuf;
use std::time::SystemTime;

use super::{Workspace, run};
use crate::Result;
use crate::process::cargo;
use crate::target;

/// Packs every crate and builds it from its package. What is not committed yet is checked too.
///
/// cargo unpacks each package where it finds it again by name, version and the path of the target
/// folder, so a second run in the same folder would build what the first one packed. Each run has
/// a folder of its own, and leaves nothing of it.
pub(super) fn check(_: &Workspace) -> Result<()> {
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH)?.as_nanos();
    let folder = target().join(format!("publish-{now}"));
    let before = unpacked();
    let result = run(cargo(&["publish", "--workspace", "--dry-run", "--allow-dirty", "--quiet"])
        .env("CARGO_TARGET_DIR", &folder));
    for left in unpacked().difference(&before).chain([&folder]) {
        // What cannot be removed costs space, and does no harm.
        let _ = fs::remove_dir_all(left);
    }
    result
}

/// The folders in which cargo unpacked what came from a registry without a name.
fn unpacked() -> HashSet<PathBuf> {
    let home = env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| Some(PathBuf::from(env::var_os("HOME")?).join(".cargo")));
    let Some(Ok(entries)) = home.map(|home| fs::read_dir(home.join("registry/src"))) else {
        return HashSet::new();
    };
    let folders = entries.flatten().filter(|e| e.file_name().as_encoded_bytes().starts_with(b"-"));
    folders.map(|entry| entry.path()).collect()
}
