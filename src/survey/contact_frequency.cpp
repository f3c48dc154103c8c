#include "survey/contact_frequency.h"

#include <algorithm>

#include "people/roles.h"
#include "record/rules.h"

namespace styk {

namespace survey {

std::optional<Instant> free_at(
    const ContactFrequency& rule, Kind kind, const std::vector<Instant>& contacts, Instant now
) {
    using std::chrono::days;
    const auto& exempt = rule.exempt_kinds;
    const bool is_exempt =
        std::find(exempt.begin(), exempt.end(), record::name_of_choice(kind)) != exempt.end();
    if (!rule.active || is_exempt || contacts.empty()) {
        return {};
    }
    Instant free = contacts.front() + days(rule.days_between);
    const auto most = static_cast<std::size_t>(rule.most);
    if (contacts.size() >= most) {  // the oldest of the last `most` must leave the window
        free = std::max(free, contacts[most - 1] + days(rule.within_days));
    }
    return free > now ? std::optional(free) : std::nullopt;
}

}  // namespace survey

template <>
const record::Shape& record::shape_of<survey::ContactFrequency>() {
    using survey::ContactFrequency;
    static const Shape shape =
        describe<ContactFrequency>("contact_frequency", "contact_frequency")
            .field<&ContactFrequency::most>(rule::between(1, 50))
            .field<&ContactFrequency::within_days>(rule::between(1, 365))
            .field<&ContactFrequency::days_between>(rule::between(0, 365))
            .field<&ContactFrequency::exempt_kinds>(rule::items_of(choices_of<survey::Kind>()))
            .field<&ContactFrequency::active>()
            .may(people::may::read_feedback, people::may::set_up);
    return shape;
}

}  // namespace styk
