-- Connections: what is told to other programs and to chats, and what they tell us.
CREATE TABLE webhook (
    {record},
    name TEXT NOT NULL, url TEXT NOT NULL, events TEXT NOT NULL, thin BIGINT NOT NULL, ed25519 BIGINT NOT NULL,
    active BIGINT NOT NULL, secret_sealed TEXT, old_secret_sealed TEXT, old_secret_until BIGINT, seed_sealed TEXT,
    public_key TEXT, disabled_at BIGINT, disabled_reason TEXT
);

CREATE TABLE chat_hook (
    {record},
    name TEXT NOT NULL, kind TEXT NOT NULL, url_sealed TEXT NOT NULL, events TEXT NOT NULL, language TEXT,
    active BIGINT NOT NULL, disabled_at BIGINT, disabled_reason TEXT
);

-- What was said, once for all who hear it. `subject`: the id of what it speaks of.
CREATE TABLE webhook_event (
    id TEXT NOT NULL PRIMARY KEY, type TEXT NOT NULL, subject TEXT NOT NULL, at BIGINT NOT NULL, data TEXT NOT NULL
);
CREATE INDEX webhook_event_at ON webhook_event (at);

-- One line for each who hears: what it is owed goes out one after the other. `target`: webhook or chat_hook, whose id
-- it has. `events`: the names it listens to, each between commas; empty while it is switched off.
CREATE TABLE webhook_lane (
    id TEXT NOT NULL PRIMARY KEY, target TEXT NOT NULL, events TEXT NOT NULL, rest_until BIGINT NOT NULL,
    leased_until BIGINT NOT NULL, lease TEXT NOT NULL, failures BIGINT NOT NULL, failing_since BIGINT,
    last_status BIGINT, last_at BIGINT
);

-- state: waiting, delivered, given_up. due_at: when it is tried next; empty once it is settled.
CREATE TABLE webhook_delivery (
    position {serial},
    lane_id TEXT NOT NULL REFERENCES webhook_lane (id) ON DELETE CASCADE,
    event_id TEXT NOT NULL REFERENCES webhook_event (id) ON DELETE CASCADE, state TEXT NOT NULL, attempts BIGINT NOT NULL,
    due_at BIGINT, created_at BIGINT NOT NULL, tried_at BIGINT, delivered_at BIGINT, status BIGINT, said TEXT,
    took_ms BIGINT, UNIQUE (lane_id, event_id)
);
CREATE INDEX webhook_delivery_due ON webhook_delivery (lane_id, due_at, position) WHERE due_at IS NOT NULL;
CREATE INDEX webhook_delivery_event ON webhook_delivery (event_id);

-- What other programs may tell us, how they prove it is them, and what it means here.
CREATE TABLE hook_in (
    {record},
    key TEXT NOT NULL UNIQUE, name TEXT NOT NULL, recipe TEXT NOT NULL, scheme TEXT NOT NULL, header TEXT NOT NULL,
    algorithm TEXT NOT NULL, encoding TEXT NOT NULL, prefix TEXT NOT NULL,
    signed_content TEXT NOT NULL, timestamp_header TEXT, tolerance_s BIGINT NOT NULL,
    message_id TEXT, map TEXT NOT NULL, active BIGINT NOT NULL, secret_sealed TEXT
);

CREATE TABLE hook_call (
    position {serial},
    id TEXT NOT NULL UNIQUE, hook_id TEXT NOT NULL REFERENCES hook_in (id) ON DELETE CASCADE, message TEXT,
    at BIGINT NOT NULL, outcome TEXT NOT NULL, problems TEXT NOT NULL, body TEXT, UNIQUE (hook_id, message)
);
CREATE INDEX hook_call_at ON hook_call (hook_id, position);
