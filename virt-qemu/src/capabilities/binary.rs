//! Where QEMU binaries are.

use std::env;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use rustix::fs::{Access, access};

use super::arch::Arch;

/// Looked at after the folders of `PATH`, which a service manager often keeps short.
const FOLDERS: &[&str] =
    &["/usr/bin", "/usr/local/bin", "/usr/libexec", "/usr/lib/qemu", "/opt/homebrew/bin"];

/// Names under which distributions install the emulator of the host's own architecture.
const NATIVE_NAMES: &[&str] = &["qemu-kvm", "kvm"];

/// The emulator for guests of `arch` that is found first, without starting it.
pub fn find_emulator(arch: Arch) -> Option<PathBuf> {
    find_in(arch, Arch::host(), &folders(env::var_os("PATH").as_deref()))
}

/// Every architecture that has an emulator on this host, with its path.
pub fn installed_emulators() -> Vec<(Arch, PathBuf)> {
    let (host, folders) = (Arch::host(), folders(env::var_os("PATH").as_deref()));
    Arch::all().filter_map(|arch| Some((arch, find_in(arch, host, &folders)?))).collect()
}

fn folders(path: Option<&OsStr>) -> Vec<PathBuf> {
    let mut folders: Vec<PathBuf> =
        path.map(|path| env::split_paths(path).collect()).unwrap_or_default();
    // A relative entry would make the answer depend on the working directory.
    folders.retain(|folder| folder.is_absolute());
    for folder in FOLDERS {
        if !folders.iter().any(|known| known == Path::new(folder)) {
            folders.push(PathBuf::from(folder));
        }
    }
    folders
}

fn find_in(arch: Arch, host: Option<Arch>, folders: &[PathBuf]) -> Option<PathBuf> {
    let named = format!("qemu-system-{}", arch.qemu_target());
    // A 64-bit PC runs 32-bit guests on its own processor as well.
    let native = host.is_some_and(|host| host == arch || (host.is_x86() && arch.is_x86()));
    let fallbacks = if native { NATIVE_NAMES } else { &[] };
    let mut names = std::iter::once(named.as_str()).chain(fallbacks.iter().copied());
    names.find_map(|name| {
        folders.iter().map(|folder| folder.join(name)).find(|path| is_program(path))
    })
}

fn is_program(path: &Path) -> bool {
    path.is_file() && access(path, Access::EXEC_OK).is_ok()
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::os::unix::fs::PermissionsExt as _;

    use super::*;

    fn install(folder: &Path, name: &str, mode: u32) {
        let path = folder.join(name);
        fs::write(&path, "").unwrap();
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    }

    #[test]
    fn the_name_of_the_architecture_comes_before_the_native_names() {
        let (first, second) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        install(first.path(), "qemu-kvm", 0o755);
        install(second.path(), "qemu-system-x86_64", 0o755);
        install(second.path(), "qemu-system-arm", 0o644);
        let folders = [first.path().to_owned(), second.path().to_owned()];
        let find = |arch: &str| find_in(arch.parse().unwrap(), Some(Arch::X86_64), &folders);

        assert_eq!(find("x86_64"), Some(second.path().join("qemu-system-x86_64")));
        assert_eq!(find("i686"), Some(first.path().join("qemu-kvm")));
        assert_eq!(find("s390x"), None);
        assert_eq!(find("armv7l"), None, "a file that nobody may execute is not an emulator");
    }

    #[test]
    fn relative_folders_of_the_path_are_left_out() {
        let folders = folders(Some(OsStr::new("bin:/a::/usr/bin")));
        assert_eq!(folders[..2], [PathBuf::from("/a"), PathBuf::from("/usr/bin")]);
        assert_eq!(folders.iter().filter(|folder| *folder == Path::new("/usr/bin")).count(), 1);
    }
}
