-- Pictures and other small files, by what they are.
CREATE TABLE file (
    id TEXT PRIMARY KEY, type TEXT NOT NULL, size BIGINT NOT NULL, bytes BYTEA NOT NULL, added_at BIGINT NOT NULL,
    added_by TEXT
);

CREATE TABLE persona (
    {record},
    key TEXT NOT NULL UNIQUE, name TEXT NOT NULL, picture_id TEXT, age TEXT, habits TEXT NOT NULL, goals TEXT NOT NULL,
    quotes TEXT NOT NULL, attributes TEXT NOT NULL, segment TEXT, position BIGINT NOT NULL
);

CREATE TABLE journey (
    {record},
    key TEXT NOT NULL UNIQUE, name TEXT NOT NULL, description TEXT, persona_ids TEXT NOT NULL, owner_id TEXT,
    department_ids TEXT NOT NULL, reviewed_at BIGINT, reviewed_by TEXT, review_every_days BIGINT NOT NULL, made_from TEXT,
    position BIGINT NOT NULL, archived BIGINT NOT NULL
);

-- doc: journey/map_json.h. kind: as_is (one a journey) or to_be.
CREATE TABLE journey_map (
    id TEXT PRIMARY KEY, journey_id TEXT NOT NULL REFERENCES journey (id) ON DELETE CASCADE, kind TEXT NOT NULL,
    name TEXT NOT NULL, position BIGINT NOT NULL, revision BIGINT NOT NULL, created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL, updated_by TEXT, doc TEXT NOT NULL
);
CREATE INDEX journey_map_journey ON journey_map (journey_id);

-- The steps of each map as its document has them, for searching and joining; written with it.
CREATE TABLE journey_step (
    map_id TEXT NOT NULL REFERENCES journey_map (id) ON DELETE CASCADE, step_id TEXT NOT NULL, position BIGINT NOT NULL,
    name TEXT NOT NULL, touchpoint TEXT, nested_journey_id TEXT, words TEXT NOT NULL, search TEXT NOT NULL,
    PRIMARY KEY (map_id, step_id)
) {without_rowid};
CREATE INDEX journey_step_touchpoint ON journey_step (touchpoint) WHERE touchpoint IS NOT NULL;

-- Every edit that was carried out, so that each can be undone. edits: journey/map_edit.h; undone_by: the edit that did it.
CREATE TABLE journey_edit (
    map_id TEXT NOT NULL REFERENCES journey_map (id) ON DELETE CASCADE, revision BIGINT NOT NULL, id TEXT NOT NULL UNIQUE,
    at BIGINT NOT NULL, by_id TEXT NOT NULL, by_name TEXT NOT NULL, note TEXT, edits TEXT NOT NULL, undoes TEXT,
    undone_by TEXT, PRIMARY KEY (map_id, revision)
) {without_rowid};

CREATE TABLE journey_version (
    map_id TEXT NOT NULL REFERENCES journey_map (id) ON DELETE CASCADE, number BIGINT NOT NULL, id TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL, note TEXT, revision BIGINT NOT NULL, at BIGINT NOT NULL, by_id TEXT NOT NULL, by_name TEXT NOT NULL,
    doc TEXT NOT NULL, PRIMARY KEY (map_id, number)
) {without_rowid};

CREATE TABLE journey_comment (
    id TEXT PRIMARY KEY, map_id TEXT NOT NULL REFERENCES journey_map (id) ON DELETE CASCADE, step_id TEXT NOT NULL, lane TEXT,
    text TEXT NOT NULL, at BIGINT NOT NULL, by_id TEXT NOT NULL, by_name TEXT NOT NULL, changed_at BIGINT,
    resolved_at BIGINT, resolved_by TEXT
);
CREATE INDEX journey_comment_map ON journey_comment (map_id, step_id);

-- Who looks at which map just now, and at which cell.
CREATE TABLE journey_presence (
    map_id TEXT NOT NULL REFERENCES journey_map (id) ON DELETE CASCADE, user_id TEXT NOT NULL, name TEXT NOT NULL, step_id TEXT,
    lane TEXT, at BIGINT NOT NULL, PRIMARY KEY (map_id, user_id)
) {without_rowid};

-- A link by which whoever has it may look.
CREATE TABLE journey_share (
    id TEXT PRIMARY KEY, journey_id TEXT NOT NULL REFERENCES journey (id) ON DELETE CASCADE, name TEXT NOT NULL,
    token_hash TEXT NOT NULL UNIQUE, created_at BIGINT NOT NULL, created_by TEXT, expires_at BIGINT, last_used_at BIGINT
);

-- What open screens hear of, in any process. kind: edit, presence, comment. Kept for an hour.
CREATE TABLE journey_news (
    position {serial},
    map_id TEXT NOT NULL, revision BIGINT NOT NULL, kind TEXT NOT NULL, edit_id TEXT, by_id TEXT NOT NULL, by_name TEXT NOT NULL,
    at BIGINT NOT NULL
);
