//! The table as Markdown: short for the front page, and in full.

use std::fmt::Write as _;

use super::driver::Driver;
use super::facts::Facts;
use super::place::{Place, Places};

/// A row a table of libvirt, a column a driver: how many methods it implements.
pub(super) fn short(facts: &[Facts], places: &Places, drivers: &[Driver]) -> String {
    let mut out = head(&["methods of libvirt's tables", "all"], drivers);
    let mut sums = vec![0; drivers.len()];
    for table in facts {
        let _ = write!(out, "| {} | {} |", table.table, table.methods.len());
        for (driver, sum) in drivers.iter().zip(&mut sums) {
            let count = implemented(table, places, driver);
            *sum += count;
            let _ =
                write!(out, " {} |", if count == 0 { String::new() } else { count.to_string() });
        }
        out.push('\n');
    }
    let all: usize = facts.iter().map(|table| table.methods.len()).sum();
    let _ = write!(out, "| together | {all} |");
    for sum in sums {
        let _ = write!(out, " {sum} |");
    }
    out.push('\n');
    out
}

/// The short table, and then one row a method.
pub(super) fn full(facts: &[Facts], places: &Places, drivers: &[Driver]) -> String {
    let mut out = String::from(
        "# What each driver implements\n\n\
         Written by `cargo xtask support-table --write` from the code: a method counts when the\n\
         driver overrides it or the trait's own body answers, and a facet when the driver hands\n\
         it out.\n\n",
    );
    out.push_str(&short(facts, places, drivers));
    for table in facts {
        let _ = write!(out, "\n## {}\n\n", table.table);
        out.push_str(&head(&["method of libvirt", "its place in virt-core"], drivers));
        for method in &table.methods {
            let place = places.get(method);
            let path = place.map_or_else(|| "**none**".to_owned(), |p| format!("`{}`", p.path()));
            let _ = write!(out, "| `{method}` | {path} |");
            for driver in drivers {
                let has = place.is_some_and(|place| driver.implements(place));
                out.push_str(if has { " yes |" } else { " |" });
            }
            out.push('\n');
        }
    }
    out
}

fn implemented(table: &Facts, places: &Places, driver: &Driver) -> usize {
    let has = |place: &&Place| driver.implements(place);
    table.methods.iter().filter_map(|method| places.get(method)).filter(has).count()
}

/// The first two lines of a table: the columns `first` and one a driver.
fn head(first: &[&str], drivers: &[Driver]) -> String {
    let names = first.iter().copied().chain(drivers.iter().map(|driver| driver.name.as_str()));
    let columns: Vec<&str> = names.collect();
    format!("| {} |\n|{}\n", columns.join(" | "), " --- |".repeat(columns.len()))
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::*;

    #[test]
    fn the_full_table_has_a_row_for_every_method() {
        let core = "pub trait DomainDriver { #[doc(alias(\"one\", \"two\"))] fn both(&self); \
                    #[doc(alias = \"three\")] fn single(&self) { unsupported(self, \"x\") } }";
        let places = Places::of(&[syn::parse_str(core).unwrap()]).unwrap();
        let crate_of_driver = "const ENTRY: E = DriverEntry::hypervisor(\"x\"); \
                               impl DomainDriver for X { fn both(&self) { go() } }";
        let files = [syn::parse_str(crate_of_driver).unwrap()];
        let drivers = [Driver::of("virt-x", &files, &places).unwrap()];
        let methods = ["one", "two", "three", "four"].map(str::to_owned).to_vec();
        let facts = [Facts { table: "hypervisor".to_owned(), methods }];
        let text = full(&facts, &places, &drivers);
        let (_, tables) = text.split_once("it out.\n\n").unwrap();
        expect![[r#"
            | methods of libvirt's tables | all | x |
            | --- | --- | --- |
            | hypervisor | 4 | 2 |
            | together | 4 | 2 |

            ## hypervisor

            | method of libvirt | its place in virt-core | x |
            | --- | --- | --- |
            | `one` | `DomainDriver::both` | yes |
            | `two` | `DomainDriver::both` | yes |
            | `three` | `DomainDriver::single` | |
            | `four` | **none** | |
        "#]]
        .assert_eq(tables);
    }
}
