-- Who leads a department hears of its overdue cases.
ALTER TABLE department ADD COLUMN head_id TEXT REFERENCES person (id) ON DELETE SET NULL;

-- A file may be asked to open cases as what comes in live does.
ALTER TABLE import ADD COLUMN open_cases BIGINT NOT NULL DEFAULT 0;

