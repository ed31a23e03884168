//! How the fields of a struct are read.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use crate::field::{Place, Wrapper, XmlField};

pub(crate) fn variable(field: &XmlField) -> TokenStream {
    let name = format_ident!("field_{}", field.ident.to_string().trim_start_matches("r#"));
    quote!(#name)
}

pub(crate) fn declare_variable(field: &XmlField) -> Option<TokenStream> {
    let variable = variable(field);
    let ty = &field.ty;
    Some(match (&field.place, field.wrapper) {
        (Place::Text | Place::Flatten(_), _) => return None,
        (Place::Flag(_), _) => quote!(let mut #variable = false;),
        (_, Wrapper::Vec) => quote!(let mut #variable: Vec<#ty> = Vec::new();),
        _ => quote!(let mut #variable: Option<#ty> = None;),
    })
}

pub(crate) fn attribute_arm(field: &XmlField) -> Option<TokenStream> {
    let variable = variable(field);
    match &field.place {
        Place::Attribute(name) => {
            let (guard, value) = (guard(field), attribute_value(field));
            Some(quote!(#name #guard => #variable = #value,))
        }
        Place::Scaled(name) => {
            let exact = field.exact;
            Some(quote! {
                #name => {
                    let size = ::virt_core::xml::private::scaled_attribute(attribute, #exact)?;
                    #variable = Some(size);
                }
            })
        }
        _ => None,
    }
}

/// When an attribute counts.
pub(crate) fn guard(field: &XmlField) -> Option<TokenStream> {
    field.blank.then(|| quote!(if !attribute.value().is_empty()))
}

/// What an attribute holds, as an `Option`.
pub(crate) fn attribute_value(field: &XmlField) -> TokenStream {
    let read = match (field.bare_hex, field.octal) {
        (true, _) => quote!(::virt_core::xml::private::hex_attribute(attribute)),
        (_, true) => quote!(::virt_core::xml::private::octal_attribute(attribute)),
        _ => quote!(::virt_core::xml::private::attribute(attribute)),
    };
    match field.lenient {
        true => quote!(#read.ok()),
        false => quote!(Some(#read?)),
    }
}

pub(crate) fn child_arm(field: &XmlField) -> Option<TokenStream> {
    let variable = variable(field);
    let (name, value) = match &field.place {
        Place::Child(name) => (name, quote!(::virt_core::xml::XmlElement::read(child)?)),
        Place::Value(name) if field.wrapper == Wrapper::None && !field.default => {
            (name, quote!(::virt_core::xml::private::text(child)?))
        }
        Place::Value(name) => (name, quote!(::virt_core::xml::private::optional_text(child)?)),
        Place::Any(name) => (name, quote!(::virt_core::xml::Element::from(child))),
        Place::Flag(name) => (name, quote!()),
        _ => return None,
    };
    let optional_text =
        matches!(field.place, Place::Value(_)) && (field.wrapper != Wrapper::None || field.default);
    let whole = if optional_text { quote!(#value) } else { quote!(Some(#value)) };
    let take = match (&field.place, field.wrapper) {
        (Place::Flag(_), _) => quote!(#variable = true),
        (_, Wrapper::Vec) if optional_text => quote!(#variable.extend(#value)),
        (_, Wrapper::Vec) => quote!(#variable.push(#value)),
        // Where an element is repeated, the first one counts, as it does for libvirt.
        _ if field.once => quote! {
            match #variable {
                None => #variable = #whole,
                Some(_) => return Err(::virt_core::xml::private::repeated_child(child)),
            }
        },
        _ => quote!(if #variable.is_none() { #variable = #whole }),
    };
    let take = match &field.nothing_without {
        Some(attribute) => quote! {
            if child.attribute(#attribute).is_some_and(|value| !value.is_empty()) { #take }
        },
        None => take,
    };
    Some(match (&field.namespace, &field.unless) {
        (None, None) => quote!(#name => { #take }),
        (None, Some((attribute, value))) => quote! {
            #name if node.attribute(#attribute).as_deref() != Some(#value) => { #take }
        },
        (Some(namespace), _) => {
            let uri = &namespace.uri;
            quote!(_ if child.is(#uri, #name) => { #take })
        }
    })
}

/// The field's part of the struct expression.
pub(crate) fn finish_field(field: &XmlField) -> TokenStream {
    let (ident, variable) = (&field.ident, variable(field));
    let required = |missing: TokenStream| match field.default {
        true => quote!(#ident: #variable.unwrap_or_default()),
        false => quote! {
            #ident: match #variable {
                Some(value) => value,
                None => return Err(#missing),
            }
        },
    };
    match (&field.place, field.wrapper) {
        (Place::Flatten(None), _) => match &field.tag {
            Some(tag) => quote! {
                #ident: match node.attribute(#tag) {
                    Some(_) => ::virt_core::xml::XmlElement::read(node)?,
                    None => return Err(::virt_core::xml::private::missing_attribute(node, #tag)),
                }
            },
            None => quote!(#ident: ::virt_core::xml::XmlElement::read(node)?),
        },
        (Place::Flatten(Some(with)), _) => quote! {
            #ident: match node.attribute(#with) {
                Some(_) => Some(::virt_core::xml::XmlElement::read(node)?),
                None => None,
            }
        },
        (Place::Text, Wrapper::Option) => {
            quote!(#ident: ::virt_core::xml::private::optional_text(node)?)
        }
        (Place::Text, _) if field.default => quote! {
            #ident: ::virt_core::xml::private::optional_text(node)?.unwrap_or_default()
        },
        (Place::Text, _) => quote!(#ident: ::virt_core::xml::private::text(node)?),
        (Place::Attribute(name) | Place::Scaled(name), Wrapper::None) => {
            required(quote!(::virt_core::xml::private::missing_attribute(node, #name)))
        }
        (Place::Child(name) | Place::Value(name), Wrapper::None) => {
            required(quote!(::virt_core::xml::private::missing_child(node, #name)))
        }
        (Place::Path { element, attribute }, Wrapper::None) => {
            let name = format!("{element}/@{attribute}");
            required(quote!(::virt_core::xml::private::missing_attribute(node, #name)))
        }
        _ => quote!(#ident: #variable),
    }
}
