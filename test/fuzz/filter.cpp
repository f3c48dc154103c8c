// What a list is asked, as a query string: the filter vocabulary and the parameters of every list.
// A place to go on from is the same when it is written and read.
#include "feedback/filter.h"

#include <algorithm>

#include "base/query_string.h"
#include "fuzz.h"
#include "kit_firm.h"

namespace styk {

STYK_FUZZ_TARGET(const std::uint8_t* data, std::size_t size) {
    const auto text = fuzz::text_of(data, size);
    if (const auto cursor = record::read_cursor(text)) {
        const auto again = record::read_cursor(record::write_cursor(*cursor));
        fuzz::need(
            again && again->id == cursor->id && again->sort_value == cursor->sort_value,
            "a cursor is read as it was written"
        );
    }
    const auto pairs = read_query_string(text);
    if (!pairs) {
        return 0;
    }
    Problems problems;
    std::vector<std::string> unknown;
    const auto filter = feedback::read_filter(fuzz::firm(), *pairs, problems, &unknown);
    // whoever answers for nothing has no touchpoints: nothing meets that
    const bool asks_map = std::ranges::any_of(*pairs, [](const auto& one) {
        return one.first == "stage" || one.first == "owner" || one.first == "department" ||
               one.first == "journey";
    });
    for (const auto& clause : filter.clauses) {
        fuzz::need(
            !clause.values.empty() || !problems.empty() || asks_map, "a clause names a value"
        );
    }
    try {
        const auto& shape = record::shape_of<journey::Touchpoint>();
        const auto query = record::read_list_query(shape, *pairs);
        fuzz::need(query.sort != nullptr, "a list has an order");
        fuzz::need(query.limit >= 1 && query.limit <= record::max_limit, "a page has an end");
    } catch (const Refusal& refusal) {
        fuzz::need(!refusal.problems().empty(), "a refusal names the parameter");
    }
    return 0;
}

}  // namespace styk
