// The firm's clock on the wall: which local day and hour an instant falls on (tz database of the
// system).
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "base/instant.h"

namespace styk {

class TimeZone {
public:
    // Throws Refusal{invalid} when the system knows no zone of that name ("Europe/Warsaw").
    explicit TimeZone(std::string_view name);

    [[nodiscard]] const std::string& name() const { return name_; }

    [[nodiscard]] Day day_of(Instant at) const;
    [[nodiscard]] int hour_of(Instant at) const;    // 0..23
    [[nodiscard]] Instant start_of(Day day) const;  // the first instant of a local day

    // Differs when the tz database came to know other rules for the zone (years 1900 to 2099).
    [[nodiscard]] std::uint64_t rules() const;

    [[nodiscard]] static bool exists(std::string_view name);

private:
    struct Offset {
        std::int64_t begin_us, end_us, offset_us;
    };

    [[nodiscard]] Offset offset_at(Instant at) const;

    std::string name_;
    const void* zone_;  // date::time_zone, owned by the tz library for the life of the process
};

}  // namespace styk
