#include "stats/driver_map.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/result.h"

namespace styk::stats {

namespace {

double mean_of(std::span<const double> values) {
    return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

double median_of(std::span<const double> values) {
    std::vector<double> sorted(values.begin(), values.end());
    std::ranges::sort(sorted);
    const std::size_t half = sorted.size() / 2;
    return sorted.size() % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}

bool usable(std::span<const double> across, std::span<const double> up) {
    const auto finite = [](double value) { return std::isfinite(value); };
    return !across.empty() && across.size() == up.size() && std::ranges::all_of(across, finite) &&
           std::ranges::all_of(up, finite);
}

// A mean of numbers that are all one number may lie a rounding above it.
bool reaches(double value, double cut) {
    return value >= cut - 1e-12 * std::abs(cut);
}

}  // namespace

std::string_view name(MapField field) {
    switch (field) {
        case MapField::keep_up:
            return "keep up";
        case MapField::concentrate_here:
            return "concentrate here";
        case MapField::possible_overkill:
            return "possible overkill";
        case MapField::low_priority:
            return "low priority";
    }
    return "low priority";
}

std::optional<Cuts> mean_cuts(std::span<const double> across, std::span<const double> up) {
    return usable(across, up) ? std::optional(Cuts{mean_of(across), mean_of(up)}) : std::nullopt;
}

std::optional<Cuts> median_cuts(std::span<const double> across, std::span<const double> up) {
    return usable(across, up) ? std::optional(Cuts{median_of(across), median_of(up)})
                              : std::nullopt;
}

std::vector<MapField> map_fields(
    std::span<const double> importance, std::span<const double> performance, const Cuts& cuts
) {
    static constexpr MapField fields[2][2] = {// [important][good]
                                              {MapField::low_priority, MapField::possible_overkill},
                                              {MapField::concentrate_here, MapField::keep_up}
    };
    if (importance.size() != performance.size()) {
        throw Fault("stats: a map needs two numbers a driver");
    }
    std::vector<MapField> result;
    result.reserve(importance.size());
    for (std::size_t i = 0; i < importance.size(); ++i) {
        result.push_back(
            fields[reaches(importance[i], cuts.across)][reaches(performance[i], cuts.up)]
        );
    }
    return result;
}

bool on_the_line(double lo, double hi, double cut) {
    return lo <= cut && cut <= hi;
}

std::vector<double> shares_of(std::span<const double> values) {
    const double sum = std::accumulate(values.begin(), values.end(), 0.0);
    if (!(sum > 0) || !std::isfinite(sum)) {
        return {};
    }
    std::vector<double> result(values.begin(), values.end());
    std::ranges::for_each(result, [sum](double& value) { value /= sum; });
    return result;
}

}  // namespace styk::stats
