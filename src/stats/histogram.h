// The rating histogram, from which every score, interval and test of one metric is computed.
// Mergeable: the empty histogram is neutral, merge is associative and commutative, so cells may be
// counted anywhere and added up.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace styk::stats {

struct Histogram {
    int min = 0;                          // the rating that counts[0] stands for
    std::vector<std::uint64_t> counts{};  // [rating - min]; given ratings only
    std::uint64_t missing = 0;            // asked, not answered
    std::uint64_t not_applicable = 0;     // the thing rated did not happen

    friend bool operator==(const Histogram&, const Histogram&) = default;

    [[nodiscard]] std::uint64_t n() const;             // given ratings
    [[nodiscard]] std::uint64_t at(int rating) const;  // 0 outside the scale

    [[nodiscard]] int max() const { return min + static_cast<int>(counts.size()) - 1; }
};

// The histogram of a scale min..max without any rating in it.
[[nodiscard]] Histogram empty_histogram(int min, int max);

// Throws Fault when both have a scale and the scales differ: ratings of different scales are never
// added up.
void merge(Histogram& into, const Histogram& from);

// Moments in the unit of the rating. Computed around the scale's middle, so exact for any n below
// 2^53 / range^2.
[[nodiscard]] std::optional<double> mean(const Histogram& of);  // nothing when n = 0
[[nodiscard]] std::optional<double> sample_variance(const Histogram& of
);  // divisor n - 1; nothing when n < 2
// Quantile q in 0..1 by linear interpolation between order statistics (type 7 of Hyndman & Fan
// 1996).
[[nodiscard]] std::optional<double> quantile(const Histogram& of, double q);

// Version byte first, then little-endian numbers. from_bytes gives nothing on anything else.
[[nodiscard]] std::string to_bytes(const Histogram& histogram);
[[nodiscard]] std::optional<Histogram> from_bytes(std::string_view bytes);

}  // namespace styk::stats
