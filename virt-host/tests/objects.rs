//! State that readers take, and the table that they find it in.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail anywhere")]

use std::sync::Arc;
use std::thread;

use uuid::Uuid;
use virt_core::{Error, ErrorKind};
use virt_host::{ObjectTable, Published};

const ONE: Uuid = Uuid::from_u128(1);
const TWO: Uuid = Uuid::from_u128(2);
const THREE: Uuid = Uuid::from_u128(3);

fn table() -> ObjectTable<&'static str> {
    let table = ObjectTable::new("domain", ErrorKind::NoDomain);
    table.insert("web", ONE, Arc::new("first")).unwrap();
    table.insert("db", TWO, Arc::new("second")).unwrap();
    table
}

fn refused<T: std::fmt::Debug>(result: Result<T, Error>, kind: ErrorKind, message: &str) {
    let err = result.unwrap_err();
    assert_eq!((err.kind(), err.message()), (kind, message));
}

#[test]
fn objects_are_found_by_every_key() {
    let table = table();
    assert_eq!(*table.by_name("web").unwrap().object, "first");
    assert_eq!(&*table.by_uuid(TWO).unwrap().name, "db");
    assert_eq!((table.activate(TWO).unwrap(), table.activate(ONE).unwrap()), (1, 2));
    assert_eq!(table.by_id(2).unwrap().uuid, ONE);
    let listed = table.list();
    let listed: Vec<_> = listed.iter().map(|found| (&*found.name, found.id)).collect();
    assert_eq!(listed, [("db", Some(1)), ("web", Some(2))]);
    assert_eq!((table.len(), table.is_empty()), (2, false));
}

#[test]
fn what_is_not_there_is_an_error_of_its_kind() {
    let table = table();
    let uuid = "no domain with matching uuid '00000000-0000-0000-0000-000000000003'";
    refused(table.by_name("x"), ErrorKind::NoDomain, "no domain with matching name 'x'");
    refused(table.by_uuid(THREE), ErrorKind::NoDomain, uuid);
    refused(table.by_id(7), ErrorKind::NoDomain, "no domain with matching id 7");
    refused(table.activate(THREE), ErrorKind::NoDomain, uuid);
    refused(table.rename(THREE, "x"), ErrorKind::NoDomain, uuid);
}

#[test]
fn names_and_uuids_are_there_once() {
    let table = table();
    let name = "domain 'web' already exists with uuid 00000000-0000-0000-0000-000000000001";
    let uuid = "domain 'web' is already defined with uuid 00000000-0000-0000-0000-000000000001";
    refused(table.same("web", THREE), ErrorKind::OperationFailed, name);
    refused(table.same("new", ONE), ErrorKind::OperationFailed, uuid);
    refused(table.same("db", ONE), ErrorKind::OperationFailed, uuid);
    refused(table.insert("web", ONE, Arc::new("x")), ErrorKind::OperationFailed, name);
    refused(table.insert("web", THREE, Arc::new("x")), ErrorKind::OperationFailed, name);
    refused(table.get_or_insert_with("new", ONE, || "x"), ErrorKind::OperationFailed, uuid);
    assert_eq!(*table.same("web", ONE).unwrap().unwrap().object, "first");
    assert!(table.same("new", THREE).unwrap().is_none());
    assert_eq!(table.len(), 2);
}

#[test]
fn of_many_who_define_an_object_one_adds_it() {
    let table = ObjectTable::new("domain", ErrorKind::NoDomain);
    let added = thread::scope(|scope| {
        let threads: Vec<_> = (0..8)
            .map(|n| {
                scope.spawn({
                    let table = &table;
                    move || table.get_or_insert_with("web", ONE, || n).unwrap()
                })
            })
            .collect();
        threads.into_iter().map(|t| t.join().unwrap()).collect::<Vec<_>>()
    });
    assert_eq!(added.iter().filter(|(_, added)| *added).count(), 1);
    assert!(added.iter().all(|(object, _)| Arc::ptr_eq(object, &added[0].0)));
}

#[test]
fn ids_are_not_used_again() {
    let table = table();
    assert_eq!(table.activate(ONE).unwrap(), 1);
    table.deactivate(ONE);
    refused(table.by_id(1), ErrorKind::NoDomain, "no domain with matching id 1");
    assert_eq!(table.activate(ONE).unwrap(), 2);
    table.restore_id(TWO, 40).unwrap();
    assert_eq!(table.activate(ONE).unwrap(), 41);
    let err = table.restore_id(TWO, 41);
    refused(err, ErrorKind::OperationFailed, "another domain has the id 41");
}

#[test]
fn a_renamed_object_keeps_the_rest() {
    let table = table();
    table.activate(ONE).unwrap();
    let taken = "domain with name 'db' already exists";
    refused(table.rename(ONE, "db"), ErrorKind::OperationInvalid, taken);
    table.rename(ONE, "www").unwrap();
    assert_eq!(table.by_name("www").unwrap().id, Some(1));
    assert!(table.by_name("web").is_err());
    table.insert("web", THREE, Arc::new("third")).unwrap();
}

#[test]
fn only_the_very_object_is_removed() {
    let table = table();
    table.activate(ONE).unwrap();
    let first = table.by_uuid(ONE).unwrap().object;
    assert!(table.remove(ONE, &first));
    table.insert("web", ONE, Arc::new("its successor")).unwrap();
    assert!(!table.remove(ONE, &first));
    assert_eq!(*table.by_name("web").unwrap().object, "its successor");
    assert!(table.by_id(1).is_err());
}

#[test]
fn readers_see_whole_states_in_order() {
    let state = Published::new((0_u64, 0_u64));
    thread::scope(|scope| {
        for _ in 0..3 {
            scope.spawn(|| {
                let mut last = 0;
                while last < 10_000 {
                    let seen = state.load();
                    assert_eq!(seen.1, seen.0 * 3);
                    assert!(seen.0 >= last);
                    last = seen.0;
                }
            });
        }
        for number in 1..=10_000 {
            assert_eq!(state.publish((number, number * 3)).0, number - 1);
        }
    });
}

#[test]
fn no_update_is_lost() {
    let count = Published::new(0);
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| (0..1000).for_each(|_| drop(count.update(|count| count + 1))));
        }
    });
    assert_eq!(*count.load(), 4000);
}
