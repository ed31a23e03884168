//! What QEMU says about a guest is kept, within bounds.

mod support;

use std::fs;
use std::os::unix::fs::PermissionsExt;

use support::{Root, wait_until};
use virt_core::api::domain::DomainDestroyFlags;

/// More than any log may hold.
const NOISE: u64 = 8 << 20;

#[test]
fn a_noisy_guest_does_not_fill_the_disk() {
    let Some(root) = Root::new() else { return };
    let real = virt_testkit::needs::program("qemu-system-x86_64").unwrap();
    // A QEMU that says little at first, and too much each time it is asked to.
    let fake = root.folder().join("noisy-qemu");
    let folder = root.folder().display();
    let script = format!(
        "#!/bin/sh\n\
         noise() {{\n\
           i=0\n\
           while [ ! -e '{folder}/noise'$1 ] && [ $i -lt 600 ]; do sleep 0.1; i=$((i+1)); done\n\
           yes noise | head -c {NOISE} >&2\n\
         }}\n\
         case \"$*\" in *guest=tiny*) (noise 1; noise 2) & ;; esac\n\
         exec {} \"$@\"\n",
        real.display()
    );
    fs::write(&fake, script).unwrap();
    fs::set_permissions(&fake, fs::Permissions::from_mode(0o755)).unwrap();
    let emulator = format!("<emulator>{}</emulator>", fake.display());

    let host = root.open();
    let domain = host.run(&root.xml_with("tiny", "", &emulator));
    let log = root.path().join("log/qemu/tiny.log");
    let older = root.path().join("log/qemu/tiny.log.1");
    let is_noise = |path| fs::read_to_string(path).is_ok_and(|text| text.contains("noise\nnoise"));
    let is_bounded = || fs::metadata(&log).unwrap().len() < NOISE / 2 && is_noise(&older);
    fs::write(root.folder().join("noise1"), "").unwrap();
    wait_until("the log is bounded", is_bounded);

    // The next program bounds it as well.
    drop(host);
    let host = root.open();
    wait_until("nothing is being copied", || fs::remove_file(&older).is_ok());
    fs::write(root.folder().join("noise2"), "").unwrap();
    wait_until("the log is bounded again", is_bounded);
    host.domains.destroy(&domain, DomainDestroyFlags::empty()).unwrap();
}
