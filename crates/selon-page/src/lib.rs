//! Pages, feeds and tables in, documents out.
