-- Carries the rows of version 2 over: labels become numbers, what was empty null. Names and keys are put in by the program.

INSERT OR IGNORE INTO labels (name)
SELECT kind FROM mentions_2 UNION SELECT why FROM mentions_2 WHERE why IS NOT NULL
UNION SELECT act FROM statements_2 UNION SELECT language FROM statements_2 UNION SELECT place FROM statements_2
UNION SELECT kind FROM statements_2 UNION SELECT polarity FROM statements_2 UNION SELECT stance FROM statements_2
UNION SELECT certainty FROM statements_2 UNION SELECT rule FROM statements_2
UNION SELECT cue_lemma FROM statements_2 WHERE cue_lemma IS NOT NULL
UNION SELECT said_granularity FROM statements_2 WHERE said_granularity IS NOT NULL
UNION SELECT said_from FROM statements_2 WHERE said_from IS NOT NULL;

INSERT INTO mentions (id, reading, local, name, kind, roles, aliases, anonymous, speaker, why)
SELECT m.id, m.reading, row_number() OVER (PARTITION BY m.reading ORDER BY m.id) - 1, m.name,
       (SELECT id FROM labels WHERE name = m.kind), nullif(m.roles, '[]'), nullif(m.aliases, '[]'), m.anonymous, m.speaker,
       (SELECT id FROM labels WHERE name = m.why)
FROM mentions_2 m;

INSERT INTO statements (id, reading, document, current, day, speaker, outlet, anonymous, act, language, name, place, kind,
    polarity, stance, certainty, rule, score, cue_lemma, mention, speaker_for, said, said_granularity, said_from,
    source_at, cue_at, content_at, addressee_at, medium_at, relays, source, cue, content)
SELECT s.id, s.reading, s.document, s.current, s.day, s.speaker, s.outlet, s.anonymous,
       (SELECT id FROM labels WHERE name = s.act), (SELECT id FROM labels WHERE name = s.language), 0,
       (SELECT id FROM labels WHERE name = s.place), (SELECT id FROM labels WHERE name = s.kind),
       (SELECT id FROM labels WHERE name = s.polarity), (SELECT id FROM labels WHERE name = s.stance),
       (SELECT id FROM labels WHERE name = s.certainty), (SELECT id FROM labels WHERE name = s.rule),
       CAST(round(s.score * 1000) AS INTEGER), (SELECT id FROM labels WHERE name = s.cue_lemma), s.mention, s.speaker_for,
       s.said, (SELECT id FROM labels WHERE name = s.said_granularity), (SELECT id FROM labels WHERE name = s.said_from),
       nullif(substr(s.spans ->> '$.source', 2, length(s.spans ->> '$.source') - 2), ''),
       nullif(substr(s.spans ->> '$.cue', 2, length(s.spans ->> '$.cue') - 2), ''),
       nullif(substr(s.spans ->> '$.content', 2, length(s.spans ->> '$.content') - 2), ''),
       nullif(substr(s.spans ->> '$.addressee', 2, length(s.spans ->> '$.addressee') - 2), ''),
       nullif(substr(s.spans ->> '$.medium', 2, length(s.spans ->> '$.medium') - 2), ''),
       s.relays, s.source, s.cue, s.content
FROM statements_2 s;
