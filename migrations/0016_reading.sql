-- What is read in comments. said: a JSON list of "topic.KEY:SENTIMENT", "intent.KEY", "emotion.KEY"; findings: what the model
-- found, compact (feedback/findings_text.h), before corrections; read_by: the version of what read it.
ALTER TABLE feedback ADD COLUMN sentiment TEXT;
ALTER TABLE feedback ADD COLUMN said TEXT;
ALTER TABLE feedback ADD COLUMN findings TEXT;
ALTER TABLE feedback ADD COLUMN read_by TEXT;

-- What the firm makes of topics and emotions. Never removed: what was said about them stays.
CREATE TABLE topic (
    {record},
    key TEXT NOT NULL UNIQUE, name TEXT NOT NULL, names TEXT NOT NULL, patterns TEXT NOT NULL, active BIGINT NOT NULL,
    merged_into TEXT, built_in BIGINT NOT NULL, position BIGINT NOT NULL
);
CREATE TABLE emotion (
    {record},
    key TEXT NOT NULL UNIQUE, name TEXT NOT NULL, names TEXT NOT NULL, patterns TEXT NOT NULL, active BIGINT NOT NULL,
    built_in BIGINT NOT NULL, position BIGINT NOT NULL
);

-- What a person says of a comment, over what the model says. kind: sentiment (key ''), topic, intent, emotion; value: a
-- sentiment, 'true' or 'false'; model: what read the comment when it was corrected.
CREATE TABLE correction (
    feedback_seq BIGINT NOT NULL, kind TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL, model TEXT NOT NULL,
    user_id TEXT, user_name TEXT, at BIGINT NOT NULL, PRIMARY KEY (feedback_seq, kind, key)
) {without_rowid};
CREATE INDEX correction_at ON correction (at);

-- One row: by which version everything is read, and how far a new reading of what is stored has come.
CREATE TABLE reading_state (
    id BIGINT PRIMARY KEY, version TEXT NOT NULL, done_seq BIGINT NOT NULL, last_seq BIGINT NOT NULL,
    started_at BIGINT NOT NULL, finished_at BIGINT
);

-- What was learned from corrections. state: candidate, adopted, dropped; report: what it was measured by.
CREATE TABLE text_delta (
    id {serial},
    state TEXT NOT NULL, version TEXT NOT NULL, corrections BIGINT NOT NULL, report TEXT NOT NULL, made_at BIGINT NOT NULL,
    adopted_at BIGINT, adopted_by TEXT
);
CREATE TABLE text_delta_file (
    delta_id BIGINT NOT NULL, language TEXT NOT NULL, bytes BYTEA NOT NULL, PRIMARY KEY (delta_id, language)
);

-- What comments speak of that no topic names. state: suggested, confirmed, dismissed; words, centre, quotes and trend: JSON.
CREATE TABLE theme (
    id TEXT PRIMARY KEY, language TEXT NOT NULL, state TEXT NOT NULL, topic TEXT, words TEXT NOT NULL, centre TEXT NOT NULL,
    n BIGINT NOT NULL, quotes TEXT NOT NULL, trend TEXT NOT NULL, created_at BIGINT NOT NULL, updated_at BIGINT NOT NULL
);
CREATE TABLE theme_run (
    id BIGINT PRIMARY KEY, made_at BIGINT, unmatched BIGINT NOT NULL, read BIGINT NOT NULL, duplicates TEXT NOT NULL,
    phrases TEXT NOT NULL
);
