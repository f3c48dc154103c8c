-- Closed cases are a part of the queue of their own: the last closed first, by value or by risk. What somebody closed is found
-- beside a long past of others.
CREATE INDEX customer_case_past_value ON customer_case (value_order, seq) WHERE state = 'closed';
CREATE INDEX customer_case_past_risk ON customer_case (risk_at, seq) WHERE state = 'closed';
CREATE INDEX customer_case_past_owner ON customer_case (owner_id, closed_at, seq) WHERE state = 'closed';

-- In which cases the customer spoke again.
CREATE INDEX case_step_said ON case_step (case_id) WHERE kind = 'message' AND by_kind = 'customer';

-- When customers were first told where their case stands.
CREATE INDEX case_message_status ON case_message (at) WHERE direction = 'out' AND automatic = 1;

-- The register of complaints is counted without looking at its rows: how many, from where, of which cause.
CREATE INDEX customer_case_register ON customer_case (kind, opened_at, source, cause_id, merged_into);
