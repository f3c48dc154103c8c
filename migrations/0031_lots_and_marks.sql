-- Answers to an anonymous survey of employees stand in lots that look alike; nothing: in no lot (survey/response.h).
ALTER TABLE response ADD COLUMN lot TEXT;
