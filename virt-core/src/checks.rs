//! Checks that every driver would repeat, made once before a driver is called.

use std::fmt;

use crate::{Error, Result};

/// Refuses two options of a call that exclude each other; `what` names both.
///
/// # Errors
///
/// [`InvalidArg`](crate::ErrorKind::InvalidArg) when both are set.
pub fn exclusive(one: bool, other: bool, what: impl fmt::Display) -> Result<()> {
    if one && other {
        return Err(Error::invalid_argument("flags", format!("{what} exclude each other")));
    }
    Ok(())
}
