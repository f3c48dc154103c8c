-- What else tells of a touchpoint: types of events (kind event), topics and themes of comments (topic, theme) that people
-- accepted as it.
CREATE TABLE touchpoint_source (
    kind TEXT NOT NULL, name TEXT NOT NULL, touchpoint TEXT NOT NULL, PRIMARY KEY (kind, name)
) {without_rowid};
CREATE INDEX touchpoint_source_touchpoint ON touchpoint_source (touchpoint);
