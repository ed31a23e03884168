//! What the host itself needs a device for: its file systems, its swap, what it has made of its disks,
//! its way to the network.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use virt_core::driver::node::{Obstacle, Severity};

use crate::Places;
use crate::host::{names_in, real};

/// What the host needs the device in `folder` for, which is its real place in sysfs.
pub(crate) fn obstacles(places: &Places, folder: &Path) -> Vec<Obstacle> {
    let mut needs = Needs { folder, told: HashSet::new(), found: Vec::new() };
    for (point, device) in mounts(places) {
        let disks = disks_of(places, &device);
        let name = name_of(&real(&device).unwrap_or(device));
        let what = format!("the host has its file system '{point}' on it, in '{name}'");
        needs.add(disks, what, "unmount it first, or give the guest another disk");
    }
    for device in swaps(places) {
        let what = format!("the host swaps to '{}' on it", device.display());
        needs.add(disks_of(places, &device), what, &format!("swapoff {}", device.display()));
    }
    for disk in joined_in_btrfs(places) {
        let what = format!("a mounted btrfs file system has a part on it, in '{}'", name_of(&disk));
        let remedy = "unmount it first, or take the part out with 'btrfs device remove'";
        needs.add_untold(disk, what, remedy);
    }
    for (disk, made) in made_of_disks(places) {
        let (made, name) = (made.join("' and '"), name_of(&disk));
        let what = format!("the host has made '{made}' of it, of '{name}'");
        let remedy = "take that apart first, with 'vgchange --activate n', 'mdadm --stop' or \
                      'cryptsetup close'";
        needs.add_untold(disk, what, remedy);
    }
    for interface in default_routes(places) {
        let what = format!("the host's default route goes through its interface '{interface}'");
        let remedy = "give the host another way to the network first";
        needs.add(cards_of(places, &interface), what, remedy);
    }
    needs.found
}

/// What was found so far.
struct Needs<'a> {
    folder: &'a Path,
    /// The devices below the folder of which it is said what they are needed for.
    told: HashSet<PathBuf>,
    found: Vec<Obstacle>,
}

impl Needs<'_> {
    /// Adds `what` the host needs `devices` for, if one of them is below the folder.
    fn add(&mut self, devices: HashSet<PathBuf>, what: String, remedy: &str) {
        if devices.iter().any(|device| device.starts_with(self.folder)) {
            self.found.push(Obstacle::new(what, Severity::Forcible).remedy(remedy));
            self.told.extend(devices);
        }
    }

    /// Does so for a disk of which nothing is said yet.
    fn add_untold(&mut self, disk: PathBuf, what: String, remedy: &str) {
        if !self.told.contains(&disk) {
            let mut disks = HashSet::new();
            collect_disks(disk, &mut disks);
            self.add(disks, what, remedy);
        }
    }
}

fn name_of(device: &Path) -> String {
    device.file_name().unwrap_or_default().display().to_string()
}

/// Mount points and the block devices that are mounted there, each device once.
fn mounts(places: &Places) -> Vec<(String, PathBuf)> {
    let text = fs::read_to_string(places.proc.join("self/mountinfo")).unwrap_or_default();
    let mut seen = HashSet::new();
    // number parent major:minor root point options… - type source options
    let parse = |line: &str| {
        let (before, after) = line.split_once(" - ")?;
        let mut before = before.split(' ').skip(2);
        let (number, point) = (before.next()?, before.nth(1)?);
        let source = after.split(' ').nth(1)?;
        let device = match number.starts_with("0:") {
            // btrfs and others have no device of their own, and name one instead.
            true => source.starts_with("/dev/").then(|| PathBuf::from(source))?,
            false => places.sysfs.join("dev/block").join(number),
        };
        Some((point.to_owned(), device))
    };
    let mounts = text.lines().filter_map(parse);
    mounts.filter(|(_, device)| seen.insert(device.clone())).collect()
}

fn swaps(places: &Places) -> Vec<PathBuf> {
    let text = fs::read_to_string(places.proc.join("swaps")).unwrap_or_default();
    let names = text.lines().skip(1).filter_map(|line| line.split_whitespace().next());
    names.filter(|name| name.starts_with("/dev/")).map(PathBuf::from).collect()
}

/// The real places in sysfs of all disks and partitions of mounted btrfs file systems: only one of
/// each has a mount point that names it.
fn joined_in_btrfs(places: &Places) -> Vec<PathBuf> {
    let top = places.sysfs.join("fs/btrfs");
    let folders = names_in(&top).into_iter().map(|name| top.join(name).join("devices"));
    folders
        .flat_map(|folder| names_in(&folder).into_iter().map(move |n| folder.join(n)))
        .filter_map(|link| real(&link))
        .collect()
}

/// The real places in sysfs of disks and partitions that the host has made other block devices of,
/// with the names of those: volumes, arrays, encrypted disks.
fn made_of_disks(places: &Places) -> Vec<(PathBuf, Vec<String>)> {
    let top = places.sysfs.join("class/block");
    let disks = names_in(&top).into_iter().filter_map(|name| real(&top.join(name)));
    let made = disks.filter_map(|disk| {
        let made = names_in(&disk.join("holders"));
        // Of what is made of others, the others say it.
        (!made.is_empty() && names_in(&disk.join("slaves")).is_empty()).then_some((disk, made))
    });
    made.collect()
}

/// The real places in sysfs of the disks that a block device consists of.
fn disks_of(places: &Places, device: &Path) -> HashSet<PathBuf> {
    let folder = match device.strip_prefix("/dev") {
        Ok(name) => {
            // /dev/mapper/x and /dev/disk/by-… are links to the kernel's names.
            let node = real(&places.dev.join(name)).unwrap_or_else(|| device.to_owned());
            let name = node.file_name().unwrap_or_default().to_owned();
            places.sysfs.join("class/block").join(name)
        }
        Err(_) => device.to_owned(),
    };
    let mut found = HashSet::new();
    if let Some(folder) = real(&folder) {
        collect_disks(folder, &mut found);
    }
    found
}

/// Follows what a block device is made of: partitions of disks, mapped and joined ones, drives
/// that are reached through several controllers.
fn collect_disks(folder: PathBuf, found: &mut HashSet<PathBuf>) {
    if !found.insert(folder.clone()) {
        return;
    }
    let whole = folder.join("partition").exists().then(|| folder.parent()).flatten();
    let whole = whole.unwrap_or(&folder).to_owned();
    for place in [&folder, &whole] {
        for name in names_in(&place.join("slaves")) {
            if let Some(slave) = real(&place.join("slaves").join(name)) {
                collect_disks(slave, found);
            }
        }
    }
    let subsystem = whole.parent().filter(|parent| {
        parent.file_name().is_some_and(|name| name.to_string_lossy().starts_with("nvme-subsys"))
    });
    for name in subsystem.map(names_in).unwrap_or_default() {
        let controller = name.strip_prefix("nvme").is_some_and(|rest| rest.parse::<u32>().is_ok());
        let place = subsystem.filter(|_| controller).and_then(|parent| real(&parent.join(&name)));
        found.extend(place);
    }
}

/// The interfaces that default routes go through.
fn default_routes(places: &Places) -> Vec<String> {
    let read = |name| fs::read_to_string(places.proc.join("net").join(name)).unwrap_or_default();
    // interface destination gateway flags references use metric mask …
    let four = |line: &str| {
        let fields: Vec<&str> = line.split_whitespace().collect();
        let [interface, "00000000", _, flags, _, _, _, "00000000", ..] = fields[..] else {
            return None;
        };
        let up = u32::from_str_radix(flags, 16).is_ok_and(|flags| flags & 1 != 0);
        up.then(|| interface.to_owned())
    };
    // destination length source length gateway metric references use flags interface
    let six = |line: &str| {
        let fields: Vec<&str> = line.split_whitespace().collect();
        let [destination, "00", _, _, _, _, _, _, flags, interface] = fields[..] else {
            return None;
        };
        const REJECT: u32 = 0x200;
        let leads = u32::from_str_radix(flags, 16).is_ok_and(|flags| flags & REJECT == 0);
        let everywhere = destination.bytes().all(|digit| digit == b'0');
        (leads && everywhere && interface != "lo").then(|| interface.to_owned())
    };
    let (routes, routes6) = (read("route"), read("ipv6_route"));
    let mut found: Vec<String> =
        routes.lines().filter_map(four).chain(routes6.lines().filter_map(six)).collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// The real places in sysfs of an interface and of those below it, such as a bridge's ports.
fn cards_of(places: &Places, interface: &str) -> HashSet<PathBuf> {
    let mut found = HashSet::new();
    let mut left = vec![interface.to_owned()];
    while let Some(interface) = left.pop() {
        let folder = places.sysfs.join("class/net").join(interface);
        let Some(place) = real(&folder) else { continue };
        if found.insert(place) {
            let lower = names_in(&folder).into_iter();
            left.extend(lower.filter_map(|n| Some(n.strip_prefix("lower_")?.to_owned())));
        }
    }
    found
}
