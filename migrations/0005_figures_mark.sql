-- One mark for each of the last snapshots of the figures (the file figures.snapshot of a data folder). An older copy of this
-- database does not know the marks of later ones, so that what was counted beyond it is not taken for its own.
CREATE TABLE figures_mark (position {serial}, mark TEXT NOT NULL UNIQUE);
