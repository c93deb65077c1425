-- Version 4: who quotes whom is counted from an index and not from every statement.

CREATE INDEX statements_quoting ON statements (outlet, speaker) WHERE current;
