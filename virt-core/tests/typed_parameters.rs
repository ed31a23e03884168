//! Typed parameters: names, types, duplicates.

#![expect(clippy::unwrap_used, reason = "helpers of tests")]

use expect_test::{Expect, expect};
use virt_core::api::common::TypedParameterType as Type;
use virt_core::typed_parameters::{Accepted, TypedParameter, TypedParameters, TypedValue};

const ACCEPTED: &[Accepted] =
    &[Accepted::once("weight", Type::UnsignedInt), Accepted::repeated("disks", Type::String)];

fn check_refused(parameters: TypedParameters, expected: Expect) {
    let err = parameters.validate(ACCEPTED).unwrap_err();
    expected.assert_eq(&format!("{:?}: {}", err.kind(), err.message()));
}

fn weight(value: impl Into<TypedValue>) -> TypedParameters {
    TypedParameters::from(vec![TypedParameter::new("weight", value)])
}

#[test]
fn a_value_is_replaced_in_place_or_added_at_the_end() {
    let mut parameters = weight(1_u32);
    parameters.insert("other", true).unwrap();
    parameters.insert("weight", 2_u32).unwrap();
    parameters.insert_some("nothing", None::<u32>).unwrap();
    let text: Vec<_> = parameters.iter().map(ToString::to_string).collect();
    assert_eq!(text, ["weight: 2", "other: yes"]);
    assert!(parameters.remove("weight"));
    assert!(!parameters.remove("weight"));
    assert_eq!(parameters.len(), 1);
}

#[test]
fn names_have_at_most_79_bytes() {
    let mut parameters = TypedParameters::new();
    parameters.insert("n".repeat(79), 1).unwrap();
    let err = parameters.append("n".repeat(80), 1).unwrap_err();
    assert!(err.message().ends_with("is longer than 79 bytes"), "{err}");
    assert_eq!(parameters.len(), 1);
}

#[test]
fn a_list_is_read_in_its_order() {
    let mut parameters = TypedParameters::new();
    parameters.append("disks", "vda").unwrap();
    parameters.append("weight", 1_u32).unwrap();
    parameters.append("disks", "vdb").unwrap();
    assert_eq!(parameters.values::<&str>("disks").unwrap(), ["vda", "vdb"]);
    assert_eq!(parameters.value::<&str>("disks").unwrap(), Some("vda"));
    parameters.validate(ACCEPTED).unwrap();
}

#[test]
fn what_a_call_does_not_accept_is_refused() {
    check_refused(
        TypedParameters::from(vec![TypedParameter::new("height", 1_u32)]),
        expect!["ArgumentUnsupported: parameter 'height' is not supported"],
    );
    check_refused(
        weight(1_u64),
        expect!["InvalidArg: params: parameter 'weight' is of type 'ullong', 'uint' is expected"],
    );
    check_refused(
        weight(1_u32).into_iter().chain(weight(2_u32)).collect(),
        expect!["InvalidArg: params: parameter 'weight' occurs multiple times"],
    );
}

#[test]
fn a_value_of_another_type_is_not_read() {
    let err = weight(1_u64).value::<u32>("weight").unwrap_err();
    expect!["params: parameter 'weight' is of type 'ullong', 'uint' is expected"]
        .assert_eq(err.message());
}

#[test]
fn text_is_read_as_the_type_that_is_expected() {
    let rows: &[(Type, &str, Option<TypedValue>)] = &[
        (Type::Int, "-3", Some((-3).into())),
        (Type::Int, "2147483648", None),
        (Type::UnsignedInt, "0x1f", Some(31_u32.into())),
        (Type::UnsignedInt, "-1", None),
        (Type::Long, "-9223372036854775808", Some(i64::MIN.into())),
        (Type::UnsignedLong, "017", Some(15_u64.into())),
        (Type::UnsignedLong, "", None),
        (Type::UnsignedLong, "++1", None),
        (Type::Double, "1.5", Some(1.5.into())),
        (Type::Boolean, "1", Some(true.into())),
        (Type::Boolean, "yes", None),
        (Type::String, "", Some("".into())),
    ];
    for (value_type, text, expected) in rows {
        assert_eq!(&TypedValue::parse(*value_type, text), expected, "{text:?} as {value_type:?}");
    }
}
