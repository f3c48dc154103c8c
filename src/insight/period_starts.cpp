#include "insight/period_starts.h"

#include <algorithm>

namespace styk::insight {

namespace {

constexpr std::int64_t day_us = 86'400'000'000;

Day local_day(Instant at, std::int64_t offset_us) {
    const std::int64_t local = at.us + offset_us;
    return static_cast<Day>(local >= 0 ? local / day_us : (local + 1) / day_us - 1);
}

}  // namespace

std::vector<PeriodStart> period_starts(
    const std::vector<ZoneOffset>& offsets, Period period, Instant first, Instant last
) {
    std::vector<PeriodStart> starts;
    for (std::size_t i = 0; i < offsets.size(); ++i) {
        const Instant end = i + 1 < offsets.size() ? offsets[i + 1].from : Instant{last.us + 1};
        const std::int64_t offset_us = offsets[i].offset_us;
        Instant at = std::max(first, offsets[i].from);
        while (at < end) {
            const Day start = first_day_of(period, local_day(at, offset_us));
            if (starts.empty() || starts.back().first_day != start) {
                starts.push_back({at, start});
            }
            at = Instant{std::int64_t{next_after(period, start)} * day_us - offset_us};
        }
    }
    return starts;
}

}  // namespace styk::insight
