#include "stats/lmg.h"

#include <algorithm>
#include <array>
#include <bit>
#include <utility>

#include "base/result.h"

namespace styk::stats {

namespace {

using Eigen::Index;

constexpr std::size_t limit = max_lmg_drivers;

constexpr std::size_t triangle(std::size_t m) {
    return m * (m + 3) / 2;
}

// 1 / (p C(p-1, s)): the weight in the Shapley value of what a player adds to s others.
std::vector<double> shapley_weights(std::size_t p) {
    std::vector<double> weights(p);
    double weight = 1 / static_cast<double>(p);
    for (std::size_t s = 0; s < p; ++s) {
        weights[s] = weight;
        weight *=
            static_cast<double>(s + 1) / static_cast<double>(std::max(p - 1 - s, std::size_t{1}));
    }
    return weights;
}

// The m variables not yet decided on, less what those taken in explain of them: m rows, of which
// row i holds their covariances (i,i) .. (i,m-1) and that of i with the outcome. Leaving out the
// first variable is leaving out the first row.
//
// The Shapley value of j is the sum over subsets with j of R^2(S) (w(|S|-1) + w(|S|)), less a sum
// that is the same for all j. So each subset is weighed by its size, and each variable adds up the
// subtrees in which it was taken in.
struct Walk {
    std::array<double, limit + 2> weight_of_size{};
    std::array<long double, limit + 1> taken_in{};  // [m]: variable p - m
    std::array<double, triangle(limit) + triangle(limit - 1) * limit> room{};
};

// Writes the rows of the M-1 later variables when the first of M is taken in; what it adds to R^2.
template <std::size_t M>
inline double take_in(const double* from, double* into) {
    const double variance = from[0], outcome = from[M];
    const bool aliased = !(variance > aliased_below);
    const double inverse = aliased ? 0 : 1 / variance;
    const double* row = from + M + 1;
    for (std::size_t i = 1; i < M; ++i) {
        const double factor = from[i] * inverse;
        for (std::size_t j = i; j <= M; ++j) {
            *into++ = *row++ - factor * from[j];
        }
    }
    return outcome * outcome * inverse;
}

// Weighted sum of R^2 over all subsets that extend this one of `size` variables with R^2 `r2`.
template <std::size_t M>
double walk(Walk& state, const double* rows, double* room, double r2, const double* weight) {
    if constexpr (M == 0) {
        return r2 * *weight;
    } else {
        const double more = r2 + take_in<M>(rows, room);
        const double with = walk<M - 1>(state, room, room + triangle(M - 1), more, weight + 1);
        state.taken_in[M] += with;
        return with + walk<M - 1>(state, rows + M + 1, room, r2, weight);
    }
}

using Walker = double (*)(Walk&, const double*, double*, double, const double*);

template <std::size_t... M>
constexpr std::array<Walker, sizeof...(M)> walkers(std::index_sequence<M...>) {
    return {&walk<M>...};
}

// The drivers `order` of `of`, which has been swept by others.
Eigen::VectorXd shapley_of_r2(const DriverCorrelations& of, std::span<const Index> order) {
    static constexpr auto table = walkers(std::make_index_sequence<limit + 1>());
    const std::size_t p = order.size();
    Walk state;
    const auto weights = shapley_weights(p);
    for (std::size_t size = 1; size <= p; ++size) {
        state.weight_of_size[size] = weights[size - 1] + (size < p ? weights[size] : 0);
    }
    double* to = state.room.data();
    for (std::size_t i = 0; i < p; ++i) {
        for (std::size_t j = i; j < p; ++j) {
            *to++ = of.among(order[i], order[j]);
        }
        *to++ = of.with_outcome(order[i]);
    }
    table[p](state, state.room.data(), to, 0, state.weight_of_size.data());
    long double total = -static_cast<long double>(r2_of(of, order));
    for (std::size_t m = 1; m <= p; ++m) {
        total += state.taken_in[m];
    }
    Eigen::VectorXd result(static_cast<Index>(p));
    for (std::size_t i = 0; i < p; ++i) {
        const long double share = state.taken_in[p - i] - total / static_cast<long double>(p);
        result(static_cast<Index>(i)) = std::max(0.0, static_cast<double>(share));
    }
    return result;
}

DriverCorrelations given(DriverCorrelations rest, std::span<const Index> drivers) {
    for (const Index j : drivers) {
        const double variance = rest.among(j, j);
        if (variance > aliased_below) {
            const Eigen::VectorXd along = rest.among.col(j);
            rest.with_outcome -= along * (rest.with_outcome(j) / variance);
            rest.among -= along * along.transpose() / variance;
        }
    }
    return rest;
}

// Adds to `into` the values of one group's drivers over all sets of the other groups from `next`.
struct OwenWalk {
    std::span<const std::vector<Index>> groups;
    std::size_t own;
    std::vector<double> weights;
    Eigen::VectorXd into;

    void go(const DriverCorrelations& rest, std::size_t next, std::size_t size) {
        if (next == own) {
            ++next;
        }
        if (next >= groups.size()) {
            into += weights[size] * shapley_of_r2(rest, groups[own]);
            return;
        }
        go(rest, next + 1, size);
        go(given(rest, groups[next]), next + 1, size + 1);
    }
};

void check_groups(Index drivers, std::span<const std::vector<Index>> groups) {
    std::vector<int> seen(static_cast<std::size_t>(drivers));
    for (const auto& group : groups) {
        for (const Index j : group) {
            if (j < 0 || j >= drivers) {
                throw Fault("stats: no such driver in a group");
            }
            ++seen[static_cast<std::size_t>(j)];
        }
    }
    if (!std::ranges::all_of(seen, [](int times) { return times == 1; })) {
        throw Fault("stats: each driver stands in one group");
    }
}

std::string_view reason_against(const DriverCorrelations& of, std::size_t size) {
    if (!of.reason.empty()) {
        return of.reason;
    }
    if (of.drivers() == 0) {
        return reason::no_drivers;
    }
    return size > limit ? reason::too_many_drivers : std::string_view{};
}

}  // namespace

Shares lmg(const DriverCorrelations& of) {
    Shares result{.reason = reason_against(of, static_cast<std::size_t>(of.drivers()))};
    if (result.reason.empty()) {
        std::vector<Index> order(static_cast<std::size_t>(of.drivers()));
        for (std::size_t i = 0; i < order.size(); ++i) {
            order[i] = static_cast<Index>(i);
        }
        result.values = shapley_of_r2(of, order);
        result.r2 = r2_of(of, order);
    }
    return result;
}

Shares owen_values(const DriverCorrelations& of, std::span<const std::vector<Index>> groups) {
    std::size_t largest = 0;
    for (const auto& group : groups) {
        largest = std::max(largest, group.size());
    }
    Shares result{.reason = reason_against(of, groups.size() + largest)};
    if (!result.reason.empty()) {
        return result;
    }
    check_groups(of.drivers(), groups);
    result.values = Eigen::VectorXd::Zero(of.drivers());
    for (std::size_t own = 0; own < groups.size(); ++own) {
        if (groups[own].empty()) {
            continue;
        }
        OwenWalk walk{
            .groups = groups,
            .own = own,
            .weights = shapley_weights(groups.size()),
            .into = Eigen::VectorXd::Zero(static_cast<Index>(groups[own].size()))
        };
        walk.go(of, 0, 0);
        for (std::size_t i = 0; i < groups[own].size(); ++i) {
            result.values(groups[own][i]) = walk.into(static_cast<Index>(i));
        }
    }
    result.r2 = r2_of(of);
    return result;
}

Eigen::VectorXd shapley(Index players, const std::function<double(std::uint64_t)>& value) {
    if (players < 1 || players > 16) {
        throw Fault("stats: a game of 1 to 16 players");
    }
    const auto p = static_cast<std::size_t>(players);
    const auto weights = shapley_weights(p);
    std::vector<double> values(std::size_t{1} << p);
    for (std::uint64_t coalition = 0; coalition < values.size(); ++coalition) {
        values[coalition] = value(coalition);
    }
    Eigen::VectorXd result = Eigen::VectorXd::Zero(players);
    for (std::uint64_t coalition = 0; coalition < values.size(); ++coalition) {
        for (std::size_t j = 0; j < p; ++j) {
            const std::uint64_t bit = std::uint64_t{1} << j;
            if ((coalition & bit) == 0) {
                result(static_cast<Index>(j)) +=
                    weights[static_cast<std::size_t>(std::popcount(coalition))] *
                    (values[coalition | bit] - values[coalition]);
            }
        }
    }
    return result;
}

}  // namespace styk::stats
