#include "stats/journey_log.h"

#include <algorithm>
#include <cmath>

#include "base/result.h"

namespace styk::stats {

namespace {

bool before(const JourneyEvent& a, const JourneyEvent& b) {
    return a.journey != b.journey ? a.journey < b.journey : a.at_s < b.at_s;
}

}  // namespace

JourneyLog::JourneyLog(std::vector<JourneyEvent> events, std::uint32_t activities)
    : events_(std::move(events)), activities_(activities) {
    for (const JourneyEvent& event : events_) {
        if (event.activity >= activities || !std::isfinite(event.at_s)) {
            throw Fault("an event of an unknown activity, or at no time");
        }
    }
    if (!std::ranges::is_sorted(events_, before)) {
        std::ranges::stable_sort(events_, before);
    }
    for (std::size_t i = 0; i < events_.size(); ++i) {
        if (i == 0 || events_[i].journey != events_[i - 1].journey) {
            starts_.push_back(i);
        }
        last_time_s_ = i == 0 ? events_[i].at_s : std::max(last_time_s_, events_[i].at_s);
    }
    starts_.push_back(events_.size());
}

}  // namespace styk::stats
