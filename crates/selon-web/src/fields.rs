//! Names with values, as a query or a form brings them, in their order.

/// What a query or a form holds.
///
/// Values that are empty count as not given: a form sends its empty boxes too.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Fields {
    pairs: Vec<(String, String)>,
}

impl Fields {
    /// Out of `a=1&b=2`; what is not UTF-8 is replaced.
    pub(crate) fn parse(encoded: &[u8]) -> Self {
        Self { pairs: form_urlencoded::parse(encoded).into_owned().collect() }
    }

    pub(crate) fn push(&mut self, name: String, value: String) {
        self.pairs.push((name, value));
    }

    /// The first value of that name that is not blank, without blanks around it.
    pub(crate) fn get<'f>(&'f self, name: &str) -> Option<&'f str> {
        let named = self.pairs.iter().filter(|(known, _)| known == name);
        named.map(|(_, value)| value.trim()).find(|value| !value.is_empty())
    }

    /// Every value of that name that is not blank.
    pub(crate) fn all<'f>(&'f self, name: &'f str) -> impl Iterator<Item = &'f str> {
        let named = self.pairs.iter().filter(move |(known, _)| known == name);
        named.map(|(_, value)| value.trim()).filter(|value| !value.is_empty())
    }

    /// The same with `name` set to `value` alone, or left out where that is empty.
    pub(crate) fn with(&self, name: &str, value: &str) -> Self {
        let mut pairs: Vec<_> = self.pairs.iter().filter(|(known, _)| known != name).cloned().collect();
        if !value.is_empty() {
            pairs.push((name.to_owned(), value.to_owned()));
        }
        Self { pairs }
    }

    /// `?a=1&b=2`, or nothing where there is nothing; blank values are left out.
    pub(crate) fn query(&self) -> String {
        let told = self.pairs.iter().filter(|(_, value)| !value.trim().is_empty());
        let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(told).finish();
        if query.is_empty() { query } else { format!("?{query}") }
    }

    /// The pairs that are not blank, for hidden fields of a form.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        let told = self.pairs.iter().filter(|(_, value)| !value.trim().is_empty());
        told.map(|(name, value)| (name.as_str(), value.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blank_values_count_as_not_given() {
        let fields = Fields::parse(b"q=+&act=deny&act=&act=urge&q=mur%20de%20mer");
        assert_eq!(fields.get("q"), Some("mur de mer"));
        assert_eq!(fields.all("act").collect::<Vec<_>>(), ["deny", "urge"]);
        assert_eq!(fields.get("lang"), None);
    }

    #[test]
    fn one_value_is_changed_and_the_others_stay() {
        let fields = Fields::parse(b"q=a%26b&act=deny&act=urge");
        assert_eq!(fields.with("act", "ask").query(), "?q=a%26b&act=ask");
        assert_eq!(fields.with("act", "").with("q", "").query(), "");
    }
}
