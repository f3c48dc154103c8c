-- A file may be asked to open cases as what comes in live does.
ALTER TABLE import ADD COLUMN open_cases BIGINT NOT NULL DEFAULT 0;
