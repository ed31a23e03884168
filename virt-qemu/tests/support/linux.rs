//! A guest that runs the host's own Linux, for what takes an operating system.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Stdio};

/// Tells which PCI devices come and go.
const INIT: &str = r#"#!/bin/busybox sh
/bin/busybox --install -s /bin
export PATH=/bin
mount -t devtmpfs d /dev; mount -t proc p /proc; mount -t sysfs s /sys
list() { for d in /sys/bus/pci/devices/*; do echo "$(cat $d/vendor) $(cat $d/device)"; done | sort -u; }
list >/before
echo "inside: ready"
while true; do
  list >/now
  while read device; do grep -q "$device" /before || echo "inside: $device came"; done </now
  while read device; do grep -q "$device" /now || echo "inside: $device went"; done </before
  mv /now /before
  sleep 0.2
done
"#;

/// The definition of a guest with a few free ports for PCI devices, whose files go into `folder`.
pub(crate) fn guest(folder: &Path, name: &str) -> String {
    // A processor that the test host emulates can run guests of its own.
    let _ = Command::new("modprobe").args(["kvm_amd", "nested=0"]).status();
    let release = fs::read_to_string("/proc/sys/kernel/osrelease").unwrap();
    let (kind, processor) = match Path::new("/dev/kvm").exists() {
        true => ("kvm", "<cpu mode='host-passthrough'/>"),
        false => ("qemu", ""),
    };
    let port = "<controller type='pci' model='pcie-root-port'/>";
    format!(
        "<domain type='{kind}'><name>{name}</name><memory unit='MiB'>160</memory>{processor}
           <os><type arch='x86_64' machine='q35'>hvm</type>
             <kernel>/boot/vmlinux-{}</kernel><initrd>{}</initrd>
             <cmdline>console=ttyS0 quiet mitigations=off nokaslr tsc=reliable no_timer_check</cmdline>
           </os>
           <features><acpi/></features>
           <clock><timer name='hpet' present='no'/></clock>
           <devices><controller type='usb' model='none'/>
             <controller type='pci' model='pcie-root'/>{port}{port}{port}
             <serial type='pty'/><memballoon model='none'/></devices></domain>",
        release.trim(),
        initrd(folder).display()
    )
}

/// An initial file system with busybox and a first program.
fn initrd(folder: &Path) -> std::path::PathBuf {
    let tree = folder.join("initrd");
    for below in ["bin", "proc", "sys", "dev"] {
        fs::create_dir_all(tree.join(below)).unwrap();
    }
    fs::copy("/bin/busybox", tree.join("bin/busybox")).unwrap();
    fs::write(tree.join("init"), INIT).unwrap();
    fs::set_permissions(tree.join("init"), fs::Permissions::from_mode(0o755)).unwrap();
    let image = folder.join("initrd.img");
    let packed = Command::new("sh")
        .args(["-ec", "find . | busybox cpio -o -H newc"])
        .current_dir(&tree)
        .stdout(fs::File::create(&image).unwrap())
        .stderr(Stdio::null())
        .status();
    assert!(packed.unwrap().success());
    image
}
