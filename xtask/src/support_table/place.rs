//! Where each method of libvirt's tables has its place in `virt-core`.

use std::collections::BTreeMap;

use syn::{File, ImplItem, Item, TraitItem};

use super::facts::Facts;
use super::item::{self, Body};
use crate::Result;

/// A place for one or more of libvirt's methods.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Place {
    /// A method of a trait.
    Method {
        /// The trait.
        of: String,
        /// The method.
        name: String,
    },
    /// A function of a type that says something about a driver: `DriverEntry::stateful`.
    Entry {
        /// The type.
        of: String,
        /// The function.
        name: String,
    },
    /// A type: what its drop does.
    Type(String),
}

impl Place {
    /// The place in Rust's words.
    pub(super) fn path(&self) -> String {
        match self {
            Place::Method { of, name } | Place::Entry { of, name } => format!("{of}::{name}"),
            Place::Type(name) => name.clone(),
        }
    }
}

/// A trait that drivers implement.
#[derive(Debug, Default)]
pub(super) struct Trait {
    /// Its methods, with what they do when a driver does not override them; none when it has to.
    pub(super) methods: BTreeMap<String, Option<Body>>,
    /// Its methods that hand out another trait, and which.
    pub(super) facets: BTreeMap<String, String>,
}

/// All places and traits.
#[derive(Debug, Default)]
pub(super) struct Places {
    /// The places of each of libvirt's methods.
    of: BTreeMap<String, Vec<Place>>,
    /// The traits.
    pub(super) traits: BTreeMap<String, Trait>,
}

impl Places {
    /// Reads the sources of `virt-core`.
    pub(super) fn of(files: &[File]) -> Result<Self> {
        let mut places = Places::default();
        for item in item::items(files) {
            match item {
                Item::Trait(item) => places.add_trait(item),
                Item::Struct(item) => {
                    let place = Place::Type(item.ident.to_string());
                    places.add(&item.attrs, place);
                }
                Item::Impl(item) if item.trait_.is_none() => places.add_functions(item),
                _ => {}
            }
        }
        Ok(places)
    }

    /// Where libvirt's `method` has its place.
    pub(super) fn get(&self, method: &str) -> Option<&Place> {
        self.of.get(method).and_then(|places| places.first())
    }

    /// Checks that every method of `facts` has exactly one place, and nothing else has one.
    pub(super) fn cover(&self, facts: &[Facts]) -> Result<()> {
        let known: Vec<&String> = facts.iter().flat_map(|table| &table.methods).collect();
        let mut problems = Vec::new();
        for method in &known {
            match self.of.get(*method).map_or(&[][..], Vec::as_slice) {
                [_] => {}
                [] => problems.push(format!("no trait has a place for libvirt's {method}")),
                several => {
                    let paths: Vec<_> = several.iter().map(Place::path).collect();
                    problems.push(format!("{method} has several places: {}", paths.join(", ")));
                }
            }
        }
        for (alias, places) in &self.of {
            // Other items may have aliases for other reasons.
            let in_trait = places.iter().any(|place| matches!(place, Place::Method { .. }));
            if in_trait && !known.contains(&alias) {
                problems.push(format!("libvirt's driver tables have no {alias}"));
            }
        }
        if problems.is_empty() { Ok(()) } else { Err(problems.join("\n").into()) }
    }

    fn add(&mut self, attributes: &[syn::Attribute], place: Place) {
        for alias in item::aliases(attributes) {
            self.of.entry(alias).or_default().push(place.clone());
        }
    }

    fn add_trait(&mut self, item: &syn::ItemTrait) {
        let of = item.ident.to_string();
        let mut found = Trait::default();
        for method in &item.items {
            let TraitItem::Fn(method) = method else {
                continue;
            };
            let name = method.sig.ident.to_string();
            if let Some(facet) = item::facet(&method.sig.output) {
                found.facets.insert(name.clone(), facet);
            }
            found.methods.insert(name.clone(), method.default.as_ref().map(item::body));
            self.add(&method.attrs, Place::Method { of: of.clone(), name });
        }
        self.traits.insert(of, found);
    }

    fn add_functions(&mut self, item: &syn::ItemImpl) {
        let syn::Type::Path(of) = &*item.self_ty else {
            return;
        };
        let Some(of) = of.path.segments.last().map(|segment| segment.ident.to_string()) else {
            return;
        };
        for function in &item.items {
            if let ImplItem::Fn(function) = function {
                let name = function.sig.ident.to_string();
                self.add(&function.attrs, Place::Entry { of: of.clone(), name });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facts(methods: &[&str]) -> Vec<Facts> {
        let methods = methods.iter().map(|method| (*method).to_owned()).collect();
        vec![Facts { table: "hypervisor".to_owned(), methods }]
    }

    fn check(text: &str, methods: &[&str], expected: &str) {
        let places = Places::of(&[syn::parse_str(text).unwrap()]).unwrap();
        let said = places.cover(&facts(methods)).err().map(|err| err.to_string());
        assert_eq!(said.unwrap_or_default(), expected);
    }

    const TRAIT: &str = "pub trait DomainDriver { #[doc(alias(\"one\", \"two\"))] fn both(&self); \
                         #[doc(alias = \"three\")] fn single(&self) { unsupported(self) } }";

    #[test]
    fn every_method_has_one_place() {
        check(TRAIT, &["one", "two", "three"], "");
        check(TRAIT, &["one", "two", "three", "four"], "no trait has a place for libvirt's four");
        check(TRAIT, &["one", "two"], "libvirt's driver tables have no three");
        check(
            &format!(
                "{TRAIT} #[doc(alias = \"one\")] struct Slots; #[doc(alias = \"x\")] struct X;"
            ),
            &["one", "two", "three"],
            "one has several places: DomainDriver::both, Slots",
        );
    }
}
