// The structure of Rust files by syn: functions with a body, closures and async blocks by the place of their end; calls and
// macros by name, place of their end and the innermost of those around them; imports, types and attributes by line.
// What macros are given is read for those of the standard library; of all others nobody knows what they make of it.
//
// Reads files as blocks on its input: a line with the number of bytes, then the bytes. Writes one line of JSON for each:
// null for a file that syn does not read.
use proc_macro2::{LineColumn, Span};
use std::io::{BufRead, Read, Write};
use syn::parse::{ParseStream, Parser};
use syn::punctuated::Punctuated;
use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::{AttrStyle, Attribute, Expr, Macro, MacroDelimiter, Member, Path, Token, UseTree};

struct Walk<'text> {
    lines: Vec<&'text str>,
    starts: Vec<usize>,
    within: String,
    unread: bool,
    functions: Vec<String>,
    calls: Vec<String>,
    imports: Vec<String>,
    classes: Vec<String>,
    decorators: Vec<String>,
}

// Columns count characters here, and places count units of UTF-16 there.
fn units(text: &str) -> usize {
    text.chars().map(char::len_utf16).sum()
}

impl<'text> Walk<'text> {
    fn new(text: &'text str) -> Self {
        let lines: Vec<&str> = text.split_inclusive('\n').collect();
        let mut starts = vec![0];
        for line in &lines {
            starts.push(starts[starts.len() - 1] + units(line));
        }
        Walk { lines, starts, within: "module".into(), unread: false, functions: vec![], calls: vec![], imports: vec![], classes: vec![], decorators: vec![] }
    }

    fn place(&self, at: LineColumn) -> usize {
        let line = self.lines.get(at.line - 1).copied().unwrap_or("");
        self.starts[at.line - 1] + line.chars().take(at.column).map(char::len_utf16).sum::<usize>()
    }

    fn end(&self, span: Span) -> String {
        self.place(span.end()).to_string()
    }

    fn function(&mut self, end: Span, walk: impl FnOnce(&mut Self)) {
        let own = self.end(end);
        self.functions.push(own.clone());
        let around = std::mem::replace(&mut self.within, own);
        walk(self);
        self.within = around;
    }

    fn call(&mut self, name: &str, end: Span) {
        self.calls.push(format!("{} {} in {}", name.trim_start_matches("r#"), self.end(end), self.within));
    }

    fn attributes(&mut self, attributes: &[Attribute], name: &syn::Ident) {
        for one in attributes {
            let at = one.pound_token.span.start();
            let is_comment = !self.lines[at.line - 1].chars().skip(at.column).collect::<String>().starts_with('#');
            if is_comment || matches!(one.style, AttrStyle::Inner(_)) {
                continue;
            }
            let line = one.path.span().start().line;
            self.decorators.push(format!("{}@{} on {}", dotted(&one.path), line, plain(name)));
        }
    }

    fn class(&mut self, attributes: &[Attribute], name: &syn::Ident) {
        self.classes.push(format!("{}@{}", plain(name), name.span().start().line));
        self.attributes(attributes, name);
    }

    fn leaves(&mut self, tree: &UseTree, before: &[String], line: usize) {
        let with = |name: &syn::Ident| -> Vec<String> { before.iter().cloned().chain([plain(name)]).collect() };
        match tree {
            UseTree::Path(one) => self.leaves(&one.tree, &with(&one.ident), line),
            UseTree::Group(one) => one.items.iter().for_each(|item| self.leaves(item, before, line)),
            UseTree::Glob(_) => self.imports.push(format!("{}@{}", before.join("::"), line)),
            UseTree::Name(one) => self.leaf(with(&one.ident), line),
            UseTree::Rename(one) => self.leaf(with(&one.ident), line),
        }
    }

    // What is taken is a member of its module, and may be a module itself.
    fn leaf(&mut self, mut names: Vec<String>, line: usize) {
        if names.len() > 1 && names[names.len() - 1] == "self" {
            names.pop();
        }
        if names.len() > 1 {
            self.imports.push(format!("{}@{}", names[..names.len() - 1].join("::"), line));
        }
        self.imports.push(format!("{}@{}", names.join("::"), line));
    }

    fn all(&mut self, parsed: syn::Result<Punctuated<Expr, Token![,]>>) {
        match parsed {
            Ok(all) => all.iter().for_each(|one| self.visit_expr(one)),
            Err(_) => self.unread = true,
        }
    }
}

fn plain(name: &syn::Ident) -> String {
    name.to_string().trim_start_matches("r#").to_string()
}

fn dotted(path: &Path) -> String {
    path.segments.iter().map(|one| plain(&one.ident)).collect::<Vec<_>>().join(".")
}

fn last(path: &Path) -> String {
    path.segments.last().map(|one| plain(&one.ident)).unwrap_or_default()
}

fn called(callee: &Expr) -> Option<String> {
    match callee {
        Expr::Path(one) => Some(last(&one.path)),
        Expr::Field(one) => Some(match &one.member {
            Member::Named(name) => plain(name),
            Member::Unnamed(index) => index.index.to_string(),
        }),
        Expr::Paren(one) => called(&one.expr),
        Expr::Group(one) => called(&one.expr),
        Expr::Unary(one) if matches!(one.op, syn::UnOp::Deref(_)) => called(&one.expr),
        Expr::Reference(one) => called(&one.expr),
        Expr::Cast(one) => called(&one.expr),
        _ => None,
    }
}

impl<'ast> Visit<'ast> for Walk<'_> {
    fn visit_item_fn(&mut self, one: &'ast syn::ItemFn) {
        self.attributes(&one.attrs, &one.sig.ident);
        self.function(one.block.span(), |walk| walk.visit_block(&one.block));
    }

    fn visit_impl_item_method(&mut self, one: &'ast syn::ImplItemMethod) {
        self.attributes(&one.attrs, &one.sig.ident);
        self.function(one.block.span(), |walk| walk.visit_block(&one.block));
    }

    fn visit_trait_item_method(&mut self, one: &'ast syn::TraitItemMethod) {
        if let Some(block) = &one.default {
            self.attributes(&one.attrs, &one.sig.ident);
            self.function(block.span(), |walk| walk.visit_block(block));
        }
    }

    fn visit_expr_closure(&mut self, one: &'ast syn::ExprClosure) {
        self.function(one.body.span(), |walk| walk.visit_expr(&one.body));
    }

    fn visit_expr_async(&mut self, one: &'ast syn::ExprAsync) {
        self.function(one.block.span(), |walk| walk.visit_block(&one.block));
    }

    fn visit_expr_call(&mut self, one: &'ast syn::ExprCall) {
        if let Some(name) = called(&one.func) {
            self.call(&name, one.span());
        }
        visit::visit_expr_call(self, one);
    }

    fn visit_expr_method_call(&mut self, one: &'ast syn::ExprMethodCall) {
        self.call(&plain(&one.method), one.span());
        visit::visit_expr_method_call(self, one);
    }

    fn visit_macro(&mut self, one: &'ast Macro) {
        let name = last(&one.path);
        if name == "macro_rules" {
            return;
        }
        let span = match &one.delimiter {
            MacroDelimiter::Paren(mark) => mark.span,
            MacroDelimiter::Brace(mark) => mark.span,
            MacroDelimiter::Bracket(mark) => mark.span,
        };
        self.call(&format!("{name}!"), span);
        let tokens = one.tokens.clone();
        match name.as_str() {
            "print" | "println" | "eprint" | "eprintln" | "format" | "format_args" | "write" | "writeln" | "dbg" | "panic" | "todo" | "unimplemented" | "unreachable" | "assert" | "assert_eq"
            | "assert_ne" | "debug_assert" | "debug_assert_eq" | "debug_assert_ne" => self.all(Punctuated::parse_terminated.parse2(tokens)),
            "vec" => {
                let list = |input: ParseStream| Punctuated::<Expr, Token![,]>::parse_terminated(input);
                let repeated = |input: ParseStream| Punctuated::<Expr, Token![;]>::parse_terminated(input);
                match repeated.parse2(tokens.clone()) {
                    Ok(all) => all.iter().for_each(|expression| self.visit_expr(expression)),
                    Err(_) => self.all(list.parse2(tokens)),
                }
            }
            "matches" => {
                let parsed = (|input: ParseStream| {
                    let subject: Expr = input.parse()?;
                    input.parse::<Token![,]>()?;
                    input.parse::<Option<Token![|]>>()?;
                    let _patterns = Punctuated::<syn::Pat, Token![|]>::parse_separated_nonempty(input)?;
                    let guard: Option<Expr> = if input.parse::<Option<Token![if]>>()?.is_some() { Some(input.parse()?) } else { None };
                    input.parse::<Option<Token![,]>>()?;
                    Ok((subject, guard))
                })
                .parse2(tokens);
                match parsed {
                    Ok((subject, guard)) => [Some(subject), guard].iter().flatten().for_each(|expression| self.visit_expr(expression)),
                    Err(_) => self.unread = true,
                }
            }
            _ => {}
        }
    }

    fn visit_expr(&mut self, one: &'ast Expr) {
        self.unread |= matches!(one, Expr::Verbatim(_));
        visit::visit_expr(self, one);
    }

    fn visit_item(&mut self, one: &'ast syn::Item) {
        self.unread |= matches!(one, syn::Item::Verbatim(_));
        visit::visit_item(self, one);
    }

    fn visit_item_use(&mut self, one: &'ast syn::ItemUse) {
        let line = match &one.vis {
            syn::Visibility::Inherited => one.use_token.span.start().line,
            visible => visible.span().start().line,
        };
        self.leaves(&one.tree, &[], line);
    }

    fn visit_item_extern_crate(&mut self, one: &'ast syn::ItemExternCrate) {
        let line = match &one.vis {
            syn::Visibility::Inherited => one.extern_token.span.start().line,
            visible => visible.span().start().line,
        };
        self.imports.push(format!("{}@{}", plain(&one.ident), line));
    }

    fn visit_item_mod(&mut self, one: &'ast syn::ItemMod) {
        if one.content.is_none() {
            let line = match &one.vis {
                syn::Visibility::Inherited => one.mod_token.span.start().line,
                visible => visible.span().start().line,
            };
            self.imports.push(format!("self@{line}"));
        }
        visit::visit_item_mod(self, one);
    }

    fn visit_item_struct(&mut self, one: &'ast syn::ItemStruct) {
        self.class(&one.attrs, &one.ident);
    }

    fn visit_item_enum(&mut self, one: &'ast syn::ItemEnum) {
        self.class(&one.attrs, &one.ident);
    }

    fn visit_item_union(&mut self, one: &'ast syn::ItemUnion) {
        self.class(&one.attrs, &one.ident);
    }

    fn visit_item_trait(&mut self, one: &'ast syn::ItemTrait) {
        self.class(&one.attrs, &one.ident);
        visit::visit_item_trait(self, one);
    }

    // What is only declared, and what stands in types, paths, patterns and attributes, runs nothing.
    fn visit_item_foreign_mod(&mut self, _: &'ast syn::ItemForeignMod) {}
    fn visit_type(&mut self, _: &'ast syn::Type) {}
    fn visit_generics(&mut self, _: &'ast syn::Generics) {}
    fn visit_path(&mut self, _: &'ast Path) {}
    fn visit_pat(&mut self, _: &'ast syn::Pat) {}
    fn visit_attribute(&mut self, _: &'ast Attribute) {}
    fn visit_method_turbofish(&mut self, _: &'ast syn::MethodTurbofish) {}
}

fn listed(name: &str, items: &[String]) -> String {
    let quoted: Vec<String> = items.iter().map(|item| format!("\"{item}\"")).collect();
    format!("\"{name}\":[{}]", quoted.join(","))
}

fn read(text: &str) -> Option<String> {
    let file = syn::parse_file(text).ok()?;
    let mut walk = Walk::new(text);
    walk.visit_file(&file);
    if walk.unread {
        return None;
    }
    let parts = [listed("functions", &walk.functions), listed("calls", &walk.calls), listed("imports", &walk.imports), listed("classes", &walk.classes), listed("decorators", &walk.decorators)];
    Some(format!("{{{}}}", parts.join(",")))
}

// Trees nest, and the walk with them.
fn main() {
    std::thread::Builder::new().stack_size(1 << 30).spawn(answer).expect("a thread").join().expect("an answer");
}

fn answer() {
    let mut input = std::io::stdin().lock();
    let mut output = std::io::stdout().lock();
    let mut line = String::new();
    while input.read_line(&mut line).expect("a line") > 0 {
        let mut bytes = vec![0; line.trim().parse().expect("a number of bytes")];
        input.read_exact(&mut bytes).expect("as many bytes");
        let text = String::from_utf8(bytes).expect("UTF-8");
        writeln!(output, "{}", read(&text).unwrap_or_else(|| "null".into())).expect("an open output");
        line.clear();
    }
}
