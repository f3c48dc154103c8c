#include "text/grouping.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace styk::text {

namespace {

constexpr int most_rounds = 30;

// SplitMix64 (Steele, Lea and Flood 2014), 0..1.
class Chance {
public:
    explicit Chance(std::uint64_t seed) : state_(seed) {}

    double next() {
        state_ += 0x9E3779B97F4A7C15U;
        return static_cast<double>(mix(state_) >> 11U) * 0x1.0p-53;
    }

private:
    std::uint64_t state_;
};

using Dense = std::vector<float>;  // one number a term

double dot(const Vector& vector, const Dense& dense) {
    double sum = 0;
    for (const auto& weight : vector) {
        sum += static_cast<double>(weight.value) * static_cast<double>(dense[weight.term]);
    }
    return sum;
}

void normalise(Dense& dense) {
    double squares = 0;
    for (const float value : dense) {
        squares += static_cast<double>(value) * static_cast<double>(value);
    }
    if (squares > 0) {
        const auto length = static_cast<float>(std::sqrt(squares));
        std::transform(dense.begin(), dense.end(), dense.begin(), [&](float value) {
            return value / length;
        });
    }
}

void add(Dense& dense, const Vector& vector) {
    for (const auto& weight : vector) {
        dense[weight.term] += weight.value;
    }
}

class Means {
public:
    Means(std::span<const Vector> vectors, std::size_t terms, std::uint64_t seed)
        : vectors_(vectors), terms_(terms), chance_(seed) {}

    Grouping run(std::size_t groups) {
        begin(groups);
        for (int round = 0; round < most_rounds && assign(); ++round) {
            move_middles();
        }
        return std::move(found_);
    }

private:
    // Each further middle is a vector, the likelier the farther it stands from those chosen.
    void begin(std::size_t groups) {
        found_.group.assign(vectors_.size(), 0);
        found_.near.assign(vectors_.size(), 0);
        std::vector<double> far(vectors_.size());
        std::transform(vectors_.begin(), vectors_.end(), far.begin(), [](const Vector& one) {
            return one.empty() ? 0.0 : 1.0;
        });
        while (middles_.size() < groups) {
            const auto chosen = choose(far);
            middles_.emplace_back(terms_);
            if (chosen == vectors_.size()) {
                continue;  // nothing is left that differs: a middle without direction
            }
            add(middles_.back(), vectors_[chosen]);
            for (std::size_t i = 0; i < far.size(); ++i) {
                const double apart = 1 - dot(vectors_[i], middles_.back());
                far[i] = std::min(far[i], std::max(0.0, apart));
            }
        }
    }

    [[nodiscard]] std::size_t choose(const std::vector<double>& far) {
        double sum = 0;
        for (const double one : far) {
            sum += one * one;
        }
        double left = chance_.next() * sum;
        std::size_t last = vectors_.size();
        for (std::size_t i = 0; i < far.size(); ++i) {
            if (far[i] > 0) {
                last = i;
                left -= far[i] * far[i];
                if (left < 0) {
                    break;
                }
            }
        }
        return last;
    }

    bool assign() {
        bool moved = false;
        for (std::size_t i = 0; i < vectors_.size(); ++i) {
            double near = 0;
            std::uint32_t group = 0;
            for (std::uint32_t g = 0; g < middles_.size(); ++g) {
                const double now = dot(vectors_[i], middles_[g]);
                if (now > near) {
                    near = now;
                    group = g;
                }
            }
            moved = moved || group != found_.group[i] || found_.near[i] == 0;
            found_.group[i] = group;
            found_.near[i] = static_cast<float>(near);
        }
        return moved;
    }

    void move_middles() {
        for (auto& middle : middles_) {
            std::fill(middle.begin(), middle.end(), 0.0F);
        }
        for (std::size_t i = 0; i < vectors_.size(); ++i) {
            add(middles_[found_.group[i]], vectors_[i]);
        }
        for (auto& middle : middles_) {
            normalise(middle);
        }
    }

    std::span<const Vector> vectors_;
    std::size_t terms_;
    Chance chance_;
    std::vector<Dense> middles_;
    Grouping found_;
};

double pairs(std::size_t n) {
    return static_cast<double>(n) * (static_cast<double>(n) - 1) / 2;
}

}  // namespace

Grouping group_vectors(
    std::span<const Vector> vectors, std::size_t terms, std::size_t groups, std::uint64_t seed
) {
    return Means(vectors, terms, seed).run(groups);
}

double agreement(std::span<const std::uint32_t> a, std::span<const std::uint32_t> b) {
    std::map<std::uint32_t, std::size_t> of_a, of_b;
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::size_t> of_both;
    for (std::size_t i = 0; i < a.size(); ++i) {
        ++of_a[a[i]];
        ++of_b[b[i]];
        ++of_both[{a[i], b[i]}];
    }
    const auto sum = [](const auto& counts) {
        double all = 0;
        for (const auto& [key, count] : counts) {
            all += pairs(count);
        }
        return all;
    };
    const double in_a = sum(of_a), in_b = sum(of_b), in_both = sum(of_both);
    const double by_chance = a.size() < 2 ? 0 : in_a * in_b / pairs(a.size());
    const double most = (in_a + in_b) / 2;
    return most == by_chance ? 1 : (in_both - by_chance) / (most - by_chance);
}

}  // namespace styk::text
