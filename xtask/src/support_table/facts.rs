//! The methods of libvirt's driver tables.

use std::fs;

use crate::{Result, root};

/// One of libvirt's driver tables.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Facts {
    /// Its name: `hypervisor`.
    pub(super) table: String,
    /// Its methods, in their order: `domainCreate`.
    pub(super) methods: Vec<String>,
}

/// Reads the file that comes with this program.
pub(super) fn read() -> Result<Vec<Facts>> {
    let path = root().join("xtask/data/driver-methods.txt");
    let text = fs::read_to_string(&path)
        .map_err(|error| format!("cannot read '{}': {error}", path.display()))?;
    parse(&text)
}

/// Reads lines of a table's name and a method's; a hash starts a comment.
fn parse(text: &str) -> Result<Vec<Facts>> {
    let mut tables: Vec<Facts> = Vec::new();
    for line in text.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
        let (table, method) =
            line.split_once(' ').ok_or_else(|| format!("'{line}' is not a table and a method"))?;
        match tables.last_mut() {
            Some(last) if last.table == table => last.methods.push(method.to_owned()),
            _ => tables.push(Facts { table: table.to_owned(), methods: vec![method.to_owned()] }),
        }
    }
    Ok(tables)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_one_table_belong_together() {
        let tables = parse("# x\na one\na two\nb one\n").unwrap();
        let tables: Vec<_> =
            tables.iter().map(|facts| (&*facts.table, facts.methods.join(","))).collect();
        assert_eq!(tables, [("a", "one,two".to_owned()), ("b", "one".to_owned())]);
        assert!(parse("a\n").is_err());
    }
}
