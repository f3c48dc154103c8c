-- Closing the loop: rules, cases with their log, who is told, and what is learned from them.
CREATE TABLE case_rule (
    {record},
    key TEXT NOT NULL UNIQUE, name TEXT NOT NULL, active BIGINT NOT NULL, filter TEXT NOT NULL, actions TEXT NOT NULL,
    severity BIGINT, targets TEXT NOT NULL, route TEXT NOT NULL, position BIGINT NOT NULL
);

-- One record: deadlines where no rule says otherwise, who hears of overdue cases, what is asked afterwards.
CREATE TABLE case_settings (
    {record},
    number_prefix TEXT NOT NULL, levels TEXT NOT NULL, targets TEXT NOT NULL, ask_after_days BIGINT NOT NULL,
    thank_customers BIGINT NOT NULL, status_messages BIGINT NOT NULL, mail_owners BIGINT NOT NULL,
    public_risk_after_days BIGINT NOT NULL, join_days BIGINT NOT NULL, value_attribute TEXT NOT NULL,
    heads TEXT NOT NULL
);

-- Working hours of a department that differ from the firm's.
CREATE TABLE work_calendar (
    {record},
    key TEXT NOT NULL UNIQUE, name TEXT NOT NULL, department_id TEXT UNIQUE REFERENCES department (id) ON DELETE CASCADE,
    days TEXT NOT NULL, "from" TEXT NOT NULL, "to" TEXT NOT NULL, holidays BIGINT NOT NULL
);

CREATE TABLE absence (
    {record},
    user_id TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE, "from" TEXT NOT NULL, "to" TEXT NOT NULL,
    deputy_id TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE, note TEXT
);

CREATE TABLE cause (
    {record},
    key TEXT NOT NULL UNIQUE, name TEXT NOT NULL, parent_id TEXT REFERENCES cause (id), position BIGINT NOT NULL,
    active BIGINT NOT NULL
);

CREATE TABLE reply_template (
    {record},
    key TEXT NOT NULL UNIQUE, name TEXT NOT NULL, kind TEXT NOT NULL, texts TEXT NOT NULL, segment TEXT, topic TEXT,
    touchpoint TEXT, active BIGINT NOT NULL, position BIGINT NOT NULL
);

CREATE TABLE finding (
    {record},
    name TEXT NOT NULL, text TEXT NOT NULL, route TEXT NOT NULL, state TEXT NOT NULL, touchpoint TEXT,
    owner_id TEXT REFERENCES person (id) ON DELETE SET NULL, similar_n BIGINT, discussion TEXT, actions TEXT NOT NULL
);

-- A case is the work of closing the loop with one customer. seq: its number. due_at: the next deadline that is still
-- open; escalate_at: when somebody above is to hear of it. risk_at: the opening, as many days earlier as its words make
-- it riskier, so that the order by risk does not change while cases grow old. due_order and value_order are due_at and
-- value with a number where there is none, so that an index gives their order on both databases.
CREATE TABLE customer_case (
    seq {serial},
    id TEXT NOT NULL UNIQUE, revision BIGINT NOT NULL, kind TEXT NOT NULL, route TEXT NOT NULL, state TEXT NOT NULL,
    outcome TEXT, title TEXT NOT NULL, language TEXT, words TEXT, metric TEXT, score BIGINT, feedback_id TEXT,
    customer_id TEXT, touchpoint TEXT, location TEXT, segment TEXT, source TEXT, value DOUBLE PRECISION,
    owner_id TEXT, deputy_id TEXT, department_id TEXT, severity BIGINT, complexity BIGINT, impact BIGINT,
    safety BIGINT NOT NULL, risk_at BIGINT NOT NULL, risk_because TEXT NOT NULL, remedy_sought TEXT,
    opened_at BIGINT NOT NULL, created_at BIGINT NOT NULL, updated_at BIGINT NOT NULL,
    acknowledge_by BIGINT, answer_by BIGINT, close_by BIGINT, acknowledged_at BIGINT, answered_at BIGINT,
    closed_at BIGINT, due_at BIGINT, escalate_at BIGINT, escalated BIGINT NOT NULL, reopened BIGINT NOT NULL,
    unread BIGINT NOT NULL, rule_id TEXT, why TEXT, cause_id TEXT, lesson TEXT, external_route TEXT, finding_id TEXT,
    merged_into TEXT, ask_event TEXT, token TEXT NOT NULL UNIQUE, due_order BIGINT NOT NULL,
    value_order DOUBLE PRECISION NOT NULL
);
CREATE INDEX customer_case_due ON customer_case (due_order, seq) WHERE state <> 'closed';
CREATE INDEX customer_case_owner ON customer_case (owner_id, due_order, seq) WHERE state <> 'closed';
CREATE INDEX customer_case_age ON customer_case (opened_at, seq) WHERE state <> 'closed';
CREATE INDEX customer_case_risk ON customer_case (risk_at, seq) WHERE state <> 'closed';
CREATE INDEX customer_case_value ON customer_case (value_order, seq) WHERE state <> 'closed';
CREATE INDEX customer_case_escalate ON customer_case (escalate_at) WHERE escalate_at IS NOT NULL;
CREATE INDEX customer_case_customer ON customer_case (customer_id, opened_at) WHERE customer_id IS NOT NULL;
CREATE INDEX customer_case_feedback ON customer_case (feedback_id) WHERE feedback_id IS NOT NULL;
CREATE INDEX customer_case_opened ON customer_case (opened_at, seq);
CREATE INDEX customer_case_closed ON customer_case (closed_at, seq) WHERE closed_at IS NOT NULL;
CREATE INDEX customer_case_finding ON customer_case (finding_id) WHERE finding_id IS NOT NULL;
CREATE INDEX customer_case_merged ON customer_case (merged_into) WHERE merged_into IS NOT NULL;
CREATE INDEX customer_case_cause ON customer_case (cause_id) WHERE cause_id IS NOT NULL;
CREATE INDEX customer_case_unanalysed ON customer_case (opened_at, seq) WHERE kind = 'complaint' AND cause_id IS NULL;

-- What belongs to a case beside the feedback that opened it: said again by the same customer, or merged.
CREATE TABLE case_feedback (
    feedback_id TEXT NOT NULL PRIMARY KEY, case_id TEXT NOT NULL REFERENCES customer_case (id) ON DELETE CASCADE,
    at BIGINT NOT NULL
);
CREATE INDEX case_feedback_case ON case_feedback (case_id);

-- The log of every step, which is never changed. by_kind: user, token, system or customer.
CREATE TABLE case_step (
    position {serial},
    id TEXT NOT NULL UNIQUE, case_id TEXT NOT NULL REFERENCES customer_case (id) ON DELETE CASCADE, at BIGINT NOT NULL,
    by_kind TEXT NOT NULL, by_id TEXT NOT NULL, by_name TEXT NOT NULL, kind TEXT NOT NULL, before TEXT, after TEXT,
    text TEXT
);
CREATE INDEX case_step_case ON case_step (case_id, position);

-- What somebody is told in the console.
CREATE TABLE notification (
    position {serial},
    id TEXT NOT NULL UNIQUE, user_id TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE, at BIGINT NOT NULL,
    kind TEXT NOT NULL, case_id TEXT, title TEXT NOT NULL, text TEXT, seen_at BIGINT
);
CREATE INDEX notification_user ON notification (user_id, position);
CREATE INDEX notification_unseen ON notification (user_id) WHERE seen_at IS NULL;

-- Lessons that others may use.
CREATE TABLE practice (
    {record},
    text TEXT NOT NULL, touchpoint TEXT, cause_id TEXT REFERENCES cause (id) ON DELETE SET NULL, case_id TEXT,
    author_id TEXT REFERENCES person (id) ON DELETE SET NULL, published_at BIGINT NOT NULL, useful BIGINT NOT NULL
);
CREATE TABLE practice_use (
    practice_id TEXT NOT NULL REFERENCES practice (id) ON DELETE CASCADE,
    user_id TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE, PRIMARY KEY (practice_id, user_id)
);

-- Who was asked because of an event: a case, a finding.
CREATE INDEX campaign_recipient_event ON campaign_recipient (event_key) WHERE event_key IS NOT NULL;
