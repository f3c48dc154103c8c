-- How fast a campaign may go, and where reports of what did not arrive come back to.
ALTER TABLE campaign ADD COLUMN most_per_hour BIGINT;
CREATE INDEX campaign_recipient_sent ON campaign_recipient (campaign_id, sent_at) WHERE sent_at IS NOT NULL;
CREATE INDEX campaign_recipient_reminded ON campaign_recipient (campaign_id, reminded_at)
    WHERE reminded_at IS NOT NULL;
ALTER TABLE mail_settings ADD COLUMN bounce_address TEXT;

-- Series that browsers send by themselves, and a threshold that somebody is told of.
ALTER TABLE series ADD COLUMN vital TEXT NOT NULL DEFAULT 'none';
ALTER TABLE series ADD COLUMN sites TEXT NOT NULL DEFAULT '[]';
ALTER TABLE series ADD COLUMN threshold DOUBLE PRECISION;
ALTER TABLE series ADD COLUMN period TEXT NOT NULL DEFAULT 'week';
ALTER TABLE series ADD COLUMN recipients TEXT NOT NULL DEFAULT '[]';
CREATE TABLE series_alarm (
    series_id TEXT NOT NULL, period TEXT NOT NULL, at BIGINT NOT NULL, PRIMARY KEY (series_id, period)
) {without_rowid};

-- What was found out without a survey.
CREATE TABLE research_note (
    {record},
    name TEXT NOT NULL, method TEXT NOT NULL, people BIGINT, held_on TEXT NOT NULL, finding TEXT NOT NULL,
    evidence TEXT, touchpoint TEXT, persona TEXT
);
CREATE INDEX research_note_touchpoint ON research_note (touchpoint) WHERE touchpoint IS NOT NULL;

-- What customers need where they speak; feedback carries "need:KEY" among its tags.
CREATE TABLE need ({record}, key TEXT NOT NULL UNIQUE, name TEXT NOT NULL, position BIGINT NOT NULL);
INSERT INTO need (id, revision, created_at, updated_at, search, key, name, position) VALUES
    ('01980000-0000-7000-8000-000000000001', 1, 0, 0, 'support support', 'support', 'Support', 1),
    ('01980000-0000-7000-8000-000000000002', 1, 0, 0, 'assurance assurance', 'assurance', 'Assurance', 2),
    ('01980000-0000-7000-8000-000000000003', 1, 0, 0, 'options more choice', 'options', 'More choice', 3);

-- When somebody last looked at what a survey brought: question is empty for its results as a whole.
CREATE TABLE survey_look (
    survey_id TEXT NOT NULL REFERENCES survey (id) ON DELETE CASCADE, question TEXT NOT NULL, at BIGINT NOT NULL,
    PRIMARY KEY (survey_id, question)
);
