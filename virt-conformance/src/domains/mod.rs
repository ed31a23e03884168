//! The promises of `DomainDriver`.

mod autostart;
mod create;
mod define;
mod devices;
mod documents;
mod events;
mod lifecycle;
mod list;
mod lookup;
mod metadata;
mod read_only;
mod rename;
mod stop;

use crate::promise::Promise;

/// All of them, a file a group.
pub(crate) fn promises() -> impl Iterator<Item = &'static Promise> {
    let groups = [
        list::PROMISES,
        lookup::PROMISES,
        define::PROMISES,
        documents::PROMISES,
        create::PROMISES,
        lifecycle::PROMISES,
        stop::PROMISES,
        autostart::PROMISES,
        metadata::PROMISES,
        devices::PROMISES,
        rename::PROMISES,
        events::PROMISES,
        read_only::PROMISES,
    ];
    groups.into_iter().flatten()
}
