-- What a person's rights need: how long things are kept, who agreed to what, who was forgotten.
CREATE TABLE privacy_settings (
    {record},
    controller TEXT, officer TEXT, legal_basis TEXT NOT NULL, consent_channels TEXT NOT NULL, active BIGINT NOT NULL,
    comments_days BIGINT NOT NULL, customers_days BIGINT NOT NULL, invitations_days BIGINT NOT NULL,
    mails_days BIGINT NOT NULL, clicks_days BIGINT NOT NULL, audit_days BIGINT NOT NULL
);

CREATE TABLE consent (
    {record},
    customer_id TEXT NOT NULL, purpose TEXT NOT NULL, state TEXT NOT NULL, wording TEXT, wording_version TEXT,
    way TEXT NOT NULL, at BIGINT NOT NULL
);
CREATE INDEX consent_customer ON consent (customer_id, purpose, at);

-- Nothing here tells who it was: subject_hash is the SHA-256 of an id that is nowhere any more.
CREATE TABLE erasure (
    id TEXT PRIMARY KEY, subject TEXT NOT NULL, subject_hash TEXT NOT NULL UNIQUE, mode TEXT NOT NULL, reason TEXT NOT NULL,
    at BIGINT NOT NULL, records BIGINT NOT NULL, by_id TEXT, repeated_at BIGINT
);
CREATE INDEX erasure_at ON erasure (at);

-- What speaks of one person is found without reading everything.
CREATE INDEX outgoing_mail_recipient ON outgoing_mail (recipient);
CREATE INDEX webhook_event_subject ON webhook_event (subject);
CREATE INDEX notification_case ON notification (case_id) WHERE case_id IS NOT NULL;
CREATE INDEX incoming_mail_case ON incoming_mail (case_id) WHERE case_id IS NOT NULL;
