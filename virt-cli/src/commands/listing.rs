//! Which domains there are.

use serde_json::{Value, json};
use virt::Domain;
use virt::api::domain::{
    ConnectListAllDomainsFlags as Filter, DomainMetadataType, DomainModificationImpact,
};

use super::information::{id_text, state_word};
use crate::arguments::Arguments;
use crate::output::{Failure, Output, table};
use crate::session::Session;

const FILTERS: [(&str, Filter); 14] = [
    ("transient", Filter::TRANSIENT),
    ("persistent", Filter::PERSISTENT),
    ("with-snapshot", Filter::HAS_SNAPSHOT),
    ("without-snapshot", Filter::NO_SNAPSHOT),
    ("with-checkpoint", Filter::HAS_CHECKPOINT),
    ("without-checkpoint", Filter::NO_CHECKPOINT),
    ("state-running", Filter::RUNNING),
    ("state-paused", Filter::PAUSED),
    ("state-shutoff", Filter::SHUTOFF),
    ("state-other", Filter::OTHER),
    ("autostart", Filter::AUTOSTART),
    ("no-autostart", Filter::NO_AUTOSTART),
    ("with-managed-save", Filter::MANAGEDSAVE),
    ("without-managed-save", Filter::NO_MANAGEDSAVE),
];

/// A row of the list.
struct Row {
    id: Option<u32>,
    domain: Domain,
    state: &'static str,
    saved: Option<bool>,
    title: String,
}

/// `list`.
pub(super) fn list(session: &mut Session<'_>, arguments: &Arguments) -> Result<Output, Failure> {
    for option in ["name", "uuid", "id"] {
        arguments.exclusive("table", option)?;
    }
    let domains = session
        .connection()?
        .domains(filter(arguments))
        .map_err(Failure::because("Failed to list domains"))?;
    let mut rows: Vec<Row> = domains.into_iter().map(|domain| row(domain, arguments)).collect();
    // Running ones first, by id; then the others by name, as the driver sorted them.
    rows.sort_by_key(|row| row.id.unwrap_or(u32::MAX));
    Ok(Output::text(
        text(session, arguments, &rows),
        rows.iter().map(|row| as_json(row, arguments)).collect(),
    ))
}

fn filter(arguments: &Arguments) -> Filter {
    let activity = match (arguments.is_set("all"), arguments.is_set("inactive")) {
        (true, _) => Filter::ACTIVE | Filter::INACTIVE,
        (false, true) => Filter::INACTIVE,
        (false, false) => Filter::ACTIVE,
    };
    let options = FILTERS.into_iter().filter(|(name, _)| arguments.is_set(name));
    options.fold(activity, |filter, (_, flag)| filter | flag)
}

fn row(domain: Domain, arguments: &Arguments) -> Row {
    let title = match arguments.is_set("title") {
        true => domain
            .metadata(DomainMetadataType::Title, None, DomainModificationImpact::empty())
            .unwrap_or_default(),
        false => String::new(),
    };
    let id = domain.reference().id;
    let asked = arguments.is_set("managed-save") && id.is_none();
    let saved = asked.then(|| domain.has_managed_save().unwrap_or(false));
    let state = match saved {
        Some(true) => "saved",
        _ => state_word(&domain),
    };
    Row { id, state, saved, title, domain }
}

fn text(session: &Session<'_>, arguments: &Arguments, rows: &[Row]) -> String {
    let (ids, uuids, names) =
        (arguments.is_set("id"), arguments.is_set("uuid"), arguments.is_set("name"));
    if ids || uuids || names {
        // Nothing is told of a domain that has nothing of what was asked for.
        let told = rows.iter().filter(|row| uuids || names || row.id.is_some());
        return told.map(|row| cells(row, ids, uuids, names).join(" ") + "\n").collect();
    }
    let with_title = arguments.is_set("title");
    let cells: Vec<Vec<String>> = rows
        .iter()
        .map(|row| {
            let mut cells =
                vec![id_text(row.id), row.domain.name().to_owned(), row.state.to_owned()];
            cells.extend(with_title.then(|| row.title.clone()));
            cells
        })
        .collect();
    let heading: &[&str] =
        if with_title { &["Id", "Name", "State", "Title"] } else { &["Id", "Name", "State"] };
    table(heading, &cells, session.is_quiet())
}

fn cells(row: &Row, ids: bool, uuids: bool, names: bool) -> Vec<String> {
    let id = ids.then(|| id_text(row.id));
    let uuid = uuids.then(|| row.domain.uuid().to_string());
    let name = names.then(|| row.domain.name().to_owned());
    [id, uuid, name].into_iter().flatten().collect()
}

fn as_json(row: &Row, arguments: &Arguments) -> Value {
    let mut json = json!({
        "id": row.id,
        "name": row.domain.name(),
        "uuid": row.domain.uuid().to_string(),
        "state": row.state,
    });
    if arguments.is_set("title") {
        json["title"] = json!(row.title);
    }
    if let Some(saved) = row.saved {
        json["managedSave"] = json!(saved);
    }
    json
}
