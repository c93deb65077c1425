-- Version 3: what tracing compares is kept as bytes and not as JSON, labels as numbers, claims with all that is told of them.
-- `store/upgrade.rs` carries the rows of version 2 over; on a new file there are none.

ALTER TABLE statements RENAME TO statements_2;
ALTER TABLE mentions RENAME TO mentions_2;
ALTER TABLE articles RENAME TO articles_2;
ALTER TABLE sentences RENAME TO sentences_2;
ALTER TABLE links RENAME TO links_2;
DROP VIEW v_claims;
DROP VIEW v_appearances;
DROP VIEW v_statements;
DROP VIEW v_documents;
DROP VIEW v_speakers;
DROP TABLE appearances;
DROP TABLE claims;
DROP TABLE holdings;
DROP TABLE rarity;
INSERT INTO meta VALUES ('articles', 0);  -- how many are compared: counting rows takes long
DROP INDEX statements_reading;
DROP INDEX statements_document;
DROP INDEX statements_name;
DROP INDEX statements_mention;
DROP INDEX statements_speaker;
DROP INDEX mentions_reading;
DROP INDEX mentions_speaker;
DROP INDEX mentions_key;
DROP INDEX sentences_document;
DROP INDEX links_b;

CREATE TABLE labels (               -- names that many rows have: kinds, acts, languages, rules, reasons
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
);

CREATE TABLE mentions (
    id INTEGER PRIMARY KEY,
    reading INTEGER NOT NULL REFERENCES readings ON DELETE CASCADE,
    local INTEGER NOT NULL,         -- the speaker's place in the reading, from 0
    name TEXT NOT NULL,
    key INTEGER,                    -- hash of the name folded; null for one that is only described
    kind INTEGER NOT NULL,          -- label
    roles TEXT,                     -- JSON list; null where empty
    aliases TEXT,                   -- the same
    anonymous INTEGER NOT NULL,
    speaker INTEGER REFERENCES speakers,
    why INTEGER                     -- label: why it is that speaker
);
CREATE INDEX mentions_reading ON mentions (reading);
CREATE INDEX mentions_speaker ON mentions (speaker) WHERE speaker IS NOT NULL;
CREATE INDEX mentions_key ON mentions (key) WHERE key IS NOT NULL;

CREATE TABLE statements (
    id INTEGER PRIMARY KEY,
    reading INTEGER NOT NULL REFERENCES readings ON DELETE CASCADE,
    document INTEGER NOT NULL,
    current INTEGER NOT NULL,       -- whether it is of the current reading of the current version
    day TEXT NOT NULL,              -- the day that orders it: when it was said, else when it was published
    speaker INTEGER,                -- that of the mention
    outlet INTEGER,
    anonymous INTEGER NOT NULL,
    act INTEGER NOT NULL,           -- label, as all that follow without a word of their own
    language INTEGER NOT NULL,      -- that it was read in
    name INTEGER NOT NULL,          -- 48 bits, from the words and the spans; shown as twelve digits
    place INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    polarity INTEGER NOT NULL,
    stance INTEGER NOT NULL,
    certainty INTEGER NOT NULL,
    rule INTEGER NOT NULL,
    score INTEGER NOT NULL,         -- per mille
    cue_lemma INTEGER,
    mention INTEGER,                -- the speaker, as the reading has it
    speaker_for INTEGER,            -- the mention for whom a spokesperson speaks
    parent INTEGER,                 -- names of statements
    continues INTEGER,
    said TEXT,                      -- ISO: when it was said, where the text tells
    said_granularity INTEGER,
    said_from INTEGER,
    source_at TEXT,                 -- pairs of code points, as JSON without its outer brackets: [0,4],[9,12]
    cue_at TEXT,
    content_at TEXT,
    addressee_at TEXT,
    medium_at TEXT,
    relays TEXT NOT NULL,           -- JSON list: voice, how, link
    source TEXT NOT NULL,           -- the words
    cue TEXT NOT NULL,
    content TEXT NOT NULL
);
CREATE INDEX statements_reading ON statements (reading);
CREATE INDEX statements_document ON statements (document) WHERE current;
CREATE INDEX statements_name ON statements (printf('%012x', name));
CREATE INDEX statements_mention ON statements (mention);
CREATE INDEX statements_speaker ON statements (speaker, day) WHERE current;

-- What tracing compares, as bytes (`store/pack.rs`); words stand in the documents.
CREATE TABLE articles (
    document INTEGER PRIMARY KEY REFERENCES documents ON DELETE CASCADE,
    body BLOB NOT NULL
);
CREATE TABLE sentences (
    id INTEGER PRIMARY KEY,
    document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
    number INTEGER NOT NULL,        -- in the article, from 0
    start INTEGER NOT NULL,         -- its first code point in the text or title
    body BLOB NOT NULL
);
CREATE INDEX sentences_document ON sentences (document, number);

CREATE TABLE keys (                 -- what sentences are found by: words, names, numbers, runs of words
    key INTEGER PRIMARY KEY,
    articles INTEGER NOT NULL,      -- in how many it is
    newest BLOB NOT NULL            -- the sentences that have it, the last 64 of them (`store/keys.rs`)
);

CREATE TABLE meanings (             -- sentence vectors, where the model that read it makes them
    statement INTEGER PRIMARY KEY REFERENCES statements ON DELETE CASCADE,
    model INTEGER NOT NULL,         -- label: only vectors of one model can be compared
    body BLOB NOT NULL              -- one signed byte a number
);

CREATE TABLE links (                -- stretches of two sentences that may say the same
    a INTEGER NOT NULL,
    b INTEGER NOT NULL,
    a_window INTEGER NOT NULL,
    b_window INTEGER NOT NULL,
    strength INTEGER NOT NULL,      -- per mille
    PRIMARY KEY (a, b, a_window, b_window)
) WITHOUT ROWID;
CREATE INDEX links_b ON links (b);

CREATE TABLE claims (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,             -- sixteen digits, from the earliest place where it is said
    seconds INTEGER NOT NULL,       -- since 1970, of the earliest article
    independent INTEGER NOT NULL,   -- origins that do not lean on one another
    origins TEXT NOT NULL,          -- JSON list of documents' numbers
    circles TEXT                    -- JSON: lists of documents that lean on one another in a circle; null where none
);
CREATE INDEX claims_name ON claims (name);

CREATE TABLE appearances (
    claim INTEGER NOT NULL REFERENCES claims ON DELETE CASCADE,
    sentence INTEGER NOT NULL,
    window INTEGER NOT NULL,
    document INTEGER NOT NULL,
    title INTEGER NOT NULL,         -- whether it stands in the title
    start INTEGER NOT NULL,         -- its code points there
    length INTEGER NOT NULL,
    statement INTEGER,              -- the current statement that it is
    stance INTEGER NOT NULL,        -- label
    taken_from INTEGER,             -- the document that it was taken from, or answers,
    from_sentence INTEGER,          -- and the stretch there
    from_window INTEGER,
    credited INTEGER,
    strength INTEGER,               -- per mille
    drift TEXT,                     -- JSON list of labels' numbers; null where there is no step
    why TEXT,                       -- the same, of sentences
    PRIMARY KEY (claim, sentence, window)
) WITHOUT ROWID;
CREATE INDEX appearances_sentence ON appearances (sentence);
CREATE INDEX appearances_statement ON appearances (statement) WHERE statement IS NOT NULL;
CREATE INDEX appearances_document ON appearances (document);

CREATE TABLE contradictions (       -- once for every two claims that do not go together
    claim INTEGER NOT NULL REFERENCES claims ON DELETE CASCADE,
    other INTEGER NOT NULL REFERENCES claims ON DELETE CASCADE,
    words TEXT NOT NULL,
    other_words TEXT NOT NULL,
    why TEXT NOT NULL,              -- JSON list of sentences
    PRIMARY KEY (claim, other)
) WITHOUT ROWID;
CREATE INDEX contradictions_other ON contradictions (other);

CREATE VIEW v_documents AS
SELECT d.id AS document, d.doc, d.url, d.file, o.name AS outlet, o.country, v.title, v.authors, v.published, v.modified,
       v.fetched, v.added, v.sha256, v.language, v.genre, v.translated_from, v.number AS version, r.model,
       (SELECT count(*) FROM statements s WHERE s.reading = v.reading) AS statements, v.text
FROM documents d JOIN versions v ON v.id = d.version LEFT JOIN outlets o ON o.id = d.outlet
LEFT JOIN readings r ON r.id = v.reading;

CREATE VIEW v_statements AS
SELECT printf('%012x', s.name) AS id, s.document, d.doc, o.name AS outlet, d.url, v.published, r.language, r.model,
       p.name AS speaker, s.speaker AS speaker_id, m.name AS called,
       (SELECT name FROM labels WHERE id = m.kind) AS speaker_type, f.name AS speaker_for, s.anonymous,
       (SELECT name FROM labels WHERE id = s.kind) AS kind, (SELECT name FROM labels WHERE id = s.act) AS act,
       (SELECT name FROM labels WHERE id = s.polarity) AS polarity, (SELECT name FROM labels WHERE id = s.stance) AS stance,
       (SELECT name FROM labels WHERE id = s.certainty) AS certainty,
       s.source, s.cue, (SELECT name FROM labels WHERE id = s.cue_lemma) AS cue_lemma, s.content,
       s.said, (SELECT name FROM labels WHERE id = s.said_granularity) AS said_granularity,
       (SELECT name FROM labels WHERE id = s.said_from) AS said_from, s.day,
       (SELECT name FROM labels WHERE id = s.place) AS place,
       '{"source":[' || coalesce(s.source_at, '') || '],"cue":[' || coalesce(s.cue_at, '') || '],"content":['
           || coalesce(s.content_at, '') || '],"addressee":[' || coalesce(s.addressee_at, '') || '],"medium":['
           || coalesce(s.medium_at, '') || ']}' AS spans,
       s.relays, json_array_length(s.relays) AS relay_count,
       iif(s.parent, printf('%012x', s.parent), NULL) AS parent,
       iif(s.continues, printf('%012x', s.continues), NULL) AS continues, s.score / 1000.0 AS score,
       (SELECT name FROM labels WHERE id = s.rule) AS rule
FROM statements s JOIN documents d ON d.id = s.document JOIN readings r ON r.id = s.reading
JOIN versions v ON v.id = r.version LEFT JOIN outlets o ON o.id = d.outlet
LEFT JOIN mentions m ON m.id = s.mention LEFT JOIN mentions f ON f.id = s.speaker_for LEFT JOIN speakers p ON p.id = s.speaker
WHERE s.current;

CREATE VIEW v_speakers AS
SELECT p.id AS speaker_id, p.name AS speaker, p.kind AS speaker_type, p.reference,
       (SELECT count(*) FROM statements s WHERE s.speaker = p.id AND s.current) AS statements,
       (SELECT count(DISTINCT s.document) FROM statements s WHERE s.speaker = p.id AND s.current) AS documents,
       (SELECT min(s.day) FROM statements s WHERE s.speaker = p.id AND s.current) AS first_day,
       (SELECT max(s.day) FROM statements s WHERE s.speaker = p.id AND s.current) AS last_day,
       (SELECT json_group_array(DISTINCT m.name) FROM mentions m WHERE m.speaker = p.id) AS names
FROM speakers p;

CREATE VIEW v_appearances AS
SELECT c.name AS claim, d.doc, a.document, o.name AS outlet, d.url, v.published, v.seconds,
       coalesce(r.language, v.language) AS language, (SELECT name FROM labels WHERE id = a.stance) AS stance,
       substr(iif(a.title, v.title, v.text), a.start + 1, a.length) AS words, p.name AS speaker,
       iif(s.id, printf('%012x', s.name), NULL) AS statement,
       f.doc AS taken_from, a.credited, a.strength / 1000.0 AS strength,
       (SELECT json_group_array(l.name) FROM json_each(coalesce(a.drift, '[]')) e JOIN labels l ON l.id = e.value) AS drift,
       (SELECT json_group_array(l.name) FROM json_each(coalesce(a.why, '[]')) e JOIN labels l ON l.id = e.value) AS why,
       a.start, a.length, iif(a.title, 'title', 'text') AS place
FROM appearances a JOIN claims c ON c.id = a.claim JOIN documents d ON d.id = a.document JOIN versions v ON v.id = d.version
LEFT JOIN readings r ON r.id = v.reading LEFT JOIN outlets o ON o.id = d.outlet
LEFT JOIN statements s ON s.id = a.statement LEFT JOIN speakers p ON p.id = s.speaker
LEFT JOIN documents f ON f.id = a.taken_from;

CREATE VIEW v_claims AS
SELECT c.name AS claim, c.independent, count(*) AS appearances, count(DISTINCT a.document) AS documents,
       count(DISTINCT d.outlet) AS outlets, count(DISTINCT coalesce(r.language, v.language)) AS languages,
       min(v.published) AS first_published,
       (SELECT substr(iif(b.title, w.title, w.text), b.start + 1, b.length) FROM appearances b JOIN documents e ON e.id = b.document
        JOIN versions w ON w.id = e.version WHERE b.claim = c.id ORDER BY w.seconds, b.document, b.start LIMIT 1) AS first_words
FROM claims c JOIN appearances a ON a.claim = c.id JOIN documents d ON d.id = a.document JOIN versions v ON v.id = d.version
LEFT JOIN readings r ON r.id = v.reading GROUP BY c.id;

CREATE VIEW v_contradictions AS
SELECT a.name AS claim, b.name AS other, c.words, c.other_words, c.why
FROM contradictions c JOIN claims a ON a.id = c.claim JOIN claims b ON b.id = c.other;
