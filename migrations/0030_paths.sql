-- The ways of customers are read along this index alone: it holds all that they ask of an event.
DROP INDEX event_customer;
CREATE INDEX event_customer ON event (customer_id, occurred_at, seq, type, touchpoint, channel) WHERE customer_id IS NOT NULL;
