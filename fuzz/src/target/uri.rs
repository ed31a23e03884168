//! Connection URIs, and the aliases in a configuration file.

use virt_core::uri::{Aliases, ConnectUri};

pub(super) fn read(bytes: &[u8]) {
    let Ok(text) = str::from_utf8(bytes) else { return };
    if let Ok(uri) = text.parse::<ConnectUri>() {
        let printed = uri.to_string();
        let again = printed.parse::<ConnectUri>().map_err(|err| err.to_string());
        assert_eq!(again, Ok(uri), "{printed}");
        assert_eq!(again.map(|again| again.to_string()), Ok(printed));
    }
    if let Ok(aliases) = Aliases::from_entries(text.lines()) {
        for (name, uri) in aliases.iter() {
            assert_eq!(aliases.resolve(name).ok().as_ref(), Some(uri));
        }
    }
}
