#include "story/driver_moments.h"

#include <Eigen/QR>
#include <algorithm>
#include <bit>

#include "stats/missing_em.h"

namespace styk::story {

namespace {

using insight::Rated;

constexpr std::uint32_t fold_count = 200;
constexpr double most_lost = 0.05;

std::vector<Eigen::Index> first(std::size_t n) {
    std::vector<Eigen::Index> all(n);
    for (std::size_t i = 0; i < n; ++i) {
        all[i] = static_cast<Eigen::Index>(i);
    }
    return all;
}

stats::PatternMoments patterns_of(const cube::CrossAnswer& answer) {
    stats::PatternMoments out;
    out.variables = static_cast<Eigen::Index>(answer.columns);
    for (const auto& row : answer.rows) {
        std::vector<Eigen::Index> there;
        for (std::size_t i = 0; i < answer.columns; ++i) {
            if ((row.pattern >> i & 1U) != 0) {
                there.push_back(static_cast<Eigen::Index>(i));
            }
        }
        out.by_pattern.emplace(row.pattern, moments_of(row, there));
    }
    return out;
}

std::uint64_t rows_in(const cube::CrossAnswer& answer, std::uint32_t pattern, bool exactly) {
    std::uint64_t n = 0;
    for (const auto& row : answer.rows) {
        const bool counts = exactly ? row.pattern == pattern : (row.pattern & pattern) == pattern;
        n += counts ? row.n : 0;
    }
    return n;
}

bool are_places(const std::vector<Rated>& drivers) {
    return std::all_of(drivers.begin(), drivers.end(), [](const Rated& one) {
        return one.touchpoint.has_value();
    });
}

// Of a driver: bad, good; not those of the outcome, which come first.
std::vector<Eigen::Index> outcome_and_ends(std::size_t items, std::size_t before) {
    std::vector<Eigen::Index> of{0};
    for (std::size_t i = 2; i < 2 * items; ++i) {
        of.push_back(static_cast<Eigen::Index>(before + i));
    }
    return of;
}

}  // namespace

// n x (sum of products) less the product of sums stays whole, so nothing cancels.
stats::Moments moments_of(const cube::CrossRow& row, const std::vector<Eigen::Index>& of) {
    const auto p = static_cast<Eigen::Index>(of.size());
    const auto stride = row.sum.size();
    auto out = stats::empty_moments(p);
    out.n = static_cast<double>(row.n);
    for (Eigen::Index i = 0; i < p; ++i) {
        const auto a = static_cast<std::size_t>(of[static_cast<std::size_t>(i)]);
        out.mean[i] = static_cast<double>(row.sum[a]) / out.n;
        for (Eigen::Index j = 0; j < p; ++j) {
            const auto b = static_cast<std::size_t>(of[static_cast<std::size_t>(j)]);
            const auto product = static_cast<long double>(row.cross[a * stride + b]);
            const auto apart = static_cast<long double>(row.sum[a]) *
                               static_cast<long double>(row.sum[b]) /
                               static_cast<long double>(row.n);
            out.m2(i, j) = static_cast<double>(product - apart);
        }
    }
    return out;
}

stats::Moments without_presence(const stats::Moments& of, Eigen::Index p) {
    std::vector<Eigen::Index> presence;
    for (Eigen::Index i = p; i < of.variables(); ++i) {
        if (stats::varies(of, i)) {
            presence.push_back(i);
        }
    }
    const auto q = static_cast<Eigen::Index>(presence.size());
    stats::Moments out{of.n - static_cast<double>(q), of.mean.head(p), of.m2.topLeftCorner(p, p)};
    if (q == 0) {
        return out;
    }
    Eigen::MatrixXd among(q, q), with(q, p);
    for (Eigen::Index i = 0; i < q; ++i) {
        const Eigen::Index a = presence[static_cast<std::size_t>(i)];
        with.row(i) = of.m2.row(a).head(p);
        for (Eigen::Index j = 0; j < q; ++j) {
            among(i, j) = of.m2(a, presence[static_cast<std::size_t>(j)]);
        }
    }
    out.m2 -= with.transpose() * among.completeOrthogonalDecomposition().solve(with);
    return out;
}

DriverMoments driver_moments(
    const insight::Engine& engine,
    const feedback::Directory& directory,
    const DriverOutcome& outcome,
    const std::vector<Rated>& drivers,
    const feedback::Filter& filter
) {
    const std::size_t p = drivers.size() + 1;
    const auto patterns =
        relate_outcome(engine, directory, outcome, drivers, {.by_pattern = true}, filter);
    DriverMoments out;
    for (const auto& row : patterns.rows) {
        out.n += row.n;
    }
    const std::uint32_t everything = static_cast<std::uint32_t>((std::uint64_t{1} << p) - 1);
    out.n_complete = rows_in(patterns, everything, true);
    for (std::size_t i = 1; i < p; ++i) {
        const auto rated = rows_in(patterns, std::uint32_t{1} << i, false);
        out.missing_shares.push_back(
            out.n == 0 ? 0 : 1 - static_cast<double>(rated) / static_cast<double>(out.n)
        );
    }
    const double lost =
        out.n == 0 ? 0 : 1 - static_cast<double>(out.n_complete) / static_cast<double>(out.n);
    out.missing = lost == 0             ? MissingRatings::none
                  : lost < most_lost    ? MissingRatings::listwise
                  : are_places(drivers) ? MissingRatings::not_met
                                        : MissingRatings::em;
    const bool met = out.missing == MissingRatings::not_met;
    const auto folded = relate_outcome(
        engine,
        directory,
        outcome,
        drivers,
        {.with_presence = met, .with_ends = true, .folds = fold_count},
        filter
    );
    const std::size_t before_ends = met ? 2 * p : p;
    stats::Moments with_ends;
    std::vector<stats::Moments> raw;
    for (const auto& row : folded.rows) {
        stats::merge(with_ends, moments_of(row, outcome_and_ends(p, before_ends)));
        raw.push_back(moments_of(row, first(before_ends)));
    }
    out.ends = std::move(with_ends);
    stats::Moments all;
    for (const auto& fold : raw) {
        stats::merge(all, fold);
    }
    if (out.missing == MissingRatings::em) {
        const auto fit = stats::fit_em(patterns_of(patterns));
        const auto n = static_cast<double>(out.n_complete);
        if (fit.reason.empty()) {
            out.all = {n, fit.mean, fit.covariance * n};
        }
        return out;
    }
    out.n_complete = met ? out.n : out.n_complete;
    out.all = met ? without_presence(all, static_cast<Eigen::Index>(p)) : std::move(all);
    out.folds = std::move(raw);
    return out;
}

std::vector<stats::Moments> replicates_of(
    const DriverMoments& counted, const stats::Resampling& how
) {
    if (counted.folds.size() < 2) {
        return {};
    }
    auto replicates = stats::resample(counted.folds, how);
    const auto p = static_cast<Eigen::Index>(counted.missing_shares.size()) + 1;
    if (counted.missing == MissingRatings::not_met) {
        for (auto& one : replicates) {
            one = without_presence(one, p);
        }
    }
    return replicates;
}

}  // namespace styk::story
