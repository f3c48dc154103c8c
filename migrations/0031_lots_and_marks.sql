-- Answers to an anonymous survey of employees stand in lots that look alike; nothing: in no lot (survey/response.h).
ALTER TABLE response ADD COLUMN lot TEXT;

-- Marks have a key now; those from before are found by their length and made anew (privacy/erase_store).
CREATE INDEX response_bare_mark ON response (id) WHERE external_key IS NOT NULL AND LENGTH(external_key) = 64;

-- The answers in which a customer agreed, or took it back.
ALTER TABLE consent ADD COLUMN response_id TEXT;
