-- Sites on whose pages a survey may stand in a frame: a list of origins.
ALTER TABLE survey_link ADD COLUMN sites TEXT NOT NULL DEFAULT '[]';
