#include "stats/change_points.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <numeric>

namespace styk::stats {

namespace {

constexpr double infinite = std::numeric_limits<double>::infinity();

// Sums of squares around the mean of any stretch, in constant time. Values are centred first, so
// that a large mean costs no digits.
class Stretches {
public:
    explicit Stretches(Series values) : sums_(values.size() + 1), squares_(values.size() + 1) {
        const long double mean = mean_of(values);
        for (std::size_t i = 0; i < values.size(); ++i) {
            const long double x = values[i] - mean;
            sums_[i + 1] = sums_[i] + x;
            squares_[i + 1] = squares_[i] + x * x;
        }
    }

    // Of values from..to, `to` not included.
    [[nodiscard]] double rss(std::size_t from, std::size_t to) const {
        const long double sum = sums_[to] - sums_[from], n = static_cast<long double>(to - from);
        const long double squares = squares_[to] - squares_[from];
        return static_cast<double>(std::max(0.0L, squares - sum * sum / n));
    }

private:
    std::vector<long double> sums_, squares_;
};

// Least sums of squares by number of segments. best[k][e]: of the first e values in k + 1 segments;
// start[k][e]: where the last of them begins.
class Segmentation {
public:
    Segmentation(Series values, std::size_t least, std::size_t max_breaks)
        : n_(values.size()), stretches_(values) {
        best_.emplace_back(n_ + 1, infinite);
        start_.emplace_back(n_ + 1, 0);
        for (std::size_t end = least; end <= n_; ++end) {
            best_[0][end] = stretches_.rss(0, end);
        }
        for (std::size_t k = 1; k <= max_breaks; ++k) {
            add_segment(k, least);
        }
    }

    [[nodiscard]] double rss(std::size_t breaks) const { return best_[breaks][n_]; }

    [[nodiscard]] std::vector<std::size_t> breaks(std::size_t count) const {
        std::vector<std::size_t> result;
        for (std::size_t k = count, end = n_; k > 0; --k) {
            end = start_[k][end];
            result.push_back(end);
        }
        std::reverse(result.begin(), result.end());
        return result;
    }

private:
    void add_segment(std::size_t k, std::size_t least) {
        best_.emplace_back(n_ + 1, infinite);
        start_.emplace_back(n_ + 1, 0);
        for (std::size_t end = (k + 1) * least; end <= n_; ++end) {
            for (std::size_t from = k * least; from + least <= end; ++from) {
                const double value = best_[k - 1][from] + stretches_.rss(from, end);
                if (value < best_[k][end]) {
                    best_[k][end] = value;
                    start_[k][end] = from;
                }
            }
        }
    }

    std::size_t n_;
    Stretches stretches_;
    std::vector<std::vector<double>> best_{};
    std::vector<std::vector<std::size_t>> start_{};
};

std::optional<double> bic_of(double rss, std::size_t breaks, double n) {
    if (rss <= 0) {
        return std::nullopt;
    }
    const double fit = n * (std::log(2 * std::numbers::pi) + 1 + std::log(rss / n));
    return fit + 2 * static_cast<double>(breaks + 1) * std::log(n);
}

// The least BIC; the first segmentation that leaves nothing is better than any that does.
std::size_t best_number(const std::vector<std::optional<double>>& bic) {
    std::size_t best = 0;
    for (std::size_t k = 0; k < bic.size(); ++k) {
        if (!bic[k]) {
            return k;
        }
        if (*bic[k] < *bic[best]) {
            best = k;
        }
    }
    return best;
}

std::size_t default_max_breaks(std::size_t n, std::size_t least) {
    const std::size_t parts = (n + least - 1) / least;
    return std::max<std::size_t>(parts < 2 ? 0 : parts - 2, 1);
}

// Average ranks times two: whole numbers also for ties.
std::vector<double> double_ranks(Series values) {
    std::vector<std::size_t> order(values.size());
    std::iota(order.begin(), order.end(), 0);
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return values[a] < values[b];
    });
    std::vector<double> ranks(values.size());
    for (std::size_t i = 0; i < order.size();) {
        std::size_t end = i;
        while (end < order.size() && values[order[end]] == values[order[i]]) {
            ++end;
        }
        for (std::size_t j = i; j < end; ++j) {
            ranks[order[j]] = static_cast<double>(i + 1 + end);
        }
        i = end;
    }
    return ranks;
}

}  // namespace

std::size_t default_min_segment(std::size_t n) {
    return std::max<std::size_t>(5, n / 10);
}

SegmentedMean segmented_mean(
    Series values, std::optional<std::size_t> min_segment, std::optional<std::size_t> max_breaks
) {
    SegmentedMean result;
    const std::size_t n = values.size(), least = min_segment.value_or(default_min_segment(n));
    if (!is_finite(values)) {
        result.reason = reason::not_finite;
    } else if (least == 0) {
        result.reason = reason::bad_option;
    } else if (n < 3 || n < 2 * least) {
        result.reason = reason::too_short;
    }
    if (!result.reason.empty()) {
        return result;
    }
    const std::size_t most =
        std::min(max_breaks.value_or(default_max_breaks(n, least)), n / least - 1);
    const Segmentation segmentation(values, least, most);
    const double nothing = 1e-26 * segmentation.rss(0);  // what rounding leaves of a perfect fit
    for (std::size_t k = 0; k <= most; ++k) {
        const double rss = segmentation.rss(k) <= nothing ? 0 : segmentation.rss(k);
        result.rss.push_back(rss);
        result.bic.push_back(bic_of(rss, k, static_cast<double>(n)));
    }
    result.breaks = segmentation.breaks(best_number(result.bic));
    return result;
}

PenalizedMean penalized_mean(Series values, double penalty) {
    PenalizedMean result{.penalty = penalty};
    const std::size_t n = values.size();
    if (!is_finite(values) || n < 2 || !(penalty > 0)) {
        result.reason = !is_finite(values) ? reason::not_finite
                        : n < 2            ? reason::too_short
                                           : reason::bad_option;
        return result;
    }
    const Stretches stretches(values);
    std::vector<double> best(n + 1, infinite);
    std::vector<std::size_t> start(n + 1, 0), open{0};
    best[0] = -penalty;
    for (std::size_t end = 1; end <= n; ++end) {
        for (const std::size_t from : open) {
            const double cost = best[from] + stretches.rss(from, end) + penalty;
            if (cost < best[end]) {
                best[end] = cost;
                start[end] = from;
            }
        }
        // A beginning that is too dear even without the penalty stays so for all later ends.
        std::erase_if(open, [&](std::size_t from) {
            return best[from] + stretches.rss(from, end) > best[end];
        });
        open.push_back(end);
    }
    result.cost = best[n];
    for (std::size_t end = start[n]; end > 0; end = start[end]) {
        result.breaks.push_back(end);
    }
    std::reverse(result.breaks.begin(), result.breaks.end());
    return result;
}

std::optional<double> break_penalty(Series values, double factor) {
    if (values.size() < 3 || !is_finite(values)) {
        return std::nullopt;
    }
    std::vector<double> steps = differences(values);
    const double middle = median_of(steps);
    for (double& step : steps) {
        step = std::abs(step - middle);
    }
    const double sigma = 1.4826 * median_of(steps) / std::numbers::sqrt2;
    if (sigma <= 0) {
        return std::nullopt;
    }
    return factor * std::log(static_cast<double>(values.size())) * sigma * sigma;
}

std::optional<Pettitt> pettitt(Series values) {
    if (values.size() < 3 || !is_finite(values) || is_constant(values)) {
        return std::nullopt;
    }
    const std::vector<double> ranks = double_ranks(values);
    const double n = static_cast<double>(values.size());
    Pettitt result;
    double sum = 0;
    for (std::size_t t = 1; t < values.size(); ++t) {
        sum += ranks[t - 1];
        const double u = std::abs(sum - static_cast<double>(t) * (n + 1));
        if (u > result.k) {
            result.k = u;
            result.at = t;
        }
    }
    result.p = std::min(1.0, 2 * std::exp(-6 * result.k * result.k / (n * n * n + n * n)));
    return result;
}

}  // namespace styk::stats
