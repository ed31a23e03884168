//! `XmlElement` for enums whose variant an attribute chooses.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::{DataEnum, DeriveInput, Fields, Ident, LitStr, Result, Variant};

use crate::data::{DataVariant, model_impls, of_enum};
use crate::value::{variant_name, words};

pub(crate) fn derive(input: &DeriveInput, data: &DataEnum) -> Result<TokenStream> {
    let mut words = words(&input.attrs, &["tag", "default", "error", "unwritten", "serde"])?;
    let (tag, default) = (words.remove("tag"), words.remove("default"));
    let kind = format_ident!("{}", words.remove("error").as_deref().unwrap_or("XmlError"));
    let unwritten = words.remove("unwritten");
    let Some(tag) = tag else {
        let message = "say which attribute chooses the variant: #[xml(tag = \"type\")]";
        return Err(syn::Error::new_spanned(&input.ident, message));
    };
    let variants = data.variants.iter().map(TaggedVariant::parse).collect::<Result<Vec<_>>>()?;
    let names: Vec<_> = variants.iter().map(|variant| &variant.name).collect();
    let default_shape = match &default {
        Some(name) => quote!(Some(#name)),
        None => quote!(None),
    };
    let missing = match &default {
        Some(name) => quote!(None => #name,),
        None => quote! {
            None => return Err(::virt_core::xml::private::missing_attribute(node, #tag)),
        },
    };
    let shapes = variants.iter().map(TaggedVariant::shape);
    let reads = variants.iter().map(TaggedVariant::read);
    let attributes =
        variants.iter().map(|variant| variant.write_attributes(&tag, unwritten.as_deref()));
    let contents = variants.iter().map(TaggedVariant::write_content);
    let arms = variants.iter().map(TaggedVariant::word);
    let enumeration = &input.ident;
    let (data, serde) = (
        as_data(&tag, default.as_deref(), &variants),
        model_impls(enumeration, words.get("serde").map(String::as_str)),
    );
    let inner: Vec<_> = variants.iter().filter_map(|variant| variant.inner).collect();
    Ok(quote! {
        #[automatically_derived]
        #[allow(unused_variables, clippy::all, clippy::pedantic)]
        impl ::virt_core::xml::XmlElement for #enumeration {
            fn shape() -> &'static ::virt_core::xml::Shape {
                static SHAPE: ::virt_core::xml::Shape = ::virt_core::xml::Shape {
                    attributes: &[],
                    children: &[],
                    text: None,
                    flattened: &[],
                    variants: Some(::virt_core::xml::Variants {
                        attribute: #tag,
                        default: #default_shape,
                        shapes: &[#(#shapes),*],
                    }),
                    open: false,
                };
                &SHAPE
            }

            fn read(node: ::virt_core::xml::Node<'_>) -> ::virt_core::Result<Self> {
                let chosen = node.attribute(#tag);
                let chosen = match chosen.as_deref() {
                    Some(chosen) => chosen,
                    #missing
                };
                match chosen {
                    #(#reads)*
                    other => Err(::virt_core::xml::private::bad_variant(
                        ::virt_core::ErrorKind::#kind, node, #tag, other, &[#(#names),*],
                    )),
                }
            }

            fn write_attributes(&self, writer: &mut ::virt_core::xml::Writer) {
                match self { #(#attributes)* }
            }

            fn write_content(&self, writer: &mut ::virt_core::xml::Writer) {
                match self { #(#contents)* }
            }

            fn knows_attribute(name: &str) -> bool {
                name == #tag
                    #(|| <#inner as ::virt_core::xml::XmlElement>::knows_attribute(name))*
            }

            fn knows_child(name: &str) -> bool {
                false #(|| <#inner as ::virt_core::xml::XmlElement>::knows_child(name))*
            }

            #data
        }

        #serde

        impl #enumeration {
            #[doc = concat!("The word that chooses this variant, in the attribute `", #tag, "`.")]
            pub fn word(&self) -> &'static str {
                match self { #(#arms)* }
            }
        }
    })
}

fn as_data(tag: &str, default: Option<&str>, variants: &[TaggedVariant<'_>]) -> TokenStream {
    let variants = variants.iter().map(|known| DataVariant {
        ident: &known.variant.ident,
        word: &known.name,
        holds: known.inner.is_some(),
    });
    of_enum(tag, default, &variants.collect::<Vec<_>>())
}

struct TaggedVariant<'v> {
    variant: &'v Variant,
    name: LitStr,
    /// The model in the variant.
    inner: Option<&'v syn::Type>,
    /// The model's method that says whether the choosing attribute stands alone.
    bare_if: Option<Ident>,
    /// The attribute that is written even then.
    bare_but: Option<LitStr>,
}

impl<'v> TaggedVariant<'v> {
    fn parse(variant: &'v Variant) -> Result<Self> {
        let inner = match &variant.fields {
            Fields::Unit => None,
            Fields::Unnamed(fields) if fields.unnamed.len() == 1 => {
                fields.unnamed.first().map(|field| &field.ty)
            }
            _ => return Err(syn::Error::new_spanned(variant, "a variant holds one model or none")),
        };
        let mut words = words(&variant.attrs, &["name", "bare_if", "bare_but"])?;
        let bare_if = words.remove("bare_if").map(|method| format_ident!("{method}"));
        let bare_but = words.remove("bare_but");
        let bare_but = bare_but.map(|name| LitStr::new(&name, variant.ident.span()));
        Ok(TaggedVariant { variant, name: variant_name(variant)?, inner, bare_if, bare_but })
    }

    fn shape(&self) -> TokenStream {
        let name = &self.name;
        match self.inner {
            Some(ty) => quote!((#name, <#ty as ::virt_core::xml::XmlElement>::shape)),
            None => quote!((#name, ::virt_core::xml::private::nothing)),
        }
    }

    fn read(&self) -> TokenStream {
        let (name, variant) = (&self.name, &self.variant.ident);
        match self.inner {
            Some(_) => quote! {
                #name => ::virt_core::xml::XmlElement::read(node).map(Self::#variant),
            },
            None => quote!(#name => Ok(Self::#variant),),
        }
    }

    fn write_attributes(&self, tag: &str, unwritten: Option<&str>) -> TokenStream {
        let (name, pattern) = (&self.name, self.pattern());
        let tag = match unwritten == Some(name.value().as_str()) {
            true => quote!(),
            false => quote!(writer.attribute_text(#tag, #name);),
        };
        let write = quote!(::virt_core::xml::XmlElement::write_attributes(inner, writer););
        let inner = self.inner.map(|_| match &self.bare_if {
            Some(method) => {
                let kept = self.bare_but.as_ref().map(|name| {
                    let field = format_ident!("{}", name.value());
                    quote!(else if let Some(value) = &inner.#field {
                        writer.attribute(#name, value);
                    })
                });
                quote!(if !inner.#method() { #write } #kept)
            }
            None => write,
        });
        quote!(#pattern => { #tag #inner })
    }

    fn write_content(&self) -> TokenStream {
        let pattern = self.pattern();
        let inner =
            self.inner.map(|_| quote!(::virt_core::xml::XmlElement::write_content(inner, writer);));
        quote!(#pattern => { #inner })
    }

    fn word(&self) -> TokenStream {
        let (name, variant) = (&self.name, &self.variant.ident);
        match self.inner {
            Some(_) => quote!(Self::#variant(_) => #name,),
            None => quote!(Self::#variant => #name,),
        }
    }

    fn pattern(&self) -> TokenStream {
        let variant = &self.variant.ident;
        let inner = format_ident!("inner");
        match self.inner {
            Some(_) => quote!(Self::#variant(#inner)),
            None => quote!(Self::#variant),
        }
    }
}
