-- Version 6: what is counted of every statement that a search finds stands together, so that many finds are told from few pages.

-- `current` is among the columns although it is 1 in all rows: where it is asked for and not there, SQLite reads the statement besides.
CREATE INDEX statements_counted ON statements (id, current, day, speaker, outlet, act, language, anonymous) WHERE current;
