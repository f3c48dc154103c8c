#include "stats/panel.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <utility>

#include "base/result.h"
#include "stats/least_squares.h"
#include "stats/ranks.h"

namespace styk::stats {

namespace {

using Eigen::Index;

// Which group each row is of, groups 0..count - 1.
struct Groups {
    std::vector<std::size_t> of_row;
    std::vector<double> size;

    [[nodiscard]] std::size_t count() const { return size.size(); }
};

template <class Key>
Groups groups_of(std::span<const Key> keys) {
    std::map<Key, std::size_t> numbers;
    for (const Key& key : keys) {
        numbers.try_emplace(key, numbers.size());
    }
    Groups groups{{}, std::vector<double>(numbers.size())};
    for (const Key& key : keys) {
        groups.of_row.push_back(numbers.at(key));
        ++groups.size[groups.of_row.back()];
    }
    return groups;
}

// Takes each group's mean out; the largest mean taken.
double take_means(const Groups& groups, Eigen::Ref<Eigen::VectorXd> column) {
    std::vector<long double> mean(groups.count());
    for (std::size_t i = 0; i < groups.of_row.size(); ++i) {
        mean[groups.of_row[i]] += column[static_cast<Index>(i)];
    }
    double largest = 0;
    for (std::size_t g = 0; g < mean.size(); ++g) {
        mean[g] /= groups.size[g];
        largest = std::max(largest, std::abs(static_cast<double>(mean[g])));
    }
    for (std::size_t i = 0; i < groups.of_row.size(); ++i) {
        column[static_cast<Index>(i)] -= static_cast<double>(mean[groups.of_row[i]]);
    }
    return largest;
}

// Alternating projections: one round when the panel is balanced, a few otherwise.
// NOLINTNEXTLINE(performance-unnecessary-value-param): so that a column of a matrix may be written
void take_effects(const Groups& units, const Groups* times, Eigen::Ref<Eigen::VectorXd> column) {
    const double size = column.cwiseAbs().maxCoeff();
    take_means(units, column);
    for (int round = 0; times != nullptr && round < 20000; ++round) {
        const double moved = take_means(*times, column) + take_means(units, column);
        if (!(moved > 1e-15 * size)) {
            break;
        }
    }
}

// Parts of the panel that share neither a unit nor a period: each has its own level of periods.
std::size_t connected_parts(const Groups& units, const Groups& times) {
    std::vector<std::size_t> parent(units.count() + times.count());
    std::iota(parent.begin(), parent.end(), std::size_t{0});
    const auto root = [&](std::size_t node) {
        while (parent[node] != node) {
            node = parent[node] = parent[parent[node]];
        }
        return node;
    };
    for (std::size_t i = 0; i < units.of_row.size(); ++i) {
        parent[root(units.of_row[i])] = root(units.count() + times.of_row[i]);
    }
    std::size_t parts = 0;
    for (std::size_t node = 0; node < parent.size(); ++node) {
        parts += parent[node] == node ? 1 : 0;
    }
    return parts;
}

void need_equal(const Panel& panel) {
    const auto n = static_cast<Index>(panel.unit.size());
    if (static_cast<Index>(panel.time.size()) != n || panel.y.size() != n || panel.x.rows() != n) {
        throw Fault("the columns of a panel differ in length");
    }
}

bool usable(const Panel& panel) {
    const auto finite = [](double each) { return std::isfinite(each); };
    return std::ranges::all_of(panel.time, finite) && panel.y.allFinite() && panel.x.allFinite() &&
           panel.y.cwiseAbs().maxCoeff() < 1e150;
}

Eigen::VectorXd clustered(const LinearFit& line, const Eigen::MatrixXd& x, const Groups& units) {
    Eigen::MatrixXd sums = Eigen::MatrixXd::Zero(static_cast<Index>(units.count()), x.cols());
    for (Index i = 0; i < x.rows(); ++i) {
        sums.row(static_cast<Index>(units.of_row[static_cast<std::size_t>(i)])) +=
            line.residuals[i] * x.row(i);
    }
    const Eigen::MatrixXd spread = sums * line.unscaled;
    return spread.colwise().norm();
}

Panel select_rows(const Panel& panel, const std::vector<Index>& rows) {
    Panel kept;
    const auto n = static_cast<Index>(rows.size());
    kept.y.resize(n);
    kept.x.resize(n, panel.x.cols());
    for (Index i = 0; i < n; ++i) {
        const Index row = rows[static_cast<std::size_t>(i)];
        kept.unit.push_back(panel.unit[static_cast<std::size_t>(row)]);
        kept.time.push_back(panel.time[static_cast<std::size_t>(row)]);
        kept.y[i] = panel.y[row];
        kept.x.row(i) = panel.x.row(row);
    }
    return kept;
}

double bic_of(const PanelFit& fit) {
    const auto n = static_cast<double>(fit.n);
    return n * std::log(fit.rss / n) + (n - fit.freedom) * std::log(n);
}

}  // namespace

PanelFit panel_fit(const Panel& panel, PanelEffects effects) {
    need_equal(panel);
    PanelFit fit;
    fit.n = panel.unit.size();
    if (fit.n == 0 || !usable(panel)) {
        fit.reason = fit.n == 0 ? reason::no_answers : reason::not_finite;
        return fit;
    }
    const Groups units = groups_of(std::span<const std::size_t>(panel.unit));
    const Groups times = groups_of(std::span<const double>(panel.time));
    const bool two_way = effects == PanelEffects::unit_and_time;
    const auto k = static_cast<std::size_t>(panel.x.cols());
    const std::size_t taken =
        two_way ? units.count() + times.count() - connected_parts(units, times) : units.count();
    fit.units = units.count();
    fit.periods = times.count();
    if (fit.n <= taken + k || k == 0) {
        fit.reason = reason::too_few_rows;
        return fit;
    }
    fit.freedom = static_cast<double>(fit.n - taken - k);
    Eigen::MatrixXd x = panel.x;
    Eigen::VectorXd y = panel.y;
    take_effects(units, two_way ? &times : nullptr, y);
    for (Index j = 0; j < x.cols(); ++j) {
        take_effects(units, two_way ? &times : nullptr, x.col(j));
        if (!(x.col(j).norm() > 1e-11 * panel.x.col(j).norm())) {
            fit.reason = reason::collinear;
            return fit;
        }
    }
    const LinearFit line = least_squares(x, y);
    if (!line.reason.empty()) {
        fit.reason = line.reason;
        return fit;
    }
    fit.coefficients = line.coefficients;
    fit.rss = line.rss;
    fit.standard_errors = (line.unscaled.diagonal() * (line.rss / fit.freedom)).cwiseSqrt();
    fit.clustered_errors = clustered(line, x, units);
    const double varied = y.squaredNorm();
    if (varied > 1e-24 * panel.y.squaredNorm()) {
        fit.r2_within = 1 - line.rss / varied;
    }
    return fit;
}

std::vector<std::optional<double>> lagged(
    const Panel& panel, std::span<const double> values, int periods
) {
    std::map<std::pair<std::size_t, double>, double> seen;
    for (std::size_t i = 0; i < values.size(); ++i) {
        seen[{panel.unit.at(i), panel.time.at(i)}] = values[i];
    }
    std::vector<std::optional<double>> found(values.size());
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (const auto at = seen.find({panel.unit[i], panel.time[i] - periods}); at != seen.end()) {
            found[i] = at->second;
        }
    }
    return found;
}

Panel with_lag(const Panel& panel, Eigen::Index column, int periods) {
    const Eigen::VectorXd values = panel.x.col(column);
    const auto before =
        lagged(panel, {values.data(), static_cast<std::size_t>(values.size())}, periods);
    std::vector<Index> rows;
    for (std::size_t i = 0; i < before.size(); ++i) {
        if (before[i]) {
            rows.push_back(static_cast<Index>(i));
        }
    }
    Panel kept = select_rows(panel, rows);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        kept.x(static_cast<Index>(i), column) = *before[static_cast<std::size_t>(rows[i])];
    }
    return kept;
}

std::optional<LagChoice> choose_lag(
    const Panel& panel, Eigen::Index column, int most, PanelEffects effects
) {
    need_equal(panel);
    const Eigen::VectorXd values = panel.x.col(column);
    std::vector<std::vector<std::optional<double>>> by_lag;
    for (int lag = 0; lag <= most; ++lag) {
        by_lag.push_back(
            lagged(panel, {values.data(), static_cast<std::size_t>(values.size())}, lag)
        );
    }
    std::vector<Index> rows;
    for (std::size_t i = 0; i < panel.unit.size(); ++i) {
        if (std::ranges::all_of(by_lag, [&](const auto& lag) { return lag[i].has_value(); })) {
            rows.push_back(static_cast<Index>(i));
        }
    }
    Panel common = select_rows(panel, rows);
    LagChoice choice;
    std::optional<double> least;
    for (int lag = 0; lag <= most; ++lag) {
        for (std::size_t i = 0; i < rows.size(); ++i) {
            common.x(static_cast<Index>(i), column) =
                *by_lag[static_cast<std::size_t>(lag)][static_cast<std::size_t>(rows[i])];
        }
        PanelFit fit = panel_fit(common, effects);
        choice.bic.push_back(
            fit.reason.empty() && fit.rss > 0 ? std::optional(bic_of(fit)) : std::nullopt
        );
        if (choice.bic.back() && (!least || *choice.bic.back() < *least)) {
            least = choice.bic.back();
            choice.lag = lag;
            choice.enough = fit.periods >= 8 && fit.units >= 10;
            choice.fit = std::move(fit);
        }
    }
    return least ? std::optional(std::move(choice)) : std::nullopt;
}

std::optional<double> reliability(
    std::span<const double> scores, std::span<const double> sampling_variances
) {
    const double measured = summary_of(scores).variance;
    const double sampling = summary_of(sampling_variances).mean;
    const double between = measured - sampling;
    if (scores.size() < 2 || scores.size() != sampling_variances.size() || !(between > 0) ||
        !(sampling >= 0)) {
        return std::nullopt;
    }
    return between / measured;
}

}  // namespace styk::stats
