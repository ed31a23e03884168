//! All objects of one kind on a host, by name, UUID and id.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Display;
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use uuid::Uuid;
use virt_core::{Error, ErrorKind, Result};

/// The objects of one kind, none of whose names and UUIDs is there twice.
///
/// Looking up and listing wait for no object's job and for no I/O: the table's lock is held while
/// its maps are read or changed, and never longer.
///
/// ```
/// use std::sync::Arc;
/// use virt_core::ErrorKind;
/// use virt_host::ObjectTable;
///
/// let domains = ObjectTable::new("domain", ErrorKind::NoDomain);
/// domains.insert("web", uuid::Uuid::from_u128(1), Arc::new("its state"))?;
/// assert_eq!(*domains.by_name("web")?.object, "its state");
/// assert_eq!(domains.by_name("db").unwrap_err().message(), "no domain with matching name 'db'");
/// # Ok::<(), virt_core::Error>(())
/// ```
#[derive(Debug)]
pub struct ObjectTable<T> {
    noun: &'static str,
    missing: ErrorKind,
    maps: RwLock<Maps<T>>,
}

/// An object and how it is known in its table.
#[derive(Debug)]
pub struct Listed<T> {
    /// Its name.
    pub name: Arc<str>,
    /// Its UUID.
    pub uuid: Uuid,
    /// Its id while it is active.
    pub id: Option<u32>,
    /// The object.
    pub object: Arc<T>,
}

impl<T> Clone for Listed<T> {
    fn clone(&self) -> Listed<T> {
        let (name, object) = (Arc::clone(&self.name), Arc::clone(&self.object));
        Listed { name, uuid: self.uuid, id: self.id, object }
    }
}

#[derive(Debug)]
struct Maps<T> {
    objects: HashMap<Uuid, Listed<T>>,
    names: BTreeMap<Arc<str>, Uuid>,
    ids: BTreeMap<u32, Uuid>,
    last_id: u32,
}

impl<T> ObjectTable<T> {
    /// An empty table of what messages call `noun` (`domain`), where looking for what is not there
    /// is an error of the kind `missing`.
    pub fn new(noun: &'static str, missing: ErrorKind) -> ObjectTable<T> {
        let maps = Maps {
            objects: HashMap::new(),
            names: BTreeMap::new(),
            ids: BTreeMap::new(),
            last_id: 0,
        };
        ObjectTable { noun, missing, maps: RwLock::new(maps) }
    }

    /// Adds an object.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::OperationFailed`] when the name or the UUID is taken, also by one and the same
    /// object.
    pub fn insert(&self, name: &str, uuid: Uuid, object: Arc<T>) -> Result<()> {
        let mut maps = self.write();
        if maps.same(self.noun, name, uuid)?.is_some() {
            return Err(exists(self.noun, name, uuid));
        }
        maps.insert(name, uuid, object);
        Ok(())
    }

    /// Returns the object of this name and UUID, or adds the one that `make` makes; the flag tells
    /// whether it was added. Of two threads that define the same object, one adds it.
    ///
    /// `make` must not use the table.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::OperationFailed`] when another object has the name or the UUID.
    pub fn get_or_insert_with(
        &self,
        name: &str,
        uuid: Uuid,
        make: impl FnOnce() -> T,
    ) -> Result<(Arc<T>, bool)> {
        let mut maps = self.write();
        if let Some(there) = maps.same(self.noun, name, uuid)? {
            return Ok((Arc::clone(&there.object), false));
        }
        let object = Arc::new(make());
        maps.insert(name, uuid, Arc::clone(&object));
        Ok((object, true))
    }

    /// Returns the object that a definition with this name and UUID stands for; none when it would
    /// be a new one.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::OperationFailed`] when another object has the name or the UUID.
    pub fn same(&self, name: &str, uuid: Uuid) -> Result<Option<Listed<T>>> {
        self.read().same(self.noun, name, uuid).map(|there| there.cloned())
    }

    /// Finds an object by its name.
    ///
    /// # Errors
    ///
    /// The table's kind of error when there is none.
    pub fn by_name(&self, name: &str) -> Result<Listed<T>> {
        let maps = self.read();
        let found = maps.names.get(name).and_then(|uuid| maps.objects.get(uuid));
        found.cloned().ok_or_else(|| self.missing("name", format_args!("'{name}'")))
    }

    /// Finds an object by its UUID.
    ///
    /// # Errors
    ///
    /// The table's kind of error when there is none.
    pub fn by_uuid(&self, uuid: Uuid) -> Result<Listed<T>> {
        let found = self.read().objects.get(&uuid).cloned();
        found.ok_or_else(|| self.no_uuid(uuid))
    }

    /// Finds an active object by its id.
    ///
    /// # Errors
    ///
    /// The table's kind of error when there is none.
    pub fn by_id(&self, id: u32) -> Result<Listed<T>> {
        let maps = self.read();
        let found = maps.ids.get(&id).and_then(|uuid| maps.objects.get(uuid));
        found.cloned().ok_or_else(|| self.missing("id", id))
    }

    /// Returns all objects, sorted by name.
    pub fn list(&self) -> Vec<Listed<T>> {
        let maps = self.read();
        maps.names.values().filter_map(|uuid| maps.objects.get(uuid)).cloned().collect()
    }

    /// How many objects there are.
    pub fn len(&self) -> usize {
        self.read().objects.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Gives an object that becomes active the next id: from 1, and never one that was used before.
    ///
    /// # Errors
    ///
    /// The table's kind of error when the object is not there (any more).
    pub fn activate(&self, uuid: Uuid) -> Result<u32> {
        let mut maps = self.write();
        let id = maps.last_id.wrapping_add(1).max(1);
        maps.set_id(uuid, Some(id)).ok_or_else(|| self.no_uuid(uuid)).map(|()| id)
    }

    /// Gives an object that is active already, such as a guest taken over, the id that it has had.
    ///
    /// # Errors
    ///
    /// The table's kind of error when the object is not there, and
    /// [`ErrorKind::OperationFailed`] when another one has the id.
    pub fn restore_id(&self, uuid: Uuid, id: u32) -> Result<()> {
        let mut maps = self.write();
        if maps.ids.get(&id).is_some_and(|holder| *holder != uuid) {
            let message = format!("another {} has the id {id}", self.noun);
            return Err(Error::new(ErrorKind::OperationFailed, message));
        }
        maps.set_id(uuid, Some(id)).ok_or_else(|| self.no_uuid(uuid))
    }

    /// Takes the id from an object that is no longer active.
    pub fn deactivate(&self, uuid: Uuid) {
        // One that is gone has no id either.
        let _ = self.write().set_id(uuid, None);
    }

    /// Gives an object another name.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::OperationInvalid`] when the name is taken, and the table's kind of error when
    /// the object is not there.
    pub fn rename(&self, uuid: Uuid, name: &str) -> Result<()> {
        let mut maps = self.write();
        if maps.names.contains_key(name) {
            let message = format!("{} with name '{name}' already exists", self.noun);
            return Err(Error::new(ErrorKind::OperationInvalid, message));
        }
        let new_name: Arc<str> = name.into();
        let there = maps.objects.get_mut(&uuid).ok_or_else(|| self.no_uuid(uuid))?;
        let old_name = std::mem::replace(&mut there.name, Arc::clone(&new_name));
        maps.names.remove(&old_name);
        maps.names.insert(new_name, uuid);
        Ok(())
    }

    /// Removes `object`; false when it is not there, even if another one has its UUID by now.
    pub fn remove(&self, uuid: Uuid, object: &Arc<T>) -> bool {
        let mut maps = self.write();
        if !maps.objects.get(&uuid).is_some_and(|there| Arc::ptr_eq(&there.object, object)) {
            return false;
        }
        if let Some(gone) = maps.objects.remove(&uuid) {
            maps.names.remove(&gone.name);
            if let Some(id) = gone.id {
                maps.ids.remove(&id);
            }
        }
        true
    }

    fn no_uuid(&self, uuid: Uuid) -> Error {
        self.missing("uuid", format_args!("'{uuid}'"))
    }

    fn missing(&self, key: &str, value: impl Display) -> Error {
        Error::new(self.missing, format!("no {} with matching {key} {value}", self.noun))
    }

    fn read(&self) -> RwLockReadGuard<'_, Maps<T>> {
        self.maps.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self) -> RwLockWriteGuard<'_, Maps<T>> {
        self.maps.write().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<T> Maps<T> {
    /// The object that has both `name` and `uuid`; an error when one has only one of them.
    fn same(&self, noun: &str, name: &str, uuid: Uuid) -> Result<Option<&Listed<T>>> {
        match (self.objects.get(&uuid), self.names.get(name)) {
            (Some(there), _) if *there.name != *name => Err(Error::new(
                ErrorKind::OperationFailed,
                format!("{noun} '{}' is already defined with uuid {uuid}", there.name),
            )),
            (None, Some(other)) => Err(exists(noun, name, *other)),
            (there, _) => Ok(there),
        }
    }

    fn insert(&mut self, name: &str, uuid: Uuid, object: Arc<T>) {
        let name: Arc<str> = name.into();
        self.names.insert(Arc::clone(&name), uuid);
        self.objects.insert(uuid, Listed { name, uuid, id: None, object });
    }

    fn set_id(&mut self, uuid: Uuid, id: Option<u32>) -> Option<()> {
        let there = self.objects.get_mut(&uuid)?;
        if let Some(old) = std::mem::replace(&mut there.id, id) {
            self.ids.remove(&old);
        }
        if let Some(id) = id {
            self.ids.insert(id, uuid);
            self.last_id = self.last_id.max(id);
        }
        Some(())
    }
}

fn exists(noun: &str, name: &str, uuid: Uuid) -> Error {
    let message = format!("{noun} '{name}' already exists with uuid {uuid}");
    Error::new(ErrorKind::OperationFailed, message)
}
