//! What cannot start says why, and leaves nothing behind.

#![expect(clippy::unwrap_used, reason = "this is how a test fails")]

mod support;

use std::os::unix::fs::PermissionsExt;

use rustix::process::Signal;
use support::{Root, files, process_of, signal};
use virt_core::api::domain::{
    DomainCreateFlags, DomainDefineFlags, DomainDestroyFlags, DomainShutoffReason,
};
use virt_core::driver::domain::DomainStatus;
use virt_core::{Error, ErrorKind};

const FAILED: DomainStatus = DomainStatus::Shutoff(DomainShutoffReason::Failed);

fn disk(path: &str, more: &str) -> String {
    format!(
        "<disk type='file' device='disk'>
           <driver name='qemu' type='raw'/>
           <source file='{path}'/><target dev='vda' bus='virtio'/>{more}
         </disk>"
    )
}

/// The error of a start, after which nothing is left.
fn refused(root: &Root, xml: &str) -> Error {
    let host = root.open();
    let domain = host.define(xml);
    let err = host.domains.start(&domain, DomainCreateFlags::empty(), Vec::new()).unwrap_err();
    assert_eq!(host.status(&domain), FAILED, "{err}");
    assert_eq!(host.domains.lookup_by_uuid(domain.uuid).unwrap().id, None);
    assert!(process_of(&root.path(), &domain.name).is_none());
    drop(host);
    let left = files(&root.path().join("run"));
    assert_eq!(left, ["qemu/autostarted", "qemu/lock", "qemu/status/.boot"]);
    err
}

#[test]
fn a_missing_image_is_named() {
    let Some(root) = Root::new() else { return };
    let path = root.folder().join("missing.img").display().to_string();
    let err = refused(&root, &root.xml_with("tiny", "", &disk(&path, "")));
    assert_eq!(err.kind(), ErrorKind::SystemError);
    assert!(err.message().contains(&format!("image '{path}' of its disk 'vda'")), "{err}");
    assert!(err.to_string().contains("No such file"), "{err}");
}

#[test]
fn an_image_that_another_guest_uses_is_named() {
    let Some(root) = Root::new() else { return };
    let image = root.guest.disk.display().to_string();
    let link = root.folder().join("link.img");
    std::fs::hard_link(&image, &link).unwrap();
    let host = root.open();
    let user = host.run(&root.xml_with("user", "", &disk(&image, "")));
    let start = |name: &str, more: &str| {
        let xml = root.xml_with(name, "", &disk(&link.display().to_string(), more));
        host.domains.start(&host.define(&xml), DomainCreateFlags::empty(), Vec::new())
    };
    for (name, more) in [("writer", ""), ("reader", "<readonly/>"), ("sharer", "<shareable/>")] {
        let err = start(name, more).unwrap_err();
        assert_eq!(err.kind(), ErrorKind::ResourceBusy);
        assert!(err.message().contains("the running domain 'user' as 'vda'"), "{err}");
    }
    host.domains.destroy(&user, DomainDestroyFlags::empty()).unwrap();
    start("reader2", "<readonly/>").unwrap();
    start("reader3", "<readonly/>").unwrap();
    assert_eq!(start("writer2", "").unwrap_err().kind(), ErrorKind::ResourceBusy);
    // The next program knows as well who uses what.
    drop(host);
    let host = root.open();
    let writer = host.domains.lookup_by_name("writer").unwrap();
    let err = host.domains.start(&writer, DomainCreateFlags::empty(), Vec::new()).unwrap_err();
    assert_eq!(err.kind(), ErrorKind::ResourceBusy);
    for name in ["reader2", "reader3"] {
        let reader = host.domains.lookup_by_name(name).unwrap();
        host.domains.destroy(&reader, DomainDestroyFlags::empty()).unwrap();
    }
    host.start(&writer);
    host.domains.destroy(&writer, DomainDestroyFlags::empty()).unwrap();
}

#[test]
fn a_program_that_is_no_qemu_is_refused() {
    let Some(root) = Root::new() else { return };
    let host = root.open();
    for program in ["/bin/false", "/no/such/program"] {
        let emulator = format!("<emulator>{program}</emulator>");
        let xml = root.xml_with("tiny", "", &emulator);
        let err = host.domains.define(&xml, DomainDefineFlags::empty()).unwrap_err();
        assert!(err.message().contains(&format!("cannot use '{program}' as QEMU")), "{err}");
    }
    assert!(host.domains.list(Default::default()).unwrap().is_empty());
}

#[test]
fn a_qemu_that_does_not_start_is_quoted() {
    let Some(root) = Root::new() else { return };
    let nonsense = "<qemu:commandline xmlns:qemu='http://libvirt.org/schemas/domain/qemu/1.0'>
        <qemu:arg value='-device'/><qemu:arg value='no-such-device'/></qemu:commandline>";
    let err = refused(&root, &root.xml_with("tiny", nonsense, ""));
    assert_eq!(err.kind(), ErrorKind::OperationFailed);
    assert!(err.message().contains("QEMU ended (exit status 1)"), "{err}");
    assert!(err.message().contains("'no-such-device' is not a valid device model name"), "{err}");
}

#[test]
fn a_qemu_that_is_killed_while_it_starts_is_an_error() {
    let Some(root) = Root::new() else { return };
    let real = virt_testkit::needs::program("qemu-system-x86_64").unwrap();
    // A QEMU that is asked what it can do, and dies as soon as it is to run a guest.
    let fake = root.folder().join("qemu-that-dies");
    let script = format!(
        "#!/bin/sh\ncase \"$*\" in *guest=tiny*) echo 'last words' >&2; kill -9 $$;; esac\n\
         exec {} \"$@\"\n",
        real.display()
    );
    std::fs::write(&fake, script).unwrap();
    std::fs::set_permissions(&fake, std::fs::Permissions::from_mode(0o755)).unwrap();
    let emulator = format!("<emulator>{}</emulator>", fake.display());
    let err = refused(&root, &root.xml_with("tiny", "", &emulator));
    assert!(err.message().contains("QEMU ended (killed by signal 9 (SIGKILL))"), "{err}");
    assert!(err.message().contains("it said: last words"), "{err}");
}

#[test]
fn a_killed_qemu_is_noticed_at_once() {
    let Some(root) = Root::new() else { return };
    let host = root.open();
    let events = host.events();
    let domain = host.run(&root.xml("tiny"));
    signal(process_of(&root.path(), "tiny").unwrap(), Signal::KILL);
    events.wait_for("lifecycle Stopped Failed");
    assert_eq!(host.status(&domain), DomainStatus::Shutoff(DomainShutoffReason::Crashed));
    host.start(&domain);
    host.domains.destroy(&domain, DomainDestroyFlags::empty()).unwrap();
}
