//! The shapes of child elements.

use proc_macro2::TokenStream;
use quote::quote;

use crate::field::{Wrapper, XmlField};

/// The shape of the element `name`, which `field` takes.
pub(crate) fn child_shape(field: &XmlField, name: &str, kind: &TokenStream) -> TokenStream {
    let repeats = field.wrapper == Wrapper::Vec;
    let required = field.is_required();
    let namespace = match &field.namespace {
        Some(namespace) => {
            let uri = &namespace.uri;
            quote!(Some(#uri))
        }
        None => quote!(None),
    };
    let unless = match &field.unless {
        Some((name, value)) => quote!(Some((#name, #value))),
        None => quote!(None),
    };
    quote! {
        ::virt_core::xml::ChildShape {
            name: #name,
            namespace: #namespace,
            repeats: #repeats,
            required: #required,
            unless: #unless,
            kind: ::virt_core::xml::ChildKind::#kind,
        }
    }
}

/// The shape of the model `ty` on the same element, where the attribute `with` is.
pub(crate) fn flattened_shape(ty: &syn::Type, with: Option<&str>) -> TokenStream {
    let with = match with {
        Some(attribute) => quote!(Some(#attribute)),
        None => quote!(None),
    };
    quote! {
        ::virt_core::xml::FlattenedShape {
            shape: <#ty as ::virt_core::xml::XmlElement>::shape,
            with: #with,
        }
    }
}

/// The shape of the attribute that chooses a variant of the model `ty`, where it must be there.
pub(crate) fn tag_shape(ty: &syn::Type, tag: &str) -> TokenStream {
    quote! {
        ::virt_core::xml::AttributeShape {
            name: #tag,
            check: ::virt_core::xml::private::check_tag::<#ty>,
            required: true,
        }
    }
}

/// The shapes of a number and its unit.
pub(crate) fn scaled_shape(name: &str, required: bool) -> TokenStream {
    quote! {
        ::virt_core::xml::AttributeShape {
            name: #name,
            check: ::virt_core::xml::private::check_value::<u64>,
            required: #required,
        },
        ::virt_core::xml::AttributeShape {
            name: "unit",
            check: ::virt_core::xml::private::check_unit,
            required: false,
        }
    }
}

/// The shape of an element that has no model but fields for its attributes.
pub(crate) fn group_shape(name: &str, fields: &[(&XmlField, &str)]) -> TokenStream {
    let repeats = fields.iter().any(|(field, _)| field.wrapper == Wrapper::Vec);
    let required = fields.iter().any(|(field, _)| field.is_required());
    let attributes = fields.iter().map(|(field, attribute)| {
        let ty = &field.ty;
        // Where all fields are lists, each element that is there has the attribute.
        let required = field.is_required() || field.needed || field.wrapper == Wrapper::Vec;
        quote! {
            ::virt_core::xml::AttributeShape {
                name: #attribute,
                check: ::virt_core::xml::private::check_value::<#ty>,
                required: #required,
            }
        }
    });
    quote! {
        ::virt_core::xml::ChildShape {
            name: #name,
            namespace: None,
            repeats: #repeats,
            required: #required,
            unless: None,
            kind: ::virt_core::xml::ChildKind::Element(|| {
                static SHAPE: ::virt_core::xml::Shape = ::virt_core::xml::Shape {
                    attributes: &[#(#attributes),*],
                    children: &[],
                    text: None,
                    flattened: &[],
                    variants: None,
                    open: false,
                };
                &SHAPE
            }),
        }
    }
}
