-- How important staff think each thing is to customers. An empty touchpoint: the metric as a whole.
CREATE TABLE assumption (
    metric TEXT NOT NULL, touchpoint TEXT NOT NULL, importance BIGINT NOT NULL, PRIMARY KEY (metric, touchpoint)
);
