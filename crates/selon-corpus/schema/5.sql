-- Version 5: each reading whole, so that a page that tells how a statement was arrived at need not read the text again.

CREATE TABLE wholes (
    reading INTEGER PRIMARY KEY REFERENCES readings ON DELETE CASCADE,
    body BLOB NOT NULL              -- JSON, packed by zlib
);
