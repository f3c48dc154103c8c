#include "stats/classifier_score.h"

#include <Eigen/Core>
#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/result.h"
#include "stats/logistic.h"
#include "stats/ranks.h"
#include "stats/reasons.h"
#include "stats/score.h"

namespace styk::stats {

namespace {

double events_in(std::span<const double> y) {
    for (const double each : y) {
        if (each != 0 && each != 1) {
            throw Fault("an outcome is 0 or 1");
        }
    }
    return std::accumulate(y.begin(), y.end(), 0.0);
}

void need_equal(std::span<const double> score, std::span<const double> y) {
    if (score.size() != y.size()) {
        throw Fault("as many outcomes as scores are needed");
    }
}

bool has_nan(std::span<const double> score) {
    return std::ranges::any_of(score, [](double each) { return std::isnan(each); });
}

std::vector<double> of_class(
    std::span<const double> score, std::span<const double> y, double which
) {
    std::vector<double> found;
    for (std::size_t i = 0; i < y.size(); ++i) {
        if (y[i] == which) {
            found.push_back(score[i]);
        }
    }
    return found;
}

// One step down a list sorted by score: rows of equal score.
struct Tie {
    double events = 0, others = 0;

    [[nodiscard]] double n() const { return events + others; }
};

std::vector<Tie> ties_from_top(std::span<const double> score, std::span<const double> y) {
    std::vector<std::size_t> order(score.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::sort(order, [&](std::size_t a, std::size_t b) { return score[a] > score[b]; });
    std::vector<Tie> ties;
    for (std::size_t i = 0; i < order.size(); ++i) {
        if (i == 0 || score[order[i]] != score[order[i - 1]]) {
            ties.emplace_back();
        }
        (y[order[i]] == 1 ? ties.back().events : ties.back().others) += 1;
    }
    return ties;
}

Tie total_of(std::span<const Tie> ties) {
    Tie total;
    for (const Tie& tie : ties) {
        total.events += tie.events;
        total.others += tie.others;
    }
    return total;
}

std::optional<double> lift_of(std::span<const Tie> from_top, double share) {
    const Tie total = total_of(from_top);
    const double wanted = std::max(1.0, std::floor(share * total.n() * (1 + 1e-15)));
    if (!(share > 0 && share <= 1) || !(total.events > 0)) {
        return std::nullopt;
    }
    double taken = 0, events = 0;
    for (const Tie& tie : from_top) {
        const double part = std::min(1.0, (wanted - taken) / tie.n());
        events += part * tie.events;
        taken += part * tie.n();
        if (taken >= wanted) {
            break;
        }
    }
    return events / wanted / (total.events / total.n());
}

std::optional<double> ks_of(std::span<const Tie> from_top) {
    const Tie total = total_of(from_top);
    if (!(total.events > 0 && total.others > 0)) {
        return std::nullopt;
    }
    Tie seen;
    double most = 0;
    for (const Tie& tie : from_top) {
        seen.events += tie.events;
        seen.others += tie.others;
        most = std::max(most, std::abs(seen.events / total.events - seen.others / total.others));
    }
    return most;
}

std::optional<double> auc_of(std::span<const Tie> from_top) {
    const Tie total = total_of(from_top);
    if (!(total.events > 0 && total.others > 0)) {
        return std::nullopt;
    }
    double others_above = 0, won = 0;
    for (const Tie& tie : from_top) {
        won += tie.events * (total.others - others_above - tie.others / 2);
        others_above += tie.others;
    }
    return won / total.events / total.others;
}

// How often each one wins against the other class: (its rank among all - among its own) / others.
std::vector<double> placements(
    std::span<const double> all, std::span<const double> own, double others
) {
    const auto within = ranks(own);
    std::vector<double> won(own.size());
    for (std::size_t i = 0; i < own.size(); ++i) {
        won[i] = (all[i] - within[i]) / others;
    }
    return won;
}

std::optional<Calibration> calibration_of(
    std::span<const double> chance, std::span<const double> y
) {
    Eigen::MatrixXd log_odds(static_cast<Eigen::Index>(chance.size()), 1);
    for (std::size_t i = 0; i < chance.size(); ++i) {
        log_odds(static_cast<Eigen::Index>(i), 0) = std::log(chance[i]) - std::log1p(-chance[i]);
    }
    const LogisticFit fit = logistic(log_odds, y);
    if (!fit.reason.empty() || fit.separation != Separation::none) {
        return std::nullopt;
    }
    return Calibration{fit.coefficients[0], fit.coefficients[1]};
}

void add_errors(ClassifierScore& score, std::span<const double> chance, std::span<const double> y) {
    double log_loss = 0;
    for (std::size_t i = 0; i < y.size(); ++i) {
        const double wrong = y[i] == 1 ? 1 - chance[i] : chance[i];
        score.brier += wrong * wrong / static_cast<double>(y.size());
        log_loss -= y[i] == 1 ? std::log(chance[i]) : std::log1p(-chance[i]);
    }
    if (std::isfinite(log_loss)) {
        score.log_loss = log_loss / static_cast<double>(y.size());
    }
}

}  // namespace

std::optional<Auc> auc(std::span<const double> score, std::span<const double> y, double level) {
    need_equal(score, y);
    const double events = events_in(y), others = static_cast<double>(y.size()) - events;
    if (events == 0 || others == 0 || has_nan(score)) {
        return std::nullopt;
    }
    std::vector<double> up = of_class(score, y, 1), down = of_class(score, y, 0), both = up;
    both.insert(both.end(), down.begin(), down.end());
    const auto rank = ranks(both);
    const std::span<const double> all(rank);
    const auto won = placements(all.first(up.size()), up, others);
    const auto lost = placements(all.subspan(up.size()), down, events);
    Auc found{summary_of(won).mean};
    if (events > 1 && others > 1) {
        const double se =
            std::sqrt(summary_of(won).variance / events + summary_of(lost).variance / others);
        const double width = normal_quantile(level) * se;
        found.std_err = se;
        found.interval = {std::max(0.0, found.auc - width), std::min(1.0, found.auc + width)};
    }
    return found;
}

std::optional<double> lift(std::span<const double> score, std::span<const double> y, double share) {
    need_equal(score, y);
    events_in(y);
    return has_nan(score) ? std::nullopt : lift_of(ties_from_top(score, y), share);
}

ClassifierScore score_classifier(std::span<const double> chance, std::span<const double> y) {
    need_equal(chance, y);
    ClassifierScore score;
    score.n = y.size();
    const double events = events_in(y);
    const auto is_chance = [](double each) { return each >= 0 && each <= 1; };
    if (y.empty() || !std::ranges::all_of(chance, is_chance)) {
        score.reason = y.empty() ? reason::no_answers : reason::not_finite;
        return score;
    }
    score.base_rate = events / static_cast<double>(y.size());
    add_errors(score, chance, y);
    score.auc = auc(chance, y);
    if (!score.auc) {
        score.reason = reason::no_spread;
        return score;
    }
    const auto ties = ties_from_top(chance, y);
    score.ks = ks_of(ties);
    score.lift_top_decile = lift_of(ties, 0.1);
    score.calibration = calibration_of(chance, y);
    return score;
}

void ScoreBins::add(double chance, bool event, std::uint64_t count) {
    if (!(chance >= 0 && chance <= 1)) {
        throw Fault("a chance is between 0 and 1");
    }
    const auto at = static_cast<std::size_t>(chance * static_cast<double>(bins));
    Bin& bin = bins_[std::min(at, bins - 1)];
    const auto n = static_cast<double>(count);
    const double error = chance - (event ? 1 : 0);
    (event ? bin.events : bin.others) += count;
    bin.chance += chance * n;
    bin.squared_error += error * error * n;
}

void ScoreBins::add_bin(std::size_t index, const Bin& bin) {
    if (index >= bins) {
        throw Fault("there is no such bin");
    }
    bins_[index].events += bin.events;
    bins_[index].others += bin.others;
    bins_[index].chance += bin.chance;
    bins_[index].squared_error += bin.squared_error;
}

void ScoreBins::merge(const ScoreBins& other) {
    for (std::size_t i = 0; i < bins; ++i) {
        add_bin(i, other.bins_[i]);
    }
}

std::uint64_t ScoreBins::n() const {
    std::uint64_t sum = 0;
    for (const Bin& bin : bins_) {
        sum += bin.events + bin.others;
    }
    return sum;
}

std::optional<double> ScoreBins::brier() const {
    double sum = 0;
    for (const Bin& bin : bins_) {
        sum += bin.squared_error;
    }
    return n() > 0 ? std::optional(sum / static_cast<double>(n())) : std::nullopt;
}

namespace {

template <class Bins>
std::vector<Tie> ties_of(const Bins& bins) {
    std::vector<Tie> ties;
    for (auto bin = bins.rbegin(); bin != bins.rend(); ++bin) {
        if (bin->events + bin->others > 0) {
            ties.push_back({static_cast<double>(bin->events), static_cast<double>(bin->others)});
        }
    }
    return ties;
}

}  // namespace

std::optional<double> ScoreBins::auc() const {
    return auc_of(ties_of(bins_));
}

std::optional<double> ScoreBins::ks() const {
    return ks_of(ties_of(bins_));
}

std::optional<double> ScoreBins::lift(double share) const {
    return lift_of(ties_of(bins_), share);
}

std::vector<ScoreBins::Group> ScoreBins::calibration(std::size_t groups) const {
    std::vector<Group> found;
    const double all = static_cast<double>(n());
    double seen = 0, chance = 0;
    Group group;
    for (const Bin& bin : bins_) {
        group.n += bin.events + bin.others;
        group.events += bin.events;
        chance += bin.chance;
        seen += static_cast<double>(bin.events + bin.others);
        const double due =
            all * static_cast<double>(found.size() + 1) / static_cast<double>(groups);
        if (group.n > 0 && seen >= due) {
            group.mean_chance = chance / static_cast<double>(group.n);
            found.push_back(group);
            group = {};
            chance = 0;
        }
    }
    return found;
}

}  // namespace styk::stats
