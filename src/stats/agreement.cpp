#include "stats/agreement.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>

#include "base/result.h"

namespace styk::stats {

namespace {

using Eigen::Index;

constexpr double rounding = 1e-12;

void check(const Eigen::MatrixXd& counts) {
    if (!counts.allFinite() || (counts.size() > 0 && counts.minCoeff() < 0)) {
        throw Fault("stats: a count is negative or not finite");
    }
}

// (observed - expected) / (1 - expected).
std::optional<double> beyond_chance(double observed, double expected) {
    return 1 - expected > rounding ? std::optional((observed - expected) / (1 - expected))
                                   : std::nullopt;
}

struct Shares {
    Eigen::MatrixXd cells;
    Eigen::VectorXd rows, columns;
};

std::optional<double> weighted_kappa(
    const Shares& shares, const std::function<double(double)>& agreement_at
) {
    const Index k = shares.cells.rows();
    double observed = 0, expected = 0;
    for (Index i = 0; i < k; ++i) {
        for (Index j = 0; j < k; ++j) {
            const double away = static_cast<double>(std::abs(i - j)) / static_cast<double>(k - 1);
            observed += agreement_at(away) * shares.cells(i, j);
            expected += agreement_at(away) * shares.rows(i) * shares.columns(j);
        }
    }
    return beyond_chance(observed, expected);
}

double kappa_error(const Shares& shares, double n, double kappa, double expected) {
    const auto& [cells, rows, columns] = shares;
    double diagonal = 0, off = 0;
    for (Index i = 0; i < cells.rows(); ++i) {
        const double both = 1 - (rows(i) + columns(i)) * (1 - kappa);
        diagonal += cells(i, i) * both * both;
        for (Index j = 0; j < cells.cols(); ++j) {
            const double sum = columns(i) + rows(j);
            off += i == j ? 0 : cells(i, j) * sum * sum;
        }
    }
    const double last = kappa - expected * (1 - kappa);
    const double variance = diagonal + (1 - kappa) * (1 - kappa) * off - last * last;
    return std::sqrt(std::max(0.0, variance) / n) / (1 - expected);
}

}  // namespace

Kappa cohen_kappa(const Eigen::MatrixXd& table) {
    check(table);
    if (table.rows() != table.cols()) {
        throw Fault("stats: two raters need one list of categories");
    }
    Kappa result{.n = table.sum()};
    if (!(result.n > 0) || !std::isfinite(result.n)) {
        result.reason = reason::no_answers;
        return result;
    }
    const Eigen::MatrixXd cells = table / result.n;
    const Shares shares{cells, cells.rowwise().sum(), cells.colwise().sum()};
    const double observed = cells.trace(), expected = shares.rows.dot(shares.columns);
    const auto k = static_cast<double>(table.rows());
    result.agreement = observed;
    result.kappa = beyond_chance(observed, expected);
    if (!result.kappa) {
        result.reason = reason::no_spread;
        return result;
    }
    result.standard_error = kappa_error(shares, result.n, *result.kappa, expected);
    result.linear = weighted_kappa(shares, [](double away) { return 1 - away; });
    result.quadratic = weighted_kappa(shares, [](double away) { return 1 - away * away; });
    result.pabak = (k * observed - 1) / (k - 1);
    const Eigen::ArrayXd mean = (shares.rows + shares.columns).array() / 2;
    result.ac1 = beyond_chance(observed, (mean * (1 - mean)).sum() / (k - 1));
    return result;
}

FleissKappa fleiss_kappa(const Eigen::MatrixXd& counts) {
    check(counts);
    FleissKappa result{
        .by_category = std::vector<std::optional<double>>(static_cast<std::size_t>(counts.cols()))
    };
    if (counts.size() == 0 || !(counts.sum() > 0)) {
        result.reason = reason::no_answers;
        return result;
    }
    const Eigen::VectorXd raters = counts.rowwise().sum();
    const double n = raters(0), subjects = static_cast<double>(counts.rows());
    if ((raters.array() - n).abs().maxCoeff() > 0) {
        result.reason = reason::uneven;
        return result;
    }
    if (n < 2) {
        result.reason = reason::too_few;
        return result;
    }
    const Eigen::ArrayXd p = counts.colwise().sum().transpose().array() / (subjects * n), q = 1 - p;
    result.agreement = (counts.array().square().sum() - subjects * n) / (subjects * n * (n - 1));
    result.expected = p.square().sum();
    result.kappa = beyond_chance(*result.agreement, *result.expected);
    if (!result.kappa) {
        result.reason = reason::no_spread;
        return result;
    }
    const double spread = (p * q).sum();
    const double root = std::max(0.0, spread * spread - (p * q * (q - p)).sum());
    result.null_error = std::sqrt(2 * root / (subjects * n * (n - 1))) / spread;
    if (*result.null_error > 0) {
        result.z = *result.kappa / *result.null_error;
    }
    for (Index j = 0; j < counts.cols(); ++j) {
        const double differ = (counts.col(j).array() * (n - counts.col(j).array())).sum();
        if (p(j) * q(j) > 0) {
            result.by_category[static_cast<std::size_t>(j)] =
                1 - differ / (subjects * n * (n - 1) * p(j) * q(j));
        }
    }
    return result;
}

namespace {

// Values in rising order, how often each stands in units with two ratings and more, and how often
// each pair within a unit, divided by the unit's ratings less one.
struct Coincidences {
    std::vector<double> values{};
    Eigen::MatrixXd pairs{};
    Eigen::VectorXd totals{};
};

std::vector<std::vector<double>> units_of(
    std::span<const std::vector<std::optional<double>>> ratings
) {
    std::vector<std::vector<double>> units(ratings.empty() ? 0 : ratings[0].size());
    for (const auto& rater : ratings) {
        if (rater.size() != units.size()) {
            throw Fault("stats: raters have different numbers of units");
        }
        for (std::size_t i = 0; i < rater.size(); ++i) {
            if (rater[i] && std::isfinite(*rater[i])) {
                units[i].push_back(*rater[i]);
            }
        }
    }
    std::erase_if(units, [](const auto& unit) { return unit.size() < 2; });
    return units;
}

Coincidences coincidences_of(const std::vector<std::vector<double>>& units) {
    std::map<double, Index> place;
    for (const auto& unit : units) {
        for (const double value : unit) {
            place.emplace(value, 0);
        }
    }
    Coincidences result;
    for (auto& [value, at] : place) {
        at = std::ssize(result.values);
        result.values.push_back(value);
    }
    const Index levels = std::ssize(result.values);
    result.pairs = Eigen::MatrixXd::Zero(levels, levels);
    for (const auto& unit : units) {
        const double share = 1 / static_cast<double>(unit.size() - 1);
        for (std::size_t a = 0; a < unit.size(); ++a) {
            for (std::size_t b = 0; b < unit.size(); ++b) {
                result.pairs(place[unit[a]], place[unit[b]]) += a == b ? 0 : share;
            }
        }
    }
    result.totals = result.pairs.rowwise().sum();
    return result;
}

double squared_distance(const Coincidences& of, Index a, Index b, Scale scale) {
    const double x = of.values[static_cast<std::size_t>(a)],
                 y = of.values[static_cast<std::size_t>(b)];
    double distance = 0;
    switch (scale) {
        case Scale::nominal:
            return a == b ? 0 : 1;
        case Scale::ordinal:
            distance = of.totals.segment(std::min(a, b), std::abs(a - b) + 1).sum() -
                       (of.totals(a) + of.totals(b)) / 2;
            break;
        case Scale::interval:
            distance = x - y;
            break;
        case Scale::ratio:
            distance = x + y == 0 ? 0 : (x - y) / (x + y);
            break;
    }
    return distance * distance;
}

}  // namespace

std::optional<double> krippendorff_alpha(
    std::span<const std::vector<std::optional<double>>> ratings, Scale scale
) {
    const auto coincidences = coincidences_of(units_of(ratings));
    const auto& [values, pairs, totals] = coincidences;
    if (values.size() < 2 || (scale == Scale::ratio && values.front() < 0)) {
        return std::nullopt;
    }
    double observed = 0, expected = 0;
    for (Index a = 0; a < totals.size(); ++a) {
        for (Index b = 0; b < totals.size(); ++b) {
            const double distance = squared_distance(coincidences, a, b, scale);
            observed += pairs(a, b) * distance;
            expected += totals(a) * totals(b) * distance;
        }
    }
    const double alpha = 1 - (totals.sum() - 1) * observed / expected;
    return std::isfinite(alpha) ? std::optional(alpha) : std::nullopt;
}

}  // namespace styk::stats
