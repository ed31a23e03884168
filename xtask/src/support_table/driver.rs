//! What a driver crate implements.

use std::collections::{BTreeMap, BTreeSet};

use syn::visit::{self, Visit};
use syn::{Expr, File, ImplItem, Item};

use super::item::{self, Body};
use super::place::{Place, Places};

/// A driver crate.
#[derive(Debug)]
pub(super) struct Driver {
    /// The crate's name without `virt-`.
    pub(super) name: String,
    implemented: BTreeSet<Place>,
}

/// The methods that a crate writes for one trait, with what they do.
type Methods = BTreeMap<String, Body>;

impl Driver {
    /// Reads the sources of the crate `name`; nothing when it is no driver.
    pub(super) fn of(name: &str, files: &[File], places: &Places) -> Option<Self> {
        let entries = entries(files);
        // Other crates have drivers of their own for tests, and hand on those of others.
        entries.iter().find(|(of, _)| of == "DriverEntry")?;

        let written = written(files, places);
        let mut implemented = BTreeSet::new();
        for of in handed_out(&written, places) {
            for (method, default) in &places.traits[&of].methods {
                let body = written[&of].get(method).copied().or(*default);
                if body == Some(Body::Answers) || written[&of].get(method) == Some(&Body::Nothing) {
                    implemented.insert(Place::Method { of: of.clone(), name: method.clone() });
                }
            }
        }
        // Every driver lets go of its connection when its values are dropped.
        implemented.insert(Place::Type("Slots".to_owned()));
        implemented.extend(entries.into_iter().map(|(of, name)| Place::Entry { of, name }));
        let name = name.strip_prefix("virt-").unwrap_or(name).to_owned();
        Some(Driver { name, implemented })
    }

    /// Whether the driver implements what has its place there.
    pub(super) fn implements(&self, place: &Place) -> bool {
        match place {
            // The two ways to an entry that opens connections.
            Place::Entry { of, name } if name == "hypervisor" => {
                ["hypervisor", "remote"].iter().any(|name| {
                    let place = Place::Entry { of: of.clone(), name: (*name).to_owned() };
                    self.implemented.contains(&place)
                })
            }
            place => self.implemented.contains(place),
        }
    }
}

/// What the crate writes of the traits of drivers, whatever type it is for.
fn written(files: &[File], places: &Places) -> BTreeMap<String, Methods> {
    let mut written: BTreeMap<String, Methods> = BTreeMap::new();
    for item in item::items(files) {
        let Item::Impl(item) = item else {
            continue;
        };
        let path = item.trait_.as_ref().and_then(|(path, ..)| path.segments.last());
        let Some(of) = path.map(|segment| segment.ident.to_string()) else {
            continue;
        };
        if !places.traits.contains_key(&of) {
            continue;
        }
        let methods = written.entry(of).or_default();
        for method in &item.items {
            if let ImplItem::Fn(method) = method {
                methods.insert(method.sig.ident.to_string(), item::body(&method.block));
            }
        }
    }
    written
}

/// The traits among `written` that somebody can reach: those that are no facet, and the facets
/// that such a trait hands out.
fn handed_out(written: &BTreeMap<String, Methods>, places: &Places) -> Vec<String> {
    let mut owners: BTreeMap<&String, Vec<(&String, &String)>> = BTreeMap::new();
    for (owner, found) in &places.traits {
        for (method, facet) in &found.facets {
            owners.entry(facet).or_default().push((owner, method));
        }
    }
    let hands_out = |(owner, method): &(&String, &String)| {
        written.get(*owner).and_then(|methods| methods.get(*method)) == Some(&Body::Answers)
    };
    written
        .keys()
        .filter(|of| owners.get(of).is_none_or(|owners| owners.iter().any(hands_out)))
        .cloned()
        .collect()
}

/// The calls of `DriverEntry`'s functions in the crate, its builder's included.
fn entries(files: &[File]) -> Vec<(String, String)> {
    let mut calls = Calls::default();
    for item in item::items(files) {
        calls.visit_item(item);
    }
    calls.found
}

/// Finds `DriverEntry::function(…)` with what is chained to it.
#[derive(Default)]
struct Calls {
    found: Vec<(String, String)>,
}

impl<'ast> Visit<'ast> for Calls {
    fn visit_expr(&mut self, expression: &'ast Expr) {
        let mut chained = Vec::new();
        let mut inner = expression;
        while let Expr::MethodCall(call) = inner {
            chained.push(call.method.to_string());
            inner = &call.receiver;
        }
        if let Expr::Call(call) = inner
            && let Expr::Path(path) = &*call.func
            && let [.., of, name] = path
                .path
                .segments
                .iter()
                .map(|s| s.ident.to_string())
                .collect::<Vec<_>>()
                .as_slice()
            && of == "DriverEntry"
        {
            chained.push(name.clone());
            self.found.extend(chained.into_iter().map(|name| ("DriverEntry".to_owned(), name)));
        }
        visit::visit_expr(self, expression);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CORE: &str = r#"
        pub trait DomainDriver: Driver {
            #[doc(alias = "list")] fn list(&self);
            #[doc(alias = "reset")] fn reset(&self) { unsupported(self, "virReset") }
            #[doc(alias = "isAlive")] fn is_alive(&self) -> bool { true }
            #[doc(alias = "reload")] fn reload(&self) -> Result<()> { Ok(()) }
            fn snapshots(&self) -> Option<&dyn SnapshotDriver> { None }
        }
        pub trait SnapshotDriver: Driver { #[doc(alias = "take")] fn take(&self); }
        impl DriverEntry {
            #[doc(alias = "open")] pub const fn hypervisor() {}
            #[doc(alias = "probe")] pub const fn probed_by() {}
            #[doc(alias = "start")] pub const fn stateful() {}
        }
    "#;
    const ENTRY: &str = "pub const ENTRY: E = DriverEntry::hypervisor(\"x\").rank(1).probed_by(p);";
    const ALL: [&str; 8] = ["list", "reset", "isAlive", "reload", "take", "open", "probe", "start"];

    fn check(text: &str, expected: &[&str]) {
        let places = Places::of(&[syn::parse_str(CORE).unwrap()]).unwrap();
        let file = syn::parse_str(&format!("{ENTRY}{text}")).unwrap();
        let driver = Driver::of("virt-x", &[file], &places).unwrap();
        assert_eq!(driver.name, "x");
        let implements = |alias: &&&str| driver.implements(places.get(alias).unwrap());
        let implemented: Vec<_> = ALL.iter().filter(implements).copied().collect();
        assert_eq!(implemented, expected, "{text}");
    }

    #[test]
    fn what_is_overridden_or_answered_by_the_trait_counts() {
        check(
            "impl DomainDriver for X { fn list(&self) {} }",
            &["list", "isAlive", "open", "probe"],
        );
        check(
            "impl core::DomainDriver for X { fn list(&self) { go() } fn reset(&self) { go() } }",
            &["list", "reset", "isAlive", "open", "probe"],
        );
    }

    #[test]
    fn what_refuses_does_not_count() {
        check(
            "impl DomainDriver for X { fn list(&self) { go() } \
             fn reset(&self) { Err(Error::no_support(self.name(), \"virReset\")) } }",
            &["list", "isAlive", "open", "probe"],
        );
    }

    #[test]
    fn a_facet_counts_when_it_is_handed_out() {
        let facet = "impl SnapshotDriver for X { fn take(&self) { go() } }";
        check(
            &format!("{facet} impl DomainDriver for X {{ fn list(&self) {{ go() }} }}"),
            &["list", "isAlive", "open", "probe"],
        );
        check(
            &format!(
                "{facet} impl DomainDriver for X {{ fn list(&self) {{ go() }} \
                 fn snapshots(&self) -> Option<&dyn SnapshotDriver> {{ Some(self) }} }}"
            ),
            &["list", "isAlive", "take", "open", "probe"],
        );
    }

    #[test]
    fn a_crate_without_an_entry_is_no_driver() {
        let places = Places::of(&[syn::parse_str(CORE).unwrap()]).unwrap();
        let file = syn::parse_str("impl DomainDriver for X { fn list(&self) {} }").unwrap();
        assert!(Driver::of("virt", &[file], &places).is_none());
    }
}
