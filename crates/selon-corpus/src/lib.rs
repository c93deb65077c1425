//! Have we heard it before? Claims across articles: who said it first, who took it from whom, what changed on the way.

pub mod claims;
