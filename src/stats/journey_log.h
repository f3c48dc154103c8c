// What customers met, in order: the input of everything about journeys.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace styk::stats {

// One event. `journey` and `activity` are 0-based numbers.
struct JourneyEvent {
    std::uint32_t journey = 0;
    std::uint32_t activity = 0;
    double at_s = 0;  // seconds since any origin
};

// Events by journey, each in the order of time; at the same time in the order given.
class JourneyLog {
public:
    // Throws Fault when an activity is not below `activities` or a time is not finite.
    JourneyLog(std::vector<JourneyEvent> events, std::uint32_t activities);

    [[nodiscard]] std::uint32_t activities() const { return activities_; }

    [[nodiscard]] std::size_t size() const { return starts_.size() - 1; }  // journeys with events

    [[nodiscard]] std::size_t events() const { return events_.size(); }

    // In rising order of the journeys' numbers. Never empty.
    [[nodiscard]] std::span<const JourneyEvent> journey(std::size_t index) const {
        return std::span(events_).subspan(starts_[index], starts_[index + 1] - starts_[index]);
    }

    [[nodiscard]] double last_time_s() const {
        return last_time_s_;
    }  // of all events; 0 without any

private:
    std::vector<JourneyEvent> events_;
    std::vector<std::size_t> starts_;
    std::uint32_t activities_;
    double last_time_s_ = 0;
};

}  // namespace styk::stats
