#include "stats/difference_in_differences.h"

#include <algorithm>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <vector>

#include "base/result.h"
#include "stats/effect.h"
#include "stats/random.h"

namespace styk::stats {

namespace {

constexpr std::array<double, 4> signs{1, -1, -1, 1};  // of the four cells in the effect

using Four = std::array<CellSums, 4>;

std::size_t cell_of(CellKey key, int first_post) {
    return (key.period >= first_post ? 2U : 0U) + (key.treated ? 1U : 0U);
}

Four four_cells(const std::map<CellKey, CellSums>& cells, int first_post) {
    Four four;
    for (const auto& [key, sums] : cells) {
        merge(four[cell_of(key, first_post)], sums);
    }
    return four;
}

bool is_complete(const Four& cells) {
    return std::ranges::all_of(cells, [](const CellSums& cell) { return cell.n > 0; });
}

double rows(const Four& cells) {
    return cells[0].n + cells[1].n + cells[2].n + cells[3].n;
}

double effect_of(const Four& cells) {
    double effect = 0;
    for (std::size_t c = 0; c < 4; ++c) {
        effect += signs[c] * cells[c].mean;
    }
    return effect;
}

std::optional<double> root_of(double variance, double scale) {
    return variance > 1e-24 * scale * scale && std::isfinite(variance)
               ? std::optional(std::sqrt(variance))
               : std::nullopt;
}

double scale_of(const Four& cells) {
    double most = 0;
    for (const auto& cell : cells) {
        most = std::max(most, std::abs(cell.mean));
    }
    return most;
}

void set_row_errors(DifferenceInDifferences& result, const Four& cells) {
    const double n = rows(cells), scale = scale_of(cells);
    double squares = 0, unit = 0, white = 0, jackknife = 0;
    bool alone = false;
    for (const auto& cell : cells) {
        squares += cell.m2;
        unit += 1 / cell.n;
        white += cell.m2 / (cell.n * cell.n);
        alone = alone || cell.n < 2;
        jackknife += cell.n < 2 ? 0 : cell.m2 / ((cell.n - 1) * (cell.n - 1));
    }
    if (n <= 4) {
        return;
    }
    result.se_ols = root_of(squares / (n - 4) * unit, scale);
    result.se_hc1 = root_of(n / (n - 4) * white, scale);
    result.se_hc3 = alone ? std::nullopt : root_of(jackknife, scale);
    if (result.se_ols) {
        result.t_ols = *result.effect / *result.se_ols;
    }
}

// What one cluster has in each cell: rows, and the sum of y minus the cell's mean.
struct Part {
    std::array<double, 4> n{}, sum{};
};

std::vector<Part> parts_of(const ComparisonSums& sums, const Four& cells, int first_post) {
    std::vector<Part> parts;
    for (const auto& [id, own] : sums.clusters) {
        const auto four = four_cells(own, first_post);
        Part part;
        for (std::size_t c = 0; c < 4; ++c) {
            part.n[c] = four[c].n;
            part.sum[c] = four[c].n * (four[c].mean - cells[c].mean);
        }
        parts.push_back(part);
    }
    return parts;
}

double cluster_factor(double clusters, double n) {
    return clusters / (clusters - 1) * (n - 1) / (n - 4);
}

std::optional<double> clustered_error(const std::vector<Part>& parts, const Four& cells) {
    const double clusters = static_cast<double>(parts.size()), n = rows(cells);
    if (clusters < 2 || n <= 4) {
        return std::nullopt;
    }
    double squares = 0;
    for (const auto& part : parts) {
        double influence = 0;
        for (std::size_t c = 0; c < 4; ++c) {
            influence += signs[c] * part.sum[c] / cells[c].n;
        }
        squares += influence * influence;
    }
    return root_of(cluster_factor(clusters, n) * squares, scale_of(cells));
}

void set_interval(DifferenceInDifferences& result, double n, bool clustered, double level) {
    const auto& error = clustered ? result.se_clustered : result.se_hc1;
    if (!error) {
        return;
    }
    const boost::math::students_t t(clustered ? result.clusters - 1 : n - 4);
    const double half = boost::math::quantile(boost::math::complement(t, (1 - level) / 2)) * *error;
    result.lo = *result.effect - half;
    result.hi = *result.effect + half;
    result.p = 2 * boost::math::cdf(boost::math::complement(t, std::abs(*result.effect) / *error));
}

// The bootstrap under "the effect is theta": its t's, and the observed one.
class WildTest {
public:
    WildTest(const std::vector<Part>& parts, const Four& cells, const WildSetting& setting)
        : parts_(parts), cells_(cells), effect_(effect_of(cells)) {
        const std::size_t clusters = parts.size();
        all_ = clusters < 31 && (std::int64_t{1} << clusters) <= setting.draws;
        draws_ = all_ ? 1 << clusters : setting.draws;
        Generator random(setting.seed);
        for (int draw = 0; draw < draws_; ++draw) {
            for (std::size_t g = 0; g < clusters; ++g) {
                signs_.push_back(all_ ? ((draw >> g & 1) != 0 ? -1 : 1) : random.sign());
            }
        }
        for (const auto& cell : cells) {
            unit_ += 1 / cell.n;
        }
    }

    [[nodiscard]] double p(double theta) const {
        const auto own = residuals(theta);
        const std::vector<double> as_they_are(parts_.size(), 1);
        const double observed = std::abs(t(own, as_they_are.data()));
        int beyond = 0;
        for (int draw = 0; draw < draws_; ++draw) {
            const double* sign = &signs_[static_cast<std::size_t>(draw) * parts_.size()];
            beyond += std::abs(t(own, sign)) >= observed * (1 - 1e-10) ? 1 : 0;
        }
        return all_ ? static_cast<double>(beyond) / draws_ : (beyond + 1.0) / (draws_ + 1.0);
    }

    // The end of the interval on one side: effects further than it are refused.
    [[nodiscard]] std::optional<double> end(double step, double alpha) const {
        double inside = effect_, outside = effect_ + step;
        for (int tries = 0; p(outside) > alpha; ++tries) {
            if (tries == 12) {
                return std::nullopt;
            }
            inside = outside;
            outside = effect_ + (outside - effect_) * 2;
        }
        for (int halving = 0; halving < 30; ++halving) {
            const double middle = inside + (outside - inside) / 2;
            (p(middle) > alpha ? inside : outside) = middle;
        }
        return inside;
    }

    [[nodiscard]] int draws() const { return draws_; }

    [[nodiscard]] bool all_signs() const { return all_; }

private:
    // Sums of residuals when cell means are moved, as little as it takes, to give theta.
    [[nodiscard]] std::vector<Part> residuals(double theta) const {
        auto own = parts_;
        const double shift = (effect_ - theta) / unit_;
        for (auto& part : own) {
            for (std::size_t c = 0; c < 4; ++c) {
                part.sum[c] += part.n[c] * shift * signs[c] / cells_[c].n;
            }
        }
        return own;
    }

    [[nodiscard]] double t(const std::vector<Part>& own, const double* sign) const {
        std::array<double, 4> moved{};  // of each cell's mean by the signs
        for (std::size_t g = 0; g < own.size(); ++g) {
            for (std::size_t c = 0; c < 4; ++c) {
                moved[c] += sign[g] * own[g].sum[c] / cells_[c].n;
            }
        }
        double shift = 0, squares = 0;
        for (std::size_t c = 0; c < 4; ++c) {
            shift += signs[c] * moved[c];
        }
        for (std::size_t g = 0; g < own.size(); ++g) {
            double influence = 0;
            for (std::size_t c = 0; c < 4; ++c) {
                const double left = sign[g] * own[g].sum[c] - own[g].n[c] * moved[c];
                influence += signs[c] * left / cells_[c].n;
            }
            squares += influence * influence;
        }
        return squares > 0 ? shift / std::sqrt(squares) : 0;
    }

    std::vector<Part> parts_;
    Four cells_;
    double effect_, unit_ = 0;
    int draws_ = 0;
    bool all_ = false;
    std::vector<double> signs_{};  // draws x clusters
};

}  // namespace

void add(CellSums& into, double value) {
    into.n += 1;
    const double step = value - into.mean;
    into.mean += step / into.n;
    into.m2 += step * (value - into.mean);
}

void merge(CellSums& into, const CellSums& from) {
    const double n = into.n + from.n, step = from.mean - into.mean;
    if (from.n > 0) {
        into.m2 += from.m2 + step * step * into.n * from.n / n;
        into.mean += step * from.n / n;
        into.n = n;
    }
}

void add(ComparisonSums& into, CellKey key, double value, std::optional<std::uint64_t> cluster) {
    if (!std::isfinite(value)) {
        throw Fault("a difference in differences needs finite values");
    }
    add(into.cells[key], value);
    if (cluster) {
        add(into.clusters[*cluster][key], value);
    }
}

void merge(ComparisonSums& into, const ComparisonSums& from) {
    for (const auto& [key, cell] : from.cells) {
        merge(into.cells[key], cell);
    }
    for (const auto& [id, cells] : from.clusters) {
        for (const auto& [key, cell] : cells) {
            merge(into.clusters[id][key], cell);
        }
    }
}

DifferenceInDifferences difference_in_differences(
    const ComparisonSums& sums, int first_post, double level
) {
    const auto cells = four_cells(sums.cells, first_post);
    DifferenceInDifferences result{.clusters = static_cast<double>(sums.clusters.size())};
    for (std::size_t c = 0; c < 4; ++c) {
        result.n[c] = cells[c].n;
        result.means[c] = cells[c].n > 0 ? std::optional(cells[c].mean) : std::nullopt;
    }
    if (!is_complete(cells)) {
        result.reason = reason::no_contrast;
        return result;
    }
    result.effect = effect_of(cells);
    set_row_errors(result, cells);
    result.se_clustered = clustered_error(parts_of(sums, cells, first_post), cells);
    set_interval(result, rows(cells), !sums.clusters.empty(), level);
    return result;
}

std::optional<WildBootstrap> wild_bootstrap(
    const ComparisonSums& sums, int first_post, const WildSetting& setting
) {
    const auto cells = four_cells(sums.cells, first_post);
    if (!is_complete(cells) || setting.draws < 1) {
        return std::nullopt;
    }
    const auto parts = parts_of(sums, cells, first_post);
    const auto error = clustered_error(parts, cells);
    if (!error) {
        return std::nullopt;
    }
    const WildTest test(parts, cells, setting);
    return WildBootstrap{
        .p = test.p(0),
        .lo = test.end(-*error, 1 - setting.level),
        .hi = test.end(*error, 1 - setting.level),
        .draws = test.draws(),
        .all_signs = test.all_signs(),
    };
}

}  // namespace styk::stats
