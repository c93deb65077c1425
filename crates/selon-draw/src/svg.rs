//! Writes SVG: shapes, texts, links. Everything that comes in is escaped; nothing goes out that runs or fetches.

use crate::letters::plain;
use std::fmt::{Display, Write};

/// A drawing in the making.
pub(crate) struct Svg {
    out: String,
}

/// Where a text stands about its place.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Anchor {
    Start,
    Middle,
    End,
}

/// How a drawing is announced to who does not see it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Label<'l> {
    /// An id that no other drawing of the page has.
    pub id: &'l str,
    /// What it is.
    pub title: &'l str,
    /// What it tells, and how to read it.
    pub description: &'l str,
}

/// Up to this width a drawing is still legible when it is made as wide as a page; a style sheet may do so with those of class `fits`.
const FITTING: f32 = 1400.0;

impl Svg {
    pub(crate) fn new(label: &Label, width: f32, height: f32) -> Self {
        let (width, height, id) = (width.ceil(), height.ceil(), Escaped(label.id));
        let fits = if width <= FITTING { " fits" } else { "" };
        let mut svg = Self { out: String::with_capacity(8192) };
        svg.put(format_args!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"drawing{fits}\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" \
             role=\"group\" aria-labelledby=\"{id}-title {id}-desc\" font-family=\"system-ui, 'Segoe UI', Roboto, 'Noto Sans', sans-serif\" \
             color=\"#1c1b19\">\n<title id=\"{id}-title\">{}</title>\n<desc id=\"{id}-desc\">{}</desc>\n",
            Escaped(label.title),
            Escaped(label.description)
        ));
        svg.put(format_args!("<rect class=\"d-paper\" width=\"{width}\" height=\"{height}\" fill=\"#fffdf9\"/>\n"));
        svg
    }

    pub(crate) fn finish(mut self) -> String {
        self.out.push_str("</svg>\n");
        self.out
    }

    /// A straight line.
    pub(crate) fn line(&mut self, class: &str, from: (f32, f32), to: (f32, f32)) {
        let (x1, y1, x2, y2) = (N(from.0), N(from.1), N(to.0), N(to.1));
        self.put(format_args!(
            "<line class=\"{class}\" x1=\"{x1}\" y1=\"{y1}\" x2=\"{x2}\" y2=\"{y2}\"{}/>\n",
            look(class)
        ));
    }

    /// A straight line of that width.
    pub(crate) fn stroke(&mut self, class: &str, from: (f32, f32), to: (f32, f32), wide: f32) {
        let (x1, y1, x2, y2) = (N(from.0), N(from.1), N(to.0), N(to.1));
        self.put(format_args!(
            "<line class=\"{class}\" x1=\"{x1}\" y1=\"{y1}\" x2=\"{x2}\" y2=\"{y2}\" stroke-width=\"{}\"{}/>\n",
            N(wide),
            look(class)
        ));
    }

    /// A path; `d` is made of numbers by us.
    pub(crate) fn path(&mut self, class: &str, d: impl Display) {
        self.put(format_args!("<path class=\"{class}\" d=\"{d}\"{}/>\n", look(class)));
    }

    pub(crate) fn circle(&mut self, class: &str, at: (f32, f32), radius: f32) {
        let (x, y) = (N(at.0), N(at.1));
        self.put(format_args!(
            "<circle class=\"{class}\" cx=\"{x}\" cy=\"{y}\" r=\"{}\"{}/>\n",
            N(radius),
            look(class)
        ));
    }

    pub(crate) fn rect(&mut self, class: &str, at: (f32, f32), size: (f32, f32)) {
        let (x, y, width, height) = (N(at.0), N(at.1), N(size.0), N(size.1));
        self.put(format_args!(
            "<rect class=\"{class}\" x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\"{}/>\n",
            look(class)
        ));
    }

    /// A rectangle with round corners.
    pub(crate) fn rounded(&mut self, class: &str, at: (f32, f32), size: (f32, f32), radius: f32) {
        let (x, y, width, height) = (N(at.0), N(at.1), N(size.0), N(size.1));
        self.put(format_args!(
            "<rect class=\"{class}\" x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" rx=\"{}\"{}/>\n",
            N(radius),
            look(class)
        ));
    }

    /// A line of text of that size in pixels, its base line at `at`.
    pub(crate) fn text(&mut self, class: &str, at: (f32, f32), size: f32, anchor: Anchor, text: &str) {
        let anchored = match anchor {
            Anchor::Start => "",
            Anchor::Middle => " text-anchor=\"middle\"",
            Anchor::End => " text-anchor=\"end\"",
        };
        let (x, y) = (N(at.0), N(at.1));
        self.put(format_args!(
            "<text class=\"{class}\" x=\"{x}\" y=\"{y}\" font-size=\"{}\"{anchored}{}>{}</text>\n",
            N(size),
            look(class),
            Escaped(text)
        ));
    }

    /// What is inside leads to `href`, which is an address of this site, and tells `title`.
    pub(crate) fn link(&mut self, href: Option<&str>, title: &str, inside: impl FnOnce(&mut Self)) {
        let href = href.filter(|href| is_of_this_site(href));
        match href {
            Some(href) => self.put(format_args!("<a class=\"d-link\" href=\"{}\">", Escaped(href))),
            None => self.put(format_args!("<g>")),
        }
        self.put(format_args!("<title>{}</title>\n", Escaped(title)));
        inside(self);
        self.out.push_str(if href.is_some() { "</a>\n" } else { "</g>\n" });
    }

    /// What is inside belongs together.
    pub(crate) fn group(&mut self, class: &str, inside: impl FnOnce(&mut Self)) {
        self.put(format_args!("<g class=\"{class}\">\n"));
        inside(self);
        self.out.push_str("</g>\n");
    }

    fn put(&mut self, text: std::fmt::Arguments) {
        // Writing to a string does not fail.
        let _ = self.out.write_fmt(text);
    }
}

/// How a class looks where no style sheet is: in a file that was saved alone.
fn look(class: &str) -> &'static str {
    match class {
        "d-rule" => " stroke=\"#d9d4c9\" stroke-width=\"1\"",
        "d-axis" => " stroke=\"#5b5851\" stroke-width=\"1\"",
        "d-credited" => " fill=\"none\" stroke=\"#0a4a86\" stroke-width=\"2\"",
        "d-inferred" => " fill=\"none\" stroke=\"#7d3c00\" stroke-width=\"1.75\" stroke-dasharray=\"6 5\"",
        "d-arrow-credited" => " fill=\"#0a4a86\"",
        "d-arrow-inferred" => " fill=\"#7d3c00\"",
        "d-mark" => " fill=\"#fffdf9\" stroke=\"#1c1b19\" stroke-width=\"1.75\"",
        "d-mark d-origin" | "d-bar" => " fill=\"#1c1b19\" stroke=\"#1c1b19\" stroke-width=\"1.75\"",
        "d-ring" | "d-sign" => " fill=\"none\" stroke=\"#1c1b19\" stroke-width=\"1.75\"",
        "d-edge" => " fill=\"none\" stroke=\"#8a857a\" stroke-opacity=\"0.75\"",
        "d-arrow" => " fill=\"#8a857a\"",
        "d-outlet" => " fill=\"#e2ecf6\" stroke=\"#0a4a86\" stroke-width=\"1.5\"",
        "d-speaker" => " fill=\"#fffdf9\" stroke=\"#7d3c00\" stroke-width=\"1.5\"",
        "d-gathered" => " fill=\"#f5f1e8\" stroke=\"#5b5851\" stroke-width=\"1.5\" stroke-dasharray=\"4 3\"",
        "d-touch" => " fill=\"none\" pointer-events=\"all\"",
        "d-point" => " fill=\"#0a4a86\" fill-opacity=\"0.8\" stroke=\"#0a4a86\"",
        "d-point d-denied" => " fill=\"#fffdf9\" stroke=\"#7d3c00\" stroke-width=\"2\"",
        "d-soft" => " fill=\"#5b5851\"",
        "d-who" => " fill=\"#0a4a86\" font-weight=\"600\"",
        "d-strong" => " fill=\"currentColor\" font-weight=\"600\"",
        "d-removed" => " fill=\"#7d3c00\"",
        "d-added" => " fill=\"#2c6a2a\" font-weight=\"600\"",
        _ => " fill=\"currentColor\"",
    }
}

/// Whether an address stays on this site: a path, a query or a place of the page.
fn is_of_this_site(href: &str) -> bool {
    (href.starts_with('/') && !href.starts_with("//") && !href.starts_with("/\\"))
        || href.starts_with('#')
        || href.starts_with('?')
}

/// A number with one digit behind the point at most, whatever it is.
pub(crate) struct N(pub(crate) f32);

impl Display for N {
    fn fmt(&self, out: &mut std::fmt::Formatter) -> std::fmt::Result {
        let rounded = if self.0.is_finite() { (self.0 * 10.0).round() / 10.0 } else { 0.0 };
        write!(out, "{}", if rounded == 0.0 { 0.0 } else { rounded })
    }
}

/// Text as it stands in XML, between tags or in an attribute.
struct Escaped<'t>(&'t str);

impl Display for Escaped<'_> {
    fn fmt(&self, out: &mut std::fmt::Formatter) -> std::fmt::Result {
        for letter in plain(self.0).chars() {
            match letter {
                '&' => out.write_str("&amp;")?,
                '<' => out.write_str("&lt;")?,
                '>' => out.write_str("&gt;")?,
                '"' => out.write_str("&quot;")?,
                '\'' => out.write_str("&#39;")?,
                letter => out.write_char(letter)?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_of_this_site_become_links() {
        for href in
            ["javascript:alert(1)", "//elsewhere.example/", "https://elsewhere.example/", "/\\elsewhere.example"]
        {
            assert!(!is_of_this_site(href), "{href}");
        }
        assert!(is_of_this_site("/document/a?b=c#d") && is_of_this_site("#e") && is_of_this_site("?open=f"));
    }

    #[test]
    fn numbers_are_short_and_never_broken() {
        let told: Vec<String> = [1.0, 1.25, -0.01, f32::NAN].map(|number| N(number).to_string()).to_vec();
        assert_eq!(told, ["1", "1.3", "0", "0"]);
    }
}
