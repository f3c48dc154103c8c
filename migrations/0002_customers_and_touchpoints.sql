-- Whom the firm serves, where they meet it, and how a rating becomes a score.

CREATE TABLE customer (
    {record},
    key TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, name TEXT NOT NULL, language TEXT, email TEXT, phone TEXT,
    lifecycle TEXT NOT NULL, segment TEXT, location_id TEXT REFERENCES location (id), attributes TEXT NOT NULL
);
CREATE INDEX customer_name ON customer (name, id);
CREATE INDEX customer_email ON customer (email) WHERE email IS NOT NULL;

CREATE TABLE event (
    seq {serial},
    id TEXT NOT NULL UNIQUE, key TEXT NOT NULL UNIQUE, revision BIGINT NOT NULL, type TEXT NOT NULL, customer_id TEXT,
    touchpoint TEXT, channel TEXT NOT NULL, occurred_at BIGINT NOT NULL, received_at BIGINT NOT NULL, duration_s DOUBLE PRECISION,
    case_key TEXT, order_key TEXT, attributes TEXT, import_id TEXT
);
CREATE INDEX event_customer ON event (customer_id, occurred_at) WHERE customer_id IS NOT NULL;
CREATE INDEX event_at ON event (occurred_at, seq);
CREATE INDEX event_unbound ON event (type, occurred_at) WHERE touchpoint IS NULL;

CREATE TABLE stage ({record}, key TEXT NOT NULL UNIQUE, name TEXT NOT NULL, position BIGINT NOT NULL);

CREATE TABLE touchpoint (
    {record},
    key TEXT NOT NULL UNIQUE, name TEXT NOT NULL, description TEXT, stage_id TEXT REFERENCES stage (id),
    channels TEXT NOT NULL, owner_id TEXT REFERENCES person (id), external BIGINT NOT NULL, departments TEXT NOT NULL,
    business_areas TEXT NOT NULL, position BIGINT NOT NULL
);

CREATE TABLE metric (
    {record},
    key TEXT NOT NULL UNIQUE, name TEXT NOT NULL, question TEXT, kind TEXT NOT NULL, min BIGINT NOT NULL,
    max BIGINT NOT NULL, positive TEXT NOT NULL, negative TEXT NOT NULL, items TEXT NOT NULL, target DOUBLE PRECISION,
    built_in BIGINT NOT NULL
);

CREATE TABLE benchmark (
    {record},
    metric_id TEXT NOT NULL REFERENCES metric (id), label TEXT NOT NULL, value DOUBLE PRECISION, low DOUBLE PRECISION,
    high DOUBLE PRECISION, source TEXT NOT NULL, year TEXT NOT NULL
);

CREATE TABLE attribute (
    {record},
    key TEXT NOT NULL UNIQUE, name TEXT NOT NULL, "of" TEXT NOT NULL
);
