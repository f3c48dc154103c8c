// A way that customers go, from first hearing to recommending. Its maps (map_store.h) draw it.
#pragma once

#include <boost/describe/class.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/id.h"
#include "base/instant.h"
#include "record/shape.h"

namespace styk::people {
struct User;
}

namespace styk::journey {

struct Journey {
    Id<Journey> id;
    std::int64_t revision = 0;
    Instant created_at, updated_at;

    std::string key, name;
    std::optional<std::string> description{};
    std::vector<std::string> persona_ids{};  // none: a journey of customers at large
    std::optional<Id<people::User>> owner_id{};
    std::vector<std::string> department_ids{};
    std::optional<Instant> reviewed_at{};
    std::optional<Id<people::User>> reviewed_by{};
    std::int64_t review_every_days = 180;
    std::optional<std::string> made_from{};  // key of the template
    std::int64_t position = 0;
    bool archived = false;

    friend bool operator==(const Journey&, const Journey&) = default;
};
BOOST_DESCRIBE_STRUCT(
    Journey,
    (),
    (id,
     revision,
     created_at,
     updated_at,
     key,
     name,
     description,
     persona_ids,
     owner_id,
     department_ids,
     reviewed_at,
     reviewed_by,
     review_every_days,
     made_from,
     position,
     archived)
)

// A map is never final: one that nobody looked through for so long waits for it. A new one counts
// from its making.
[[nodiscard]] bool is_review_overdue(const Journey& journey, Instant now);

}  // namespace styk::journey

namespace styk::record {
template <>
const Shape& shape_of<journey::Journey>();
}  // namespace styk::record
