-- The firm, its people, and the trail of every change.

CREATE TABLE firm (
    {record},
    name TEXT NOT NULL, time_zone TEXT NOT NULL, languages TEXT NOT NULL, language TEXT NOT NULL, currency TEXT NOT NULL,
    working_days TEXT NOT NULL, working_from TEXT NOT NULL, working_to TEXT NOT NULL,
    customers_min BIGINT NOT NULL, employees_min BIGINT NOT NULL, words TEXT NOT NULL, demo BIGINT NOT NULL
);

CREATE TABLE location (
    {record},
    key TEXT NOT NULL UNIQUE, name TEXT NOT NULL, parent_id TEXT REFERENCES location (id), kind TEXT NOT NULL
);

CREATE TABLE brand ({record}, key TEXT NOT NULL UNIQUE, name TEXT NOT NULL);

CREATE TABLE channel ({record}, key TEXT NOT NULL UNIQUE, name TEXT NOT NULL, position BIGINT NOT NULL);

CREATE TABLE department ({record}, key TEXT NOT NULL UNIQUE, name TEXT NOT NULL);

-- "user" is a reserved word of PostgreSQL; the wire says users.
CREATE TABLE person (
    {record},
    email TEXT NOT NULL UNIQUE, name TEXT NOT NULL, role TEXT NOT NULL, language TEXT, theme TEXT NOT NULL,
    density TEXT NOT NULL, department_id TEXT REFERENCES department (id), location_id TEXT REFERENCES location (id),
    active BIGINT NOT NULL, last_seen_at BIGINT, password_hash TEXT
);

CREATE TABLE session (
    token_hash TEXT NOT NULL PRIMARY KEY, user_id TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    created_at BIGINT NOT NULL, last_seen_at BIGINT NOT NULL, expires_at BIGINT NOT NULL
);
CREATE INDEX session_of_user ON session (user_id);

CREATE TABLE welcome (
    token_hash TEXT NOT NULL PRIMARY KEY, purpose TEXT NOT NULL,
    user_id TEXT REFERENCES person (id) ON DELETE CASCADE, created_at BIGINT NOT NULL, expires_at BIGINT NOT NULL
);

CREATE TABLE api_token (
    {record},
    name TEXT NOT NULL, role TEXT NOT NULL, location_id TEXT REFERENCES location (id), token_hash TEXT NOT NULL UNIQUE,
    last_used_at BIGINT, expires_at BIGINT
);

CREATE TABLE audit (
    position {serial},
    at BIGINT NOT NULL, actor_kind TEXT NOT NULL, actor_id TEXT, actor_name TEXT NOT NULL, action TEXT NOT NULL,
    kind TEXT NOT NULL, record_id TEXT NOT NULL, before TEXT, after TEXT
);
CREATE INDEX audit_record ON audit (kind, record_id, position);
CREATE INDEX audit_actor ON audit (actor_id, position);

-- Durable work, leased by jobs/. `unique_key` keeps one thing from being queued twice.
CREATE TABLE work (
    position {serial},
    kind TEXT NOT NULL, payload TEXT NOT NULL, unique_key TEXT UNIQUE, due_at BIGINT NOT NULL,
    leased_until BIGINT NOT NULL, lease TEXT NOT NULL, attempts BIGINT NOT NULL, created_at BIGINT NOT NULL, last_error TEXT
);
CREATE INDEX work_due ON work (due_at);

-- Answers to POST requests that carried an Idempotency-Key.
CREATE TABLE idempotency (
    key_hash TEXT NOT NULL PRIMARY KEY, body_hash TEXT NOT NULL, status BIGINT NOT NULL, body TEXT NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE INDEX idempotency_age ON idempotency (created_at);
