//! What a domain is called, has and does.

use serde_json::json;
use virt::api::domain::DomainMessageType;
use virt::{AutostartSetting, Domain, DomainStatus, SecurityLabel};

use super::states;
use crate::arguments::Arguments;
use crate::output::{Failure, Output};
use crate::session::{By, Session};

/// `domid`.
pub(super) fn domid(session: &mut Session<'_>, arguments: &Arguments) -> Result<Output, Failure> {
    let id = session.domain(arguments, By::Name)?.id()?;
    Ok(Output::line(id_text(id), json!(id)))
}

/// `domname`.
pub(super) fn domname(session: &mut Session<'_>, arguments: &Arguments) -> Result<Output, Failure> {
    let domain = session.domain(arguments, By::Id)?;
    Ok(Output::line(domain.name(), json!(domain.name())))
}

/// `domuuid`.
pub(super) fn domuuid(session: &mut Session<'_>, arguments: &Arguments) -> Result<Output, Failure> {
    let uuid = session.domain(arguments, By::IdOrName)?.uuid().to_string();
    Ok(Output::line(&uuid, json!(uuid)))
}

/// `domstate`.
pub(super) fn domstate(
    session: &mut Session<'_>,
    arguments: &Arguments,
) -> Result<Output, Failure> {
    let status = session.domain(arguments, By::IdOrName)?.status()?;
    let state = states::state(status.state());
    let reason = states::reason(status);
    let text = match arguments.is_set("reason") {
        true => format!("{state} ({reason})"),
        false => state.to_owned(),
    };
    Ok(Output::line(text, json!({ "state": state, "reason": reason })))
}

/// `dominfo`. What the driver does not have is left out.
pub(super) fn dominfo(session: &mut Session<'_>, arguments: &Arguments) -> Result<Output, Failure> {
    let domain = session.domain(arguments, By::IdOrName)?;
    let node = session.connection()?.node();
    let id = domain.id()?;
    let info = domain.info()?;
    let state = states::state(info.state);
    let persistent = domain.is_persistent()?;
    let autostart = domain.autostart(AutostartSetting::Always).ok();
    let managed_save = domain.has_managed_save().ok();
    let security = node.security_model().ok().filter(|security| !security.model.is_empty());
    let labels = security.is_some().then(|| domain.security_labels().unwrap_or_default());
    let messages = domain.messages(DomainMessageType::empty()).unwrap_or_default();
    let seconds = info.cpu_time.as_secs_f64();

    let mut pairs = vec![
        ("Id", id_text(id)),
        ("Name", domain.name().to_owned()),
        ("UUID", domain.uuid().to_string()),
        ("OS Type", domain.os_type()?),
        ("State", state.to_owned()),
        ("CPU(s)", info.vcpus.to_string()),
    ];
    if !info.cpu_time.is_zero() {
        pairs.push(("CPU time", format!("{seconds:.1}s")));
    }
    pairs.push(("Max memory", format!("{} KiB", info.max_memory_kib)));
    pairs.push(("Used memory", format!("{} KiB", info.memory_kib)));
    pairs.push(("Persistent", yes_or_no(persistent).to_owned()));
    if let Some(autostart) = autostart {
        let word = if autostart { "enable" } else { "disable" };
        pairs.push(("Autostart", word.to_owned()));
    }
    if let Some(saved) = managed_save {
        pairs.push(("Managed save", yes_or_no(saved).to_owned()));
    }
    if let Some(security) = &security {
        pairs.push(("Security model", security.model.clone()));
        pairs.push(("Security DOI", security.doi.clone()));
    }
    // Only a running domain has a process to put labels on.
    let labels = labels.unwrap_or_default();
    let told = labels.iter().filter(|label| id.is_some() && !label.label.is_empty());
    pairs.extend(told.map(|label| ("Security label", label_text(label))));
    if !messages.is_empty() {
        pairs.push(("Messages", messages.join(&format!("\n{:16}", ""))));
    }
    let json = json!({
        "id": id,
        "name": domain.name(),
        "uuid": domain.uuid().to_string(),
        "osType": domain.os_type()?,
        "state": state,
        "vcpus": info.vcpus,
        "cpuTimeSeconds": seconds,
        "maxMemoryKiB": info.max_memory_kib,
        "memoryKiB": info.memory_kib,
        "persistent": persistent,
        "autostart": autostart,
        "managedSave": managed_save,
        "security": security.map(|security| json!({
            "model": security.model,
            "doi": security.doi,
            "labels": labels.iter().map(|label| json!({
                "label": label.label,
                "enforcing": label.enforcing,
            })).collect::<Vec<_>>(),
        })),
        "messages": messages,
    });
    Ok(Output::pairs(15, &pairs, json))
}

fn label_text(label: &SecurityLabel) -> String {
    let mode = if label.enforcing { "enforcing" } else { "permissive" };
    format!("{} ({mode})", label.label)
}

/// The id as virsh prints it.
pub(super) fn id_text(id: Option<u32>) -> String {
    id.map_or_else(|| "-".to_owned(), |id| id.to_string())
}

/// virsh's word for the state of a domain that may have gone meanwhile.
pub(super) fn state_word(domain: &Domain) -> &'static str {
    domain.status().map(DomainStatus::state).map_or("no state", states::state)
}

fn yes_or_no(value: bool) -> &'static str {
    if value { "yes" } else { "no" }
}
