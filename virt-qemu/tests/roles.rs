//! The daemons' roles: a user's session, and the whole system.

#![expect(clippy::unwrap_used, reason = "this is how a test fails")]

mod support;

use std::path::Path;
use std::sync::Arc;

use support::child::{can_mount, prove_with_mounts, prove_with_variables, proven};
use support::{Host, Program, Root, files};
use virt_core::api::domain::DomainDestroyFlags;
use virt_core::connection::{OpenOptions, States};
use virt_core::driver::state::{Role, StateContext};
use virt_core::registry::Registry;
use virt_core::{ErrorKind, Result};

/// What the program in surroundings of its own does.
#[test]
fn program() {
    let Some((task, folder)) = Program::task() else { return };
    let root = Root::at(Path::new(&folder)).unwrap();
    match task.as_str() {
        "session" => {
            live_and_let_go(&root, Role::Session, "qemu:///session");
            session_files(Path::new(&folder));
        }
        "system" => live_and_let_go(&root, Role::System, "qemu:///system"),
        other => panic!("unknown task {other}"),
    }
    proven();
}

fn daemon(role: Role) -> Arc<States> {
    Arc::new(States::new(StateContext { role, parameters: Vec::new() }))
}

fn open(states: &Arc<States>, uri: &str) -> Result<Host> {
    let registry = Registry::new().with(virt_qemu::ENTRY);
    let options = OpenOptions::new().registry(registry).states(Arc::clone(states));
    Host::of(options.open(Some(uri))?)
}

/// A guest from its definition to its end, past the end of its daemon.
fn live_and_let_go(root: &Root, role: Role, uri: &str) {
    let states = daemon(role.clone());
    let host = open(&states, uri).unwrap();
    let domain = host.run(&root.xml("tiny"));
    drop(host.console(&domain));
    drop(host);
    drop(states);

    let states = daemon(role);
    let host = open(&states, uri).unwrap();
    let listed = host.domains.list(Default::default()).unwrap();
    assert_eq!(listed.len(), 1);
    let domain = &listed[0];
    assert_eq!((domain.name.as_str(), domain.id), ("tiny", Some(1)));
    host.domains.destroy(domain, DomainDestroyFlags::empty()).unwrap();
    assert!(!host.domains.is_active(domain).unwrap());

    for other in ["qemu:///system", "qemu:///session", "qemu:///nowhere", "qemu:///"] {
        if other == uri {
            continue;
        }
        let err = open(&states, other).err().unwrap();
        assert_eq!(err.kind(), ErrorKind::InvalidArg);
        assert!(err.message().ends_with(&format!("use {uri}")), "{err}");
    }
}

/// What is left of a session, and where.
fn session_files(folder: &Path) {
    assert_eq!(files(&folder.join("config")), ["virt/qemu/tiny.xml"]);
    assert_eq!(files(&folder.join("data")), [""; 0]);
    assert!(folder.join("data/virt/qemu").is_dir());
    let run = files(&folder.join("run"));
    assert_eq!(run, ["autostarted", "lock", "status/.boot"].map(|f| format!("virt/qemu/{f}")));
    let cache = files(&folder.join("cache"));
    assert!(cache.contains(&"virt/log/qemu/tiny.log".to_owned()), "{cache:?}");
    assert!(cache.iter().any(|file| file.starts_with("virt/qemu/capabilities/")), "{cache:?}");
}

#[test]
fn a_session_is_its_users_own() {
    let Some(root) = Root::new() else { return };
    let variables = [
        ("HOME", "home"),
        ("XDG_CONFIG_HOME", "config"),
        ("XDG_DATA_HOME", "data"),
        ("XDG_CACHE_HOME", "cache"),
        ("XDG_RUNTIME_DIR", "run"),
    ];
    prove_with_variables("session", root.folder(), &variables);
    assert!(!root.folder().join("home").exists());
}

#[test]
fn the_system_has_its_own_places() {
    let Some(root) = Root::new() else { return };
    if !can_mount() {
        return;
    }
    let mounts = "for place in /etc /run /var/lib /var/log /var/cache; do
                      mount -t tmpfs -o mode=755 virt-test $place; done";
    prove_with_mounts("system", root.folder(), mounts);
}
