-- Surveys: what they are, what they ask (the draft and every version that was published), how they are reached.
CREATE TABLE survey (
    {record},
    key TEXT NOT NULL UNIQUE, name TEXT NOT NULL, kind TEXT NOT NULL, mode TEXT NOT NULL, state TEXT NOT NULL,
    touchpoint TEXT, location TEXT, brand TEXT, language TEXT NOT NULL, languages TEXT NOT NULL, decision TEXT,
    reader_id TEXT REFERENCES person (id) ON DELETE SET NULL, opens_at BIGINT, closes_at BIGINT, version BIGINT NOT NULL
);

-- The draft that is being written; published: the draft's revision that the newest version was made of.
CREATE TABLE survey_draft (
    survey_id TEXT NOT NULL PRIMARY KEY REFERENCES survey (id) ON DELETE CASCADE, revision BIGINT NOT NULL,
    published BIGINT NOT NULL, definition TEXT NOT NULL, changed_at BIGINT NOT NULL, changed_by TEXT NOT NULL
);

-- Never changed, never removed while its survey is there: answers refer to it.
CREATE TABLE survey_version (
    survey_id TEXT NOT NULL REFERENCES survey (id) ON DELETE CASCADE, number BIGINT NOT NULL, definition TEXT NOT NULL,
    language TEXT NOT NULL, questions BIGINT NOT NULL, published_at BIGINT NOT NULL, published_by TEXT NOT NULL,
    PRIMARY KEY (survey_id, number)
);

-- What the check before publishing says and a person has decided to leave, with the reason.
CREATE TABLE survey_dismissal (
    survey_id TEXT NOT NULL REFERENCES survey (id) ON DELETE CASCADE, problem TEXT NOT NULL, question TEXT NOT NULL,
    reason TEXT NOT NULL, author TEXT NOT NULL, at BIGINT NOT NULL, PRIMARY KEY (survey_id, problem, question)
);

-- What staff expect before the first answer; in the unit of the metric's score.
CREATE TABLE survey_prediction (
    survey_id TEXT NOT NULL REFERENCES survey (id) ON DELETE CASCADE, user_id TEXT NOT NULL, question TEXT NOT NULL,
    value DOUBLE PRECISION NOT NULL, at BIGINT NOT NULL, PRIMARY KEY (survey_id, question, user_id)
);

-- counted rises in the transaction that stores the answer, so it never passes most.
CREATE TABLE survey_quota (
    survey_id TEXT NOT NULL REFERENCES survey (id) ON DELETE CASCADE, key TEXT NOT NULL, position BIGINT NOT NULL,
    name TEXT NOT NULL, applies TEXT NOT NULL, most BIGINT NOT NULL, counted BIGINT NOT NULL,
    PRIMARY KEY (survey_id, key)
);

CREATE TABLE survey_link (
    {record},
    survey_id TEXT NOT NULL REFERENCES survey (id) ON DELETE CASCADE, key TEXT NOT NULL UNIQUE, name TEXT NOT NULL,
    channel TEXT NOT NULL, touchpoint TEXT, location TEXT, language TEXT, active BIGINT NOT NULL
);
CREATE INDEX survey_link_survey ON survey_link (survey_id, created_at);

CREATE TABLE survey_invitation (
    id TEXT NOT NULL PRIMARY KEY, survey_id TEXT NOT NULL REFERENCES survey (id) ON DELETE CASCADE,
    token TEXT NOT NULL UNIQUE, customer_id TEXT, language TEXT, channel TEXT NOT NULL, touchpoint TEXT, location TEXT,
    occurred_at BIGINT, hidden TEXT, state TEXT NOT NULL, created_at BIGINT NOT NULL, expires_at BIGINT,
    answered_at BIGINT
);
CREATE INDEX survey_invitation_survey ON survey_invitation (survey_id, id);
CREATE INDEX survey_invitation_customer ON survey_invitation (customer_id, created_at) WHERE customer_id IS NOT NULL;
