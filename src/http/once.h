// Idempotency-Key on POST: the same key and body answer as the first time, without doing it twice.
// The door asks for it (Route::takes_key); the key goes into the transaction that does the work.
#pragma once

#include "db/database.h"
#include "http/router.h"

namespace styk::http {

// Carries the call out, or answers as it was answered before. The same key with another body is
// refused (422); so is one whose answer is not known (409): it is being done, or whoever did it was
// cut off. Without a key it just runs. Keys are kept for a day (story/keep_house).
[[nodiscard]] Answer once(db::Database& database, const Call& call, const Route& route);

// Whether there is a key, so that an answer that costs something is made for `remember` only then.
[[nodiscard]] bool has_key(const Call& call);

// Said in the transaction that does the work: what the answer to it will be. An answer of which
// nothing is said is kept after it was given.
void remember(const Call& call, const Answer& answer);

// Said instead where not even the key may be kept, because it would tell who spoke and when.
void forget_key(const Call& call);

// Said where the key and the day are kept, and neither the moment nor what to compare a body with.
// Unless an answer was remembered before, one that tells nothing of whom it answers, the same key
// again is a conflict that says that it was done.
void keep_no_trace(const Call& call);

}  // namespace styk::http
