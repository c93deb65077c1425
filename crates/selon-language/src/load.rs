//! Reads a language's folder of TOML files into a [`Language`], and says what is missing or wrong in plain words.

use crate::conjugation::{Mood, Paradigm, Paradigms};
use crate::language::{Form, Language, Lemma, Phrase};
use crate::rule::{CueWord, Frame, Rule, RuleData};
use crate::{Classes, LanguageError, Tables};
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap};

/// One file of a language: any of the tables may stand in any file.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct File {
    name: Option<String>,
    straight_asides: bool,
    writing: WritingData,
    words: BTreeMap<String, Vec<String>>,
    paradigm: Vec<Paradigm>,
    irregular: Vec<Irregular>,
    verb: Vec<RuleData>,
    noun: Vec<RuleData>,
    preposition: Vec<RuleData>,
    finite_endings: Vec<String>,
    plural_endings: Vec<String>,
    adverb_endings: Vec<String>,
    verbs: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct WritingData {
    abbreviations: Vec<String>,
    elisions: Vec<String>,
    enclitics: Vec<String>,
    glued_tails: Vec<String>,
}

#[derive(Debug, Deserialize)]
struct Irregular {
    lemma: String,
    #[serde(flatten)]
    forms: BTreeMap<Mood, Vec<String>>,
}

/// Builds the language `code` from its files (name and text).
pub(crate) fn load(code: &str, files: &[(&str, &str)]) -> Result<Language, LanguageError> {
    let mut all = File::default();
    for (name, text) in files.iter().filter(|(name, _)| !name.contains("/tables/")) {
        let file: File = toml::from_str(text).map_err(|error| LanguageError::new(name, error.to_string()))?;
        all.merge(file);
    }
    let mut language = Builder::default().build(code, all).map_err(|reason| LanguageError::new(code, reason))?;
    language.tables = Tables::load(code, files)?;
    Ok(language)
}

impl File {
    fn merge(&mut self, other: Self) {
        self.name = self.name.take().or(other.name);
        self.straight_asides |= other.straight_asides;
        for (class, words) in other.words {
            self.words.entry(class).or_default().extend(words);
        }
        self.writing.abbreviations.extend(other.writing.abbreviations);
        self.writing.elisions.extend(other.writing.elisions);
        self.writing.enclitics.extend(other.writing.enclitics);
        self.writing.glued_tails.extend(other.writing.glued_tails);
        self.paradigm.extend(other.paradigm);
        self.irregular.extend(other.irregular);
        self.verb.extend(other.verb);
        self.noun.extend(other.noun);
        self.preposition.extend(other.preposition);
        self.finite_endings.extend(other.finite_endings);
        self.plural_endings.extend(other.plural_endings);
        self.adverb_endings.extend(other.adverb_endings);
        self.verbs.extend(other.verbs);
    }
}

/// Room made for each verb's forms, roughly.
const FORMS_A_VERB: usize = 24;

/// A language while it is put together.
#[derive(Default)]
struct Builder {
    language: Language,
    paradigms: Paradigms,
    irregular: HashMap<String, Vec<(String, Mood)>>,
    lemma_of: HashMap<String, usize>,
}

impl Builder {
    fn build(mut self, code: &str, file: File) -> Result<Language, String> {
        code.clone_into(&mut self.language.code);
        self.language.name = file.name.ok_or("it has no name\nhelp: write `name = \"…\"` at the top of words.toml")?;
        self.paradigms = Paradigms::new(file.paradigm);
        self.irregular = file.irregular.into_iter().map(|verb| (verb.lemma.clone(), verb.all_forms())).collect();
        self.language.entries.reserve(FORMS_A_VERB * (file.verbs.len() + file.verb.len()));
        self.add_words(&file.words)?;
        for verb in &file.verbs {
            self.add_lemma(verb)?;
        }
        for (cue_word, rules) in
            [(CueWord::Verb, file.verb), (CueWord::Noun, file.noun), (CueWord::Preposition, file.preposition)]
        {
            for data in rules {
                self.add_rule(Rule::new(code, cue_word, data)?)?;
            }
        }
        self.language.straight_asides = file.straight_asides;
        self.language.finite_endings = file.finite_endings;
        self.language.plural_endings = file.plural_endings;
        self.language.adverb_endings = file.adverb_endings;
        self.language.phrases.sort_by_key(|phrase| std::cmp::Reverse(phrase.words.len()));
        self.language.index_phrases();
        self.add_writing(file.writing);
        Ok(self.language)
    }

    fn add_words(&mut self, words: &BTreeMap<String, Vec<String>>) -> Result<(), String> {
        for (name, words) in words {
            let class = Classes::named(name).ok_or_else(|| {
                let known: Vec<_> = Classes::NAMED.iter().map(|(word, _)| *word).collect();
                format!("`{name}` is no class of words\nhelp: the classes are {}", known.join(", "))
            })?;
            for word in words {
                if word.contains(' ') {
                    self.language.phrases.push(Phrase { words: split(word), class, rule: None });
                } else {
                    self.language.entry(word).classes |= class;
                }
            }
        }
        Ok(())
    }

    /// Adds a verb with all its forms, once; a tail («faire savoir») belongs to the lemma, not to the forms.
    fn add_lemma(&mut self, verb: &str) -> Result<usize, String> {
        if let Some(&lemma) = self.lemma_of.get(verb) {
            return Ok(lemma);
        }
        let mut parts = split(verb);
        let head = parts.remove(0);
        let forms = match self.irregular.get(&head) {
            Some(forms) => forms.clone(),
            None => self
                .paradigms
                .conjugate(&head)
                .ok_or_else(|| format!("no paradigm fits `{head}`\nhelp: give it an [[irregular]] entry"))?,
        };
        let lemma = self.language.lemmas.len();
        self.language.lemmas.push(Lemma { text: verb.to_owned(), tail: parts, rules: Vec::new() });
        self.lemma_of.insert(verb.to_owned(), lemma);
        for (form, mood) in forms {
            self.language.entry(&form).forms.push(Form { lemma, mood });
        }
        Ok(lemma)
    }

    fn add_rule(&mut self, rule: Rule) -> Result<(), String> {
        let index = self.language.rules.len();
        for word in &rule.words {
            match rule.cue_word {
                CueWord::Verb => {
                    let lemma = self.add_lemma(word)?;
                    self.language.lemmas[lemma].rules.push(index);
                }
                CueWord::Noun | CueWord::Preposition => {
                    self.language.phrases.push(Phrase {
                        words: split(word),
                        class: Classes::default(),
                        rule: Some(index),
                    });
                }
            }
        }
        self.language.rules.push(rule);
        Ok(())
    }

    /// How the language writes; what mangled pages glue to «que» are the verbs that take it.
    fn add_writing(&mut self, data: WritingData) {
        let language = &mut self.language;
        let takes_that = |form: &Form| {
            let lemma = &language.lemmas[form.lemma];
            lemma.rules.iter().any(|&rule| language.rules[rule].frame(Frame::That) > 0.0)
        };
        let glued = language.entries.iter().filter(|(_, entry)| entry.forms.iter().any(takes_that));
        language.writing.glued_heads =
            glued.map(|(word, _)| word.clone()).filter(|word| word.chars().count() > 3).collect();
        language.writing.abbreviations = data.abbreviations.into_iter().collect();
        language.writing.elisions = data.elisions.into_iter().collect();
        language.writing.enclitics = data.enclitics;
        language.writing.enclitics.sort_by_key(|enclitic| std::cmp::Reverse(enclitic.len()));
        language.writing.glued_tails = data.glued_tails;
    }
}

impl Irregular {
    fn all_forms(&self) -> Vec<(String, Mood)> {
        let mut forms = vec![(self.lemma.clone(), Mood::Infinitive)];
        forms.extend(self.forms.iter().flat_map(|(mood, words)| words.iter().map(|word| (word.clone(), *mood))));
        forms
    }
}

/// Cuts a phrase of the data into words as the segmenter does: at spaces and after apostrophes.
fn split(phrase: &str) -> Vec<String> {
    phrase.split_whitespace().flat_map(|word| word.split_inclusive(['\'', '’'])).map(str::to_owned).collect()
}
