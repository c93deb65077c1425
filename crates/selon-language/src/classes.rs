//! What a word can be: classes of function words and of nouns that matter to the reading, as a set.

use std::ops::{BitOr, BitOrAssign};

/// A set of word classes.
///
/// ```
/// use selon_language::Classes;
/// let both = Classes::DETERMINER | Classes::CLITIC;
/// assert!(both.has(Classes::CLITIC) && !both.has(Classes::RELATIVE));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Classes(u64);

macro_rules! classes {
    ($($(#[$doc:meta])* $name:ident = $word:literal),+ $(,)?) => {
        classes!(@consts 0; $($(#[$doc])* $name)+);

        impl Classes {
            /// Every class by the name that the data use.
            pub const NAMED: &[(&str, Classes)] = &[$(($word, Classes::$name)),+];
        }
    };
    (@consts $n:expr; $(#[$doc:meta])* $name:ident $($rest:tt)*) => {
        impl Classes {
            $(#[$doc])*
            pub const $name: Classes = Classes(1 << $n);
        }
        classes!(@consts $n + 1; $($rest)*);
    };
    (@consts $n:expr;) => {};
}

classes!(
    /// le, une, cette, son; the, a, this, his.
    DETERMINER = "determiners",
    /// de, à, dans; of, in, on.
    PREPOSITION = "prepositions",
    /// de, du, des; of: prepositions that tie a noun to the noun before.
    GENITIVE = "genitives",
    /// il, elle, on; he, she, they.
    SUBJECT_PRONOUN = "subject_pronouns",
    /// se, lui, y: pronouns that lean on the verb.
    CLITIC = "clitics",
    /// qui, dont; who, which.
    RELATIVE = "relatives",
    /// The relative that is a subject: qui; who, which, that.
    SUBJECT_RELATIVE = "subject_relatives",
    /// et, ou, mais; and, or, but.
    COORDINATOR = "coordinators",
    /// alors que, quand; while, when: words that open an adverbial clause.
    SUBORDINATOR = "subordinators",
    /// que, qu'; that: opens the clause that says what is said.
    COMPLEMENTIZER = "complementizers",
    /// si, pourquoi; whether, why: opens an indirect question.
    QUESTION_WORD = "question_words",
    /// ne, n'; not, n't.
    NEGATION = "negations",
    /// pas, jamais, ni; never, no longer: goes with a negation or negates by itself.
    NEGATIVE = "negatives",
    /// Short adverbs that stand inside a verb group.
    ADVERB = "adverbs",
    /// Forms of the auxiliary of the perfect: a, avait; has, had.
    HAVE = "have",
    /// Forms of the auxiliary of the passive: est, sont; is, was.
    BE = "be",
    /// Verbs that take a bare infinitive: peut, devrait; can, should.
    MODAL = "modals",
    /// M., Mme, président; Mr, President: stands before a name.
    TITLE = "titles",
    /// lundi; Monday.
    WEEKDAY = "weekdays",
    /// janvier; January.
    MONTH = "months",
    /// Words that begin an adjunct of time, place or occasion: lors, hier, dimanche; during, yesterday.
    ADJUNCT = "adjuncts",
    /// Nouns for people and bodies that speak: ministre, porte-parole, police; spokesman, officials.
    SPEAKER = "speakers",
    /// Nouns for things said or written: communiqué, rapport; statement, report.
    UTTERANCE = "utterances",
    /// Pronouns that stand for a whole noun phrase: celui-ci, certains, plusieurs; others, some.
    PRONOUN = "pronouns",
    /// The infinitive's own mark: to.
    INFINITIVE_MARK = "infinitive_marks",
    /// Adjectives and nouns that look like a cue's form and are none after a determiner.
    NEVER_CUE = "never_cues",
    /// Words that can't end a noun phrase nor begin one: whole-sentence adverbs such as toutefois; however.
    CONNECTIVE = "connectives",
    /// Verbs that are common enough to end a noun phrase though they have no rule: est, fait; is, makes.
    VERB = "verbs",
    /// Nouns that are plural without showing it: people, police.
    PLURAL = "plurals",
    /// Prepositions before whom one speaks to: à, au, auprès; to.
    ADDRESS = "addressee_marks",
    /// mais; but: sets what follows against what was said.
    CONTRAST = "contrasts",
    /// je, nous; I, we: who says so is mostly no report of another.
    FIRST_PERSON = "first_person",
    /// son, leur; his, her: whose a saying is.
    POSSESSIVE = "possessives",
    /// What makes a possessor of the noun before: 's.
    GENITIVE_MARK = "genitive_marks",
    /// Reflexive pronouns before a verb: se, s'. A verb with one is not passive.
    REFLEXIVE = "reflexives",
    /// Words that make an adjunct of a present participle: en; by.
    GERUND_MARK = "gerund_marks",
    /// The passive's agent: par; by.
    AGENT = "agents",
);

impl Classes {
    /// Whether the set holds any class of `other`.
    #[must_use]
    pub const fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// The set with what `other` holds.
    #[must_use]
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// The class that the data call `name`.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::NAMED.iter().find(|(word, _)| *word == name).map(|(_, class)| *class)
    }
}

impl BitOr for Classes {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

impl BitOrAssign for Classes {
    fn bitor_assign(&mut self, other: Self) {
        self.0 |= other.0;
    }
}
