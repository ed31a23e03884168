//! The thread that keeps up with the devices.

use std::io;
use std::os::fd::BorrowedFd;
use std::sync::atomic::Ordering;
use std::time::Instant;

use super::{Seen, Shared};
use crate::scan::examine;
use crate::table::{DeviceTable, Found};
use crate::watch::{Heard, Notice, NoticeSocket, Unconfirmed, Woken, wait};

/// More notices than this are not looked at one by one: the whole host is.
const MOST_NOTICES: usize = 512;

/// Looks at the host once, then keeps up with what changes until `stop` can be read.
pub(super) fn run(shared: &Shared, stop: BorrowedFd<'_>) {
    let _over = Over(shared);
    // Listening begins before the look: what changes meanwhile is heard after it.
    let socket = shared.host.is_this_host.then(NoticeSocket::open);
    shared.look();
    let socket = match socket {
        Some(Ok(socket)) => socket,
        Some(Err(err)) => {
            tracing::warn!("nobody tells when devices change, so every list looks anew: {err}");
            return;
        }
        None => return,
    };
    shared.is_told.store(NoticeSocket::hears_everything(), Ordering::Release);
    shared.first_look.finish();
    if let Err(err) = keep_up(shared, &socket, stop) {
        tracing::error!("the kernel's messages about devices have ended: {err}");
    }
    shared.is_told.store(false, Ordering::Release);
}

/// Lets those who wait go on, however the thread ends.
struct Over<'a>(&'a Shared);

impl Drop for Over<'_> {
    fn drop(&mut self) {
        self.0.first_look.finish();
    }
}

fn keep_up(shared: &Shared, socket: &NoticeSocket, stop: BorrowedFd<'_>) -> io::Result<()> {
    let mut unconfirmed = Unconfirmed::default();
    while let Woken::Notices = wait(socket, stop, unconfirmed.next_look(Instant::now()))? {
        match gather(shared, socket, &mut unconfirmed)? {
            Some(notices) if notices.len() <= MOST_NOTICES => {
                shared.update(|before| look_at_all(shared, &notices, before));
            }
            _ => shared.look(),
        }
    }
    Ok(())
}

/// Everything that is to be looked at now; none where something is lost.
fn gather(
    shared: &Shared,
    socket: &NoticeSocket,
    unconfirmed: &mut Unconfirmed,
) -> io::Result<Option<Vec<Notice>>> {
    let udev = &shared.host.udev;
    let (has_udev, now) = (udev.is_running(), Instant::now());
    let mut notices = Vec::new();
    let mut lost = false;
    // What is not heard in this turn is heard in the next one, and is old news then.
    while notices.len() <= MOST_NOTICES {
        match socket.hear()? {
            Heard::Notice(notice) if has_udev => unconfirmed.take(notice, now, &mut notices),
            Heard::Notice(notice) => notices.push(notice),
            Heard::Noise => {}
            Heard::Overrun => lost = true,
            Heard::Nothing => break,
        }
    }
    unconfirmed.overdue(now, || has_udev && udev.is_busy(), &mut notices);
    Ok((!lost).then_some(notices))
}

/// Looks at the devices that the notices are about; `before` has those that were there.
fn look_at_all(shared: &Shared, notices: &[Notice], before: &DeviceTable) -> Seen {
    let mut seen = Seen::default();
    for notice in notices {
        tracing::trace!(action = notice.action, path = notice.path, "device");
        for path in notice.old_path.iter().chain([&notice.path]) {
            // What is there now counts, whatever was said first and what last.
            let now = look_at(shared, path);
            // Most notices are about queues, modules and the like.
            if !matches!(now, Found::Other) || before.at(path).is_some() {
                seen.found.insert(path.clone(), now);
            }
        }
        if notice.action != "add" {
            seen.touched.push(notice.path.clone());
        }
    }
    seen
}

/// What is at `path` now.
pub(super) fn look_at(shared: &Shared, path: &str) -> Found {
    match examine(&shared.host, path) {
        Some(device) => Found::Device(device),
        None if shared.host.sysfs.exists(path, "uevent") => Found::Other,
        None => Found::Nothing,
    }
}
