//! Checks that every driver would repeat, made once before a driver is called.

use std::fmt;

use crate::api::domain::DomainModificationImpact as Impact;
use crate::{Error, ErrorKind, ErrorOrigin, Result};

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

/// Says which definitions of the domain `name` a call with `impact` concerns as the domain is now:
/// where the call does not say, the one that it runs with, or the stored one while it is shut off.
///
/// # Errors
///
/// [`OperationInvalid`](ErrorKind::OperationInvalid) when a definition is meant that the domain
/// does not have.
pub fn affected(impact: Impact, name: &str, active: bool, persistent: bool) -> Result<Impact> {
    let refuse = |message| {
        Err(Error::new(ErrorKind::OperationInvalid, message).with_origin(ErrorOrigin::Domain))
    };
    if impact.contains(Impact::LIVE) && !active {
        return refuse(format!("domain '{name}' is not running"));
    }
    if impact.contains(Impact::CONFIG) && !persistent {
        return refuse(format!("domain '{name}' is transient and has no stored definition"));
    }
    Ok(match (impact.is_empty(), active) {
        (false, _) => impact,
        (true, true) => Impact::LIVE,
        (true, false) => Impact::CONFIG,
    })
}
