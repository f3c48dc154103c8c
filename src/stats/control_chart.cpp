#include "stats/control_chart.h"

#include <algorithm>
#include <cmath>

namespace styk::stats {

namespace {

constexpr double d2_of_two = 1.128;         // mean range of two standard normal values
constexpr double d4_of_two = 3.267;         // upper 3 sigma limit of that range, by its mean
constexpr double median_range_two = 0.954;  // median range of two standard normal values

std::size_t baseline_of(std::size_t asked, std::size_t n) {
    return asked == 0 ? n : std::min(asked, n);
}

// Indices where at least `needed` of the last `window` values are above `edge`.
void add_crowds(
    Indices& into, const std::vector<double>& z, double edge, std::size_t needed, std::size_t window
) {
    for (std::size_t i = window; i <= z.size(); ++i) {
        const auto from = z.begin() + static_cast<std::ptrdiff_t>(i - window);
        const auto above = std::count_if(
            from, from + static_cast<std::ptrdiff_t>(window), [&](double x) { return x > edge; }
        );
        if (static_cast<std::size_t>(above) >= needed) {
            into.push_back(i - 1);
        }
    }
}

void tidy(Indices& indices) {
    std::sort(indices.begin(), indices.end());
    indices.erase(std::unique(indices.begin(), indices.end()), indices.end());
}

// Ends of at least six values that rise without a pause.
void add_climbs(Indices& into, const std::vector<double>& values) {
    std::size_t climbing = 1;
    for (std::size_t i = 1; i < values.size(); ++i) {
        climbing = values[i] > values[i - 1] ? climbing + 1 : 1;
        if (climbing >= 6) {
            into.push_back(i);
        }
    }
}

// The rules seen from one side.
void add_side(RuleSignals& into, const std::vector<double>& distance, double sigma) {
    add_crowds(into.beyond_limits, distance, 3 * sigma, 1, 1);
    add_crowds(into.run_of_8, distance, 0, 8, 8);
    add_crowds(into.two_of_three_beyond_2s, distance, 2 * sigma, 2, 3);
    add_crowds(into.four_of_five_beyond_1s, distance, sigma, 4, 5);
    add_climbs(into.six_trending, distance);
}

// What is common to counts: z, limits and Laney's limits by period, from value, n and the centre.
class CountPeriods {
public:
    CountPeriods(CountChart& chart, double least, double most)
        : chart_(chart), least_(least), most_(most) {}

    void add(double value, double size) {
        const bool there = size > 0;
        sizes_.push_back(there ? std::optional(size) : std::nullopt);
        chart_.value.push_back(there ? std::optional(value) : std::nullopt);
    }

    void judge() {
        for (std::size_t i = 0; i < sizes_.size(); ++i) {
            chart_.z.push_back(z_of(i));
        }
        limit(3, chart_.lcl, chart_.ucl, chart_.signals);
        chart_.laney_sigma_z = sigma_z();
        if (chart_.laney_sigma_z) {
            limit(
                3 * *chart_.laney_sigma_z, chart_.laney_lcl, chart_.laney_ucl, chart_.laney_signals
            );
        } else {
            chart_.laney_lcl.resize(sizes_.size());
            chart_.laney_ucl.resize(sizes_.size());
        }
    }

private:
    [[nodiscard]] std::optional<double> z_of(std::size_t i) const {
        if (!sizes_[i] || chart_.unit_variance <= 0) {
            return std::nullopt;
        }
        return (*chart_.value[i] - chart_.center) / std::sqrt(chart_.unit_variance / *sizes_[i]);
    }

    [[nodiscard]] std::optional<double> sigma_z() const {
        std::vector<double> z;
        for (const auto& one : chart_.z) {
            if (one) {
                z.push_back(*one);
            }
        }
        if (z.size() < 2) {
            return std::nullopt;
        }
        std::vector<double> steps = differences(z);
        for (double& step : steps) {
            step = std::abs(step);
        }
        return mean_of(steps) / d2_of_two;
    }

    void limit(
        double sigmas,
        std::vector<std::optional<double>>& lcl,
        std::vector<std::optional<double>>& ucl,
        Indices& signals
    ) const {
        for (std::size_t i = 0; i < sizes_.size(); ++i) {
            lcl.emplace_back();
            ucl.emplace_back();
            if (!sizes_[i]) {
                continue;
            }
            const double half = sigmas * std::sqrt(chart_.unit_variance / *sizes_[i]);
            lcl[i] = std::max(least_, chart_.center - half);
            ucl[i] = std::min(most_, chart_.center + half);
            if (*chart_.value[i] < *lcl[i] || *chart_.value[i] > *ucl[i]) {
                signals.push_back(i);
            }
        }
    }

    CountChart& chart_;
    double least_, most_;
    std::vector<std::optional<double>> sizes_{};
};

constexpr double no_end = 1e300;

CountChart without(std::string_view reason) {
    CountChart chart;
    chart.reason = reason;
    return chart;
}

// Shares and rates differ in the variance of one unit and in the range.
CountChart rate_chart(Series counts, Series sizes, std::size_t baseline, bool is_share) {
    if (counts.size() != sizes.size() || !is_finite(counts) || !is_finite(sizes)) {
        return without(reason::not_finite);
    }
    double count = 0, size = 0;
    for (std::size_t i = 0; i < baseline_of(baseline, counts.size()); ++i) {
        count += sizes[i] > 0 ? counts[i] : 0;
        size += std::max(0.0, sizes[i]);
    }
    if (size <= 0) {
        return without(reason::too_short);
    }
    CountChart chart;
    chart.center = count / size;
    chart.unit_variance = is_share ? chart.center * (1 - chart.center) : chart.center;
    CountPeriods periods(chart, 0, is_share ? 1 : no_end);
    for (std::size_t i = 0; i < counts.size(); ++i) {
        periods.add(sizes[i] > 0 ? counts[i] / sizes[i] : 0, sizes[i]);
    }
    periods.judge();
    return chart;
}

std::string_view why_not(Series values, double center, bool options_make_sense) {
    return !is_finite(values) || !std::isfinite(center) ? reason::not_finite
           : options_make_sense                         ? std::string_view()
                                                        : reason::bad_option;
}

}  // namespace

RuleSignals rule_signals(Series values, double center, double sigma) {
    RuleSignals signals;
    std::vector<double> above, below;
    for (const double x : values) {
        above.push_back(x - center);
        below.push_back(center - x);
    }
    add_side(signals, above, sigma);
    add_side(signals, below, sigma);
    for (auto* each :
         {&signals.beyond_limits,
          &signals.run_of_8,
          &signals.two_of_three_beyond_2s,
          &signals.four_of_five_beyond_1s,
          &signals.six_trending}) {
        tidy(*each);
    }
    return signals;
}

XmrChart xmr_chart(Series values, std::size_t baseline, double d2) {
    XmrChart chart;
    const Series base = values.first(baseline_of(baseline, values.size()));
    if (base.size() < 2 || !is_finite(values) || !(d2 > 0)) {
        chart.reason = base.size() < 2     ? reason::too_short
                       : is_finite(values) ? reason::bad_option
                                           : reason::not_finite;
        return chart;
    }
    std::vector<double> ranges = differences(base);
    for (double& range : ranges) {
        range = std::abs(range);
    }
    chart.center = mean_of(base);
    chart.mean_range = mean_of(ranges);
    chart.sigma = chart.mean_range / d2;
    chart.lcl = chart.center - 3 * chart.sigma;
    chart.ucl = chart.center + 3 * chart.sigma;
    chart.range_ucl = d4_of_two * chart.mean_range;
    chart.median_range = median_of(ranges);
    chart.sigma_of_median = chart.median_range / median_range_two;
    chart.signals = rule_signals(values, chart.center, chart.sigma);
    return chart;
}

CusumChart cusum_chart(Series values, double center, double sigma, double k, double h) {
    CusumChart chart;
    chart.reason =
        why_not(values, center, sigma > 0 && k >= 0 && h > 0 && std::isfinite(sigma + k + h));
    if (!chart.reason.empty()) {
        return chart;
    }
    double plus = 0, minus = 0;
    for (std::size_t i = 0; i < values.size(); ++i) {
        const double z = (values[i] - center) / sigma;
        plus = std::max(0.0, plus + z - k);
        minus = std::max(0.0, minus - z - k);
        chart.plus.push_back(plus);
        chart.minus.push_back(minus);
        if (plus > h || minus > h) {
            chart.signals.push_back(i);
        }
    }
    return chart;
}

EwmaChart ewma_chart(Series values, double center, double sigma, double lambda, double limit) {
    EwmaChart chart;
    chart.reason = why_not(
        values,
        center,
        sigma > 0 && lambda > 0 && lambda <= 1 && limit > 0 && std::isfinite(sigma + limit)
    );
    if (!chart.reason.empty()) {
        return chart;
    }
    double smooth = center;
    for (std::size_t i = 0; i < values.size(); ++i) {
        smooth += lambda * (values[i] - smooth);
        const double grown = 1 - std::pow(1 - lambda, 2 * static_cast<double>(i + 1));
        const double half = limit * sigma * std::sqrt(lambda / (2 - lambda) * grown);
        chart.ewma.push_back(smooth);
        chart.lcl.push_back(center - half);
        chart.ucl.push_back(center + half);
        if (std::abs(smooth - center) > half) {
            chart.signals.push_back(i);
        }
    }
    return chart;
}

CountChart p_chart(Series counts, Series sizes, std::size_t baseline) {
    return rate_chart(counts, sizes, baseline, true);
}

CountChart u_chart(Series counts, Series sizes, std::size_t baseline) {
    return rate_chart(counts, sizes, baseline, false);
}

CountChart nps_chart(std::span<const NetCounts> periods, std::size_t baseline) {
    NetCounts pooled;
    for (const NetCounts& one : periods.first(baseline_of(baseline, periods.size()))) {
        pooled.positive += one.positive;
        pooled.neutral += one.neutral;
        pooled.negative += one.negative;
    }
    if (pooled.n() == 0) {
        return without(reason::too_short);
    }
    const double n = static_cast<double>(pooled.n());
    const double p = static_cast<double>(pooled.positive) / n;
    const double d = static_cast<double>(pooled.negative) / n;
    CountChart chart;
    chart.center = p - d;
    chart.unit_variance = std::max(0.0, p + d - (p - d) * (p - d));
    CountPeriods each(chart, -no_end, no_end);
    for (const NetCounts& one : periods) {
        const double size = static_cast<double>(one.n());
        const double net = static_cast<double>(one.positive) - static_cast<double>(one.negative);
        each.add(size > 0 ? net / size : 0, size);
    }
    each.judge();
    return chart;
}

bool is_overdispersed(const CountChart& chart) {
    return chart.laney_sigma_z && *chart.laney_sigma_z > 1.2;
}

}  // namespace styk::stats
