#include "promise/market_move.h"

#include <fmt/format.h>

#include "people/roles.h"
#include "record/rules.h"

namespace styk {

namespace promise {

namespace {

constexpr std::size_t most_places = 100;

}  // namespace

Problems check(const MarketMove& move) {
    Problems problems;
    if (move.link && !move.link->starts_with("https://") && !move.link->starts_with("http://")) {
        problems.push_back({"/link", "must be an address such as https://…"});
    }
    if (move.touchpoint_ids.size() > most_places) {
        problems.push_back({"/touchpoint_ids", fmt::format("must have at most {}", most_places)});
    }
    return problems;
}

}  // namespace promise

template <>
const record::Shape& record::shape_of<promise::MarketMove>() {
    using promise::MarketMove;
    static const Shape shape =
        describe<MarketMove>("market_move", "market_moves")
            .field<&MarketMove::at>(rule::day(), sortable)
            .field<&MarketMove::who>({}, filterable | sortable)
            .field<&MarketMove::name>(rule::length(1, 200), searchable | sortable)
            .field<&MarketMove::text>(rule::prose(1, 4000), searchable)
            .field<&MarketMove::touchpoint_ids>()
            .field<&MarketMove::source>(rule::length(1, 300), searchable)
            .field<&MarketMove::link>(rule::length(1, 500))
            .sorted_by("-at")
            .may(people::may::read_figures, people::may::read_people);
    return shape;
}

}  // namespace styk
