// Versions of the vision: never changed, the highest number holds.
#pragma once

#include <optional>
#include <vector>

#include "db/record_store.h"
#include "promise/vision.h"

namespace styk::promise {

struct VisionVersion {
    std::int64_t number = 0;  // 0: none was written yet
    Vision vision{};
    Instant at{};
    std::string author{};
};

[[nodiscard]] VisionVersion load_vision(db::Reader& reader);
[[nodiscard]] std::optional<VisionVersion> find_vision(db::Reader& reader, std::int64_t number);
[[nodiscard]] std::vector<VisionVersion> list_visions(db::Reader& reader);  // newest first

// The version after `before`. Touchpoints and emotions it names are there, or Refusal{invalid};
// Refusal{stale} when somebody wrote one meanwhile.
[[nodiscard]] VisionVersion add_vision(
    db::Tx& tx, std::int64_t before, const Vision& vision, const db::Change& by
);

}  // namespace styk::promise
