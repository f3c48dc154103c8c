-- Responses that came with a file of another tool: which file, and what they are called there.
ALTER TABLE response ADD COLUMN import_id TEXT;
ALTER TABLE response ADD COLUMN external_key TEXT;
CREATE INDEX response_import ON response (import_id) WHERE import_id IS NOT NULL;
CREATE UNIQUE INDEX response_external_key ON response (survey_id, external_key) WHERE external_key IS NOT NULL;
