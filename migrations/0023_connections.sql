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

-- The conversation with the customer of a case. message_id: of the mail, ours fixed before it goes out.
CREATE TABLE case_message (
    position {serial},
    id TEXT NOT NULL UNIQUE, case_id TEXT NOT NULL REFERENCES customer_case (id) ON DELETE CASCADE, at BIGINT NOT NULL,
    direction TEXT NOT NULL, message_id TEXT NOT NULL UNIQUE, sender TEXT NOT NULL, sender_name TEXT NOT NULL,
    recipient TEXT NOT NULL, subject TEXT NOT NULL, body TEXT NOT NULL, quoted TEXT NOT NULL, automatic BIGINT NOT NULL,
    ask_after BIGINT NOT NULL, by_id TEXT, by_name TEXT, left_out BIGINT NOT NULL
);
CREATE INDEX case_message_case ON case_message (case_id, position);

CREATE TABLE case_attachment (
    id TEXT NOT NULL PRIMARY KEY, case_message_id TEXT NOT NULL REFERENCES case_message (id) ON DELETE CASCADE,
    n BIGINT NOT NULL, name TEXT NOT NULL, type TEXT NOT NULL, size BIGINT NOT NULL, bytes BYTEA
);
CREATE INDEX case_attachment_message ON case_attachment (case_message_id, n);

-- One record: where customers' mails are found.
CREATE TABLE incoming_mail_settings (
    {record},
    host TEXT, port BIGINT NOT NULL, security TEXT NOT NULL, "user" TEXT, password_sealed TEXT, folder TEXT NOT NULL,
    address TEXT, tagged_addresses BIGINT NOT NULL, active BIGINT NOT NULL, token_sealed TEXT
);

-- How far the folder has been read.
CREATE TABLE incoming_mail_mark (
    name TEXT NOT NULL PRIMARY KEY, validity BIGINT NOT NULL, number BIGINT NOT NULL, at BIGINT, error TEXT
);

-- Every mail that came, once.
CREATE TABLE incoming_mail (
    position {serial},
    id TEXT NOT NULL UNIQUE, message_id TEXT NOT NULL UNIQUE, at BIGINT NOT NULL, sender TEXT NOT NULL,
    subject TEXT NOT NULL, outcome TEXT NOT NULL, case_id TEXT
);
CREATE INDEX incoming_mail_at ON incoming_mail (at);
CREATE INDEX incoming_mail_sender ON incoming_mail (sender, at);

-- A reply goes to an address of its own and stands in a thread; a person wrote it.
ALTER TABLE outgoing_mail ADD COLUMN reply_to TEXT;
ALTER TABLE outgoing_mail ADD COLUMN thread TEXT;
ALTER TABLE outgoing_mail ADD COLUMN personal BIGINT NOT NULL DEFAULT 0;

-- Whoever writes is found by their address.
CREATE INDEX customer_address ON customer (LOWER(email));
