-- The one inbox, the facts that are counted, and the imports.

CREATE TABLE feedback (
    seq {serial},
    id TEXT NOT NULL UNIQUE, revision BIGINT NOT NULL, kind TEXT NOT NULL, source TEXT NOT NULL, channel TEXT NOT NULL,
    touchpoint TEXT, location TEXT, brand TEXT, customer_id TEXT, occurred_at BIGINT NOT NULL, received_at BIGINT NOT NULL,
    comment TEXT, language TEXT, lifecycle TEXT, segment TEXT, attributes TEXT, tags TEXT, handled_at BIGINT,
    external_key TEXT, import_id TEXT
);
CREATE INDEX feedback_at ON feedback (occurred_at, seq);
CREATE INDEX feedback_customer ON feedback (customer_id, occurred_at) WHERE customer_id IS NOT NULL;
CREATE INDEX feedback_open ON feedback (occurred_at, seq) WHERE kind = 'complaint' AND handled_at IS NULL;
CREATE INDEX feedback_import ON feedback (import_id, seq) WHERE import_id IS NOT NULL;
CREATE UNIQUE INDEX feedback_external_key ON feedback (external_key) WHERE external_key IS NOT NULL;

-- value: null when there is none; state: given, missing (asked, not answered) or not_applicable.
CREATE TABLE rating (
    feedback_seq BIGINT NOT NULL, n BIGINT NOT NULL, metric TEXT NOT NULL, touchpoint TEXT, value BIGINT,
    state TEXT NOT NULL, PRIMARY KEY (feedback_seq, n)
) {without_rowid};

-- only sqlite
CREATE VIRTUAL TABLE feedback_search USING fts5 (words, content='', tokenize = 'unicode61 remove_diacritics 0');
-- end
-- only postgresql
CREATE TABLE feedback_search (seq BIGINT PRIMARY KEY, words TSVECTOR NOT NULL);
CREATE INDEX feedback_search_words ON feedback_search USING GIN (words);
-- end

-- The facts of one feedback, packed (cube/facts_codec.h), in the order of commits; facts null: the feedback is gone.
-- One row a feedback is kept: the cube is built by reading them all, and followed by reading the new ones.
CREATE TABLE fact_log (
    position {serial},
-- only postgresql
    xid XID8 NOT NULL DEFAULT pg_current_xact_id(),
-- end
    feedback_seq BIGINT NOT NULL, facts BYTEA
);
CREATE INDEX fact_log_feedback ON fact_log (feedback_seq);
-- only postgresql
CREATE INDEX fact_log_order ON fact_log (xid, position);
-- end

-- Small numbers for the values of each dimension, so that facts are narrow. Never removed, never renumbered.
CREATE TABLE term (
    dimension TEXT NOT NULL, code BIGINT NOT NULL, value TEXT NOT NULL,
    PRIMARY KEY (dimension, code), UNIQUE (dimension, value)
);

CREATE TABLE saved_view (
    {record},
    name TEXT NOT NULL, page TEXT NOT NULL, query TEXT NOT NULL, shared BIGINT NOT NULL,
    user_id TEXT REFERENCES person (id) ON DELETE CASCADE
);

CREATE TABLE import (
    {record},
    kind TEXT NOT NULL, name TEXT NOT NULL, bytes BIGINT NOT NULL, state TEXT NOT NULL, delimiter TEXT NOT NULL,
    encoding TEXT NOT NULL, columns TEXT NOT NULL, map TEXT NOT NULL,
    "rows" BIGINT NOT NULL, rows_done BIGINT NOT NULL, added BIGINT NOT NULL, skipped BIGINT NOT NULL, ratings BIGINT NOT NULL,
    problems TEXT NOT NULL, problem_count BIGINT NOT NULL, preview TEXT NOT NULL, finished_at BIGINT, to_run BIGINT NOT NULL,
    author TEXT NOT NULL
);

-- The uploaded file in pieces, until the import is over.
CREATE TABLE import_chunk (
    import_id TEXT NOT NULL, n BIGINT NOT NULL, bytes BYTEA NOT NULL, PRIMARY KEY (import_id, n)
);

-- The customers who came with an import of customers, so that it can be undone.
CREATE TABLE import_customer (
    import_id TEXT NOT NULL, customer_id TEXT NOT NULL, PRIMARY KEY (import_id, customer_id)
);

-- Events know which import brought them.
CREATE INDEX event_import ON event (import_id, seq) WHERE import_id IS NOT NULL;
