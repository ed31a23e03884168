//! Objects: members by name, written one by one and taken one by one.

use std::borrow::Cow;

use super::{Data, DataError};
use crate::xml::{ValueError, nearest};

/// The members of a model that is written.
#[derive(Debug, Default)]
pub struct Object(Vec<(Cow<'static, str>, Data)>);

impl Object {
    /// No members yet.
    pub fn new() -> Self {
        Object::default()
    }

    /// Adds a member, unless it is [`Data::Null`].
    pub fn add(&mut self, name: &'static str, data: Data) {
        if data != Data::Null {
            self.0.push((name.into(), data));
        }
    }

    /// Adds a member, where there is one.
    pub fn add_optional(&mut self, name: &'static str, data: Option<Data>) {
        self.add(name, data.unwrap_or(Data::Null));
    }

    /// Adds a list, unless it is empty.
    pub fn add_list(&mut self, name: &'static str, items: impl Iterator<Item = Data>) {
        let items: Vec<_> = items.collect();
        if !items.is_empty() {
            self.add(name, Data::List(items));
        }
    }

    /// Adds a part of the model, unless nothing is in it.
    pub fn add_part(&mut self, name: &'static str, data: Data) {
        if !data.is_empty() {
            self.add(name, data);
        }
    }
}

impl From<Object> for Data {
    fn from(object: Object) -> Self {
        Data::Object(object.0)
    }
}

/// The members of a model that is read.
#[derive(Debug)]
pub struct Fields(Vec<(Cow<'static, str>, Data)>);

impl Fields {
    /// The members of the object in `data`, which are some of `known`.
    ///
    /// # Errors
    ///
    /// There is no object, or it has a member that is not known, or one twice.
    pub fn new(data: Data, known: &[&str]) -> Result<Self, DataError> {
        let members = match data {
            Data::Object(members) => members,
            other => return Err(DataError::expected("an object", &other)),
        };
        for (index, (name, _)) in members.iter().enumerate() {
            if !known.contains(&&**name) {
                return Err(unknown(name, known));
            }
            if members.iter().take(index).any(|(earlier, _)| earlier == name) {
                return Err(DataError::new(format!("'{name}' is there twice")));
            }
        }
        Ok(Fields(members))
    }

    fn take(&mut self, name: &str) -> Option<Data> {
        let at = self.0.iter().position(|(known, _)| known == name)?;
        Some(self.0.swap_remove(at).1).filter(|data| *data != Data::Null)
    }

    /// Reads a member that must be there.
    ///
    /// # Errors
    ///
    /// It is missing, or not what `read` accepts.
    pub fn required<T>(&mut self, name: &str, read: Read<T>) -> Result<T, DataError> {
        let value = self.optional(name, read)?;
        value.ok_or_else(|| DataError::new(format!("'{name}' is missing")))
    }

    /// Reads a member, where there is one.
    ///
    /// # Errors
    ///
    /// It is not what `read` accepts.
    pub fn optional<T>(&mut self, name: &str, read: Read<T>) -> Result<Option<T>, DataError> {
        self.take(name).map(read).transpose().map_err(|err| err.in_member(name))
    }

    /// Reads a member, or takes its default.
    ///
    /// # Errors
    ///
    /// It is not what `read` accepts.
    pub fn or_default<T: Default>(&mut self, name: &str, read: Read<T>) -> Result<T, DataError> {
        self.optional(name, read).map(Option::unwrap_or_default)
    }

    /// Reads each item of a list, which is empty where it is missing.
    ///
    /// # Errors
    ///
    /// There is something else than a list, or an item is not what `read` accepts.
    pub fn list<T>(&mut self, name: &str, read: Read<T>) -> Result<Vec<T>, DataError> {
        match self.take(name) {
            None => Ok(Vec::new()),
            Some(data) => items(data, read).map_err(|err| err.in_member(name)),
        }
    }

    /// Reads a part of the model, in which nothing is where it is missing.
    ///
    /// # Errors
    ///
    /// It is missing and something must be in it, or it is not what `read` accepts.
    pub fn part<T>(&mut self, name: &str, read: Read<T>) -> Result<T, DataError> {
        match self.optional(name, read)? {
            Some(part) => Ok(part),
            None => read(Data::Object(Vec::new()))
                .map_err(|_| DataError::new(format!("'{name}' is missing"))),
        }
    }
}

/// Reads each item of a list; what is nothing, or an object in which nothing is, has none.
///
/// # Errors
///
/// There is something else than a list, or an item is not what `read` accepts.
pub fn items<T>(
    data: Data,
    read: impl Fn(Data) -> Result<T, DataError>,
) -> Result<Vec<T>, DataError> {
    let items = match data {
        Data::List(items) => items,
        data if data.is_empty() => return Ok(Vec::new()),
        other => return Err(DataError::expected("a list", &other)),
    };
    let read = |(index, item)| read(item).map_err(|err: DataError| err.in_item(index));
    items.into_iter().enumerate().map(read).collect()
}

/// Reads models of which each leads to the `next`, from a list of them.
///
/// # Errors
///
/// There is something else than a list, nothing is in it, or an item is not what `read` accepts.
pub fn chain<T>(
    data: Data,
    read: impl Fn(Data) -> Result<T, DataError>,
    next: impl Fn(&mut T) -> &mut Option<Box<T>>,
) -> Result<T, DataError> {
    let links = items(data, read)?.into_iter().rev();
    let whole = links.reduce(|rest, mut link| {
        *next(&mut link) = Some(Box::new(rest));
        link
    });
    whole.ok_or_else(|| DataError::new("something has to be in the list"))
}

/// Reads a member or an item.
type Read<T> = fn(Data) -> Result<T, DataError>;

fn unknown(name: &str, known: &[&str]) -> DataError {
    let near = match nearest(name, known.iter().copied()) {
        Some(near) => format!(", did you mean '{near}'?"),
        None => String::new(),
    };
    DataError::new(match known {
        [] => format!("there is no '{name}': nothing goes here"),
        _ => format!("there is no '{name}'{near} (known: {})", known.join(", ")),
    })
}

/// Puts the `word` that chose a model in front of the model's members.
pub fn tagged(tag: &'static str, word: &'static str, model: Data) -> Data {
    let mut members = vec![(tag.into(), Data::Text(word.into()))];
    match model {
        Data::Object(rest) => members.extend(rest),
        Data::Null => {}
        other => members.push((CONTENT.into(), other)),
    }
    Data::Object(members)
}

/// Takes the word that chooses a model out of the model's members.
///
/// # Errors
///
/// There is no object, or it has no such word and there is no `default`.
pub fn untagged(
    data: Data,
    tag: &str,
    default: Option<&'static str>,
) -> Result<(Cow<'static, str>, Data), DataError> {
    let mut members = match data {
        Data::Object(members) => members,
        other => return Err(DataError::expected("an object", &other)),
    };
    let at = members.iter().position(|(name, _)| name == tag);
    let word = match (at.map(|at| members.remove(at).1), default) {
        (Some(Data::Text(word)), _) => word.into(),
        (Some(other), _) => return Err(DataError::expected("a word", &other).in_member(tag)),
        (None, Some(word)) => word.into(),
        (None, None) => return Err(DataError::new(format!("'{tag}' is missing"))),
    };
    Ok((word, Data::Object(members)))
}

/// The `word` that was to choose a model is none of `words`.
pub fn not_one_of(word: &str, words: &'static [&'static str]) -> DataError {
    DataError::value(word, &ValueError::NotOneOf(words))
}

/// The member for a model that is no object and has a word in front of it.
pub(super) const CONTENT: &str = "content";
