#include "story/case_clock.h"

#include <algorithm>
#include <vector>

#include "customer/event_store.h"
#include "firm/holiday_store.h"
#include "promise/adherence.h"
#include "promise/promise_store.h"
#include "story/show_standards.h"

namespace styk::story {

namespace {

using customer::Event;
using promise::Measure;
using promise::Standard;

constexpr int most_events = 200;

// The last event that begins an occasion of the standard, with what followed it in the same case.
std::optional<promise::Occasion> last_occasion(
    const std::vector<Event>& newest_first, const Standard& standard
) {
    const auto begun = std::ranges::find(newest_first, *standard.event_from, &Event::type);
    if (begun == newest_first.end()) {
        return {};
    }
    promise::Occasion out{begun->occurred_at, {}, begun->duration_s};
    for (const Event& one : newest_first) {
        const bool follows = standard.event_to && one.type == *standard.event_to &&
                             one.occurred_at >= begun->occurred_at &&
                             one.case_key == begun->case_key;
        if (follows && (!out.ended || one.occurred_at < *out.ended)) {
            out.ended = one.occurred_at;
        }
    }
    return out;
}

std::vector<Event> list_lived(db::Reader& reader, const casework::Case& one, const Standard& of) {
    customer::EventQuery query;
    query.type.any_of = {*of.event_from};
    if (of.event_to && *of.event_to != *of.event_from) {
        query.type.any_of.push_back(*of.event_to);
    }
    query.customer_id.any_of = {one.customer_id->text()};
    query.from = one.opened_at - looked_back;
    query.limit = most_events;
    return customer::list_events(reader, query);
}

// What begins after the customer spoke is another matter.
std::optional<promise::Occasion> occasion_before(
    std::vector<Event> events, const Standard& standard, Instant spoke
) {
    std::erase_if(events, [&](const Event& one) {
        return one.type == *standard.event_from && one.occurred_at > spoke;
    });
    return last_occasion(events, standard);
}

std::optional<CaseClock> clock_of(
    db::Reader& reader,
    const firm::WorkingTime& working,
    const Standard& standard,
    const casework::Case& one,
    Instant now
) {
    const auto yardstick = yardstick_of(standard, working);
    const auto occasion =
        occasion_before(list_lived(reader, one, standard), standard, one.opened_at);
    if (!yardstick.limit_s || !occasion) {
        return {};
    }
    const bool of_itself = standard.measure == Measure::duration;
    const bool running = !of_itself && !occasion->ended;
    const auto judged = promise::judge(yardstick, *occasion, now);
    std::optional<double> lived = judged.seconds;
    if (running) {
        lived = static_cast<double>(yardstick.elapsed(occasion->begun, now).count()) / 1e6;
    }
    if (!lived) {
        return {};  // an event without a duration
    }
    return CaseClock{
        .standard = standard.key,
        .name = standard.name,
        .promised_s = *yardstick.limit_s,
        .lived_s = *lived,
        .kept = *lived <= *yardstick.limit_s,
        .running = running,
        .working = standard.calendar == promise::StandardCalendar::working && !of_itself,
        .begun = occasion->begun
    };
}

}  // namespace

std::optional<CaseClock> find_clock(
    db::Reader& reader, const feedback::Directory& directory, const casework::Case& one, Instant now
) {
    const auto* touchpoint =
        one.touchpoint.empty() ? nullptr : directory.touchpoints.find(one.touchpoint);
    if (touchpoint == nullptr || !one.customer_id) {
        return {};
    }
    auto standards = db::list_all<Standard>(reader);
    std::erase_if(standards, [&](const Standard& each) {
        return each.touchpoint_id != touchpoint->id || !each.event_from || !each.threshold;
    });
    if (standards.empty()) {
        return {};
    }
    const auto working = firm::load_working_time(reader);
    std::optional<CaseClock> out;
    const auto share = [](const CaseClock& clock) {
        return clock.lived_s / std::max(clock.promised_s, 1.0);
    };
    for (const Standard& standard : standards) {
        auto found = clock_of(reader, working, standard, one, now);
        if (found && (!out || share(*found) > share(*out))) {
            out = std::move(found);
        }
    }
    return out;
}

}  // namespace styk::story
