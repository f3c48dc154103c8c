// Idempotency-Key on POST: the same key and body answer as the first time, without doing it twice.
#pragma once

#include <functional>
#include <optional>

#include "http/call.h"

namespace styk::http {

// Stores `answer` under the request's key inside the transaction that does the work.
using Remember = std::function<void(db::Tx&, const Answer&)>;

// Whether there is a key, so that an answer that costs something is made for `remember` only then.
[[nodiscard]] bool has_key(const Call& call);

// Runs `work`, or answers as it was answered before. The same key with another body is refused
// (422). Without a key it just runs. Keys are kept for a day (story/keep_house). `work` must call
// `remember` inside its transaction with the answer it will give.
[[nodiscard]] Answer once(
    db::Database& database, const Call& call, const std::function<Answer(const Remember&)>& work
);

}  // namespace styk::http
