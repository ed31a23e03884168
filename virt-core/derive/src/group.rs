//! Elements that have no model but fields for their attributes.

use proc_macro2::TokenStream;
use quote::quote;

use crate::element::{only_in_form, optional};
use crate::field::{Wrapper, XmlField};
use crate::read::{attribute_value, guard, variable};

/// Reads the attributes of the element `name`.
pub(crate) fn group_arm(name: &str, fields: &[(&XmlField, &str)]) -> TokenStream {
    let arms = fields.iter().map(|(field, attribute)| {
        let variable = variable(field);
        let (ty, guard, value) = (&field.ty, guard(field), attribute_value(field));
        match field.wrapper {
            Wrapper::Vec => quote! {
                #attribute #guard => {
                    let value: Option<#ty> = #value;
                    #variable.extend(value);
                }
            },
            _ => quote! {
                #attribute #guard => if #variable.is_none() { #variable = #value },
            },
        }
    });
    let needed = fields.iter().filter(|(field, _)| field.needed).map(|(_, attribute)| {
        quote! {
            if child.attribute(#attribute).is_none() {
                return Err(::virt_core::xml::private::missing_attribute(child, #attribute));
            }
        }
    });
    quote! {
        #name => {
            for attribute in child.attributes() {
                match attribute.name() {
                    #(#arms)*
                    _ => {}
                }
            }
            #(#needed)*
        }
    }
}

/// Writes the element `name`, if any of its attributes is there.
pub(crate) fn write_group(name: &str, fields: &[(&XmlField, &str)]) -> TokenStream {
    if let [(field, attribute)] = fields {
        let write = optional(
            field,
            &quote! {
                writer.start(#name);
                writer.attribute(#attribute, value);
                writer.end(#name);
            },
        );
        return only_in_form(field, write);
    }
    let present = fields.iter().map(|(field, _)| {
        let ident = &field.ident;
        match field.wrapper {
            Wrapper::Option => quote!(self.#ident.is_some()),
            _ => quote!(true),
        }
    });
    let writes = fields.iter().map(|(field, attribute)| {
        only_in_form(field, optional(field, &quote!(writer.attribute(#attribute, value);)))
    });
    quote! {
        if false #(|| #present)* {
            writer.start(#name);
            #(#writes)*
            writer.end(#name);
        }
    }
}
