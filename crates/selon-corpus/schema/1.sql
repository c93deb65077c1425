-- Version 1 of selon's database. docs/database.md tells what each table and view is for.
-- What is public are the views v_…; the tables may change from version to version.

CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
INSERT INTO meta VALUES ('offset_unit', 'codepoint');

CREATE TABLE outlets (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,       -- the name in plain lower-case letters
    name TEXT NOT NULL,
    country TEXT                    -- two letters, from the address
);

CREATE TABLE documents (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,       -- address, else file and given id, else hash: what makes two inputs one document
    doc TEXT NOT NULL,              -- the id given with the input, else made from its hash
    url TEXT,
    file TEXT,
    outlet INTEGER REFERENCES outlets,
    version INTEGER                 -- the current version
);
CREATE INDEX documents_doc ON documents (doc);
CREATE INDEX documents_outlet ON documents (outlet);

CREATE TABLE versions (
    id INTEGER PRIMARY KEY,
    document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
    number INTEGER NOT NULL,        -- from 1, in the order in which they were added
    sha256 TEXT NOT NULL,           -- of the bytes that came in
    title TEXT,
    authors TEXT NOT NULL,          -- JSON list of names
    published TEXT,                 -- ISO, as the document tells it
    modified TEXT,
    fetched TEXT,
    added TEXT NOT NULL,
    seconds INTEGER NOT NULL,       -- since 1970: the time that orders it; published, unless that can't be
    dated TEXT NOT NULL,            -- where `seconds` comes from: published, fetched or added
    language TEXT,
    genre TEXT,
    translated_from TEXT,
    text TEXT NOT NULL,
    details TEXT NOT NULL,          -- JSON: what else is needed to read it again
    reading INTEGER,                -- the current reading
    UNIQUE (document, number)
);
CREATE INDEX versions_sha256 ON versions (sha256);
CREATE INDEX versions_seconds ON versions (seconds);

CREATE TABLE readings (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL REFERENCES versions ON DELETE CASCADE,
    model TEXT NOT NULL,
    language TEXT NOT NULL,
    added TEXT NOT NULL,
    UNIQUE (version, model)
);

CREATE TABLE speakers (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    reference TEXT                  -- an identifier given by hand, such as a Wikidata item
);

CREATE TABLE spellings (
    key TEXT NOT NULL,              -- a name folded: plain letters, one transliteration
    speaker INTEGER NOT NULL REFERENCES speakers ON DELETE CASCADE,
    PRIMARY KEY (key, speaker)
) WITHOUT ROWID;
CREATE INDEX spellings_speaker ON spellings (speaker);

CREATE TABLE mentions (
    id INTEGER PRIMARY KEY,
    reading INTEGER NOT NULL REFERENCES readings ON DELETE CASCADE,
    local TEXT NOT NULL,            -- the speaker's id in the reading: s1, s2…
    name TEXT NOT NULL,
    key TEXT NOT NULL,              -- the name folded; empty for one that is only described
    kind TEXT NOT NULL,
    roles TEXT NOT NULL,            -- JSON list
    aliases TEXT NOT NULL,          -- JSON list
    anonymous INTEGER NOT NULL,
    speaker INTEGER REFERENCES speakers,
    why TEXT                        -- why it is that speaker
);
CREATE INDEX mentions_reading ON mentions (reading);
CREATE INDEX mentions_speaker ON mentions (speaker);
CREATE INDEX mentions_key ON mentions (key);

CREATE TABLE decisions (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL,              -- the folded name that it is about
    alias TEXT NOT NULL,            -- that name as it was typed
    outlet TEXT,                    -- the folded outlet to which it is limited, or
    doc TEXT,                       -- the document to which it is limited
    name TEXT NOT NULL,             -- whose it is
    reference TEXT,
    made TEXT NOT NULL
);
CREATE INDEX decisions_key ON decisions (key);

CREATE TABLE statements (
    id INTEGER PRIMARY KEY,
    reading INTEGER NOT NULL REFERENCES readings ON DELETE CASCADE,
    document INTEGER NOT NULL,
    current INTEGER NOT NULL,       -- whether it is of the current reading of the current version
    name TEXT NOT NULL,             -- twelve digits, from the words and the spans
    place TEXT NOT NULL,
    kind TEXT NOT NULL,
    act TEXT NOT NULL,
    polarity TEXT NOT NULL,
    stance TEXT NOT NULL,
    certainty TEXT NOT NULL,
    source TEXT NOT NULL,           -- the words
    cue TEXT NOT NULL,
    cue_lemma TEXT,
    content TEXT NOT NULL,
    spans TEXT NOT NULL,            -- JSON: source, cue, content, addressee, medium, each a list of [start, end]
    parent TEXT,
    continues TEXT,
    mention INTEGER,                -- the speaker, as the reading has it
    speaker INTEGER REFERENCES speakers,
    speaker_for INTEGER,            -- the mention for whom a spokesperson speaks
    anonymous INTEGER NOT NULL,
    said TEXT,                      -- ISO: when it was said, where the text tells
    said_granularity TEXT,
    said_from TEXT,
    day TEXT NOT NULL,              -- the day that orders it: when it was said, else when it was published
    relays TEXT NOT NULL,           -- JSON list: voice, how, link
    score REAL NOT NULL,
    rule TEXT NOT NULL,
    language TEXT NOT NULL,         -- that it was read in
    outlet INTEGER
);
CREATE INDEX statements_reading ON statements (reading);
CREATE INDEX statements_document ON statements (document);
CREATE INDEX statements_name ON statements (name);
CREATE INDEX statements_mention ON statements (mention);
CREATE INDEX statements_speaker ON statements (speaker, day);

-- The words of current statements, folded; `labels` holds what filters ask for: act, language, outlet, speaker.
CREATE VIRTUAL TABLE words USING fts5 (
    content, who, labels,
    content = '', contentless_delete = 1, tokenize = "unicode61 remove_diacritics 2"
);

-- What tracing compares: each article and each of its sentences, as JSON.
CREATE TABLE articles (
    document INTEGER PRIMARY KEY REFERENCES documents ON DELETE CASCADE,
    body TEXT NOT NULL
);
CREATE TABLE sentences (
    id INTEGER PRIMARY KEY,
    document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
    number INTEGER NOT NULL,        -- in the article, from 0
    body TEXT NOT NULL
);
CREATE INDEX sentences_document ON sentences (document, number);

CREATE TABLE holdings (             -- which sentences hold a key
    key INTEGER NOT NULL,
    sentence INTEGER NOT NULL,
    PRIMARY KEY (key, sentence)
) WITHOUT ROWID;
CREATE TABLE rarity (               -- in how many articles a key is
    key INTEGER PRIMARY KEY,
    articles INTEGER NOT NULL
);

CREATE TABLE links (                -- stretches of two sentences that may say the same
    a INTEGER NOT NULL,
    a_window INTEGER NOT NULL,
    b INTEGER NOT NULL,
    b_window INTEGER NOT NULL,
    strength REAL NOT NULL,
    PRIMARY KEY (a, a_window, b, b_window)
) WITHOUT ROWID;
CREATE INDEX links_b ON links (b);

CREATE TABLE claims (
    id TEXT PRIMARY KEY,            -- sixteen digits, from the earliest place where it is said
    independent INTEGER NOT NULL,   -- origins that do not lean on one another
    origins TEXT NOT NULL           -- JSON list of documents' numbers
) WITHOUT ROWID;

CREATE TABLE appearances (
    id INTEGER PRIMARY KEY,
    claim TEXT NOT NULL,
    sentence INTEGER NOT NULL,
    window INTEGER NOT NULL,
    document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
    statement INTEGER,              -- the current statement that it is
    stance TEXT NOT NULL,
    words TEXT NOT NULL,
    taken_from INTEGER,             -- the document that it was taken from, or answers
    credited INTEGER,
    strength REAL,
    drift TEXT NOT NULL             -- JSON list
);
CREATE INDEX appearances_claim ON appearances (claim);
CREATE INDEX appearances_sentence ON appearances (sentence);
CREATE INDEX appearances_statement ON appearances (statement);
CREATE INDEX appearances_document ON appearances (document);

CREATE TABLE feeds (
    address TEXT PRIMARY KEY,
    title TEXT,
    etag TEXT,
    last_modified TEXT,
    checked TEXT,
    failures INTEGER NOT NULL DEFAULT 0,
    wait_until INTEGER NOT NULL DEFAULT 0  -- seconds since 1970
) WITHOUT ROWID;

CREATE VIEW v_documents AS
SELECT d.id AS document, d.doc, d.url, d.file, o.name AS outlet, o.country, v.title, v.authors, v.published, v.modified,
       v.fetched, v.added, v.sha256, v.language, v.genre, v.translated_from, v.number AS version, r.model,
       (SELECT count(*) FROM statements s WHERE s.reading = v.reading) AS statements, v.text
FROM documents d JOIN versions v ON v.id = d.version LEFT JOIN outlets o ON o.id = d.outlet
LEFT JOIN readings r ON r.id = v.reading;

CREATE VIEW v_statements AS
SELECT s.name AS id, s.document, d.doc, o.name AS outlet, d.url, v.published, r.language, r.model,
       p.name AS speaker, s.speaker AS speaker_id, m.name AS called, m.kind AS speaker_type, f.name AS speaker_for,
       s.anonymous, s.kind, s.act, s.polarity, s.stance, s.certainty, s.source, s.cue, s.cue_lemma, s.content,
       s.said, s.said_granularity, s.said_from, s.day, s.place, s.spans, s.relays, json_array_length(s.relays) AS relay_count,
       s.parent, s.continues, s.score, s.rule
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
SELECT a.claim, d.doc, a.document, o.name AS outlet, d.url, v.published, v.seconds,
       coalesce(r.language, v.language) AS language, a.stance, a.words, p.name AS speaker, s.name AS statement,
       f.doc AS taken_from, a.credited, a.strength, a.drift
FROM appearances a JOIN documents d ON d.id = a.document JOIN versions v ON v.id = d.version
LEFT JOIN readings r ON r.id = v.reading LEFT JOIN outlets o ON o.id = d.outlet
LEFT JOIN statements s ON s.id = a.statement LEFT JOIN speakers p ON p.id = s.speaker
LEFT JOIN documents f ON f.id = a.taken_from;

CREATE VIEW v_claims AS
SELECT c.id AS claim, c.independent, count(*) AS appearances, count(DISTINCT a.document) AS documents,
       count(DISTINCT a.outlet) AS outlets, count(DISTINCT a.language) AS languages, min(a.published) AS first_published,
       (SELECT b.words FROM v_appearances b WHERE b.claim = c.id ORDER BY b.seconds, b.document LIMIT 1) AS first_words
FROM claims c JOIN v_appearances a ON a.claim = c.id GROUP BY c.id;
