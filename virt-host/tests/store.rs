//! Objects on disk, whatever happens while they are written.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail anywhere")]

mod support;

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Output};

use expect_test::expect;
use virt_core::ErrorKind;
use virt_host::ObjectStore;
use virt_host::store::{Entry, Loaded};
use virt_testkit::needs;

fn load(store: &ObjectStore) -> Loaded<Entry> {
    let whole = |entry: Entry| match entry.text.ends_with("</domain>") {
        true => Ok(entry),
        false => Err("line 1: unexpected end of file"),
    };
    store.load_all(whole).unwrap()
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<_> =
        entries.map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn what_is_saved_is_loaded() {
    let place = tempfile::tempdir().unwrap();
    let store = ObjectStore::definitions(place.path().join("etc/qemu"));
    assert!(load(&store).objects.is_empty());
    for name in ["web", "a/b", "..", "Büro"] {
        store.save(name, &format!("<domain>old {name}</domain>")).unwrap();
        store.save(name, &format!("<domain>{name}</domain>")).unwrap();
    }
    store.set_autostart("web", true).unwrap();
    store.set_autostart("web", true).unwrap();

    let loaded = load(&store);
    assert_eq!(loaded.report, Default::default());
    let found: Vec<_> = loaded.objects.iter().map(|e| (e.name.as_deref(), e.autostart)).collect();
    let expected =
        [(Some(".."), false), (Some("Büro"), false), (Some("a/b"), false), (Some("web"), true)];
    assert_eq!(found, expected);
    assert_eq!(store.read("a/b").unwrap().as_deref(), Some("<domain>a/b</domain>"));
    assert_eq!(
        names(store.folder()),
        ["%2E..xml", "Büro.xml", "a%2Fb.xml", "autostart", "web.xml"]
    );
    let mode = fs::metadata(store.path("web")).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600, "definitions may hold passwords");
}

#[test]
fn a_removed_object_takes_its_mark_along() {
    let place = tempfile::tempdir().unwrap();
    let store = ObjectStore::definitions(place.path());
    store.save("web", "<domain></domain>").unwrap();
    store.set_autostart("web", true).unwrap();
    assert!(store.autostart("web"));
    let mark = place.path().join("autostart/web.xml");
    assert_eq!(fs::canonicalize(mark).unwrap(), fs::canonicalize(store.path("web")).unwrap());

    assert!(store.remove("web").unwrap());
    assert!(!store.remove("web").unwrap());
    assert!(!store.autostart("web"));
    assert_eq!(store.read("web").unwrap(), None);
    store.set_autostart("web", false).unwrap();
}

#[test]
fn unreadable_files_are_set_aside_and_named() {
    let place = tempfile::tempdir().unwrap();
    let store = ObjectStore::definitions(place.path());
    for round in 1..=2 {
        store.save("good", "<domain></domain>").unwrap();
        store.save("half", "<domain><na").unwrap();
        store.set_autostart("half", true).unwrap();
        fs::write(place.path().join("binary.xml"), b"\xff\xfe<domain></domain>").unwrap();
        fs::write(place.path().join("empty.xml"), "").unwrap();
        fs::create_dir(place.path().join("folder.xml")).unwrap();
        std::os::unix::fs::symlink("nowhere", place.path().join("link.xml")).unwrap();
        fs::write(place.path().join("notes.txt"), "not ours").unwrap();
        fs::write(place.path().join(".unfinished-1-2"), "<dom").unwrap();

        let loaded = load(&store);
        assert_eq!(loaded.objects.len(), 1);
        assert_eq!(loaded.report.unfinished, 1);
        assert_eq!(loaded.report.stray_marks, [place.path().join("autostart/half.xml")]);
        let lines: Vec<_> = loaded
            .report
            .set_aside
            .iter()
            .map(|aside| {
                assert!(aside.kept_as.is_symlink() || aside.kept_as.exists());
                let kept_as = aside.kept_as.file_name().unwrap().display();
                format!("{kept_as}: {}", aside.reason)
            })
            .collect();
        let expected = expect![[r#"
            binary.xml.unreadable-N: invalid utf-8 sequence of 1 bytes from index 0
            empty.xml.unreadable-N: the file is empty
            folder.xml.unreadable-N: Is a directory (os error 21)
            half.xml.unreadable-N: line 1: unexpected end of file
            link.xml.unreadable-N: No such file or directory (os error 2)"#]];
        expected.assert_eq(&lines.join("\n").replace(&format!("-{round}:"), "-N:"));
    }
    let kept = names(place.path()).into_iter().filter(|n| n.contains("unreadable")).count();
    assert_eq!(kept, 10, "the second round overwrote nothing");
    assert_eq!(fs::read(place.path().join("half.xml.unreadable-1")).unwrap(), b"<domain><na");
    assert!(place.path().join("notes.txt").exists());
    assert_eq!(load(&store).report, Default::default());
}

#[test]
fn status_ends_with_the_boot() {
    let place = tempfile::tempdir().unwrap();
    let save = || ObjectStore::status(place.path()).save("web", "<domain></domain>").unwrap();
    save();
    assert_eq!(load(&ObjectStore::status(place.path())).objects.len(), 1);

    for mark in ["", "another-boot"] {
        fs::write(place.path().join(".boot"), mark).unwrap();
        let loaded = load(&ObjectStore::status(place.path()));
        assert_eq!((loaded.objects.len(), loaded.report.earlier_boot), (0, 1));
        save();
        let loaded = load(&ObjectStore::status(place.path()));
        assert_eq!((loaded.objects.len(), loaded.report.earlier_boot), (1, 0));
    }
}

#[test]
fn a_full_disk_leaves_the_old_definition() {
    // A file system of its own, 64 KiB in memory.
    let Some(unshare) = needs::program("unshare") else { return };
    let allowed = Command::new(unshare).args(["--map-root-user", "--mount", "true"]).output();
    let otherwise =
        "run it as root, or allow user namespaces: sysctl kernel.unprivileged_userns_clone=1";
    if !needs::condition(allowed.unwrap().status.success(), otherwise) {
        return;
    }
    let place = tempfile::tempdir().unwrap();
    let script = "exec unshare --map-root-user --mount sh -ec '
        mount -t tmpfs -o size=64k virt-test \"$FOLDER\"; exec \"$@\"' sh \"$@\"";
    let output = in_shell(
        &format!("FOLDER={}; export FOLDER; {script}", place.path().display()),
        &format!("full-disk {}", place.path().display()),
    );
    assert_proven(&output);
}

#[test]
fn a_write_that_fails_half_way_leaves_the_old_definition() {
    let place = tempfile::tempdir().unwrap();
    let output = in_shell(
        // No file over 4 KiB: the kernel writes that much of it and refuses the rest.
        "trap '' XFSZ; ulimit -f 8; exec \"$@\"",
        &format!("file-limit {}", place.path().display()),
    );
    assert_proven(&output);
}

#[test]
fn a_read_only_folder_is_named() {
    let store = ObjectStore::definitions("/proc/virt");
    let err = store.save("web", "<domain></domain>").unwrap_err();
    assert_eq!(err.kind(), ErrorKind::SystemError);
    assert!(err.message().starts_with("cannot create folder '/proc/virt'"), "{err}");
}

/// Runs the program that does `task` as `"$@"` of a shell script.
fn in_shell(script: &str, task: &str) -> Output {
    let program = support::program(task);
    let mut shell = Command::new("/bin/sh");
    shell.args(["-ec", script, "sh"]).arg(program.get_program()).args(program.get_args());
    shell.envs(program.get_envs().filter_map(|(key, value)| Some((key, value?))));
    shell.output().unwrap()
}

fn assert_proven(output: &Output) {
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success() && text.contains("\nproven\n"), "{output:?}");
}

#[test]
fn child_program_entry() {
    let Some(task) = support::task() else { return };
    let (task, folder) = task.split_once(' ').unwrap();
    let store = ObjectStore::definitions(folder);
    match task {
        "full-disk" => fill_the_disk(&store),
        "file-limit" => meet_the_limit(&store),
        other => panic!("unknown task {other}"),
    }
    println!("\nproven");
}

fn fill_the_disk(store: &ObjectStore) {
    let old = format!("<domain>{}</domain>", "o".repeat(5000));
    store.save("web", &old).unwrap();
    let big = format!("<domain>{}</domain>", "x".repeat(100_000));
    for name in ["web", "other"] {
        let err = store.save(name, &big).unwrap_err();
        assert_eq!(err.kind(), ErrorKind::SystemError);
        let folder = store.folder().display();
        assert_eq!(
            err.to_string(),
            format!(
                "cannot save '{folder}/{name}.xml' (nothing is changed); free some space on the \
                 file system of '{folder}' and try again: No space left on device (os error 28)"
            )
        );
    }
    assert_eq!(names(store.folder()), ["web.xml"]);
    assert_eq!(store.read("web").unwrap().unwrap(), old);
    // With the cause gone, the same call works.
    store.save("web", "<domain>new</domain>").unwrap();
    assert_eq!(store.read("web").unwrap().unwrap(), "<domain>new</domain>");
}

fn meet_the_limit(store: &ObjectStore) {
    store.save("web", "<domain>old</domain>").unwrap();
    let err = store.save("web", &"x".repeat(10_000)).unwrap_err();
    assert!(err.to_string().contains("File too large"), "{err}");
    assert_eq!(names(store.folder()), ["web.xml"]);
    assert_eq!(store.read("web").unwrap().unwrap(), "<domain>old</domain>");
}
