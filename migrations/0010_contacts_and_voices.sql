-- What the events of phone and chat queues mean. One row at most: none stands for the usual rules.
CREATE TABLE contact_rules (
    {record},
    started TEXT NOT NULL, answered TEXT NOT NULL, abandoned TEXT NOT NULL, target_s DOUBLE PRECISION NOT NULL,
    targets TEXT NOT NULL, within_days BIGINT NOT NULL, topic TEXT NOT NULL
);
CREATE INDEX event_type ON event (type, occurred_at);

-- What employees say waits here until enough have spoken; id: random, received_on: a day since 1970.
CREATE TABLE waiting_voice (
    id TEXT PRIMARY KEY, document TEXT NOT NULL, received_on BIGINT NOT NULL, external_key TEXT, import_id TEXT
);
CREATE UNIQUE INDEX waiting_voice_key ON waiting_voice (external_key) WHERE external_key IS NOT NULL;
CREATE INDEX waiting_voice_import ON waiting_voice (import_id) WHERE import_id IS NOT NULL;

-- Numbers that are no answers: pages' load times, store ratings, temperatures. key: the sender's own, unique in its series.
CREATE TABLE series (
    {record},
    key TEXT NOT NULL UNIQUE, name TEXT NOT NULL, unit TEXT NOT NULL, direction TEXT NOT NULL
);
CREATE TABLE series_point (
    series_id TEXT NOT NULL, key TEXT NOT NULL, at BIGINT NOT NULL, value DOUBLE PRECISION NOT NULL, revision BIGINT NOT NULL,
    PRIMARY KEY (series_id, key)
) {without_rowid};
CREATE INDEX series_point_at ON series_point (series_id, at);
