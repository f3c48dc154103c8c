-- Mail that goes out, what is watched, and what was found.
CREATE TABLE mail_settings (
    {record},
    host TEXT, port BIGINT NOT NULL, security TEXT NOT NULL, "user" TEXT, password_sealed TEXT,
    from_address TEXT, from_name TEXT, reply_to TEXT, console_url TEXT
);

-- The outbox. state: waiting, sent, failed. Words and attachments go once the mail is sent.
CREATE TABLE outgoing_mail (
    position {serial},
    id TEXT NOT NULL UNIQUE, message_id TEXT NOT NULL, recipient TEXT NOT NULL, recipient_name TEXT NOT NULL,
    subject TEXT NOT NULL, text TEXT NOT NULL, html TEXT NOT NULL, unsubscribe TEXT, state TEXT NOT NULL,
    attempts BIGINT NOT NULL, last_error TEXT, created_at BIGINT NOT NULL, tried_at BIGINT, sent_at BIGINT
);
CREATE INDEX outgoing_mail_state ON outgoing_mail (state, position);

CREATE TABLE outgoing_attachment (
    mail_id TEXT NOT NULL REFERENCES outgoing_mail (id) ON DELETE CASCADE, n BIGINT NOT NULL, name TEXT NOT NULL,
    type TEXT NOT NULL, bytes BYTEA NOT NULL, PRIMARY KEY (mail_id, n)
);

CREATE TABLE indicator (
    {record},
    name TEXT NOT NULL, metric TEXT NOT NULL, query TEXT NOT NULL, period TEXT NOT NULL, target DOUBLE PRECISION,
    "leading" BIGINT NOT NULL, outcome TEXT, position BIGINT NOT NULL
);

CREATE TABLE alert (
    {record},
    name TEXT NOT NULL, metric TEXT NOT NULL, query TEXT NOT NULL, "by" TEXT, period TEXT NOT NULL, rule TEXT NOT NULL,
    threshold DOUBLE PRECISION, direction TEXT NOT NULL, recipients TEXT NOT NULL, active BIGINT NOT NULL,
    user_id TEXT REFERENCES person (id) ON DELETE CASCADE
);

-- How far an alert has looked: the period it judged last, and what was counted then.
CREATE TABLE alert_check (
    alert_id TEXT NOT NULL PRIMARY KEY REFERENCES alert (id) ON DELETE CASCADE, revision BIGINT NOT NULL,
    period TEXT NOT NULL, counted BIGINT NOT NULL, checked_at BIGINT NOT NULL
);

-- An alert speaks once a period and group; group_key is empty where the alert has no groups.
CREATE TABLE alert_firing (
    position {serial},
    id TEXT NOT NULL UNIQUE, alert_id TEXT NOT NULL REFERENCES alert (id) ON DELETE CASCADE, group_key TEXT NOT NULL,
    period TEXT NOT NULL, fired_at BIGINT NOT NULL, n BIGINT NOT NULL, value DOUBLE PRECISION NOT NULL,
    lo DOUBLE PRECISION, hi DOUBLE PRECISION, "limit" DOUBLE PRECISION NOT NULL, said TEXT NOT NULL,
    UNIQUE (alert_id, group_key, period)
);
CREATE INDEX alert_firing_at ON alert_firing (fired_at);

-- Who has put a firing aside.
CREATE TABLE alert_seen (
    firing_id TEXT NOT NULL REFERENCES alert_firing (id) ON DELETE CASCADE,
    user_id TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE, PRIMARY KEY (firing_id, user_id)
);
