//! Device nodes: who may open them.

use std::os::unix::fs::MetadataExt;
use std::path::Path;
use std::{fs, io};

use rustix::fs::{Access, access};

use crate::error::{Failure, Result};
use crate::ledger::NodeOriginal;
use crate::work::Work;

/// Makes a node the guest's, whose process runs as `user`; without one, checks that this process
/// may open it.
pub(crate) fn give_to(work: &mut Work, node: &Path, user: Option<(u32, u32)>) -> Result<()> {
    let Some((user, group)) = user else { return check(node) };
    let data = fs::metadata(node).map_err(Failure::file("look at", node))?;
    if (data.uid(), data.gid()) == (user, group) {
        return Ok(());
    }
    let known = work.record.original.nodes.iter().any(|known| known.path == node);
    if !known {
        work.record.original.nodes.push(NodeOriginal {
            path: node.to_owned(),
            user: data.uid(),
            group: data.gid(),
        });
        work.save()?;
    }
    std::os::unix::fs::chown(node, Some(user), Some(group))
        .map_err(Failure::file("change the owner of", node))?;
    work.host.note(&format!("gave {} to user {user}", node.display()));
    Ok(())
}

/// Makes nodes whose they were. Those that are gone are nobody's.
pub(crate) fn restore(work: &mut Work) -> Result<()> {
    while let Some(node) = work.record.original.nodes.pop() {
        match std::os::unix::fs::chown(&node.path, Some(node.user), Some(node.group)) {
            Err(err) if err.kind() != io::ErrorKind::NotFound => {
                work.record.original.nodes.push(node.clone());
                return Err(Failure::file("change the owner of", node.path)(err));
            }
            _ => {}
        }
    }
    Ok(())
}

fn check(node: &Path) -> Result<()> {
    access(node, Access::READ_OK | Access::WRITE_OK).map_err(|err| {
        let failed = Failure::file("open for reading and writing", node)(err.into());
        match err {
            rustix::io::Errno::ACCESS | rustix::io::Errno::PERM => Failure::Unclear(format!(
                "{failed}: this user may not; let udev give it to a group that the user is in"
            )),
            _ => failed,
        }
    })
}
