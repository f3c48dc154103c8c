-- What the firm changes. department_ids, touchpoint_ids: JSON lists; *_on: the firm's days. What it came from: a cell, a pain or
-- an idea of a journey map, or a finding, with its words of that day. Those may go; the initiative stays.
CREATE TABLE initiative (
    {record},
    name TEXT NOT NULL, description TEXT, state TEXT NOT NULL, owner_id TEXT, department_ids TEXT NOT NULL,
    touchpoint_ids TEXT NOT NULL, due_on TEXT, started_on TEXT, ended_on TEXT, expected_effect TEXT, origin TEXT,
    journey_id TEXT, map_id TEXT, step_id TEXT, lane TEXT, idea_id TEXT, finding_id TEXT, origin_name TEXT, origin_text TEXT,
    origin_votes BIGINT
);
CREATE INDEX initiative_journey ON initiative (journey_id) WHERE journey_id IS NOT NULL;
CREATE INDEX initiative_finding ON initiative (finding_id) WHERE finding_id IS NOT NULL;
