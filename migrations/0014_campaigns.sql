-- Surveys reach people: campaigns, who gets them, what becomes of each, and who is to be left alone.
CREATE TABLE gateway (
    {record},
    key TEXT NOT NULL UNIQUE, name TEXT NOT NULL, channel TEXT NOT NULL, method TEXT NOT NULL, url TEXT NOT NULL,
    content_type TEXT NOT NULL, headers TEXT NOT NULL, body TEXT NOT NULL, success_path TEXT, success_value TEXT,
    active BIGINT NOT NULL, secret_sealed TEXT
);

CREATE TABLE campaign (
    {record},
    survey_id TEXT NOT NULL REFERENCES survey (id) ON DELETE CASCADE, name TEXT NOT NULL, occasion TEXT NOT NULL,
    channel TEXT NOT NULL, gateway_id TEXT REFERENCES gateway (id), state TEXT NOT NULL, audience TEXT NOT NULL,
    share BIGINT NOT NULL, event_type TEXT, event_when TEXT NOT NULL, delay_minutes BIGINT NOT NULL, texts TEXT NOT NULL,
    rating_in_mail BIGINT NOT NULL, from_name TEXT, reply_to TEXT, starts_at BIGINT, waves TEXT NOT NULL,
    quiet_from TEXT, quiet_to TEXT, working_days_only BIGINT NOT NULL, reminders BIGINT NOT NULL,
    remind_after_days BIGINT NOT NULL, expires_after_days BIGINT, hold_days BIGINT NOT NULL, started_at BIGINT,
    finished_at BIGINT
);
CREATE INDEX campaign_survey ON campaign (survey_id, created_at);

-- One record: how often one person may be asked.
CREATE TABLE contact_frequency (
    {record},
    most BIGINT NOT NULL, within_days BIGINT NOT NULL, days_between BIGINT NOT NULL, exempt_kinds TEXT NOT NULL,
    active BIGINT NOT NULL
);

-- Addresses that get no surveys any more; survey_id empty: none at all.
CREATE TABLE suppression (
    {record},
    address TEXT NOT NULL, survey_id TEXT REFERENCES survey (id) ON DELETE CASCADE, reason TEXT NOT NULL, note TEXT,
    campaign_id TEXT
);
CREATE UNIQUE INDEX suppression_address ON suppression (address, COALESCE(survey_id, ''));

-- How far the recipients of a campaign have been written down.
CREATE TABLE campaign_run (
    campaign_id TEXT NOT NULL PRIMARY KEY REFERENCES campaign (id) ON DELETE CASCADE, planned_to TEXT NOT NULL,
    planned BIGINT NOT NULL
);

-- One person of a campaign; occasion: the id of the event that asks, empty in a campaign with a date. The invitation
-- has the same id. due_at: when the next thing is to happen with it (the invitation, a reminder, another try).
CREATE TABLE campaign_recipient (
    id TEXT NOT NULL PRIMARY KEY, campaign_id TEXT NOT NULL REFERENCES campaign (id) ON DELETE CASCADE,
    customer_id TEXT NOT NULL, occasion TEXT NOT NULL, event_key TEXT, wave BIGINT NOT NULL, address TEXT,
    language TEXT NOT NULL, state TEXT NOT NULL, reason TEXT, due_at BIGINT, hold_until BIGINT, stop TEXT,
    reminders BIGINT NOT NULL, attempts BIGINT NOT NULL, last_error TEXT, first_try_at BIGINT, sent_at BIGINT,
    reminded_at BIGINT, clicked_at BIGINT, clicks BIGINT NOT NULL, unsubscribed_at BIGINT, bounced_at BIGINT,
    bounce TEXT, created_at BIGINT NOT NULL, UNIQUE (campaign_id, customer_id, occasion)
);
CREATE INDEX campaign_recipient_due ON campaign_recipient (campaign_id, due_at) WHERE due_at IS NOT NULL;
CREATE UNIQUE INDEX campaign_recipient_stop ON campaign_recipient (stop) WHERE stop IS NOT NULL;
CREATE INDEX campaign_recipient_address ON campaign_recipient (address, sent_at) WHERE sent_at IS NOT NULL;

-- Every time a person was asked, over all channels: what the frequency rule counts.
CREATE TABLE survey_contact (
    recipient_id TEXT NOT NULL PRIMARY KEY, customer_id TEXT NOT NULL, address TEXT NOT NULL, channel TEXT NOT NULL,
    at BIGINT NOT NULL
);
CREATE INDEX survey_contact_customer ON survey_contact (customer_id, at);
CREATE INDEX survey_contact_address ON survey_contact (address, at);

-- Addresses in the texts of a campaign that clicks are counted of; 0 is the survey itself.
CREATE TABLE campaign_link (
    campaign_id TEXT NOT NULL REFERENCES campaign (id) ON DELETE CASCADE, n BIGINT NOT NULL, url TEXT NOT NULL,
    PRIMARY KEY (campaign_id, n), UNIQUE (campaign_id, url)
);

-- recipient_id is empty where the answers are anonymous: then who clicked is not kept, and only the day of it.
CREATE TABLE campaign_click (
    position {serial},
    campaign_id TEXT NOT NULL REFERENCES campaign (id) ON DELETE CASCADE, recipient_id TEXT, n BIGINT NOT NULL,
    target TEXT NOT NULL, at BIGINT NOT NULL, machine BIGINT NOT NULL
);
CREATE INDEX campaign_click_campaign ON campaign_click (campaign_id, n);
CREATE INDEX campaign_click_recipient ON campaign_click (recipient_id, at) WHERE recipient_id IS NOT NULL;

CREATE TABLE bounce (
    position {serial},
    id TEXT NOT NULL UNIQUE, report TEXT NOT NULL UNIQUE, at BIGINT NOT NULL, kind TEXT NOT NULL, status TEXT,
    address TEXT, said TEXT NOT NULL, campaign_id TEXT, recipient_id TEXT, suppressed BIGINT NOT NULL
);
CREATE INDEX bounce_address ON bounce (address, at) WHERE address IS NOT NULL;

-- How far events and new customers have been looked at for campaigns that wait for them.
CREATE TABLE occasion_mark (name TEXT NOT NULL PRIMARY KEY, seq BIGINT NOT NULL, at BIGINT NOT NULL);
