#include "cli/analyze_journey.h"

#include <fmt/format.h>

#include "base/result.h"
#include "stats/moments_of_truth.h"
#include "stats/multiplicity.h"
#include "stats/peak_end.h"
#include "stats/share_estimate.h"

namespace styk::cli {

namespace {

constexpr double least_difference_p = 0.10;  // false discoveries among those that stand

struct Journeys {
    Numbers overall;
    std::vector<Numbers> scores;  // [touchpoint][row]
};

Journeys journeys_of(const Table& table, const JourneyAsked& asked, const Measure& measure) {
    Journeys out{measure.read(table), {}};
    for (const auto& column : asked.touchpoints) {
        out.scores.push_back(table.numbers(column));
    }
    return out;
}

// At each touchpoint: how good it is, and the overall score where it went badly.
struct AtTouchpoint {
    stats::Estimate good;
    Sample bad, fine;
    stats::Difference difference;  // overall, not bad less bad
};

AtTouchpoint look_at(
    const Journeys& all, std::size_t touchpoint, const JourneyAsked& asked, const Measure& measure
) {
    std::uint64_t n = 0, good = 0;
    AtTouchpoint out{{}, Sample(measure), Sample(measure), {}};
    for (std::size_t row = 0; row < all.overall.size(); ++row) {
        const auto& score = all.scores[touchpoint][row];
        if (!score) {
            continue;
        }
        ++n;
        good += *score >= asked.good_from ? 1 : 0;
        if (all.overall[row]) {
            (*score <= asked.bad_to ? out.bad : out.fine).add(*all.overall[row]);
        }
    }
    out.good = stats::share_estimate(good, n, {}, {}, measure.level());
    if (stats::ranks(out.bad.estimate().tier) && stats::ranks(out.fine.estimate().tier)) {
        out.difference = out.fine.minus(out.bad);
    } else {
        out.difference.reason = stats::reason::too_few;
    }
    return out;
}

// Overall score where nothing, one thing and several were bad.
struct Lifts {
    Sample none, one, several;
};

Lifts lifts_of(const Journeys& all, const JourneyAsked& asked, const Measure& measure) {
    Lifts out{Sample(measure), Sample(measure), Sample(measure)};
    for (std::size_t row = 0; row < all.overall.size(); ++row) {
        std::size_t met = 0, bad = 0;
        for (const auto& scores : all.scores) {
            met += scores[row] ? 1 : 0;
            bad += scores[row] && *scores[row] <= asked.bad_to ? 1 : 0;
        }
        if (met > 0 && all.overall[row]) {
            (bad == 0 ? out.none : bad == 1 ? out.one : out.several).add(*all.overall[row]);
        }
    }
    return out;
}

void put_lifts(Findings& out, const Lifts& lifts, const Unit& unit) {
    Grid grid;
    json::Object figures;
    const auto put = [&](const char* key, const char* name, const Sample& sample) {
        const auto one = sample.estimate();
        figures[key] = json_of(one);
        grid.add({name, unit.of(one.value), unit.of(one.lo, one.hi), fmt::format("n {}", one.n)});
    };
    put("all_good", "nothing bad", lifts.none);
    put("one_bad", "one thing bad", lifts.one);
    put("several_bad", "several bad", lifts.several);
    const auto ranked = [](const Sample& one) { return stats::ranks(one.estimate().tier); };
    stats::Difference lift;
    lift.reason = stats::reason::too_few;
    if (ranked(lifts.none) && ranked(lifts.one)) {
        lift = lifts.none.minus(lifts.one);
    }
    figures["difference"] = json_of(lift);
    const Unit by = unit.signed_one();
    grid.add(
        {"one failure costs", by.of(lift.value), by.of(lift.lo, lift.hi), "p " + p_text(lift.p)}
    );
    out.figures["lift"] = std::move(figures);
    out.text += "\nThe whole journey, by what went badly on the way\n" + grid.text();
}

void put_touchpoints(
    Findings& out,
    const std::vector<AtTouchpoint>& all,
    const JourneyAsked& asked,
    const stats::MomentsOfTruth& moments,
    const Unit& unit
) {
    std::vector<double> p;
    p.reserve(all.size());
    for (const auto& one : all) {
        p.push_back(one.difference.p.value_or(1));
    }
    const auto adjusted = stats::benjamini_hochberg(p);
    Grid grid;
    grid.add({"touchpoint", "met", "good", "costs when bad", "p adjusted", "impact"});
    json::Array rows;
    for (std::size_t i = 0; i < all.size(); ++i) {
        const auto& one = all[i];
        const auto* moment = i < moments.touchpoints.size() ? &moments.touchpoints[i] : nullptr;
        const auto impact = moment != nullptr ? moment->impact : std::nullopt;
        grid.add(
            {asked.touchpoints[i],
             fmt::format("{}", one.good.n),
             per_cent.of(one.good.value),
             unit.signed_one().of(one.difference.value),
             one.difference.p ? p_text(adjusted[i]) : "–",
             plain_number.of(impact)}
        );
        rows.push_back(json::Object{
            {"touchpoint", asked.touchpoints[i]},
            {"good", json_of(one.good)},
            {"when_bad", json_of(one.bad.estimate())},
            {"when_not", json_of(one.fine.estimate())},
            {"difference", json_of(one.difference)},
            {"p_adjusted", one.difference.p ? json::Value(adjusted[i]) : json::Value(nullptr)},
            {"stands", one.difference.p && adjusted[i] <= least_difference_p},
            {"impact", number(impact)},
            {"impact_lo",
             number(
                 moment && moment->impact_interval ? std::optional(moment->impact_interval->lo)
                                                   : std::nullopt
             )},
            {"impact_hi",
             number(
                 moment && moment->impact_interval ? std::optional(moment->impact_interval->hi)
                                                   : std::nullopt
             )},
            {"moment_of_truth", moment != nullptr && moment->of_truth}
        });
    }
    out.figures["touchpoints"] = std::move(rows);
    out.text += "\n" + grid.text();
}

// Every touchpoint that was met is one success or failure; the journey as a whole is another.
void put_levels(Findings& out, const Journeys& all, const JourneyAsked& asked) {
    std::uint64_t met = 0, good = 0, journeys = 0, all_good = 0;
    for (std::size_t row = 0; row < all.overall.size(); ++row) {
        std::size_t own = 0, own_good = 0;
        for (const auto& scores : all.scores) {
            own += scores[row] ? 1 : 0;
            own_good += scores[row] && *scores[row] >= asked.good_from ? 1 : 0;
        }
        met += own;
        good += own_good;
        journeys += own > 0 ? 1 : 0;
        all_good += own > 0 && own == own_good ? 1 : 0;
    }
    const auto touches = stats::share_estimate(good, met),
               whole = stats::share_estimate(all_good, journeys);
    out.figures["touches_good"] = json_of(touches);
    out.figures["journeys_all_good"] = json_of(whole);
    Grid grid;
    const auto add = [&](const char* name, const stats::Estimate& one) {
        grid.add(
            {name, per_cent.of(one.value), per_cent.of(one.lo, one.hi), fmt::format("n {}", one.n)}
        );
    };
    add("touchpoints that were good", touches);
    add("journeys in which all were", whole);
    out.text += grid.text();
}

void put_peak_end(Findings& out, const stats::PeakEnd& found) {
    json::Object figures{
        {"journeys", found.journeys},
        {"enough", found.enough},
        {"r2_mean", number(found.r2_mean)},
        {"r2", number(found.fit.r2)},
        {"f", number(found.f)},
        {"p", number(found.p)},
        {"reason", text_or_null(found.reason)}
    };
    out.text += "\nIs the journey remembered by its strongest moment and its end?\n";
    if (!found.reason.empty() || found.fit.coefficients.size() != 4) {
        out.text += fmt::format("  cannot be told: {}\n", words_of(found.reason));
        out.figures["peak_end"] = std::move(figures);
        return;
    }
    Grid grid;
    const char* names[] = {"intercept", "mean", "peak", "end"};
    for (Eigen::Index i = 1; i < 4; ++i) {
        const double weight = found.fit.coefficients[i];
        const auto error = found.fit.standard_errors.size() == 4
                               ? std::optional(found.fit.standard_errors[i])
                               : std::nullopt;
        figures[names[i]] = json::Object{{"weight", weight}, {"standard_error", number(error)}};
        grid.add({names[i], plain_number.of(weight), "± " + plain_number.of(error)});
    }
    out.text += grid.text();
    out.text += fmt::format(
        "  R² {} with the mean alone, {} with peak and end, p {}{}\n",
        plain_number.of(found.r2_mean),
        plain_number.of(found.fit.r2),
        p_text(found.p),
        found.enough ? "" : "; fewer than 100 journeys of three touchpoints, so take it lightly"
    );
    out.figures["peak_end"] = std::move(figures);
}

std::vector<stats::Touch> touches_of(const Journeys& all) {
    std::vector<stats::Touch> touches;
    for (std::size_t row = 0; row < all.overall.size(); ++row) {
        for (std::size_t i = 0; i < all.scores.size(); ++i) {
            if (const auto& score = all.scores[i][row]) {
                touches.push_back(
                    {static_cast<std::uint32_t>(row),
                     static_cast<std::uint32_t>(i),
                     static_cast<double>(i),
                     *score}
                );
            }
        }
    }
    return touches;
}

}  // namespace

Findings analyze_journey(const Table& table, const JourneyAsked& asked) {
    if (asked.bad_to >= asked.good_from) {
        throw Refusal(Code::invalid, "--bad-to must be below --good-from.");
    }
    const Measure measure(asked.overall);
    const auto all = journeys_of(table, asked, measure);
    Sample overall(measure);
    for (const auto& score : all.overall) {
        if (score) {
            overall.add(*score);
        }
    }
    std::vector<AtTouchpoint> at;
    at.reserve(asked.touchpoints.size());
    for (std::size_t i = 0; i < asked.touchpoints.size(); ++i) {
        at.push_back(look_at(all, i, asked, measure));
    }
    const auto touches = touches_of(all);
    const auto moments = stats::moments_of_truth(
        touches, all.overall, asked.touchpoints.size(), {.intervals = stats::Resampling{}}
    );
    const auto estimate = overall.estimate();
    const Unit unit = measure.unit();
    Findings out;
    out.figures["what"] = "journey";
    out.figures["overall"] = json_of(estimate);
    out.text = fmt::format(
        "Journeys of {}: {} {} ({}), n {}\n",
        table.name(),
        measure.title(),
        unit.of(estimate.value),
        unit.of(estimate.lo, estimate.hi),
        estimate.n
    );
    put_levels(out, all, asked);
    put_lifts(out, lifts_of(all, asked, measure), unit);
    put_touchpoints(out, at, asked, moments, unit);
    put_peak_end(out, stats::peak_end(touches, all.overall));
    if (!estimate.value) {
        out.reason = fmt::format("No score of the journeys: {}", words_of(estimate.reason));
    }
    return out;
}

}  // namespace styk::cli
