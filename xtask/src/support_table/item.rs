//! Small questions to parsed Rust.

use syn::punctuated::Punctuated;
use syn::{
    Attribute, Block, Expr, ExprLit, File, Item, Lit, LitStr, Meta, ReturnType, Stmt, Token, Type,
};

/// All items of `files`, also those in modules written in line, but no tests.
pub(super) fn items(files: &[File]) -> Vec<&Item> {
    let mut found = Vec::new();
    for file in files {
        collect(&file.items, &mut found);
    }
    found
}

fn collect<'a>(items: &'a [Item], found: &mut Vec<&'a Item>) {
    for item in items {
        match item {
            Item::Mod(module) => {
                if let Some((_, items)) = &module.content
                    && !is_test(&module.attrs)
                {
                    collect(items, found);
                }
            }
            item => found.push(item),
        }
    }
}

fn is_test(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| match &attribute.meta {
        Meta::List(list) => list.path.is_ident("cfg") && list.tokens.to_string() == "test",
        _ => false,
    })
}

/// The names in `#[doc(alias = "…")]` and `#[doc(alias("…", "…"))]`.
pub(super) fn aliases(attributes: &[Attribute]) -> Vec<String> {
    let mut names = Vec::new();
    for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("doc")) {
        // What is no list is a line of documentation.
        if let Meta::List(list) = &attribute.meta
            && let Ok(parts) = list.parse_args_with(Punctuated::<Meta, Token![,]>::parse_terminated)
        {
            let parts = parts.iter().filter(|part| part.path().is_ident("alias"));
            names.extend(parts.flat_map(literals));
        }
    }
    names
}

/// The texts of `alias = "…"` or `alias("…", "…")`.
fn literals(alias: &Meta) -> Vec<String> {
    let texts: Vec<LitStr> = match alias {
        Meta::NameValue(one) => match &one.value {
            Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) => vec![text.clone()],
            _ => Vec::new(),
        },
        Meta::List(several) => several
            .parse_args_with(Punctuated::<LitStr, Token![,]>::parse_terminated)
            .map_or_else(|_| Vec::new(), |texts| texts.into_iter().collect()),
        Meta::Path(_) => Vec::new(),
    };
    texts.iter().map(LitStr::value).collect()
}

/// `T` of a function that returns `Option<&dyn T>`.
pub(super) fn facet(output: &ReturnType) -> Option<String> {
    let ReturnType::Type(_, output) = output else {
        return None;
    };
    let Type::Path(option) = &**output else {
        return None;
    };
    let option = option.path.segments.last().filter(|segment| segment.ident == "Option")?;
    let syn::PathArguments::AngleBracketed(arguments) = &option.arguments else {
        return None;
    };
    let syn::GenericArgument::Type(Type::Reference(reference)) = arguments.args.first()? else {
        return None;
    };
    let Type::TraitObject(object) = &*reference.elem else {
        return None;
    };
    match object.bounds.first()? {
        syn::TypeParamBound::Trait(bound) => Some(bound.path.segments.last()?.ident.to_string()),
        _ => None,
    }
}

/// What a method's body comes down to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Body {
    /// It says that the driver does not have the call.
    Refuses,
    /// It does nothing: `{}`, `Ok(())`, or `None` instead of a facet.
    Nothing,
    /// It does something.
    Answers,
}

/// Looks at the last, and only, expression of a body.
pub(super) fn body(block: &Block) -> Body {
    match block.stmts.as_slice() {
        [] => Body::Nothing,
        [Stmt::Expr(expression, _)] => single(expression),
        _ => Body::Answers,
    }
}

fn single(expression: &Expr) -> Body {
    match expression {
        Expr::Path(path) if path.path.is_ident("None") => Body::Nothing,
        Expr::Call(call) => match (last_name(&call.func).as_deref(), call.args.first()) {
            (Some("unsupported" | "no_support"), _) => Body::Refuses,
            (Some("Err"), Some(inner)) => match single(inner) {
                Body::Refuses => Body::Refuses,
                _ => Body::Answers,
            },
            (Some("Ok"), Some(Expr::Tuple(unit))) if unit.elems.is_empty() => Body::Nothing,
            _ => Body::Answers,
        },
        _ => Body::Answers,
    }
}

/// The last part of a path: `no_support` of `Error::no_support`.
pub(super) fn last_name(expression: &Expr) -> Option<String> {
    match expression {
        Expr::Path(path) => path.path.segments.last().map(|segment| segment.ident.to_string()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_body(text: &str, expected: Body) {
        assert_eq!(body(&syn::parse_str(text).unwrap()), expected, "{text}");
    }

    #[test]
    fn bodies_refuse_do_nothing_or_answer() {
        check_body("{ unsupported(self, \"virX\") }", Body::Refuses);
        check_body("{ Err(Error::no_support(self.name(), \"virX\")) }", Body::Refuses);
        check_body("{}", Body::Nothing);
        check_body("{ Ok(()) }", Body::Nothing);
        check_body("{ None }", Body::Nothing);
        check_body("{ Ok(false) }", Body::Answers);
        check_body("{ Some(self) }", Body::Answers);
        check_body("{ self.go()?; Ok(()) }", Body::Answers);
        check_body("{ Err(self.error()) }", Body::Answers);
    }

    #[test]
    fn aliases_are_found_in_both_forms() {
        let function: syn::ItemFn = syn::parse_str(
            "/// Words.\n#[doc(alias = \"one\")]\n#[doc(alias(\"two\", \"three\"))]\n#[must_use]\n\
             fn f() {}",
        )
        .unwrap();
        assert_eq!(aliases(&function.attrs), ["one", "two", "three"]);
    }

    #[test]
    fn a_facet_is_an_optional_trait_object() {
        let output = |text: &str| {
            let signature: syn::Signature = syn::parse_str(text).unwrap();
            facet(&signature.output)
        };
        assert_eq!(output("fn f(&self) -> Option<&dyn Big>").as_deref(), Some("Big"));
        assert_eq!(output("fn f(&self) -> Option<&Big>"), None);
        assert_eq!(output("fn f(&self) -> Result<&dyn Big>"), None);
        assert_eq!(output("fn f(&self)"), None);
    }

    #[test]
    fn tests_are_not_looked_at() {
        let file: File =
            syn::parse_str("mod a { fn x() {} } #[cfg(test)] mod tests { fn y() {} }").unwrap();
        assert_eq!(items(&[file]).len(), 1);
    }
}
