//! From a definition to what is run: which emulator, what it is told, which ports it gets.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use virt_core::Result;
use virt_core::config::domain::LifecycleAction;
use virt_core::config::domain::devices::Graphics;
use virt_core::config::{Architecture, DomainConfig};

use crate::capabilities::{Arch, QemuCapabilities, find_emulator};
use crate::command_line::{self, BuildOptions, CommandLine, IsConventional};
use crate::error::unsupported;
use crate::host_devices::is_conventional;
use crate::ports::ReservedPort;
use crate::state::QemuState;

/// What is to be run, and the definition that it runs.
pub(crate) struct Plan {
    /// The definition with everything that was chosen for this run.
    pub(crate) config: DomainConfig,
    pub(crate) command_line: CommandLine,
    /// Nobody else gets these while QEMU is on its way to them.
    pub(crate) ports: Vec<ReservedPort>,
}

impl Plan {
    /// Plans the run number `id`, whose sockets go into `folder`; `scsi_nodes` are the nodes of the
    /// host's SCSI devices, by their number among the `<hostdev>`s.
    ///
    /// # Errors
    ///
    /// [`ConfigUnsupported`](virt_core::ErrorKind::ConfigUnsupported) for what this driver or the
    /// emulator does not have.
    pub(crate) fn new(
        state: &QemuState,
        mut config: DomainConfig,
        id: u32,
        folder: &Path,
        scsi_nodes: BTreeMap<usize, String>,
    ) -> Result<Plan> {
        let emulator = emulator(state, &config)?;
        config.id = Some(id);
        command_line::assign(&mut config, &emulator, &is_conventional)?;
        command_line::assign_aliases(&mut config);
        let ports = choose_ports(state, &mut config)?;
        let options = BuildOptions {
            channel_folder: folder.to_owned(),
            scsi_nodes,
            ..BuildOptions::default()
        };
        let mut command_line = command_line::build(&config, &emulator, &options)?;
        if config.on_reboot == Some(LifecycleAction::Destroy) {
            command_line.arguments.push("-no-reboot".to_owned());
        }
        Ok(Plan { config, command_line, ports })
    }
}

/// Refuses what no run of `config` can have, before anything is taken from the host for it.
pub(crate) fn check(state: &QemuState, config: &DomainConfig) -> Result<()> {
    let mut config = config.clone();
    let emulator = emulator(state, &config)?;
    command_line::assign(&mut config, &emulator, &is_conventional)?;
    command_line::check(&config, &emulator)
}

/// Adds what the author of a definition left out, the emulator's choices included.
pub(crate) fn fill_in(state: &QemuState, config: &mut DomainConfig) -> Result<()> {
    fill_in_with(state, config, &is_conventional)
}

/// As [`fill_in`], with another opinion on which devices of the host are of conventional PCI.
pub(crate) fn fill_in_with(
    state: &QemuState,
    config: &mut DomainConfig,
    is_conventional: IsConventional<'_>,
) -> Result<()> {
    config.fill_defaults(&command_line::defaults());
    let emulator = emulator(state, config)?;
    config
        .devices
        .get_or_insert_default()
        .emulator
        .get_or_insert_with(|| emulator.binary.display().to_string());
    command_line::assign(config, &emulator, is_conventional)
}

/// What the emulator of `config` can do: the one it names, or this host's for its architecture.
pub(crate) fn emulator(state: &QemuState, config: &DomainConfig) -> Result<Arc<QemuCapabilities>> {
    let named = config.devices.as_ref().and_then(|devices| devices.emulator.as_ref());
    let binary = match named {
        Some(path) => PathBuf::from(path),
        None => installed(config)?,
    };
    Ok(state.capabilities().of(&binary)?)
}

fn installed(config: &DomainConfig) -> Result<PathBuf> {
    let name = config.os.as_ref().and_then(|os| os.os_type.as_ref()?.arch);
    let name = name.map(Architecture::as_str);
    let arch = match name {
        Some(name) => Arch::all().find(|arch| arch.name() == name),
        None => Arch::host(),
    };
    let arch = arch.ok_or_else(|| {
        unsupported(format!("no QEMU emulates the architecture '{}'", name.unwrap_or("unknown")))
    })?;
    find_emulator(arch).ok_or_else(|| {
        unsupported(format!(
            "no QEMU for {} is installed; install the package of qemu-system-{}, or name the \
             program in <emulator>",
            arch.name(),
            arch.qemu_target()
        ))
    })
}

/// Gives every display that has none a free port.
fn choose_ports(state: &QemuState, config: &mut DomainConfig) -> Result<Vec<ReservedPort>> {
    let mut reserved = Vec::new();
    let Some(devices) = &mut config.devices else { return Ok(reserved) };
    for graphics in &mut devices.graphics {
        if let Graphics::Vnc(vnc) = graphics
            && vnc.socket.is_none()
            && vnc.port.is_none_or(|port| port == -1 || vnc.autoport == Some(true))
        {
            let port = state.ports().reserve()?;
            vnc.port = Some(i32::from(port.number()));
            reserved.push(port);
        }
    }
    Ok(reserved)
}
