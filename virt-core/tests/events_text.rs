//! The texts and numbers of events, which are virsh's and libvirt's.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail anywhere")]

use expect_test::expect;
use uuid::Uuid;
use virt_core::api::common::ConnectCloseReason;
use virt_core::api::domain::{
    ConnectDomainEventAgentLifecycleReason as AgentReason,
    ConnectDomainEventAgentLifecycleState as AgentState,
    ConnectDomainEventBlockJobStatus as JobStatus,
    ConnectDomainEventDiskChangeReason as DiskReason, DOMAIN_TUNABLE_CPU_CPU_SHARES,
    DomainBlockJobType, DomainEventGraphicsAddressType, DomainEventGraphicsPhase, DomainEventId,
    DomainEventIoErrorAction as IoAction, DomainEventTrayChangeReason as Tray, DomainEventType,
    DomainEventWatchdogAction as Action, DomainMemoryFailureActionType, DomainMemoryFailureFlags,
    DomainMemoryFailureRecipientType, DomainMetadataType,
};
use virt_core::api::network::{NetworkEventId, NetworkEventLifecycleType, NetworkMetadataType};
use virt_core::api::nodedev::{NodeDeviceEventId, NodeDeviceEventLifecycleType};
use virt_core::api::secret::{SecretEventId, SecretEventLifecycleType, SecretUsageType};
use virt_core::api::storage::{StoragePoolEventId, StoragePoolEventLifecycleType};
use virt_core::event::{
    DomainEvent, DomainEventKind as Kind, DomainLifecycle, Event, Graphics, GraphicsAddress,
    GraphicsIdentity, IoError, NetworkEvent, NetworkEventKind, NodeDeviceEvent,
    NodeDeviceEventKind, QemuMonitorEvent, SecretEvent, SecretEventKind, StoragePoolEvent,
    StoragePoolEventKind,
};
use virt_core::object::{DomainRef, NetworkRef, NodeDeviceRef, SecretRef, StoragePoolRef};
use virt_core::typed_parameters::{TypedParameter, TypedParameters};

fn domain() -> DomainRef {
    DomainRef::new("web", Uuid::from_u128(1))
}

/// One of each kind, with every payload filled.
fn one_of_each() -> Vec<Kind> {
    let some = |text: &str| Some(text.to_owned());
    let device_alias = || "virtio-disk0".to_owned();
    let address = |node: &str| GraphicsAddress {
        family: DomainEventGraphicsAddressType::Ipv4,
        node: node.into(),
        service: "5900".into(),
    };
    vec![
        Kind::Lifecycle(DomainLifecycle::from_raw(2, 0)),
        Kind::Reboot,
        Kind::RtcChange { utc_offset: -3600 },
        Kind::Watchdog { action: Action::InjectNmi },
        Kind::IoError(IoError {
            source_path: "/srv/a".into(),
            device_alias: device_alias(),
            action: IoAction::Report,
            reason: some("enospc"),
        }),
        Kind::Graphics(Graphics {
            phase: DomainEventGraphicsPhase::Initialize,
            local: address("127.0.0.1"),
            remote: address("10.0.0.7"),
            auth_scheme: "vencrypt".into(),
            identities: vec![GraphicsIdentity { kind: "x509dname".into(), name: "CN=me".into() }],
        }),
        Kind::ControlError,
        Kind::BlockJob {
            source: some("/srv/a"),
            target: some("vda"),
            job: DomainBlockJobType::ActiveCommit,
            status: JobStatus::Ready,
        },
        Kind::DiskChange {
            old_source: some("/srv/a"),
            new_source: None,
            device_alias: device_alias(),
            reason: DiskReason::DropMissingOnStart,
        },
        Kind::TrayChange { device_alias: device_alias(), reason: Tray::Open },
        Kind::PmWakeup,
        Kind::PmSuspend,
        Kind::BalloonChange { actual_kib: 1048576 },
        Kind::PmSuspendDisk,
        Kind::DeviceRemoved { device_alias: device_alias() },
        Kind::Tunable {
            params: TypedParameters::from(vec![
                TypedParameter::new(DOMAIN_TUNABLE_CPU_CPU_SHARES, 2048_u64),
                TypedParameter::new("of.a.double", 1.5),
                TypedParameter::new("of.a.boolean", true),
            ]),
        },
        Kind::AgentLifecycle { state: AgentState::Connected, reason: AgentReason::Channel },
        Kind::DeviceAdded { device_alias: device_alias() },
        Kind::MigrationIteration { iteration: 3 },
        Kind::JobCompleted { params: vec![TypedParameter::new("time_elapsed", 12_u64)].into() },
        Kind::DeviceRemovalFailed { device_alias: device_alias() },
        Kind::MetadataChange { kind: DomainMetadataType::Element, namespace: some("http://a/") },
        Kind::BlockThreshold {
            device: "vda[1]".into(),
            path: some("/srv/a"),
            threshold: 1000,
            excess: 5,
        },
        Kind::MemoryFailure {
            recipient: DomainMemoryFailureRecipientType::Guest,
            action: DomainMemoryFailureActionType::Inject,
            flags: DomainMemoryFailureFlags::ACTION_REQUIRED,
        },
        Kind::MemoryDeviceSizeChange { device_alias: "virtiomem0".into(), size_kib: 65536 },
        Kind::NicMacChange {
            device_alias: "net0".into(),
            old_mac: "52:54:00:00:00:01".into(),
            new_mac: "52:54:00:00:00:02".into(),
        },
    ]
}

#[test]
fn domain_events_print_as_virsh_prints_them() {
    let mut text = String::new();
    for kind in one_of_each() {
        let event = DomainEvent::new(domain(), kind);
        for id in event.kind.ids() {
            text += &format!("{}\n", event.text_as(*id));
        }
    }
    expect![[r#"
        event 'lifecycle' for domain 'web': Started Booted
        event 'reboot' for domain 'web'
        event 'rtc-change' for domain 'web': -3600
        event 'watchdog' for domain 'web': inject-nmi
        event 'io-error' for domain 'web': /srv/a (virtio-disk0) report
        event 'io-error' for domain 'web': /srv/a (virtio-disk0) report due to enospc
        event 'graphics' for domain 'web': initialize local[IPv4 127.0.0.1 5900] remote[IPv4 10.0.0.7 5900] vencrypt
        	x509dname=CN=me
        event 'control-error' for domain 'web'
        event 'block-job' for domain 'web': Active Block Commit for /srv/a ready
        event 'block-job-2' for domain 'web': Active Block Commit for vda ready
        event 'disk-change' for domain 'web' disk virtio-disk0: /srv/a -> <null>: dropped
        event 'tray-change' for domain 'web' disk virtio-disk0: opened
        event 'pm-wakeup' for domain 'web'
        event 'pm-suspend' for domain 'web'
        event 'balloon-change' for domain 'web': 1048576KiB
        event 'pm-suspend-disk' for domain 'web'
        event 'device-removed' for domain 'web': virtio-disk0
        event 'tunable' for domain 'web':
        	cputune.cpu_shares: 2048
        	of.a.double: 1.500000
        	of.a.boolean: yes
        event 'agent-lifecycle' for domain 'web': state: 'connected' reason: 'channel event'
        event 'device-added' for domain 'web': virtio-disk0
        event 'migration-iteration' for domain 'web': iteration: '3'
        event 'job-completed' for domain 'web':
        	time_elapsed: 12
        event 'device-removal-failed' for domain 'web': virtio-disk0
        event 'metadata-change' for domain 'web': type element, uri http://a/
        event 'block-threshold' for domain 'web': dev: vda[1](/srv/a) 1000 5
        event 'memory-failure' for domain 'web':
        recipient: guest
        action: inject
        flags:
        	action required: 1
        	recursive: 0
        event 'memory-device-size-change' for domain 'web':
        alias: virtiomem0
        size: 65536
        event 'nic-mac-change' for domain 'web':
        alias: net0
        oldMAC: 52:54:00:00:00:01
        newMAC: 52:54:00:00:00:02
    "#]].assert_eq(&text);
}

#[test]
fn every_number_of_libvirts_has_its_event() {
    let mut ids: Vec<_> = one_of_each().iter().flat_map(Kind::ids).copied().collect();
    ids.sort();
    assert_eq!(ids, DomainEventId::ALL);
}

/// A peer may know only the shorter or the longer form of an event.
#[test]
fn half_known_events_have_half_the_numbers() {
    let io_error = Kind::IoError(IoError {
        source_path: String::new(),
        device_alias: "a".into(),
        action: IoAction::None,
        reason: None,
    });
    assert_eq!(io_error.ids(), [DomainEventId::IoError]);
    let job = |source: Option<&str>, target: Option<&str>| Kind::BlockJob {
        source: source.map(str::to_owned),
        target: target.map(str::to_owned),
        job: DomainBlockJobType::Pull,
        status: JobStatus::Completed,
    };
    assert_eq!(job(Some("/a"), None).ids(), [DomainEventId::BlockJob]);
    assert_eq!(job(None, Some("vda")).ids(), [DomainEventId::BlockJob2]);
    assert_eq!(job(None, None).ids(), [DomainEventId::BlockJob]);
}

#[test]
fn lifecycle_steps_have_virshs_words_and_libvirts_numbers() {
    let mut text = String::new();
    for event in DomainEventType::ALL {
        for detail in 0.. {
            let step = DomainLifecycle::from_raw(event.as_raw(), detail);
            if let DomainLifecycle::Other { .. } = step {
                break;
            }
            assert_eq!(step.as_raw(), (event.as_raw(), detail));
            assert_eq!(step.event_type(), Some(*event));
            text +=
                &format!("{} {detail} {} {}\n", event.as_raw(), step.text(), step.detail_text());
        }
    }
    expect![[r#"
        0 0 Defined Added
        0 1 Defined Updated
        0 2 Defined Renamed
        0 3 Defined Snapshot
        1 0 Undefined Removed
        1 1 Undefined Renamed
        2 0 Started Booted
        2 1 Started Migrated
        2 2 Started Restored
        2 3 Started Snapshot
        2 4 Started Event wakeup
        3 0 Suspended Paused
        3 1 Suspended Migrated
        3 2 Suspended I/O Error
        3 3 Suspended Watchdog
        3 4 Suspended Restored
        3 5 Suspended Snapshot
        3 6 Suspended API error
        3 7 Suspended Post-copy
        3 8 Suspended Post-copy Error
        4 0 Resumed Unpaused
        4 1 Resumed Migrated
        4 2 Resumed Snapshot
        4 3 Resumed Post-copy
        4 4 Resumed Post-copy Error
        5 0 Stopped Shutdown
        5 1 Stopped Destroyed
        5 2 Stopped Crashed
        5 3 Stopped Migrated
        5 4 Stopped Saved
        5 5 Stopped Failed
        5 6 Stopped Snapshot
        6 0 Shutdown Finished
        6 1 Shutdown Finished after guest request
        6 2 Shutdown Finished after host request
        7 0 PMSuspended Memory
        7 1 PMSuspended Disk
        8 0 Crashed Panicked
        8 1 Crashed Crashloaded
    "#]]
    .assert_eq(&text);

    let future = DomainLifecycle::from_raw(2, 99);
    assert_eq!(future, DomainLifecycle::Other { event: 2, detail: 99 });
    assert_eq!(future.as_raw(), (2, 99));
    assert_eq!((future.text(), future.detail_text()), ("Started", "unknown"));
    let future = DomainLifecycle::from_raw(99, 0);
    assert_eq!((future.text(), future.event_type()), ("unknown", None));
}

#[test]
fn other_events_print_as_virsh_prints_them() {
    let uuid = Uuid::from_u128(0x1234);
    let network = NetworkRef::new("default", uuid);
    let pool = StoragePoolRef::new("images", uuid);
    let device = NodeDeviceRef::new("pci_0000_00_02_0");
    let secret = SecretRef::new(uuid, SecretUsageType::Ceph, "client");
    let mut events = Vec::<Event>::new();
    for step in NetworkEventLifecycleType::ALL {
        let kind = NetworkEventKind::Lifecycle(*step);
        events.push(NetworkEvent { network: network.clone(), kind }.into());
    }
    let kind =
        NetworkEventKind::MetadataChange { kind: NetworkMetadataType::Title, namespace: None };
    events.push(NetworkEvent { network, kind }.into());
    for step in StoragePoolEventLifecycleType::ALL {
        let kind = StoragePoolEventKind::Lifecycle(*step);
        events.push(StoragePoolEvent { pool: pool.clone(), kind }.into());
    }
    events.push(StoragePoolEvent { pool, kind: StoragePoolEventKind::Refresh }.into());
    for step in NodeDeviceEventLifecycleType::ALL {
        let kind = NodeDeviceEventKind::Lifecycle(*step);
        events.push(NodeDeviceEvent { device: device.clone(), kind }.into());
    }
    events.push(NodeDeviceEvent { device, kind: NodeDeviceEventKind::Update }.into());
    for step in SecretEventLifecycleType::ALL {
        let kind = SecretEventKind::Lifecycle(*step);
        events.push(SecretEvent { secret: secret.clone(), kind }.into());
    }
    events.push(SecretEvent { secret, kind: SecretEventKind::ValueChanged }.into());
    events.push(
        QemuMonitorEvent {
            domain: domain(),
            name: "SHUTDOWN".into(),
            seconds: 1700000000,
            micros: 42,
            details: Some(r#"{"guest":true}"#.into()),
        }
        .into(),
    );
    events.push(Event::Closed(ConnectCloseReason::Eof));
    events.extend([Event::Lost(1), Event::Lost(2)]);
    let text: Vec<_> = events.iter().map(|event| format!("{event}\n")).collect();
    expect![[r#"
        event 'lifecycle' for network default: Defined
        event 'lifecycle' for network default: Undefined
        event 'lifecycle' for network default: Started
        event 'lifecycle' for network default: Stopped
        event 'metadata-change' for network default: type title, uri <null>
        event 'lifecycle' for storage pool images: Defined
        event 'lifecycle' for storage pool images: Undefined
        event 'lifecycle' for storage pool images: Started
        event 'lifecycle' for storage pool images: Stopped
        event 'lifecycle' for storage pool images: Created
        event 'lifecycle' for storage pool images: Deleted
        event 'refresh' for storage pool images
        event 'lifecycle' for node device pci_0000_00_02_0: Created
        event 'lifecycle' for node device pci_0000_00_02_0: Deleted
        event 'lifecycle' for node device pci_0000_00_02_0: Defined
        event 'lifecycle' for node device pci_0000_00_02_0: Undefined
        event 'update' for node device pci_0000_00_02_0
        event 'lifecycle' for secret 00000000-0000-0000-0000-000000001234: Defined
        event 'lifecycle' for secret 00000000-0000-0000-0000-000000001234: Undefined
        event 'value-changed' for secret 00000000-0000-0000-0000-000000001234
        event SHUTDOWN at 1700000000.000042 for domain 'web': {"guest":true}
        connection closed: the other side ended it
        1 event lost
        2 events lost
    "#]]
    .assert_eq(&text.concat());
}

/// The names in the order in which `virsh event --list` and its siblings print them.
#[test]
fn names_are_those_of_virsh() {
    let list = |names: Vec<&str>| names.join(" ");
    let domains: Vec<_> = DomainEventId::ALL.iter().map(|id| id.event_name()).collect();
    expect!["lifecycle reboot rtc-change watchdog io-error graphics io-error-reason control-error block-job disk-change tray-change pm-wakeup pm-suspend balloon-change pm-suspend-disk device-removed block-job-2 tunable agent-lifecycle device-added migration-iteration job-completed device-removal-failed metadata-change block-threshold memory-failure memory-device-size-change nic-mac-change"].assert_eq(&list(domains));
    let networks: Vec<_> = NetworkEventId::ALL.iter().map(|id| id.event_name()).collect();
    assert_eq!(networks, ["lifecycle", "metadata-change"]);
    let pools: Vec<_> = StoragePoolEventId::ALL.iter().map(|id| id.event_name()).collect();
    assert_eq!(pools, ["lifecycle", "refresh"]);
    let devices: Vec<_> = NodeDeviceEventId::ALL.iter().map(|id| id.event_name()).collect();
    assert_eq!(devices, ["lifecycle", "update"]);
    let secrets: Vec<_> = SecretEventId::ALL.iter().map(|id| id.event_name()).collect();
    assert_eq!(secrets, ["lifecycle", "value-changed"]);
    for id in DomainEventId::ALL {
        assert_eq!(DomainEventId::from_event_name(id.event_name()), Some(*id));
    }
    assert_eq!(DomainEventId::from_event_name("Lifecycle"), None);
}
