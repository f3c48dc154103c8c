#include "story/chart_scale.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace styk::story {

namespace {

constexpr double most_ticks = 5;

// 1, 2 or 5 times a power of ten.
double round_step(double span) {
    const double rough = span / (most_ticks - 1);
    const double power = std::pow(10.0, std::floor(std::log10(rough)));
    const double lead = rough / power;
    return power * (lead <= 1 ? 1 : lead <= 2 ? 2 : lead <= 5 ? 5 : 10);
}

}  // namespace

ChartScale scale_of(const std::vector<double>& values, std::pair<double, double> whole) {
    auto [bottom, top] = whole;
    if (!values.empty()) {
        const auto [least, most] = std::minmax_element(values.begin(), values.end());
        // A flat line still needs room to be seen in.
        const double least_span = (whole.second - whole.first) / 20;
        const double more = std::max(0.0, least_span - (*most - *least)) / 2;
        bottom = std::max(whole.first, *least - more);
        top = std::min(whole.second, *most + more);
    }
    const double step = round_step(std::max(top - bottom, 1e-9));
    ChartScale scale;
    scale.bottom = std::max(whole.first, std::floor(bottom / step + 1e-9) * step);
    scale.top = std::min(whole.second, std::ceil(top / step - 1e-9) * step);
    const auto first = static_cast<std::int64_t>(std::ceil(scale.bottom / step - 1e-9));
    const auto last = static_cast<std::int64_t>(std::floor(scale.top / step + 1e-6));
    for (std::int64_t i = first; i <= last; ++i) {
        scale.ticks.push_back(static_cast<double>(i) * step);
    }
    return scale;
}

}  // namespace styk::story
