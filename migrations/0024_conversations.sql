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
