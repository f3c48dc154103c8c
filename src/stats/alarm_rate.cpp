#include "stats/alarm_rate.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <vector>

#include "stats/log_gamma.h"

namespace styk::stats {

namespace {

constexpr double limit = 3;
constexpr std::size_t most_counted = 300;           // of a net: takes n^2
constexpr std::size_t most_counted_share = 20'000;  // takes n
constexpr int nodes = 41;                           // of the average over chance, at equal steps
constexpr double reach = 4;                         // in standard deviations

double below(double z) {
    return std::erfc(-z / std::numbers::sqrt2) / 2;
}

// The average of f(z) over a standard normal z.
template <class F>
double average(const F& f) {
    double sum = 0, weight = 0;
    for (int i = 0; i < nodes; ++i) {
        const double z = -reach + 2 * reach * i / (nodes - 1);
        const double w = std::exp(-z * z / 2);
        sum += w * f(z);
        weight += w;
    }
    return sum / weight;
}

double both(const WatchedChart& chart, const SideChances& low, const SideChances& high) {
    return (chart.sides == Sides::high ? 0 : alarm_chance(low, chart.runs)) +
           (chart.sides == Sides::low ? 0 : alarm_chance(high, chart.runs));
}

// The sum of n answers of 1, 0, -1, as chances of -n .. n, summed up from below.
class Sums {
public:
    Sums(const NetShares& answers, std::size_t n)
        : n_(static_cast<double>(n)),
          up_to_(answers.negative > 0 ? of_net(answers, n) : of_share(answers.positive, n)) {
        for (std::size_t i = 1; i < up_to_.size(); ++i) {
            up_to_[i] += up_to_[i - 1];
        }
    }

    // Of a mean strictly below x.
    [[nodiscard]] double chance_below(double x) const {
        return at(std::ceil(x * n_ - rounding) - 1);
    }

    [[nodiscard]] double chance_above(double x) const {
        return 1 - at(std::floor(x * n_ + rounding));
    }

private:
    static std::vector<double> of_net(const NetShares& answers, std::size_t n) {
        const double up = answers.positive, down = answers.negative, rest = 1 - up - down;
        std::vector<double> now{1};
        for (std::size_t k = 0; k < n; ++k) {
            std::vector<double> next(now.size() + 2, 0);
            for (std::size_t i = 0; i < now.size(); ++i) {
                next[i] += down * now[i];
                next[i + 1] += rest * now[i];
                next[i + 2] += up * now[i];
            }
            now = std::move(next);
        }
        return now;
    }

    static std::vector<double> of_share(double share, std::size_t n) {
        std::vector<double> out(2 * n + 1, 0);
        const double size = static_cast<double>(n);
        for (std::size_t k = 0; k <= n; ++k) {
            const double good = static_cast<double>(k);
            out[n + k] = std::exp(
                log_gamma(size + 1) - log_gamma(good + 1) - log_gamma(size - good + 1) +
                good * std::log(share) + (size - good) * std::log1p(-share)
            );
        }
        return out;
    }

    static constexpr double rounding = 1e-9;  // a mean on the line is not beyond it

    [[nodiscard]] double at(double sum) const {
        const double place = sum + n_;
        if (place < 0) {
            return 0;
        }
        return place >= static_cast<double>(up_to_.size())
                   ? 1
                   : up_to_[static_cast<std::size_t>(place)];
    }

    double n_;
    std::vector<double> up_to_;
};

}  // namespace

double alarm_chance(const SideChances& of, bool runs) {
    const double x = of.beyond, q = of.side;
    if (!runs) {
        return x - x * x;
    }
    const double q6 = std::pow(q, 6), q7 = q6 * q, q8 = q7 * q, q9 = q8 * q;
    return x + q8 - x * q7 - (x * x + x * q7 - x * x * q6 + q9 - x * q8);
}

double normal_alarm_rate(const WatchedChart& chart, double sigma_cv) {
    const double off = 1 / std::sqrt(std::max(1.0, chart.baseline));
    const auto with_sigma = [&](double sigma) {
        return average([&](double z) {
            const double centre = off * z;
            return both(
                chart,
                {below(centre - limit * sigma), below(centre)},
                {below(-centre - limit * sigma), below(-centre)}
            );
        });
    };
    if (sigma_cv <= 0) {
        return with_sigma(1);
    }
    return average([&](double z) { return with_sigma(std::max(0.0, 1 + sigma_cv * z)); });
}

double moving_range_cv(double baseline) {
    return baseline < 3 ? 0 : std::sqrt(0.826 * baseline - 1.082) / (baseline - 1);
}

std::optional<double> counted_alarm_rate(
    const WatchedChart& chart, const NetShares& answers, std::size_t n
) {
    const double variance = answers.unit_variance();
    if (n == 0 || !(variance > 0)) {
        return {};
    }
    if (n > (answers.negative > 0 ? most_counted : most_counted_share)) {
        return normal_alarm_rate(chart);
    }
    const Sums sums(answers, n);
    const double sigma = std::sqrt(variance / static_cast<double>(n));
    const double off = sigma / std::sqrt(std::max(1.0, chart.baseline));
    return average([&](double z) {
        const double centre = answers.net() + off * z;
        return both(
            chart,
            {sums.chance_below(centre - limit * sigma), sums.chance_below(centre)},
            {sums.chance_above(centre + limit * sigma), sums.chance_above(centre)}
        );
    });
}

}  // namespace styk::stats
