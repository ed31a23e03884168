//! The names of events on the command line.

use crate::api::domain::DomainEventId;
use crate::api::network::NetworkEventId;
use crate::api::nodedev::NodeDeviceEventId;
use crate::api::secret::SecretEventId;
use crate::api::storage::StoragePoolEventId;

macro_rules! names {
    ($($id:ident { $($variant:ident = $name:literal,)* })*) => {
        $(impl $id {
            /// The name of the event, as `virsh` lists it.
            pub fn event_name(self) -> &'static str {
                match self {
                    $($id::$variant => $name,)*
                }
            }

            /// The event that `virsh` lists as `name`.
            pub fn from_event_name(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|id| id.event_name() == name)
            }
        })*
    };
}

names! {
    DomainEventId {
        Lifecycle = "lifecycle",
        Reboot = "reboot",
        RtcChange = "rtc-change",
        Watchdog = "watchdog",
        IoError = "io-error",
        Graphics = "graphics",
        IoErrorReason = "io-error-reason",
        ControlError = "control-error",
        BlockJob = "block-job",
        DiskChange = "disk-change",
        TrayChange = "tray-change",
        PmWakeup = "pm-wakeup",
        PmSuspend = "pm-suspend",
        BalloonChange = "balloon-change",
        PmSuspendDisk = "pm-suspend-disk",
        DeviceRemoved = "device-removed",
        BlockJob2 = "block-job-2",
        Tunable = "tunable",
        AgentLifecycle = "agent-lifecycle",
        DeviceAdded = "device-added",
        MigrationIteration = "migration-iteration",
        JobCompleted = "job-completed",
        DeviceRemovalFailed = "device-removal-failed",
        MetadataChange = "metadata-change",
        BlockThreshold = "block-threshold",
        MemoryFailure = "memory-failure",
        MemoryDeviceSizeChange = "memory-device-size-change",
        NicMacChange = "nic-mac-change",
    }
    NetworkEventId {
        Lifecycle = "lifecycle",
        MetadataChange = "metadata-change",
    }
    StoragePoolEventId {
        Lifecycle = "lifecycle",
        Refresh = "refresh",
    }
    NodeDeviceEventId {
        Lifecycle = "lifecycle",
        Update = "update",
    }
    SecretEventId {
        Lifecycle = "lifecycle",
        ValueChanged = "value-changed",
    }
}
