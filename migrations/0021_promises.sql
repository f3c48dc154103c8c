-- Days on which the firm does not work although the week says so.
CREATE TABLE holiday ({record}, date TEXT NOT NULL UNIQUE, name TEXT NOT NULL);

-- What the firm promises. touchpoint_ids, roles: JSON lists; texts: the words by language; *_metric: keys.
CREATE TABLE promise (
    {record},
    key TEXT NOT NULL UNIQUE, text TEXT NOT NULL, texts TEXT NOT NULL, kind TEXT NOT NULL, source TEXT, made_on TEXT NOT NULL,
    audience TEXT, touchpoint_ids TEXT NOT NULL, expectation_metric TEXT, experience_metric TEXT, kept_metric TEXT,
    believed_metric TEXT, state TEXT NOT NULL, roles TEXT NOT NULL, position BIGINT NOT NULL
);

-- Who has read what a promise means for them. words: a checksum of what stood there; other words must be read anew.
CREATE TABLE promise_reading (
    promise_id TEXT NOT NULL REFERENCES promise (id) ON DELETE CASCADE,
    user_id TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE, words TEXT NOT NULL, read_at BIGINT NOT NULL,
    PRIMARY KEY (promise_id, user_id)
);

-- Promises told loudly, and what must be done before. changes: a JSON list.
CREATE TABLE promise_campaign (
    {record},
    key TEXT NOT NULL UNIQUE, name TEXT NOT NULL, promise_ids TEXT NOT NULL, starts_on TEXT NOT NULL, ends_on TEXT,
    changes TEXT NOT NULL, state TEXT NOT NULL, live_at BIGINT, override_reason TEXT, overridden_by TEXT
);

-- What a touchpoint is to give instead of what it gives now. evidence: a JSON list.
CREATE TABLE designed_experience (
    {record},
    touchpoint_id TEXT NOT NULL UNIQUE REFERENCES touchpoint (id) ON DELETE CASCADE, now TEXT NOT NULL, wanted TEXT NOT NULL,
    emotion TEXT, level BIGINT, feasibility TEXT NOT NULL, evidence TEXT NOT NULL, owner_id TEXT REFERENCES person (id),
    approved_at BIGINT, approved_by TEXT, approved_revision BIGINT
);

-- Differentiators that can be measured. threshold: {value, unit}; dated: {month, day}.
CREATE TABLE standard (
    {record},
    key TEXT NOT NULL UNIQUE, name TEXT NOT NULL, description TEXT, touchpoint_id TEXT REFERENCES touchpoint (id) ON DELETE SET NULL,
    event_from TEXT, event_to TEXT, threshold TEXT, measure TEXT NOT NULL, calendar TEXT NOT NULL,
    target_share DOUBLE PRECISION NOT NULL, dated TEXT, remind_days BIGINT NOT NULL, owner_id TEXT REFERENCES person (id),
    metric_id TEXT REFERENCES metric (id), position BIGINT NOT NULL
);

-- A dated gesture is told once for each of its days.
CREATE TABLE standard_reminder (
    standard_id TEXT NOT NULL REFERENCES standard (id) ON DELETE CASCADE, day TEXT NOT NULL, sent_at BIGINT NOT NULL,
    PRIMARY KEY (standard_id, day)
);

-- Which experience and emotions customers are to have: every version is kept, the highest number holds.
CREATE TABLE vision (number BIGINT PRIMARY KEY, document TEXT NOT NULL, at BIGINT NOT NULL, author TEXT NOT NULL);

-- What others did that moves what customers expect.
CREATE TABLE market_move (
    {record},
    at TEXT NOT NULL, who TEXT NOT NULL, name TEXT NOT NULL, text TEXT, touchpoint_ids TEXT NOT NULL, source TEXT, link TEXT
);

-- The few ratings of promises among the many: what each person expected and lived is found without reading the others.
CREATE INDEX rating_of_promise ON rating (metric, feedback_seq) WHERE SUBSTR(metric, 1, 8) = 'promise_';
