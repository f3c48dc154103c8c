-- What happened, on the time axis of every trend.
CREATE TABLE mark (
    {record},
    at TEXT NOT NULL, name TEXT NOT NULL, description TEXT, kind TEXT NOT NULL, touchpoint TEXT, location TEXT
);
CREATE INDEX mark_at ON mark (at);
