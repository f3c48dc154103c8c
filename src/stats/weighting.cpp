#include "stats/weighting.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <unordered_map>

#include "base/result.h"
#include "stats/score.h"

namespace styk::stats {

namespace {

double total_of(std::span<const double> values) {
    return std::accumulate(values.begin(), values.end(), 0.0);
}

// Respondents who are equal in every margin.
struct Cells {
    std::vector<std::size_t> cell_of_row{};
    std::vector<std::vector<std::size_t>> level{};  // [margin][cell]
    std::size_t count = 1;
};

Cells collapse(std::span<const Margin> margins, std::size_t rows) {
    Cells cells{.cell_of_row = std::vector<std::size_t>(rows, 0)};
    for (const auto& margin : margins) {
        std::unordered_map<std::uint64_t, std::size_t> codes;
        for (std::size_t i = 0; i < rows; ++i) {
            auto& cell = cells.cell_of_row[i];
            const std::uint64_t key = cell * margin.targets.size() + margin.level_of_row[i];
            cell = codes.emplace(key, codes.size()).first->second;
        }
        cells.count = codes.size();
    }
    for (const auto& margin : margins) {
        auto& level = cells.level.emplace_back(cells.count);
        for (std::size_t i = 0; i < rows; ++i) {
            level[cells.cell_of_row[i]] = margin.level_of_row[i];
        }
    }
    return cells;
}

// Multiplies the cells' weights to meet one margin; its largest relative error before. Nothing when
// a level cannot be met, which is then in `level`.
std::optional<double> meet(
    std::span<double> weights,
    std::span<const std::size_t> level_of_cell,
    std::span<const double> targets,
    std::size_t& level
) {
    std::vector<double> factors(targets.size(), 0.0);
    for (std::size_t i = 0; i < weights.size(); ++i) {
        factors[level_of_cell[i]] += weights[i];
    }
    double error = 0;
    for (std::size_t h = 0; h < targets.size(); ++h) {
        if (targets[h] > 0 && !(factors[h] > 0)) {
            level = h;
            return std::nullopt;
        }
        const double factor = factors[h] > 0 ? targets[h] / factors[h] : 0;
        error = factors[h] > 0 ? std::max(error, std::abs(factor - 1)) : error;
        factors[h] = factor;
    }
    for (std::size_t i = 0; i < weights.size(); ++i) {
        weights[i] *= factors[level_of_cell[i]];
    }
    return error;
}

void rake_cells(
    Raking& result,
    std::span<double> weights,
    std::span<const Margin> margins,
    const Cells& cells,
    const RakeOptions& options
) {
    for (int round = 1; round <= options.rounds; ++round) {
        double worst = 0;
        for (std::size_t m = 0; m < margins.size(); ++m) {
            const auto error = meet(weights, cells.level[m], margins[m].targets, result.level);
            if (!error) {
                result.margin = m;
                result.reason = reason::empty_level;
                return;
            }
            worst = std::max(worst, *error);
        }
        result.rounds = round;
        if (worst < options.tolerance || margins.size() == 1) {
            return;
        }
    }
    result.reason = reason::not_converged;
}

// Weights of the rows, from their own before and the sums of their cells after.
void spread(std::vector<double>& weights, const Cells& cells, std::span<const double> after) {
    std::vector<double> before(cells.count, 0.0);
    for (std::size_t i = 0; i < weights.size(); ++i) {
        before[cells.cell_of_row[i]] += weights[i];
    }
    for (std::size_t i = 0; i < weights.size(); ++i) {
        const std::size_t cell = cells.cell_of_row[i];
        weights[i] = before[cell] > 0 ? weights[i] * (after[cell] / before[cell]) : 0;
    }
}

void rake_rows(
    Raking& result, std::span<const Margin> margins, const Cells& cells, const RakeOptions& options
) {
    std::vector<double> sums(cells.count, 0.0);
    for (std::size_t i = 0; i < result.weights.size(); ++i) {
        sums[cells.cell_of_row[i]] += result.weights[i];
    }
    rake_cells(result, sums, margins, cells, options);
    if (result.reason.empty()) {
        spread(result.weights, cells, sums);
    }
}

std::size_t trim(std::vector<double>& weights, double times) {
    std::vector<double> sorted = weights;
    std::sort(sorted.begin(), sorted.end());
    const std::size_t half = sorted.size() / 2;
    const double median =
        sorted.size() % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    std::size_t cut = 0;
    for (double& weight : weights) {
        if (weight > times * median) {
            weight = times * median;
            ++cut;
        }
    }
    return cut;
}

std::string_view fault_in(std::span<const Margin> margins) {
    double population = 0;
    for (const auto& margin : margins) {
        const double total = total_of(margin.targets);
        const auto bad = [](double target) { return !(target >= 0); };
        if (!(total > 0) || !std::isfinite(total) ||
            std::any_of(margin.targets.begin(), margin.targets.end(), bad)) {
            return reason::bad_target;
        }
        if (population > 0 && std::abs(total / population - 1) > 1e-9) {
            return reason::totals_differ;
        }
        population = total;
    }
    return margins.empty() ? reason::bad_target : std::string_view();
}

void check(std::span<const Margin> margins, std::span<const double> base) {
    for (const auto& margin : margins) {
        if (margin.level_of_row.size() != margins[0].level_of_row.size()) {
            throw Fault("stats: margins of different respondents");
        }
        for (const std::size_t level : margin.level_of_row) {
            if (level >= margin.targets.size()) {
                throw Fault("stats: a respondent's level has no target");
            }
        }
    }
    if (!base.empty() && !margins.empty() && base.size() != margins[0].level_of_row.size()) {
        throw Fault("stats: base weights of other respondents");
    }
    for (const double weight : base) {
        if (!(weight >= 0) || !std::isfinite(weight)) {
            throw Fault("stats: a weight is negative or not finite");
        }
    }
}

void finish(Raking& result, const RakeOptions& options) {
    const auto effect = kish(result.weights);
    if (!result.reason.empty() || !effect) {
        result.weights.clear();
        return;
    }
    result.deff = effect->deff;
    result.n_eff = effect->n_eff;
    result.too_unequal =
        effect->n_eff < options.least_n_eff * static_cast<double>(result.weights.size());
}

}  // namespace

std::optional<Kish> kish(std::span<const double> weights) {
    double sum = 0, squares = 0;
    for (const double weight : weights) {
        sum += weight;
        squares += weight * weight;
    }
    if (!(sum > 0) || !std::isfinite(squares) || !(squares > 0)) {
        return std::nullopt;
    }
    const double n_eff = sum * sum / squares;
    return Kish{static_cast<double>(weights.size()) / n_eff, n_eff};
}

WeightedMean weighted_mean(std::span<const double> x, std::span<const double> weights) {
    if (x.size() != weights.size()) {
        throw Fault("stats: as many weights as answers are needed");
    }
    const double sum = total_of(weights), n = static_cast<double>(x.size());
    WeightedMean result;
    if (!(sum > 0) || !std::isfinite(sum)) {
        return result;
    }
    double mean = 0, squares = 0;
    for (std::size_t i = 0; i < x.size(); ++i) {
        mean += weights[i] / sum * x[i];
    }
    for (std::size_t i = 0; i < x.size(); ++i) {
        const double e = weights[i] / sum * (x[i] - mean);
        squares += e * e;
    }
    if (!std::isfinite(squares)) {
        return result;
    }
    result.mean = mean;
    if (x.size() > 1) {
        result.standard_error = std::sqrt(n / (n - 1) * squares);
    }
    return result;
}

Raking rake(
    std::span<const Margin> margins, std::span<const double> base, const RakeOptions& options
) {
    check(margins, base);
    Raking result{.reason = fault_in(margins)};
    if (!result.reason.empty()) {
        return result;
    }
    const std::size_t rows = margins[0].level_of_row.size();
    if (rows == 0) {
        result.reason = reason::no_answers;
        return result;
    }
    const double population = total_of(margins[0].targets);
    result.weights.assign(base.begin(), base.end());
    if (base.empty()) {
        result.weights.assign(rows, population / static_cast<double>(rows));
    }
    const Cells cells = collapse(margins, rows);
    rake_rows(result, margins, cells, options);
    if (result.reason.empty() && options.trim) {
        result.trimmed = trim(result.weights, *options.trim);
        if (result.trimmed > 0) {
            rake_rows(result, margins, cells, options);
        }
    }
    finish(result, options);
    return result;
}

std::optional<double> calibrated_error(
    std::span<const double> x, std::span<const double> weights, std::span<const Margin> margins
) {
    const auto mean = weighted_mean(x, weights).mean;
    if (!mean || x.size() < 2) {
        return std::nullopt;
    }
    constexpr int rounds = 10;
    std::vector<double> residual(x.size());  // e / w
    std::transform(x.begin(), x.end(), residual.begin(), [&](double v) { return v - *mean; });
    for (int round = 0; round < rounds; ++round) {
        for (const auto& margin : margins) {
            std::vector<double> sums(margin.targets.size(), 0.0), n(margin.targets.size(), 0.0);
            for (std::size_t i = 0; i < x.size(); ++i) {
                sums[margin.level_of_row[i]] += residual[i];
                n[margin.level_of_row[i]] += 1;
            }
            for (std::size_t i = 0; i < x.size(); ++i) {
                const std::size_t level = margin.level_of_row[i];
                residual[i] -= sums[level] / n[level];
            }
        }
    }
    const double n = static_cast<double>(x.size()), sum = total_of(weights);
    double total = 0, squares = 0;
    for (std::size_t i = 0; i < x.size(); ++i) {
        residual[i] *= weights[i] / sum;
        total += residual[i];
    }
    for (const double e : residual) {
        squares += (e - total / n) * (e - total / n);
    }
    return std::sqrt(n / (n - 1) * squares);
}

}  // namespace styk::stats
