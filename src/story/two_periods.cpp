#include "story/two_periods.h"

namespace styk::story {

namespace {

constexpr Day usual_days = 90;

}  // namespace

TwoPeriods two_periods(
    const feedback::Filter& filter, const feedback::Directory& directory, Instant now
) {
    const TimeZone& zone = directory.zone;
    const Day tomorrow = zone.day_of(now) + 1;
    const Instant to = filter.to.value_or(zone.start_of(tomorrow));
    const Day to_day = zone.day_of(to);
    const Instant from = filter.from.value_or(zone.start_of(to_day - usual_days));
    if (from >= to) {
        throw Refusal(Code::invalid, "The period is empty.", {{"to", "must be after from"}});
    }
    const Day days = to_day - zone.day_of(from);
    const bool whole = zone.start_of(to_day) == to;
    return {
        whole && days > 0 ? zone.start_of(zone.day_of(from) - days) : from - (to - from), from, to
    };
}

}  // namespace styk::story
