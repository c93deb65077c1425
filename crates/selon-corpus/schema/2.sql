-- Version 2: the articles that feeds name, so that following them goes on where it was.

CREATE TABLE entries (
    key TEXT PRIMARY KEY,           -- the article's address without what does not tell pages apart
    address TEXT NOT NULL,          -- as the feed gives it
    feed TEXT NOT NULL REFERENCES feeds ON DELETE CASCADE,
    published TEXT,                 -- ISO, as the feed tells it
    stamp TEXT,                     -- when it last changed, as the feed tells it
    etag TEXT,
    last_modified TEXT,
    fetched INTEGER,                -- seconds since 1970 of the last time
    due INTEGER,                    -- seconds since 1970 from which it is to be fetched; null where it is not
    tries INTEGER NOT NULL DEFAULT 0    -- in a row that brought nothing new
) WITHOUT ROWID;
CREATE INDEX entries_due ON entries (feed, due) WHERE due IS NOT NULL;

CREATE VIEW v_feeds AS
SELECT f.address, f.title, f.checked, f.failures, datetime(nullif(f.wait_until, 0), 'unixepoch') AS waits_until,
       (SELECT count(*) FROM entries e WHERE e.feed = f.address) AS articles,
       (SELECT count(*) FROM entries e WHERE e.feed = f.address AND e.due IS NOT NULL) AS waiting
FROM feeds f;
