//! What single disks do not see: what two of them cannot both have.

use std::collections::{HashMap, HashSet};

use super::disk_validate::unsupported;
use super::{Devices, Disk, DiskBus, DiskTarget, ThrottleGroups};
use crate::config::domain::Address;
use crate::config::domain::address::DriveAddress;
use crate::config::{Problems, Validate};

impl Devices {
    pub(crate) fn check_disks(&self, groups: Option<&ThrottleGroups>, problems: &mut Problems) {
        let mut targets: HashMap<&str, &Disk> = HashMap::new();
        let mut places: HashMap<(DiskBus, DriveAddress), &str> = HashMap::new();
        let groups = groups.iter().flat_map(|groups| &groups.groups);
        let groups = groups.filter_map(|group| group.group_name.as_deref()).collect();
        problems.each("disk", &self.disks, |disk, problems| {
            disk.collect_problems(problems);
            disk.check_groups(&groups, problems);
            let Some(target) = &disk.target else { return };
            if targets.insert(&target.dev, disk).is_some() {
                let message = format!("two disks have the target '{}'", target.dev);
                problems.report_at("target/@dev", message);
            }
            let Some(place) = place(disk, target) else { return };
            if let Some(other) = places.insert(place, &target.dev) {
                let (bus, address) = place;
                let message = format!("disk '{other}' is at the place {address} of {bus} already");
                unsupported(problems, "address", &message);
            }
        });
    }
}

fn place(disk: &Disk, target: &DiskTarget) -> Option<(DiskBus, DriveAddress)> {
    match &disk.info.address {
        Some(Address::Drive(address)) => Some((target.bus?, *address)),
        _ => None,
    }
}

impl Disk {
    fn check_groups(&self, groups: &HashSet<&str>, problems: &mut Problems) {
        let Some(filters) = &self.throttle_filters else { return };
        let known = |name: &String| groups.contains(name.as_str());
        for (index, name) in filters.groups.iter().enumerate().filter(|(_, name)| !known(name)) {
            let place = match filters.groups.len() {
                1 => "throttlefilters/throttlefilter/@group".to_owned(),
                _ => format!("throttlefilters/throttlefilter[{}]/@group", index + 1),
            };
            let message = format!("the domain has no <throttlegroup> called '{name}'");
            problems.report_at(&place, message);
        }
    }
}
