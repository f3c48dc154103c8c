// The only SQL about what people said of comments over what was read in them.
#pragma once

#include <cstdint>
#include <map>
#include <vector>

#include "db/database.h"
#include "feedback/reading.h"

namespace styk::feedback {

// By the row of their feedback; those without any are left out.
[[nodiscard]] std::map<std::int64_t, std::vector<Correction>> list_corrections(
    db::Reader& reader, const std::vector<std::int64_t>& seqs
);

// Takes the place of an earlier one about the same label.
void put_correction(db::Tx& tx, std::int64_t feedback_seq, const Correction& correction);

// One that is not there is passed over.
void take_back_correction(
    db::Tx& tx, std::int64_t feedback_seq, const std::string& kind, const std::string& key
);

void remove_corrections(db::Tx& tx, std::int64_t feedback_seq);

struct CorrectionCounts {
    std::int64_t total = 0;
    std::int64_t since = 0;  // made after a moment
};

[[nodiscard]] CorrectionCounts count_corrections(db::Reader& reader, Instant since);

}  // namespace styk::feedback
