//! What each option of each command is for, in a few words.

/// What the option of the command is for.
pub(super) fn of(command: &str, option: &str) -> &'static str {
    match command {
        "create" | "start" => starting(option),
        "undefine" => undefining(option),
        "list" => listing(option),
        "event" => event(option),
        "echo" => echo(option),
        "console" => console(option),
        "nodedev-event" => event(option),
        "nodedev-list" | "nodedev-select" => node_devices(option),
        _ => other(command, option),
    }
    .unwrap_or_else(|| common(command, option))
}

fn common(command: &str, option: &str) -> &'static str {
    match (command, option) {
        ("domid", "domain") => "name or UUID of the domain",
        ("domname", "domain") => "id or UUID of the domain",
        ("attach-device" | "detach-device", "file") => {
            "file with the element of the device, or - for the standard input"
        }
        ("detach-device-alias", "alias") => "the name of the device",
        (_, "config") => "of the definition: at the next start",
        (_, "live") => "of the running domain",
        (_, "current") => "of the domain as it is",
        (_, "persistent") => "of the definition, and of the running domain if it runs",
        (_, "domain") => "name, id or UUID of the domain",
        (_, "file") => "file with the definition, or - for the standard input",
        (_, "validate") => "refuse what the schema does not know",
        (_, "xpath") => "print only what this XPath expression selects",
        (_, "wrap") => "put what is selected into one element",
        ("nodedev-dumpxml", "inactive") => "what it is defined as",
        (_, "device") => "name of the device, or node and port name as wwnn,wwpn",
        (_, "mode") => "ways to ask: acpi, agent, initctl, signal, paravirt; with commas several",
        _ => "",
    }
}

fn other(command: &str, option: &str) -> Option<&'static str> {
    Some(match (command, option) {
        ("autostart", "disable") => "do not start it with the host any more",
        ("autostart", "once") => "only the next time that the host starts",
        ("connect", "name") => "the URI; without it the one that virt was started with",
        ("connect", "readonly") => "for reading only",
        ("cd", "dir") => "the folder; without it the home folder",
        ("complete", "string") => "the words so far, the last one perhaps unfinished",
        ("destroy", "graceful") => "fail rather than kill a hypervisor that does not answer",
        ("destroy", "remove-logs") => "remove its logs as well",
        ("domstate", "reason") => "say why as well",
        ("dumpxml", "inactive") => "what it has at its next start",
        ("dumpxml", "security-info") => "with passwords",
        ("dumpxml", "update-cpu") => "with the processor that the host makes of it",
        ("dumpxml", "migratable") => "as another host needs it",
        ("nodedev-autostart", "disable") => "do not start it with the host any more",
        ("nodedev-changes", "token") => {
            "from an earlier answer; without it only a token is printed"
        }
        ("nodedev-detach", "driver") => "the driver to give it to, such as vfio",
        ("nodedev-detach", "force") => "even if the host needs it",
        ("nodedev-update", "live") => "change the device that is there",
        ("nodedev-update", "config") => "change its definition",
        ("nodedev-update", "current") => "change what there is now, as without any of these",
        ("help", "command") => "the command, or the group of commands, to explain",
        ("version", "daemon") => "of the daemon as well",
        _ => return None,
    })
}

fn starting(option: &str) -> Option<&'static str> {
    Some(match option {
        "domain" => "name or UUID of the domain",
        "console" => "stay on its console",
        "paused" => "with its processors stopped",
        "autodestroy" => "take its power away when virt ends",
        "bypass-cache" => "read a saved state past the host's cache",
        "force-boot" => "drop a saved state, and boot",
        "pass-fds" => "numbers of descriptors to hand to the guest, with commas",
        "reset-nvram" => "begin with fresh firmware variables",
        _ => return None,
    })
}

fn undefining(option: &str) -> Option<&'static str> {
    Some(match option {
        "managed-save" => "remove its saved state as well",
        "storage" => "remove these volumes as well: targets or sources, with commas",
        "remove-all-storage" => "remove all of its volumes as well",
        "delete-storage-volume-snapshots" => "remove the snapshots of those volumes too",
        "wipe-storage" => "overwrite those volumes first",
        "snapshots-metadata" => "forget its snapshots as well",
        "checkpoints-metadata" => "forget its checkpoints as well",
        "nvram" => "remove its firmware variables as well",
        "keep-nvram" => "keep its firmware variables",
        "tpm" => "remove the state of its TPM as well",
        "keep-tpm" => "keep the state of its TPM",
        _ => return None,
    })
}

fn listing(option: &str) -> Option<&'static str> {
    Some(match option {
        "inactive" => "those that do not run",
        "all" => "those that run and those that do not",
        "transient" => "those without a definition",
        "persistent" => "those with a definition",
        "with-snapshot" => "those with snapshots",
        "without-snapshot" => "those without snapshots",
        "with-checkpoint" => "those with checkpoints",
        "without-checkpoint" => "those without checkpoints",
        "state-running" => "those that run",
        "state-paused" => "those that are paused",
        "state-shutoff" => "those that are shut off",
        "state-other" => "those in any other state",
        "autostart" => "those that start with the host",
        "no-autostart" => "those that do not start with the host",
        "with-managed-save" => "those with a saved state",
        "without-managed-save" => "those without a saved state",
        "uuid" => "print UUIDs",
        "name" => "print names",
        "id" => "print ids",
        "table" => "print a table, as without any of these",
        "managed-save" => "tell which of those that are shut off have a saved state",
        "title" => "with titles",
        _ => return None,
    })
}

fn event(option: &str) -> Option<&'static str> {
    Some(match option {
        "device" => "only of this device",
        "domain" => "only of this domain",
        "event" => "only of this kind; --list names the kinds",
        "all" => "of every kind",
        "loop" => "print events until interrupted or out of time, not only the first",
        "timeout" => "seconds to wait",
        "list" => "print the kinds of events",
        "timestamp" => "say when each came",
        _ => return None,
    })
}

fn node_devices(option: &str) -> Option<&'static str> {
    Some(match option {
        "expression" => {
            "such as \"bus='pci' and cap='net'\"; nodedev-properties shows what there is"
        }
        "tree" => "each below the device that it is part of",
        "cap" => "those with one of these capabilities, with commas",
        "inactive" => "those that are defined and not there",
        "all" => "those that are there and those that are not",
        "persistent" => "those with a definition, or of the host itself",
        "transient" => "those that were made without a definition",
        _ => return None,
    })
}

fn echo(option: &str) -> Option<&'static str> {
    Some(match option {
        "shell" => "quoted for a shell",
        "xml" => "escaped for XML",
        "split" => "split each word at its commas; two commas stand for one",
        "err" => "as an error",
        "prefix" => "a word to begin with",
        "string" => "the words",
        _ => return None,
    })
}

fn console(option: &str) -> Option<&'static str> {
    Some(match option {
        "devname" => "alias of the serial port or console; without it the first",
        "force" => "take it over from whoever has it open",
        "resume" => "let a suspended domain run on once connected",
        "safe" => "only if the driver keeps others from the console meanwhile",
        _ => return None,
    })
}
