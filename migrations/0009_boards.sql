-- Own pages of saved panels. panels, roles: lists; schedule: an object or nothing.
CREATE TABLE board (
    {record},
    name TEXT NOT NULL, note TEXT, roles TEXT NOT NULL, user_id TEXT REFERENCES person (id) ON DELETE CASCADE,
    panels TEXT NOT NULL, schedule TEXT, mailed_at BIGINT
);
CREATE INDEX board_user ON board (user_id);
