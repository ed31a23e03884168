//! From the replies of a probed QEMU to its capabilities; no I/O.

use std::path::Path;

use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::arch::Arch;
use super::model::{CpuModel, Machine, Names, QemuCapabilities, QemuVersion};
use crate::qmp::{Command, Greeting, Refusal, Reply};

/// What is asked, in one round trip. Cheap answers only: `query-qmp-schema` alone takes QEMU as
/// long as half of the rest.
const QUESTIONS: [&str; 7] = [
    "query-target",
    "query-kvm",
    "query-machines",
    "query-cpu-definitions",
    "qom-list-types",
    "query-commands",
    "query-command-line-options",
];

pub(super) fn questions() -> impl Iterator<Item = Command> {
    QUESTIONS.into_iter().map(Command::new)
}

/// Reads the replies to [`questions`].
pub(super) fn capabilities(
    binary: &Path,
    greeting: Greeting,
    replies: Vec<Result<Reply, Refusal>>,
) -> Result<QemuCapabilities, String> {
    let (major, minor, micro) = greeting.version;
    let version = QemuVersion { major, minor, micro };
    if version < QemuVersion::OLDEST {
        let oldest = QemuVersion::OLDEST;
        return Err(format!(
            "it is version {version}, and {oldest} is the oldest that is supported"
        ));
    }
    let mut replies = Replies(QUESTIONS.into_iter().zip(replies));
    let Target { arch: target } = replies.next()?;
    let arch = Arch::from_qemu_target(&target)
        .ok_or_else(|| format!("it emulates '{target}', which has no name here"))?;
    let Kvm { enabled: kvm } = replies.next()?;
    let machines: Vec<RawMachine> = replies.next()?;
    // Some architectures have no models, and their QEMU no command to list them.
    let models: Vec<RawModel> = replies.next_or_default()?;
    let types: Vec<Named> = replies.next()?;
    let commands: Vec<Named> = replies.next()?;
    let options: Vec<RawOption> = replies.next()?;

    let mut names = Names::default();
    names.types.extend(types.into_iter().map(|named| named.name));
    names.commands.extend(commands.into_iter().map(|named| named.name));
    names.options.extend(
        options
            .into_iter()
            .map(|raw| (raw.option, raw.parameters.into_iter().map(|named| named.name).collect())),
    );
    let mut capabilities = QemuCapabilities::new(binary.to_owned(), version, arch, names);
    capabilities.package = greeting.package;
    capabilities.kvm = kvm;
    // `none` has no processor and no memory: it is what the probe itself ran on.
    capabilities.machines =
        machines.into_iter().filter(|raw| raw.name != "none").map(Machine::from).collect();
    capabilities.machines.sort_by(|a, b| a.name.cmp(&b.name));
    capabilities.cpu_models = models.into_iter().map(CpuModel::from).collect();
    capabilities.cpu_models.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(capabilities)
}

struct Replies<I>(I);

impl<I: Iterator<Item = (&'static str, Result<Reply, Refusal>)>> Replies<I> {
    fn next<T: DeserializeOwned>(&mut self) -> Result<T, String> {
        let (command, outcome) = self.0.next().ok_or("it left questions unanswered")?;
        let reply = outcome.map_err(|refusal| format!("it refused '{command}': {refusal}"))?;
        reply.parse().map_err(|err| format!("its reply to '{command}' makes no sense: {err}"))
    }

    fn next_or_default<T: DeserializeOwned + Default>(&mut self) -> Result<T, String> {
        let (command, outcome) = self.0.next().ok_or("it left questions unanswered")?;
        match outcome {
            Ok(reply) => reply
                .parse()
                .map_err(|err| format!("its reply to '{command}' makes no sense: {err}")),
            Err(_) => Ok(T::default()),
        }
    }
}

#[derive(Deserialize)]
struct Target {
    arch: String,
}

#[derive(Deserialize)]
struct Kvm {
    enabled: bool,
}

#[derive(Deserialize)]
struct Named {
    name: Box<str>,
}

#[derive(Deserialize)]
struct RawOption {
    option: Box<str>,
    parameters: Vec<Named>,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct RawMachine {
    name: String,
    alias: Option<String>,
    #[serde(default)]
    is_default: bool,
    cpu_max: u32,
    hotpluggable_cpus: bool,
    default_cpu_type: Option<String>,
    default_ram_id: Option<String>,
    #[serde(default)]
    numa_mem_supported: bool,
    #[serde(default)]
    deprecated: bool,
    acpi: Option<bool>,
}

impl From<RawMachine> for Machine {
    fn from(raw: RawMachine) -> Self {
        Machine {
            name: raw.name,
            alias: raw.alias,
            is_default: raw.is_default,
            max_cpus: raw.cpu_max,
            hotpluggable_cpus: raw.hotpluggable_cpus,
            default_cpu: raw.default_cpu_type,
            default_ram_id: raw.default_ram_id,
            numa_memory_by_size: raw.numa_mem_supported,
            deprecated: raw.deprecated,
            acpi: raw.acpi,
        }
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct RawModel {
    name: String,
    typename: String,
    #[serde(default)]
    deprecated: bool,
    unavailable_features: Option<Vec<String>>,
}

impl From<RawModel> for CpuModel {
    fn from(raw: RawModel) -> Self {
        CpuModel {
            name: raw.name,
            type_name: raw.typename,
            deprecated: raw.deprecated,
            blockers: raw.unavailable_features,
        }
    }
}
