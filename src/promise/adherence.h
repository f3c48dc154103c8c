// Whether a standard was kept, one occasion at a time. Pure: time as it counts is handed in.
#pragma once

#include <chrono>
#include <functional>
#include <optional>

#include "base/instant.h"
#include "promise/standard.h"

namespace styk::promise {

// One event_from and the first event_to after it, if any.
struct Occasion {
    Instant begun;
    std::optional<Instant> ended{};
    std::optional<double> duration_s{};
};

// open: not followed yet, and there is still time. unknown: it says nothing of the standard (an
// event without a duration).
enum class Verdict { kept, broken, open, unknown };

struct Judged {
    Verdict verdict = Verdict::unknown;
    std::optional<double> seconds{};  // what it took, on the standard's clock
};

// What a standard is held to. `elapsed`: what counts of the time between two instants.
struct Yardstick {
    Measure measure = Measure::time_between;
    std::optional<double> limit_s{};
    std::function<std::chrono::microseconds(Instant, Instant)> elapsed;
};

// `now`: until when events are known.
[[nodiscard]] Judged judge(const Yardstick& yardstick, const Occasion& occasion, Instant now);

}  // namespace styk::promise
