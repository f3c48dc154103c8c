#include "stats/transitions.h"

#include <Eigen/LU>
#include <Eigen/SparseLU>
#include <boost/math/distributions/chi_squared.hpp>
#include <cmath>

#include "base/result.h"

namespace styk::stats {

namespace {

double number(std::uint64_t count) {
    return static_cast<double>(count);
}

std::vector<std::uint32_t> path_of(std::span<const JourneyEvent> journey) {
    std::vector<std::uint32_t> path;
    path.reserve(journey.size());
    for (const JourneyEvent& event : journey) {
        path.push_back(event.activity);
    }
    return path;
}

// v (I - Q) = s, transposed. Activities nobody came by have an empty row and v = 0.
Eigen::VectorXd solve_dense(const Transitions& of, const Eigen::VectorXd& starts) {
    const auto s = static_cast<Eigen::Index>(of.activities());
    Eigen::MatrixXd system = Eigen::MatrixXd::Identity(s, s);
    for (std::uint32_t a = 0; a < of.activities(); ++a) {
        const double visits = number(of.visits(a));
        for (std::uint32_t b = 0; b < of.activities() && visits > 0; ++b) {
            system(b, a) -= number(of.count(a, b)) / visits;
        }
    }
    return system.partialPivLu().solve(starts);
}

Eigen::VectorXd solve_sparse(const Transitions& of, const Eigen::VectorXd& starts) {
    const auto s = static_cast<Eigen::Index>(of.activities());
    std::vector<Eigen::Triplet<double>> cells;
    for (std::uint32_t a = 0; a < of.activities(); ++a) {
        const double visits = number(of.visits(a));
        cells.emplace_back(a, a, 1);
        for (std::uint32_t b = 0; b < of.activities() && visits > 0; ++b) {
            if (of.count(a, b) > 0) {
                cells.emplace_back(b, a, -number(of.count(a, b)) / visits);
            }
        }
    }
    Eigen::SparseMatrix<double> system(s, s);
    system.setFromTriplets(cells.begin(), cells.end());
    const Eigen::SparseLU<Eigen::SparseMatrix<double>> lu(system);
    return lu.solve(starts);
}

}  // namespace

Transitions::Transitions(std::uint32_t activities)
    : activities_(activities),
      starts_(activities),
      counts_(std::size_t{activities} * (std::size_t{activities} + 1)) {}

void Transitions::add(std::span<const std::uint32_t> path, std::uint64_t count) {
    for (const std::uint32_t activity : path) {
        if (activity >= activities_) {
            throw Fault("a path goes by an unknown activity");
        }
    }
    if (path.empty()) {
        return;
    }
    starts_[path.front()] += count;
    const std::size_t width = std::size_t{activities_} + 1;
    for (std::size_t i = 0; i < path.size(); ++i) {
        counts_[path[i] * width + (i + 1 < path.size() ? path[i + 1] : end())] += count;
    }
}

void Transitions::add(const JourneyLog& log) {
    const std::size_t width = std::size_t{activities_} + 1;
    if (log.activities() > activities_) {
        throw Fault("the log has activities unknown here");
    }
    for (std::size_t i = 0; i < log.size(); ++i) {
        const auto journey = log.journey(i);
        ++starts_[journey.front().activity];
        for (std::size_t j = 0; j + 1 < journey.size(); ++j) {
            ++counts_[journey[j].activity * width + journey[j + 1].activity];
        }
        ++counts_[journey.back().activity * width + end()];
    }
}

void Transitions::add_start(std::uint32_t activity, std::uint64_t count) {
    if (activity >= activities_) {
        throw Fault("a start at an unknown activity");
    }
    starts_[activity] += count;
}

void Transitions::add_step(std::uint32_t from, std::uint32_t to, std::uint64_t count) {
    if (from >= activities_ || to > activities_) {
        throw Fault("a step of an unknown activity");
    }
    counts_[from * (std::size_t{activities_} + 1) + to] += count;
}

void Transitions::merge(const Transitions& other) {
    if (activities_ == 0) {
        *this = other;
        return;
    }
    if (other.activities_ == 0) {
        return;
    }
    if (other.activities_ != activities_) {
        throw Fault("counts of other activities cannot be merged");
    }
    for (std::size_t i = 0; i < starts_.size(); ++i) {
        starts_[i] += other.starts_[i];
    }
    for (std::size_t i = 0; i < counts_.size(); ++i) {
        counts_[i] += other.counts_[i];
    }
}

std::uint64_t Transitions::journeys() const {
    std::uint64_t sum = 0;
    for (const std::uint64_t count : starts_) {
        sum += count;
    }
    return sum;
}

std::uint64_t Transitions::visits(std::uint32_t activity) const {
    std::uint64_t sum = 0;
    for (std::uint32_t to = 0; to <= activities_; ++to) {
        sum += count(activity, to);
    }
    return sum;
}

std::uint64_t Transitions::self_loops() const {
    std::uint64_t sum = 0;
    for (std::uint32_t activity = 0; activity < activities_; ++activity) {
        sum += count(activity, activity);
    }
    return sum;
}

std::optional<Step> step(
    const Transitions& of, std::uint32_t from, std::uint32_t to, double level
) {
    const double n = number(of.visits(from)), k = number(of.count(from, to));
    return n > 0 ? std::optional(Step{k / n, *wilson(k, n, level)}) : std::nullopt;
}

Eigen::VectorXd expected_visits(const Transitions& of) {
    const double journeys = number(of.journeys());
    if (journeys == 0) {
        return {};
    }
    Eigen::VectorXd starts(static_cast<Eigen::Index>(of.activities()));
    for (std::uint32_t a = 0; a < of.activities(); ++a) {
        starts[a] = number(of.starts(a)) / journeys;
    }
    return of.activities() <= 300 ? solve_dense(of, starts) : solve_sparse(of, starts);
}

std::optional<double> step_entropy(const Transitions& of) {
    double all = 0, bits = 0;
    for (std::uint32_t a = 0; a < of.activities(); ++a) {
        const double visits = number(of.visits(a));
        all += visits;
        for (std::uint32_t b = 0; b <= of.activities(); ++b) {
            const double count = number(of.count(a, b));
            bits -= count > 0 ? count * std::log2(count / visits) : 0;
        }
    }
    return all > 0 ? std::optional(bits / all) : std::nullopt;
}

void Triples::add(std::span<const std::uint32_t> path, std::uint64_t count) {
    for (std::size_t i = 0; i + 1 < path.size(); ++i) {
        counts_[{path[i], path[i + 1], i + 2 < path.size() ? path[i + 2] : end}] += count;
    }
}

void Triples::add(const JourneyLog& log) {
    for (std::size_t i = 0; i < log.size(); ++i) {
        add(path_of(log.journey(i)));
    }
}

void Triples::merge(const Triples& other) {
    for (const auto& [key, count] : other.counts_) {
        counts_[key] += count;
    }
}

namespace {

// What was counted around one middle step.
struct Around {
    std::map<std::uint32_t, double> before, after;
    double n = 0;
};

}  // namespace

std::optional<OrderTest> order_test(const Triples& triples) {
    std::map<std::uint32_t, Around> around;
    for (const auto& [key, count] : triples.counts()) {
        const auto& [a, b, c] = key;
        Around& middle = around[b];
        middle.before[a] += number(count);
        middle.after[c] += number(count);
        middle.n += number(count);
    }
    OrderTest test;
    for (const auto& [b, middle] : around) {
        test.df += (middle.before.size() - 1) * (middle.after.size() - 1);
    }
    if (test.df == 0) {
        return std::nullopt;
    }
    for (const auto& [key, count] : triples.counts()) {
        const auto& [a, b, c] = key;
        Around& middle = around[b];
        const double expected = middle.before[a] * middle.after[c] / middle.n;
        test.g2 += 2 * number(count) * std::log(number(count) / expected);
    }
    test.g2 = std::max(0.0, test.g2);
    const boost::math::chi_squared distribution(number(test.df));
    test.p = boost::math::cdf(boost::math::complement(distribution, test.g2));
    return test;
}

}  // namespace styk::stats
