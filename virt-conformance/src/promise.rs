//! A promise has a name and a test.

use crate::host::Host;
use crate::outcome::Outcome;

/// One promise of a driver trait.
pub(crate) struct Promise {
    pub(crate) group: &'static str,
    pub(crate) name: &'static str,
    pub(crate) check: fn(&Host) -> Outcome,
}

/// Lists functions as the promises of a group, under their own names.
macro_rules! promises {
    ($group:literal: $($check:ident,)*) => {
        /// The promises of this file.
        pub(crate) const PROMISES: &[$crate::promise::Promise] = &[
            $($crate::promise::Promise {
                group: $group,
                name: stringify!($check),
                check: $check,
            },)*
        ];
    };
}
pub(crate) use promises;
