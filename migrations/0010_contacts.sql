-- What the events of phone and chat queues mean. One row at most: none stands for the usual rules.
CREATE TABLE contact_rules (
    {record},
    started TEXT NOT NULL, answered TEXT NOT NULL, abandoned TEXT NOT NULL, target_s DOUBLE PRECISION NOT NULL,
    targets TEXT NOT NULL, within_days BIGINT NOT NULL, topic TEXT NOT NULL
);
CREATE INDEX event_type ON event (type, occurred_at);
