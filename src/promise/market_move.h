// What a competitor did or what changed around the firm, and so moves what customers expect.
#pragma once

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/id.h"
#include "base/instant.h"
#include "base/result.h"
#include "record/shape.h"

namespace styk::promise {

BOOST_DEFINE_ENUM_CLASS(Mover, competitor, environment)

struct MarketMove {
    Id<MarketMove> id;
    std::int64_t revision = 0;
    Instant created_at, updated_at;

    std::string at;  // the firm's day, "2026-08-20"
    Mover who = Mover::competitor;
    std::string name;
    std::optional<std::string> text{};
    std::vector<std::string> touchpoint_ids{};  // where it is felt; none: everywhere
    std::optional<std::string> source{}, link{};

    friend bool operator==(const MarketMove&, const MarketMove&) = default;
};
BOOST_DESCRIBE_STRUCT(
    MarketMove,
    (),
    (id, revision, created_at, updated_at, at, who, name, text, touchpoint_ids, source, link)
)

[[nodiscard]] Problems check(const MarketMove& move);

}  // namespace styk::promise

namespace styk::record {
template <>
const Shape& shape_of<promise::MarketMove>();
}  // namespace styk::record
