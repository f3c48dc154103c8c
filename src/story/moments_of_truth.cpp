#include "story/moments_of_truth.h"

#include <algorithm>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>

#include "stats/least_squares.h"
#include "stats/lmg.h"
#include "stats/multiplicity.h"
#include "stats/quantile.h"
#include "story/driver_moments.h"

namespace styk::story {

namespace {

using Eigen::Index;
using stats::Moments;

constexpr std::uint32_t fold_count = 200;
constexpr std::size_t replicates = 200;
constexpr std::size_t exact_up_to = 10;
constexpr double least_rows = 50;

// Columns: outcome, score of each step (0 where not met); then presence of the outcome, which is
// everywhere, and of each step.
class Design {
public:
    explicit Design(std::size_t steps) : steps_(static_cast<Index>(steps)) {}

    [[nodiscard]] std::vector<Index> all() const {
        std::vector<Index> columns;
        for (Index i = 0; i < 2 * steps_ + 2; ++i) {
            if (i != steps_ + 1) {
                columns.push_back(i);
            }
        }
        return columns;
    }

    [[nodiscard]] Index steps() const { return steps_; }

    // In Moments of all().
    [[nodiscard]] static Index score(Index step) { return 1 + step; }

    [[nodiscard]] Index presence(Index step) const { return 1 + steps_ + step; }

    // Without columns of presence that are copies of others: surveys ask in blocks.
    [[nodiscard]] std::vector<Index> apart(const Moments& of) const {
        std::vector<Index> columns;
        for (Index i = 0; i <= steps_; ++i) {
            columns.push_back(i);
        }
        std::vector<Index> kept;
        for (Index step = 0; step < steps_; ++step) {
            const Index one = presence(step);
            const bool copy = std::any_of(kept.begin(), kept.end(), [&](Index other) {
                return of.mean[one] == of.mean[other] && of.m2(one, one) == of.m2(other, one);
            });
            if (stats::varies(of, one) && !copy) {
                kept.push_back(one);
            }
        }
        columns.insert(columns.end(), kept.begin(), kept.end());
        return columns;
    }

private:
    Index steps_;
};

struct Met {
    double n = 0, mean = 0, sd = 0;
};

// Of the scores of those who met the step.
Met met(const Moments& of, const Design& design, Index step) {
    const Index score = Design::score(step);
    const double n = of.n * of.mean[design.presence(step)], sum = of.n * of.mean[score];
    const double squares = of.m2(score, score) + sum * sum / of.n;
    if (n < 1.5) {
        return {n, n > 0 ? sum / n : 0, 0};
    }
    return {n, sum / n, std::sqrt(std::max(0.0, (squares - sum * sum / n) / (n - 1)))};
}

// Outcome and scores with presence taken out.
class Model {
public:
    Model(const Moments& raw, const Design& design, const std::vector<Index>& apart)
        : raw_(raw),
          design_(design),
          left_(without_presence(stats::select(raw, apart), design.steps() + 1)) {
        for (Index step = 0; step < design.steps(); ++step) {
            if (stats::varies(left_, Design::score(step))) {
                columns.push_back(Design::score(step));
            }
        }
        fit = stats::least_squares(left_, 0, columns);
    }

    // By step; nothing where the scores do not vary.
    [[nodiscard]] std::vector<std::optional<double>> impacts() const {
        std::vector<std::optional<double>> out(static_cast<std::size_t>(design_.steps()));
        for (std::size_t i = 0; i < columns.size() && fit.reason.empty(); ++i) {
            const Index step = columns[i] - 1;
            const Met here = met(raw_, design_, step);
            out[static_cast<std::size_t>(step)] =
                fit.coefficients[static_cast<Index>(i) + 1] * here.sd * here.n / raw_.n;
        }
        return out;
    }

    [[nodiscard]] const Moments& left() const { return left_; }

    std::vector<Index> columns;  // of left()
    stats::LinearFit fit;

private:
    const Moments& raw_;
    const Design& design_;
    Moments left_;
};

void add_slopes(StepMoments& out, const Model& model) {
    const double t =
        boost::math::quantile(boost::math::students_t(std::max(1.0, model.fit.freedom)), 0.975);
    std::vector<double> p;
    std::vector<StepMoment*> tested;
    for (std::size_t i = 0; i < model.columns.size(); ++i) {
        StepMoment& step = out.steps[static_cast<std::size_t>(model.columns[i] - 1)];
        const Index at = static_cast<Index>(i) + 1;
        step.slope = model.fit.coefficients[at];
        if (model.fit.standard_errors.size() == 0) {
            continue;
        }
        step.slope_lo = *step.slope - t * model.fit.standard_errors[at];
        step.slope_hi = *step.slope + t * model.fit.standard_errors[at];
        step.p = stats::p_value(model.fit, at);
        if (step.p) {
            p.push_back(*step.p);
            tested.push_back(&step);
        }
    }
    const auto adjusted = stats::benjamini_hochberg(p);
    for (std::size_t i = 0; i < tested.size(); ++i) {
        tested[i]->p_adjusted = adjusted[i];
    }
}

void add_shares(StepMoments& out, const Model& model, const std::vector<Moments>& drawn) {
    const bool exact = model.columns.size() <= exact_up_to;
    out.method = exact ? "lmg" : "johnson";
    const stats::Measure share = [exact](const stats::DriverCorrelations& of) -> Eigen::VectorXd {
        const Eigen::VectorXd weights =
            exact ? Eigen::VectorXd(stats::lmg(of).values) : stats::johnson_weights(of);
        const double all = weights.size() > 0 ? weights.sum() : 0;
        return all > 0 ? Eigen::VectorXd(weights / all) : Eigen::VectorXd::Zero(of.drivers());
    };
    const auto found = stats::importance_interval(model.left(), drawn, 0, model.columns, share);
    for (std::size_t i = 0; i < model.columns.size() && found.estimate.size() > 0; ++i) {
        StepMoment& step = out.steps[static_cast<std::size_t>(model.columns[i] - 1)];
        const auto at = static_cast<Index>(i);
        step.share = found.estimate[at];
        if (found.reason.empty()) {
            step.share_lo = found.lo[at];
            step.share_hi = found.hi[at];
        }
    }
}

void judge(StepMoments& out, const std::vector<std::vector<double>>& drawn) {
    std::vector<double> impacts;
    for (std::size_t k = 0; k < out.steps.size(); ++k) {
        StepMoment& step = out.steps[k];
        if (step.impact) {
            impacts.push_back(*step.impact);
        }
        if (step.impact && 2 * drawn[k].size() >= replicates) {
            step.impact_lo = stats::quantile(drawn[k], 0.025);
            step.impact_hi = stats::quantile(drawn[k], 0.975);
        }
    }
    out.median_impact = stats::quantile(impacts, 0.5);
    for (StepMoment& step : out.steps) {
        step.of_truth = impacts.size() > 1 && !step.few && step.impact_lo &&
                        *step.impact_lo > *out.median_impact;
    }
}

void add_intervals(
    StepMoments& out,
    const Design& design,
    const std::vector<Index>& apart,
    const Model& model,
    const std::vector<Moments>& folds
) {
    std::vector<std::vector<double>> drawn(out.steps.size());
    std::vector<Moments> left;
    for (const Moments& again : stats::resample(folds, {.replicates = replicates, .seed = 1})) {
        const Model other(again, design, apart);
        const auto impacts = other.impacts();
        for (std::size_t k = 0; k < impacts.size(); ++k) {
            if (impacts[k]) {
                drawn[k].push_back(*impacts[k]);
            }
        }
        left.push_back(other.left());
    }
    add_shares(out, model, left);
    judge(out, drawn);
}

}  // namespace

StepMoments moments_of_truth(
    const insight::Engine& engine,
    const feedback::Directory& directory,
    const DriverOutcome& outcome,
    const std::vector<insight::Rated>& steps,
    const feedback::Filter& filter
) {
    StepMoments out;
    if (steps.empty()) {
        out.reason = stats::reason::no_drivers;
        return out;
    }
    const Design design(steps.size());
    const auto counted = relate_outcome(
        engine, directory, outcome, steps, {.with_presence = true, .folds = fold_count}, filter
    );
    std::vector<Moments> folds;
    Moments all;
    for (const auto& row : counted.rows) {
        folds.push_back(moments_of(row, design.all()));
        stats::merge(all, folds.back());
    }
    out.n = static_cast<std::uint64_t>(all.n);
    if (all.n < least_rows) {
        out.reason = all.n == 0 ? stats::reason::no_answers : stats::reason::too_few;
        return out;
    }
    for (Index step = 0; step < design.steps(); ++step) {
        const Met here = met(all, design, step);
        StepMoment one{.rated = steps[static_cast<std::size_t>(step)]};
        one.met = static_cast<std::uint64_t>(std::llround(here.n));
        one.reach = here.n / all.n;
        one.few = one.met < least_met;
        one.mean = here.mean;
        one.sd = here.sd;
        out.steps.push_back(std::move(one));
    }
    const auto apart = design.apart(all);
    const Model model(all, design, apart);
    out.reason = model.fit.reason;
    if (!out.reason.empty()) {
        return out;
    }
    out.r2 = model.fit.r2;
    add_slopes(out, model);
    const auto impacts = model.impacts();
    for (std::size_t k = 0; k < impacts.size(); ++k) {
        out.steps[k].impact = impacts[k];
    }
    add_intervals(out, design, apart, model, folds);
    return out;
}

}  // namespace styk::story
