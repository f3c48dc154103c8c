-- Which survey a feedback answers, and of which kind that is: relationship and single contacts are never one series.
ALTER TABLE feedback ADD COLUMN survey TEXT;
ALTER TABLE feedback ADD COLUMN survey_kind TEXT;
CREATE INDEX feedback_survey ON feedback (survey, occurred_at) WHERE survey IS NOT NULL;
