//! What a device that stands alone refers to.

use super::{
    Audio, Controller, Device, DeviceInfo, Devices, Interface, InterfaceSource, Teaming,
    ThrottleGroup, ThrottleGroups,
};
use crate::config::domain::{Alias, DomainConfig, DomainType};

impl Device {
    /// A domain with whatever the device refers to, which is somewhere else.
    pub(super) fn surroundings(&self) -> DomainConfig {
        let mut domain = DomainConfig::new(DomainType::Qemu);
        domain.throttle_groups = self.throttle_groups();
        domain.devices = Some(Devices {
            audios: self.audios().into_iter().collect(),
            controllers: self.main_controller().into_iter().collect(),
            interfaces: self.team_leader().into_iter().collect(),
            ..Devices::default()
        });
        domain
    }

    /// Where the sound of the device goes.
    fn audios(&self) -> Option<Audio> {
        let number = match self {
            Device::Sound(sound) => sound.audio,
            Device::Graphics(graphics) => graphics.audio(),
            _ => None,
        };
        number.map(Audio::none)
    }

    /// The controller that the device is a companion of.
    fn main_controller(&self) -> Option<Controller> {
        let Device::Controller(controller) = self else { return None };
        controller.info.master_start_port?;
        Some(Controller { info: DeviceInfo::default(), ..(**controller).clone() })
    }

    /// The interface that is in a team with the device.
    fn team_leader(&self) -> Option<Interface> {
        let teaming = match self {
            Device::Interface(interface) => interface.teaming.as_ref(),
            Device::HostDevice(host) => host.teaming.as_ref(),
            _ => None,
        };
        let Some(Teaming::Transient(part)) = teaming else { return None };
        let mut leader = Interface::new(InterfaceSource::Null);
        leader.teaming = Some(Teaming::Persistent);
        leader.info.alias = Some(Alias { name: part.persistent.clone() });
        Some(leader)
    }

    /// The groups of limits that the device goes through.
    fn throttle_groups(&self) -> Option<ThrottleGroups> {
        let Device::Disk(disk) = self else { return None };
        let names = disk.throttle_filters.iter().flat_map(|filters| &filters.groups);
        let group = |name: &String| ThrottleGroup {
            group_name: Some(name.clone()),
            ..ThrottleGroup::default()
        };
        Some(ThrottleGroups { groups: names.map(group).collect() })
    }
}
