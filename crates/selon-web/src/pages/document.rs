//! An article of the database, with its statements in place.

use super::{article, read};
use crate::answer::Answer;
use crate::asked::Asked;
use crate::site::Site;
use crate::trouble::Trouble;

/// Reads the text as the database has it; nothing is written.
pub(crate) fn page_of(site: &Site, asked: &Asked) -> Result<Answer, Trouble> {
    let document = site.store()?.document(asked.id("id"))?.ok_or_else(Trouble::not_found)?;
    let hash = read::read(site, document)?;
    let read = site.shelf.get(&hash).ok_or_else(Trouble::not_found)?;
    article::page_of(site, asked, &read)
}
