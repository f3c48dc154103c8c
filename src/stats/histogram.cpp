#include "stats/histogram.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <numeric>

#include "base/result.h"
#include "stats/bytes.h"

namespace styk::stats {

namespace {

constexpr char version = 1;
constexpr std::size_t max_levels = 65536;

// Sum of (rating - middle) and its square, in whole numbers: no rounding at all.
struct Sums {
    std::int64_t n = 0, first = 0, second = 0;
    int middle = 0;
};

Sums sums_of(const Histogram& histogram) {
    Sums sums{.middle = histogram.min + static_cast<int>(histogram.counts.size() / 2)};
    for (std::size_t i = 0; i < histogram.counts.size(); ++i) {
        const auto count = static_cast<std::int64_t>(histogram.counts[i]);
        const std::int64_t away = histogram.min + static_cast<int>(i) - sums.middle;
        sums.n += count;
        sums.first += count * away;
        sums.second += count * away * away;
    }
    return sums;
}

}  // namespace

std::uint64_t Histogram::n() const {
    return std::accumulate(counts.begin(), counts.end(), std::uint64_t{0});
}

std::uint64_t Histogram::at(int rating) const {
    return rating < min || rating > max() ? 0 : counts[static_cast<std::size_t>(rating - min)];
}

Histogram empty_histogram(int min, int max) {
    if (max < min) {
        throw Fault("stats: a scale ends before it begins");
    }
    return {
        .min = min, .counts = std::vector<std::uint64_t>(static_cast<std::size_t>(max - min) + 1)
    };
}

void merge(Histogram& into, const Histogram& from) {
    if (into.counts.empty()) {
        into.min = from.min;
        into.counts = from.counts;
    } else if (!from.counts.empty()) {
        if (into.min != from.min || into.counts.size() != from.counts.size()) {
            throw Fault("stats: ratings of different scales cannot be added up");
        }
        std::ranges::transform(into.counts, from.counts, into.counts.begin(), std::plus<>());
    }
    into.missing += from.missing;
    into.not_applicable += from.not_applicable;
}

std::optional<double> mean(const Histogram& of) {
    const Sums sums = sums_of(of);
    if (sums.n == 0) {
        return std::nullopt;
    }
    return sums.middle + static_cast<double>(sums.first) / static_cast<double>(sums.n);
}

std::optional<double> sample_variance(const Histogram& of) {
    const Sums sums = sums_of(of);
    if (sums.n < 2) {
        return std::nullopt;
    }
    const auto n = static_cast<double>(sums.n), first = static_cast<double>(sums.first);
    return std::max(0.0, (static_cast<double>(sums.second) - first * first / n) / (n - 1));
}

std::optional<double> quantile(const Histogram& of, double q) {
    const std::uint64_t n = of.n();
    if (n == 0 || !(q >= 0 && q <= 1)) {
        return std::nullopt;
    }
    const auto order_statistic = [&](std::uint64_t rank) {  // from 0
        std::size_t level = 0;
        for (std::uint64_t before = of.counts[0]; before <= rank; before += of.counts[++level]) {
        }
        return static_cast<double>(of.min) + static_cast<double>(level);
    };
    const double place = q * static_cast<double>(n - 1);
    const auto rank = static_cast<std::uint64_t>(place);
    const double low = order_statistic(rank), high = order_statistic(std::min(rank + 1, n - 1));
    return low + (place - static_cast<double>(rank)) * (high - low);
}

std::string to_bytes(const Histogram& histogram) {
    std::string out(1, version);
    put(out, std::bit_cast<std::uint64_t>(std::int64_t{histogram.min}));
    put(out, histogram.missing);
    put(out, histogram.not_applicable);
    put(out, std::uint64_t{histogram.counts.size()});
    for (const std::uint64_t count : histogram.counts) {
        put(out, count);
    }
    return out;
}

std::optional<Histogram> from_bytes(std::string_view bytes) {
    constexpr std::size_t head = 33;
    if (bytes.size() < head || bytes[0] != version) {
        return std::nullopt;
    }
    const auto min = std::bit_cast<std::int64_t>(get(bytes, 1));
    const std::uint64_t levels = get(bytes, 25);
    if (levels > max_levels || bytes.size() != head + 8 * levels ||
        std::abs(static_cast<double>(min)) > 1e6) {
        return std::nullopt;
    }
    Histogram histogram{
        .min = static_cast<int>(min), .missing = get(bytes, 9), .not_applicable = get(bytes, 17)
    };
    for (std::size_t i = 0; i < levels; ++i) {
        histogram.counts.push_back(get(bytes, head + 8 * i));
    }
    return histogram;
}

}  // namespace styk::stats
