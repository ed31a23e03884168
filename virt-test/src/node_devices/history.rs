//! What became of the devices since somebody looked.

use std::collections::{BTreeMap, VecDeque};

use uuid::Uuid;
use virt_core::api::nodedev::NodeDeviceEventLifecycleType as Step;
use virt_core::driver::node_device::{ChangeToken, Changes};
use virt_core::object::NodeDeviceRef;
use virt_core::{Error, Result};

/// How many steps are remembered.
const MOST_STEPS: usize = 1000;

/// The last steps in the lives of a host's devices.
pub(super) struct History {
    /// Which make-believe host it is: tokens of another one are as good as none.
    host: Uuid,
    steps: VecDeque<(String, Step)>,
    /// How many steps there were, with those that are forgotten.
    count: u64,
}

impl History {
    pub(super) fn new() -> Self {
        History { host: Uuid::new_v4(), steps: VecDeque::new(), count: 0 }
    }

    pub(super) fn add(&mut self, name: &str, step: Step) {
        if self.steps.len() == MOST_STEPS {
            self.steps.pop_front();
        }
        self.steps.push_back((name.to_owned(), step));
        self.count += 1;
    }

    /// What became of devices since `since`; `all` are those that there are.
    pub(super) fn changes(
        &self,
        since: Option<&ChangeToken>,
        all: impl Iterator<Item = NodeDeviceRef>,
    ) -> Result<Changes> {
        let mut changes = Changes::none(format!("{}:{}", self.host.simple(), self.count).parse()?);
        match since.map_or(Ok(None), |token| self.steps_since(token))? {
            None => {
                changes.starts_anew = true;
                changes.created = all.collect();
            }
            Some(steps) => self.sum(steps, &mut changes),
        }
        Ok(changes)
    }

    /// How many of the last steps came after `token`; none if that is not known any more.
    fn steps_since(&self, token: &ChangeToken) -> Result<Option<usize>> {
        let none = || Error::invalid_argument("token", format!("'{token}' is not of this driver"));
        let (host, count) = token.as_str().split_once(':').ok_or_else(none)?;
        let host: Uuid = host.parse().map_err(|_| none())?;
        let count: u64 = count.parse().map_err(|_| none())?;
        let steps = self.count.checked_sub(count).and_then(|steps| usize::try_from(steps).ok());
        Ok(steps.filter(|steps| host == self.host && *steps <= self.steps.len()))
    }

    /// What the last `steps` come to: the first step of a device says whether it was there, the
    /// last one whether it is.
    fn sum(&self, steps: usize, changes: &mut Changes) {
        let mut ends: BTreeMap<&str, (Step, Step)> = BTreeMap::new();
        for (name, step) in self.steps.iter().skip(self.steps.len() - steps) {
            ends.entry(name).and_modify(|(_, last)| *last = *step).or_insert((*step, *step));
        }
        for (name, (first, last)) in ends {
            let list = match (first, last) {
                (Step::Created, Step::Created) => &mut changes.created,
                (Step::Deleted, Step::Deleted) => &mut changes.deleted,
                (Step::Deleted, Step::Created) => &mut changes.updated,
                _ => continue,
            };
            list.push(NodeDeviceRef::new(name));
        }
    }
}
