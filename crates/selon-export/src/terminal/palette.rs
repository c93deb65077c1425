//! The colours of the terminal: sixteen-colour codes, so that each person's own theme decides what they look like.

use anstyle::{AnsiColor, Style};

/// Which style stands for what; every style is plain where colour is off.
///
/// ```
/// use selon_export::Palette;
/// assert_eq!(Palette::new(false).paint(Palette::new(false).source(), "la maire"), "la maire");
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Palette {
    color: bool,
}

impl Palette {
    /// With colour, or without.
    #[must_use]
    pub const fn new(color: bool) -> Self {
        Self { color }
    }

    const fn style(self, style: Style) -> Style {
        if self.color { style } else { Style::new() }
    }

    /// Who speaks.
    #[must_use]
    pub const fn source(self) -> Style {
        self.style(AnsiColor::Cyan.on_default().bold())
    }

    /// The words that say it is said.
    #[must_use]
    pub const fn cue(self) -> Style {
        self.style(AnsiColor::Yellow.on_default())
    }

    /// What is said.
    #[must_use]
    pub const fn content(self) -> Style {
        self.style(AnsiColor::Green.on_default())
    }

    /// Titles and heads of tables.
    #[must_use]
    pub const fn strong(self) -> Style {
        self.style(Style::new().bold())
    }

    /// What stands beside: line numbers, rules, remarks.
    #[must_use]
    pub const fn faint(self) -> Style {
        self.style(Style::new().dimmed())
    }

    /// The text in that style.
    #[must_use]
    pub fn paint(self, style: Style, text: &str) -> String {
        format!("{style}{text}{style:#}")
    }
}
