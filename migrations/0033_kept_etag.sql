-- An answer that is told again to its Idempotency-Key has the ETag that it had, or none.
ALTER TABLE idempotency ADD COLUMN etag TEXT NOT NULL DEFAULT '';
