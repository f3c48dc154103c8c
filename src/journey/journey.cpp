#include "journey/journey.h"

#include <algorithm>
#include <fmt/format.h>

#include "people/roles.h"
#include "record/rules.h"

namespace styk {

namespace {

constexpr std::size_t most_ids = 100;

std::optional<std::string> check_ids(const record::Value& value) {
    std::vector<std::string> ids;
    if (!record::read_list(std::get<std::string>(value), ids) || ids.size() > most_ids ||
        !std::all_of(ids.begin(), ids.end(), [](const auto& id) { return Uuid::parse(id); })) {
        return fmt::format("must be a list of at most {} ids", most_ids);
    }
    std::sort(ids.begin(), ids.end());
    return std::adjacent_find(ids.begin(), ids.end()) == ids.end()
               ? std::nullopt
               : std::optional<std::string>("names one twice");
}

}  // namespace

bool journey::is_review_overdue(const Journey& journey, Instant now) {
    const Instant last = journey.reviewed_at.value_or(journey.created_at);
    return !journey.archived && now - last > std::chrono::days(journey.review_every_days);
}

template <>
const record::Shape& record::shape_of<journey::Journey>() {
    using journey::Journey;
    static const Shape shape =
        describe<Journey>("journey", "journeys")
            .field<&Journey::key>(rule::key(), searchable | sortable | filterable | unique | fixed)
            .field<&Journey::name>(rule::length(1, 200), searchable | sortable)
            .field<&Journey::description>(rule::prose(1, 4000), searchable)
            .field<&Journey::persona_ids>(check_ids)
            .field<&Journey::owner_id>({}, filterable)
            .field<&Journey::department_ids>(check_ids)
            .field<&Journey::reviewed_at>({}, read_only | sortable)
            .field<&Journey::reviewed_by>({}, read_only)
            .field<&Journey::review_every_days>(rule::between(1, 3650))
            .field<&Journey::made_from>({}, read_only)
            .field<&Journey::position>(rule::between(0, 1'000'000), sortable)
            .field<&Journey::archived>({}, filterable)
            .sorted_by("position")
            .may(everybody, people::may::read_people);
    return shape;
}

}  // namespace styk
