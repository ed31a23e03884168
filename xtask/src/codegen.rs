//! Writes the enumerations, flags, typed-parameter names and error numbers of `virt-core` from
//! machine-made facts about libvirt's API, so that no number is ever typed by hand.
//!
//! The facts are JSON files in a folder: `api.json`, `drivers.json`, `errors.json`, `protocol.json`
//! and `virsh-commands.json`. The output is checked in; this runs again when the facts of a newer
//! libvirt arrive.

mod commands;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::Result;

/// Reads the facts below `reference` and rewrites the generated files of the workspace at `root`.
pub(crate) fn run(reference: &Path, root: &Path) -> Result<()> {
    let api: Value = serde_json::from_slice(&fs::read(reference.join("api.json"))?)?;
    let errors: Value = serde_json::from_slice(&fs::read(reference.join("errors.json"))?)?;
    let virsh: Value = serde_json::from_slice(&fs::read(reference.join("virsh-commands.json"))?)?;
    let core = root.join("virt-core/src");
    let commands = root.join("virt-cli/src/syntax/table.rs");

    let drivers: Value = serde_json::from_slice(&fs::read(reference.join("drivers.json"))?)?;
    fs::write(&commands, commands::table(&virsh))?;
    fs::write(root.join("xtask/data/driver-methods.txt"), driver_methods(&drivers))?;
    fs::write(core.join("error/kind.rs"), error_kinds(&errors)?)?;
    fs::write(core.join("error/origin.rs"), error_origins(&errors)?)?;

    let mut modules = api_modules(&api);
    let protocol: Value = serde_json::from_slice(&fs::read(reference.join("protocol.json"))?)?;
    modules.entry("host".to_owned()).or_default().push_str(&driver_features(&protocol));
    let folder = core.join("api");
    fs::create_dir_all(&folder)?;
    let mut index = String::from(
        "//! Every enumeration, flag and typed-parameter name of libvirt's API, by the part of the\n\
         //! API that it belongs to. The numbers are libvirt's; the names are its names without the\n\
         //! common prefix. Written by `cargo xtask codegen`.\n\n#[macro_use]\nmod macros;\n\n",
    );
    for (module, text) in &modules {
        fs::write(folder.join(format!("{module}.rs")), text)?;
        writeln!(index, "pub mod {module};")?;
    }
    write!(index, "{}", version(&api)?)?;
    fs::write(folder.join("mod.rs"), index)?;
    let files: Vec<_> = modules.keys().map(|m| folder.join(format!("{m}.rs"))).collect();
    let status = std::process::Command::new("rustfmt")
        .args(["--edition", "2024", "--config-path"])
        .arg(root.join("rustfmt.toml"))
        .args(&files)
        .arg(folder.join("mod.rs"))
        .arg(core.join("error/kind.rs"))
        .arg(core.join("error/origin.rs"))
        .arg(&commands)
        .status()?;
    if !status.success() {
        return Err("rustfmt refused a generated file".into());
    }
    Ok(())
}

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap_or_default()
}

fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value[key].as_array().map_or(&[], Vec::as_slice)
}

fn error_kinds(errors: &Value) -> Result<String> {
    let codes: Vec<&Value> = list(errors, "codes")
        .iter()
        .filter(|code| !text(code, "name").ends_with("_LAST"))
        .collect();
    let mut out = String::from(
        "//! The kinds of errors, with libvirt's numbers and words. Written by `cargo xtask codegen`.\n\n\
         /// What kind of failure an error is.\n\
         ///\n\
         /// [`InternalError`](ErrorKind::InternalError) is for bugs of virt itself.\n\
         #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]\n\
         #[non_exhaustive]\n#[repr(i32)]\npub enum ErrorKind {\n",
    );
    for code in &codes {
        writeln!(
            out,
            "    /// `{}`, since {}.\n    {} = {},",
            text(code, "name"),
            text(code, "since"),
            kind_name(text(code, "name")),
            code["value"]
        )?;
    }
    out.push_str("}\n\nimpl ErrorKind {\n    /// The number that libvirt gives this kind.\n");
    out.push_str("    pub const fn as_raw(self) -> i32 {\n        self as i32\n    }\n\n");
    out.push_str("    /// The kind with libvirt's number `raw`, when this version knows it.\n");
    out.push_str(
        "    pub const fn from_raw(raw: i32) -> Option<Self> {\n        Some(match raw {\n",
    );
    for code in &codes {
        writeln!(out, "            {} => Self::{},", code["value"], kind_name(text(code, "name")))?;
    }
    out.push_str("            _ => return None,\n        })\n    }\n\n");
    out.push_str("    /// The words of the kind for an error without a message.\n");
    out.push_str("    pub const fn words(self) -> &'static str {\n        match self {\n");
    for code in &codes {
        let words = code["message_without_info"].as_str().unwrap_or("no error");
        writeln!(out, "            Self::{} => {words:?},", kind_name(text(code, "name")))?;
    }
    out.push_str("        }\n    }\n\n");
    out.push_str("    /// The words before and after the message of an error of this kind.\n");
    out.push_str(
        "    pub const fn words_around(self) -> (&'static str, &'static str) {\n        match self {\n",
    );
    for code in &codes {
        let words = code["message_with_info"].as_str().unwrap_or("%s");
        let (before, after) = words.split_once("%s").ok_or("a message without %s")?;
        writeln!(
            out,
            "            Self::{} => ({before:?}, {after:?}),",
            kind_name(text(code, "name"))
        )?;
    }
    out.push_str("        }\n    }\n}\n");
    Ok(out)
}

fn kind_name(name: &str) -> String {
    match name.strip_prefix("VIR_WAR_") {
        Some(rest) => format!("Warn{}", camel(&words(rest))),
        None => camel(&words(name.strip_prefix("VIR_ERR_").unwrap_or(name))),
    }
}

fn error_origins(errors: &Value) -> Result<String> {
    let domains: Vec<&Value> = list(errors, "domains")
        .iter()
        .filter(|domain| !text(domain, "name").ends_with("_LAST"))
        .collect();
    let mut out = String::from(
        "//! The parts of the system that report errors, with libvirt's numbers and labels. Written\n\
         //! by `cargo xtask codegen`.\n\n\
         /// Which part of the system reports an error (libvirt calls it the error's domain).\n\
         #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]\n\
         #[non_exhaustive]\n#[repr(i32)]\npub enum ErrorOrigin {\n",
    );
    for domain in &domains {
        writeln!(
            out,
            "    /// `{}`, since {}.\n    {} = {},",
            text(domain, "name"),
            text(domain, "since"),
            origin_name(text(domain, "name")),
            domain["value"]
        )?;
    }
    out.push_str("}\n\nimpl ErrorOrigin {\n    /// The number that libvirt gives this part.\n");
    out.push_str("    pub const fn as_raw(self) -> i32 {\n        self as i32\n    }\n\n");
    out.push_str("    /// The part with libvirt's number `raw`, when this version knows it.\n");
    out.push_str(
        "    pub const fn from_raw(raw: i32) -> Option<Self> {\n        Some(match raw {\n",
    );
    for domain in &domains {
        writeln!(
            out,
            "            {} => Self::{},",
            domain["value"],
            origin_name(text(domain, "name"))
        )?;
    }
    out.push_str("            _ => return None,\n        })\n    }\n\n");
    out.push_str("    /// What people call this part: `QEMU Driver`.\n");
    out.push_str("    pub const fn label(self) -> &'static str {\n        match self {\n");
    for domain in &domains {
        writeln!(
            out,
            "            Self::{} => {:?},",
            origin_name(text(domain, "name")),
            text(domain, "label")
        )?;
    }
    out.push_str("        }\n    }\n}\n");
    Ok(out)
}

fn origin_name(name: &str) -> String {
    camel(&words(name.strip_prefix("VIR_FROM_").unwrap_or(name)))
}

/// The generated text of each module of `virt_core::api`.
fn api_modules(api: &Value) -> BTreeMap<String, String> {
    let mut bodies: BTreeMap<String, String> = BTreeMap::new();
    for enumeration in list(api, "enums") {
        if matches!(text(enumeration, "name"), "virErrorNumber" | "virErrorDomain") {
            continue; // `virt_core::error` holds these two
        }
        let body = bodies.entry(module_name(text(enumeration, "module"))).or_default();
        body.push_str(&if is_flags(enumeration) { flags(enumeration) } else { plain(enumeration) });
    }
    for constant in list(api, "macros").iter().filter(|m| m["string"].is_string()) {
        let body = bodies.entry(module_name(text(constant, "module"))).or_default();
        let name = text(constant, "name");
        let _ = write!(
            body,
            "/// `{name}`, since {}.\npub const {}: &str = {:?};\n\n",
            text(constant, "since"),
            name.strip_prefix("VIR_").unwrap_or(name),
            text(constant, "string")
        );
    }
    bodies
        .into_iter()
        .map(|(module, body)| {
            let mut head = format!(
                "//! Enumerations, flags and parameter names of libvirt's {module} API. Written by\n\
                 //! `cargo xtask codegen`.\n\n"
            );
            if body.contains("bitflags!") {
                head.push_str("use bitflags::bitflags;\n\n");
            }
            (module, head + &body)
        })
        .collect()
}

/// The methods of libvirt's driver tables, for the support table.
fn driver_methods(drivers: &Value) -> String {
    let mut out = format!(
        "# The methods of the driver tables of libvirt {}: table and method.\n\
         # Written by `cargo xtask codegen`.\n",
        text(drivers, "version")
    );
    for (table, methods) in drivers["tables"].as_object().into_iter().flatten() {
        for method in methods.as_array().into_iter().flatten() {
            let _ = writeln!(out, "{table} {}", text(method, "method"));
        }
    }
    out
}

/// What drivers can be asked about themselves; not in the public API, and yet on the wire.
fn driver_features(protocol: &Value) -> String {
    let mut out = String::from(
        "enumeration! {\n    /// Something that a driver does or not, under libvirt's number.\n    \
         pub enum DriverFeature {\n",
    );
    for feature in list(protocol, "driver_features") {
        let name = text(feature, "name");
        let short = name.strip_prefix("VIR_DRV_FEATURE_").unwrap_or(name);
        let _ = write!(
            out,
            "        /// `{name}`.\n        {} = {},\n",
            camel(&words(short)),
            feature["value"]
        );
    }
    out.push_str("    }\n}\n");
    out
}

/// The version of libvirt that the facts are about, as one number.
fn version(api: &Value) -> Result<String> {
    let version = text(api, "version");
    let parts: Vec<u64> =
        version.split('.').map(str::parse).collect::<std::result::Result<_, _>>()?;
    let [major, minor, release] = parts[..] else {
        return Err(format!("'{version}' is not a version").into());
    };
    Ok(format!(
        "\n/// The version of libvirt whose API this is, {version}, as 1,000,000 × major + 1,000 × minor +\n\
         /// release.\npub const VERSION: u64 = {major}_{minor:03}_{release:03};\n"
    ))
}

/// `libvirt-domain-snapshot` is `domain_snapshot`, `virterror` is `error`.
fn module_name(module: &str) -> String {
    let name = module.strip_prefix("libvirt-").unwrap_or(module);
    if name == "virterror" { "error".to_owned() } else { name.replace('-', "_") }
}

/// Whether the values are bits of a set rather than alternatives.
fn is_flags(enumeration: &Value) -> bool {
    text(enumeration, "name").contains("Flag")
        || list(enumeration, "values")
            .iter()
            .filter(|v| v["value"] != 0 && !is_last(text(v, "name")))
            .all(|v| v["bit"].is_u64())
            && list(enumeration, "values").iter().any(|v| v["bit"].is_u64())
}

/// Whether a constant counts the others; one of the commands is called so for what it does.
fn is_last(name: &str) -> bool {
    name.ends_with("_LAST") && !name.ends_with("_ADD_LAST") || name == "VIR_DOMAIN_MEMORY_STAT_NR"
}

fn flags(enumeration: &Value) -> String {
    let c_name = text(enumeration, "name");
    let mut out = format!(
        "bitflags! {{\n    /// libvirt's `{c_name}`.\n    #[derive(Debug, Clone, Copy, Default, \
         PartialEq, Eq, Hash)]\n    pub struct {}: u32 {{\n",
        type_name(c_name)
    );
    for (name, value) in variants(enumeration) {
        let number = value["value"].as_i64().unwrap_or_default();
        if number == 0 {
            continue; // the empty set
        }
        let bits = match value["bit"].as_u64() {
            Some(bit) => format!("1 << {bit}"),
            None => number.to_string(),
        };
        let _ = write!(
            out,
            "        /// `{}`, since {}.\n        const {} = {bits};\n",
            text(value, "name"),
            text(value, "since"),
            name.join("_")
        );
    }
    out.push_str("    }\n}\n\n");
    out
}

fn plain(enumeration: &Value) -> String {
    let c_name = text(enumeration, "name");
    let mut out = format!(
        "enumeration! {{\n    /// libvirt's `{c_name}`.\n    pub enum {} {{\n",
        type_name(c_name)
    );
    let mut seen = Vec::new();
    for (name, value) in variants(enumeration) {
        if seen.contains(&&value["value"]) {
            continue; // a second name of the same value
        }
        seen.push(&value["value"]);
        let _ = write!(
            out,
            "        /// `{}`, since {}.\n        {} = {},\n",
            text(value, "name"),
            text(value, "since"),
            camel(&name),
            value["value"]
        );
    }
    out.push_str("    }\n}\n\n");
    out
}

/// The values of an enumeration with the words of their names that are not common to all.
fn variants(enumeration: &Value) -> Vec<(Vec<String>, &Value)> {
    let values = list(enumeration, "values");
    let flags = is_flags(enumeration);
    let names: Vec<Vec<String>> = values
        .iter()
        .filter(|v| !(flags && v["value"] == 0 && text(v, "name").ends_with("_NONE")))
        .map(|v| words(text(v, "name")))
        .collect();
    let shortest = names.iter().map(Vec::len).min().unwrap_or(1);
    let mut common =
        (0..shortest - 1).take_while(|&i| names.iter().all(|name| name[i] == names[0][i])).count();
    if names.len() == 1 {
        let own = type_words(text(enumeration, "name"));
        common = names[0].iter().skip(1).zip(&own).take_while(|(a, b)| a == b).count() + 1;
        common = common.min(names[0].len() - 1);
    }
    let starts_with_digit = |at: usize| {
        names.iter().any(|n| n[at..].first().is_some_and(|w| w.starts_with(char::is_numeric)))
    };
    if common > 0 && starts_with_digit(common) {
        common -= 1;
    }
    values
        .iter()
        .filter(|v| !is_last(text(v, "name")))
        .map(|v| (words(text(v, "name")), v))
        .filter(|(_, v)| !(flags && v["value"] == 0))
        .map(|(name, v)| (name[common.min(name.len() - 1)..].to_vec(), v))
        .collect()
}

/// `virDomainXMLFlags` is `DomainXmlFlags`; the endings that C needs are dropped.
fn type_name(c_name: &str) -> String {
    let mut words = type_words(c_name);
    if let [.., flag, values] = words.as_slice()
        && (flag == "FLAGS" || flag == "FLAG")
        && values == "VALUES"
    {
        words.truncate(words.len() - 2);
        words.push("FLAGS".to_owned());
    }
    if words.last().is_some_and(|w| w == "VALUES") {
        words.pop();
    }
    camel(&words)
}

/// Splits `virDomainXMLFlags` into `DOMAIN`, `XML`, `FLAGS`.
fn type_words(c_name: &str) -> Vec<String> {
    // A plural of an abbreviation, as in `virNodeGetCPUStatsAllCPUs`, is one word.
    let plural = c_name.replace("CPUs", "Cpus");
    let name: Vec<char> = plural.strip_prefix("vir").unwrap_or(&plural).chars().collect();
    let mut words: Vec<String> = Vec::new();
    for (i, &c) in name.iter().enumerate() {
        let after_lower = i > 0 && !name[i - 1].is_uppercase();
        let before_lower = name.get(i + 1).is_some_and(|n| n.is_lowercase());
        if c.is_uppercase() && (i == 0 || after_lower || before_lower) {
            words.push(String::new());
        }
        match words.last_mut() {
            Some(word) => word.push(c.to_ascii_uppercase()),
            None => words.push(c.to_ascii_uppercase().to_string()),
        }
    }
    words
}

fn words(name: &str) -> Vec<String> {
    name.split('_').map(str::to_owned).collect()
}

/// Words that libvirt writes as one, and how a name reads better with them apart.
const SPELLING: [(&str, &str); 29] = [
    ("ATSET1", "AtSet1"),
    ("ATSET2", "AtSet2"),
    ("ATSET3", "AtSet3"),
    ("AUTHNAME", "AuthName"),
    ("COREDUMP", "CoreDump"),
    ("CRASHLOADED", "CrashLoaded"),
    ("ECHOPROMPT", "EchoPrompt"),
    ("HUGETLB", "HugeTlb"),
    ("INJECTNMI", "InjectNmi"),
    ("IOERROR", "IoError"),
    ("IOTHREAD", "IoThread"),
    ("KEEPALIVE", "KeepAlive"),
    ("LLONG", "Long"),
    ("NETDIR", "NetDir"),
    ("NOECHOPROMPT", "NoEchoPrompt"),
    ("NOSTATE", "NoState"),
    ("NOWAIT", "NoWait"),
    ("PGALLOC", "PageAlloc"),
    ("PGFAIL", "PageFail"),
    ("PMSUSPEND", "PmSuspend"),
    ("PMSUSPENDED", "PmSuspended"),
    ("PMWAKEUP", "PmWakeup"),
    ("PORTGROUP", "PortGroup"),
    ("POSTCOPY", "PostCopy"),
    ("POWEROFF", "PowerOff"),
    ("SCHED", "Scheduler"),
    ("UINT", "UnsignedInt"),
    ("ULLONG", "UnsignedLong"),
    ("UNSPEC", "Unspecified"),
];

fn camel(words: &[String]) -> String {
    words.iter().map(|word| capitalised(word)).collect()
}

fn capitalised(word: &str) -> String {
    if let Some((_, spelled)) = SPELLING.iter().find(|(plain, _)| *plain == word) {
        return (*spelled).to_owned();
    }
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_uppercase().collect::<String>() + &chars.as_str().to_lowercase()
    })
}
