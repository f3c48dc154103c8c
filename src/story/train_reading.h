// Models learn from what people corrected: in the background, tried on what was held back, and read
// by only once somebody adopts them.
#pragma once

#include "feedback/delta_store.h"
#include "story/receive_feedback.h"

namespace styk::story {

inline constexpr std::string_view train_work = "train_reading";
inline constexpr std::int64_t fewest_corrections = 10;

// Puts the work into the queue, in the transaction that makes it worth while.
void ask_training(db::Tx& tx, Instant due, Instant now);

// Whether the work waits, or is being done.
[[nodiscard]] bool is_training_wanted(db::Reader& reader, Instant now);

// Learns a candidate from all corrections. Too few of them: nothing.
bool train_reading(const Intake& intake, const std::function<bool()>& go_on);

// The candidate is read by from now on; everything is read anew. Refusal{conflict} where there is
// none.
void adopt_training(const Intake& intake, const db::Change& by);

// Back to the stock models; everything is read anew.
void drop_training(const Intake& intake, const db::Change& by);

}  // namespace styk::story
