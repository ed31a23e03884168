//! Where state lives, and one program at a time in it.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail anywhere")]

mod support;

use std::fs;
use std::io::{BufRead, BufReader};
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};

use expect_test::{Expect, expect};
use virt_core::ErrorKind;
use virt_core::driver::state::Role;
use virt_host::folders::Environment;
use virt_host::{Folders, RootLock};

fn check(role: Role, environment: Environment, expected: Expect) {
    let folders = Folders::in_environment(&role, "qemu", &environment).unwrap();
    let all = [folders.config(), folders.state(), folders.run(), folders.log(), folders.cache()];
    expected.assert_eq(&all.map(|path| path.display().to_string()).join("\n"));
}

#[test]
fn the_system_has_the_usual_places() {
    check(
        Role::System,
        Environment::default(),
        expect![[r#"
        /etc/virt/qemu
        /var/lib/virt/qemu
        /run/virt/qemu
        /var/log/virt/qemu
        /var/cache/virt/qemu"#]],
    );
}

#[test]
fn a_session_follows_the_xdg_variables() {
    let environment = Environment {
        home: Some("/home/ann".into()),
        config_home: Some("/c".into()),
        data_home: Some("/d".into()),
        cache_home: Some("/k".into()),
        runtime_dir: Some("/run/user/7".into()),
    };
    check(
        Role::Session,
        environment,
        expect![[r#"
        /c/virt/qemu
        /d/virt/qemu
        /run/user/7/virt/qemu
        /k/virt/log/qemu
        /k/virt/qemu"#]],
    );
}

#[test]
fn a_session_without_them_lives_in_the_home_folder() {
    let environment = Environment { home: Some("/home/ann".into()), ..Environment::default() };
    check(
        Role::Session,
        environment,
        expect![[r#"
        /home/ann/.config/virt/qemu
        /home/ann/.local/share/virt/qemu
        /home/ann/.cache/virt/run/qemu
        /home/ann/.cache/virt/log/qemu
        /home/ann/.cache/virt/qemu"#]],
    );
}

#[test]
fn an_embedded_root_holds_everything() {
    check(
        Role::Embedded { root: "/srv/r".into() },
        Environment::default(),
        expect![[r#"
        /srv/r/etc/qemu
        /srv/r/lib/qemu
        /srv/r/run/qemu
        /srv/r/log/qemu
        /srv/r/cache/qemu"#]],
    );
}

#[test]
fn a_session_of_nobody_says_what_to_set() {
    let err = Folders::in_environment(&Role::Session, "qemu", &Environment::default()).unwrap_err();
    assert_eq!(err.kind(), ErrorKind::ConfigUnsupported);
    expect!["no place for the session's files; set HOME or XDG_CONFIG_HOME"]
        .assert_eq(err.message());
}

#[test]
fn a_relative_root_is_refused() {
    let err = Folders::for_role(&Role::Embedded { root: "r".into() }, "qemu").unwrap_err();
    assert_eq!(err.kind(), ErrorKind::InvalidArg);
}

#[test]
fn an_embedded_root_is_its_owners_alone() {
    let place = tempfile::tempdir().unwrap();
    let root = place.path().join("a/b");
    let folders = embedded(&root);
    folders.create().unwrap();
    folders.create().unwrap();
    for folder in [&root, &root.join("etc"), folders.config(), folders.run(), folders.log()] {
        assert_eq!(fs::metadata(folder).unwrap().mode() & 0o777, 0o700, "{}", folder.display());
    }
}

#[test]
fn a_folder_that_everybody_can_write_is_refused() {
    let place = tempfile::tempdir().unwrap();
    let folders = embedded(place.path());
    folders.create().unwrap();
    fs::set_permissions(folders.config(), fs::Permissions::from_mode(0o777)).unwrap();
    let err = folders.create().unwrap_err();
    assert_eq!(err.kind(), ErrorKind::OperationDenied);
    assert!(err.message().ends_with("take that away with 'chmod o-w'"), "{err}");
}

#[test]
fn a_file_in_the_way_is_named() {
    let place = tempfile::tempdir().unwrap();
    fs::write(place.path().join("etc"), "").unwrap();
    let err = embedded(place.path()).create().unwrap_err();
    assert!(err.message().contains(&place.path().join("etc").display().to_string()), "{err}");
}

#[test]
fn the_second_program_is_told_who_has_the_root() {
    let place = tempfile::tempdir().unwrap();
    let (mut holder, _output) = start_holder("hold", place.path());

    let err = RootLock::acquire(&embedded(place.path())).unwrap_err();
    assert_eq!(err.kind(), ErrorKind::ResourceBusy);
    let expected = format!(
        "driver 'qemu' cannot open the root '{}': it is in use by {} (pid {}) since 2",
        place.path().display(),
        std::env::current_exe().unwrap().file_name().unwrap().display(),
        holder.id()
    );
    assert!(err.message().starts_with(&expected), "{err}");

    // The lock dies with its holder, even when that has no time to say so.
    holder.kill().unwrap();
    holder.wait().unwrap();
    RootLock::acquire(&embedded(place.path())).unwrap();
}

#[test]
fn children_of_the_holder_do_not_hold_the_lock() {
    let place = tempfile::tempdir().unwrap();
    let (mut holder, mut output) = start_holder("hold-with-child", place.path());
    let mut line = String::new();
    output.read_line(&mut line).unwrap();
    let sleeper: u32 = line.trim().parse().unwrap();

    holder.kill().unwrap();
    holder.wait().unwrap();
    let free = RootLock::acquire(&embedded(place.path()));
    let alive = Path::new("/proc").join(sleeper.to_string()).exists();
    Command::new("kill").arg(sleeper.to_string()).status().unwrap();
    assert!(alive, "the child was to outlive its parent");
    free.unwrap();
}

#[test]
fn a_program_does_not_open_a_root_twice() {
    let place = tempfile::tempdir().unwrap();
    let lock = RootLock::acquire(&embedded(place.path())).unwrap();
    let err = RootLock::acquire(&embedded(place.path())).unwrap_err();
    assert!(err.message().contains("in use by this program itself"), "{err}");
    drop(lock);
    RootLock::acquire(&embedded(place.path())).unwrap();
}

#[test]
fn a_removed_lock_file_does_not_let_two_in() {
    let place = tempfile::tempdir().unwrap();
    let lock = RootLock::acquire(&embedded(place.path())).unwrap();
    fs::remove_file(lock.path()).unwrap();
    let newer = RootLock::acquire(&embedded(place.path())).unwrap();
    drop(lock);
    RootLock::acquire(&embedded(place.path())).unwrap_err();
    drop(newer);
}

#[test]
fn child_program_entry() {
    let Some(task) = support::task() else { return };
    let (task, root) = task.split_once(' ').unwrap();
    let lock = RootLock::acquire(&embedded(Path::new(root))).unwrap();
    println!("\nheld");
    if task == "hold-with-child" {
        let mut sleeper =
            Command::new("/bin/sleep").arg("600").stdout(Stdio::null()).spawn().unwrap();
        println!("{}", sleeper.id());
        support::wait_to_be_killed();
        sleeper.kill().unwrap();
        sleeper.wait().unwrap();
    }
    support::wait_to_be_killed();
    drop(lock);
}

fn start_holder(task: &str, root: &Path) -> (Child, BufReader<ChildStdout>) {
    let mut holder = support::program(&format!("{task} {}", root.display())).spawn().unwrap();
    let mut output = BufReader::new(holder.stdout.take().unwrap());
    let mut line = String::new();
    while line.trim() != "held" {
        line.clear();
        assert_ne!(output.read_line(&mut line).unwrap(), 0, "the holder ended early");
    }
    (holder, output)
}

fn embedded(root: impl Into<PathBuf>) -> Folders {
    Folders::for_role(&Role::Embedded { root: root.into() }, "qemu").unwrap()
}
