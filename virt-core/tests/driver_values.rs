//! Values that drivers take and return, and libvirt's numbers and parameters for them.

use std::time::Duration;

use virt_core::ErrorKind;
use virt_core::driver::domain::{AgentTimeout, SaveOptions};
use virt_core::typed_parameters::{TypedParameter, TypedParameters};

#[test]
fn timeouts_of_an_agent_have_libvirts_numbers() {
    let rows = [
        (AgentTimeout::Block, -2),
        (AgentTimeout::Default, -1),
        (AgentTimeout::NoWait, 0),
        (AgentTimeout::After(Duration::from_secs(5)), 5),
    ];
    for (timeout, raw) in rows {
        assert_eq!(timeout.as_raw(), raw);
        assert_eq!(AgentTimeout::from_raw(raw), Some(timeout));
    }
    assert_eq!(AgentTimeout::from_raw(-3), None);
    assert_eq!(AgentTimeout::After(Duration::from_millis(1)).as_raw(), 1);
    assert_eq!(AgentTimeout::After(Duration::MAX).as_raw(), i32::MAX);
}

#[test]
fn save_options_travel_as_parameters() {
    let options = SaveOptions {
        file: Some("/tmp/save".to_owned()),
        image_format: Some("zstd".to_owned()),
        parallel_channels: Some(4),
        ..SaveOptions::default()
    };
    let parameters = options.to_parameters();
    let text: Vec<_> = parameters.iter().map(ToString::to_string).collect();
    assert_eq!(text, ["file: /tmp/save", "image_format: zstd", "parallel.channels: 4"]);
    assert_eq!(SaveOptions::from_parameters(&parameters).unwrap(), options);

    let unknown = TypedParameters::from(vec![TypedParameter::new("colour", "blue")]);
    let err = SaveOptions::from_parameters(&unknown).unwrap_err();
    assert_eq!(err.kind(), ErrorKind::ArgumentUnsupported);
}
