// Area 4: experiments, plans of size, looks at a running experiment.
#include "reference/effects.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>

#include "stats/difference_in_differences.h"
#include "stats/experiment.h"
#include "stats/group_sequential.h"
#include "stats/power.h"
#include "stats/sequential.h"

namespace styk::reference {

namespace {

using stats::Moments;

struct Arms {
    Moments treated = stats::empty_moments(2), control = stats::empty_moments(2);
};

Arms arms_of(const Input& input) {
    const auto& table = input.table();
    const auto y = table.numbers(input.text("y")), x = table.numbers(input.text("pre"));
    const auto treated = is_treated(table, input.text("group"));
    Arms arms;
    for (std::size_t row = 0; row < y.size(); ++row) {
        if (!std::isnan(y[row]) && !std::isnan(x[row])) {
            const std::array<double, 2> both{y[row], x[row]};
            stats::add(treated[row] ? arms.treated : arms.control, both);
        }
    }
    return arms;
}

boost::json::object to_json(const stats::RawSums& sums) {
    return {
        {"n", sums.n},
        {"sum_y", sums.y},
        {"sum_yy", sums.yy},
        {"sum_x", sums.x},
        {"sum_xx", sums.xx},
        {"sum_xy", sums.xy},
    };
}

Output experiment_mean_cuped(const Input& input) {
    const auto arms = arms_of(input);
    const auto result = stats::mean_experiment(arms.treated, arms.control, level_of(input));
    const auto ratio = stats::sample_ratio(arms.treated.n, arms.control.n);
    auto output = figures({
        {"diff", result.plain.value},
        {"welch_t", result.plain_t},
        {"welch_p", result.plain.p},
        {"lo", result.plain.lo},
        {"hi", result.plain.hi},
        {"theta", result.theta},
        {"theta_within", result.theta_within},
        {"cuped_diff", result.adjusted.value},
        {"cuped_welch_t", result.adjusted_t},
        {"cuped_welch_p", result.adjusted.p},
        {"cuped_lo", result.adjusted.lo},
        {"cuped_hi", result.adjusted.hi},
        {"variance_ratio", result.variance_ratio},
        {"ancova_effect", result.ancova_effect},
        {"ancova_se", result.ancova_se},
        {"srm_chisq", ratio ? std::optional(ratio->chi_squared) : std::nullopt},
        {"srm_p", ratio ? std::optional(ratio->p) : std::nullopt},
    });
    output["sufficient"] = boost::json::object{
        {"control", to_json(stats::raw_sums(arms.control))},
        {"treated", to_json(stats::raw_sums(arms.treated))},
    };
    return output;
}

std::uint64_t count(const Input& input, std::string_view key) {
    const double value = input.number(key);
    if (!(value >= 0) || value != std::floor(value) || value > 1e15) {
        throw Fault(fmt::format("{} is not a count", key));
    }
    return static_cast<std::uint64_t>(value);
}

Output experiment_proportion(const Input& input) {
    const stats::Share treated{count(input, "k_treated"), count(input, "n_treated")},
        control{count(input, "k_control"), count(input, "n_control")};
    const auto result = stats::share_experiment(treated, control, level_of(input));
    return figures({
        {"diff", result.difference},
        {"chisq", result.chi_squared},
        {"p", result.p},
        {"lo_wald", result.lo},
        {"hi_wald", result.hi},
        {"relative_lift", result.relative_lift},
        {"rr", result.risk_ratio},
        {"rr_lo", result.ratio_lo},
        {"rr_hi", result.ratio_hi},
    });
}

stats::PowerGoal goal_of(const Input& input) {
    return {
        .alpha = input.number_or("alpha", 0.05),
        .power = input.number_or("power", 0.8),
        .two_sided = input.flag_or("two_sided", true),
    };
}

std::optional<double> ceiling(std::optional<double> n) {
    return n ? std::optional(std::ceil(*n)) : std::nullopt;
}

Output sample_size_two_proportions(const Input& input) {
    const double p1 = input.number("p1"), p2 = input.number("p2");
    const auto goal = goal_of(input);
    const auto n = stats::shares_per_group(p1, p2, goal);
    Output output;
    output["n_per_group"] = number_or_null(n);
    output["n_ceiling"] = number_or_null(ceiling(n));
    output["n_arcsine"] = number_or_null(stats::shares_per_group_arcsine(p1, p2, goal));
    return output;
}

// 0.5 -> "05", 0.65 -> "065".
std::string digits(double rho) {
    auto text = fmt::format("{}", rho);
    std::erase(text, '.');
    return text;
}

Output sample_size_two_means(const Input& input) {
    const auto n =
        stats::means_per_group(input.number("delta"), input.number("sd"), goal_of(input));
    const double rho = input.number_or("rho", 0.5);
    Output output;
    output["n_per_group"] = number_or_null(n);
    output["n_ceiling"] = number_or_null(ceiling(n));
    output["with_cuped_rho_" + digits(rho)] =
        number_or_null(n ? std::optional(stats::with_cuped(*n, rho)) : std::nullopt);
    return output;
}

stats::NetShares shares_of(const Input& input, std::string_view key) {
    const auto shares = input.numbers(key);
    if (shares.size() != 3) {
        throw Fault(fmt::format("{} needs three shares: positive, neutral, negative", key));
    }
    return {.positive = shares[0], .negative = shares[2]};
}

Output sample_size_two_nps(const Input& input) {
    const auto before = shares_of(input, "before"), after = shares_of(input, "after");
    const auto n = stats::nets_per_group(before, after, goal_of(input));
    Output output;
    output["difference"] = after.net() - before.net();
    output["n_per_group"] = number_or_null(n);
    output["n_ceiling"] = number_or_null(ceiling(n));
    return output;
}

stats::Summary summary(const stats::CellSums& arm) {
    return {.n = arm.n, .mean = arm.mean, .variance = arm.n > 1 ? arm.m2 / (arm.n - 1) : 0};
}

struct Looked {
    std::vector<double> at{};
    std::vector<stats::SequentialLook> looks{};
};

Looked look_at(const Input& input, const stats::Mixture& mixture) {
    const auto& table = input.table();
    const auto y = table.numbers(input.text_or("y", "y"));
    const auto treated = is_treated(table, input.text_or("group", "group"));
    const double every = input.number("look_every");
    if (!(every >= 1)) {
        throw Fault("look_every is less than 1");
    }
    stats::SequentialTest test(mixture);
    stats::CellSums with, without;
    Looked looked;
    double next = every;
    for (std::size_t row = 0; row < y.size(); ++row) {
        if (!std::isnan(y[row])) {
            stats::add(treated[row] ? with : without, y[row]);
        }
        if (static_cast<double>(row + 1) >= next) {
            looked.at.push_back(static_cast<double>(row + 1));
            looked.looks.push_back(test.look(summary(with), summary(without)));
            next += every;
        }
    }
    return looked;
}

template <class Figure>
boost::json::array each(const Looked& looked, const Figure& figure) {
    boost::json::array values;
    for (const auto& look : looked.looks) {
        values.push_back(number_or_null(figure(look)));
    }
    return values;
}

std::optional<double> ratio_of(const stats::SequentialLook& look) {
    if (!look.log_likelihood_ratio || *look.log_likelihood_ratio > 709) {
        return std::nullopt;
    }
    return std::exp(*look.log_likelihood_ratio);
}

Output msprt_always_valid(const Input& input) {
    const stats::Mixture mixture{input.number("tau2"), input.number_or("alpha", 0.05)};
    const auto looked = look_at(input, mixture);
    std::optional<double> first;
    for (std::size_t k = 0; k < looked.looks.size() && !first; ++k) {
        first = looked.looks[k].p <= mixture.alpha ? std::optional(looked.at[k]) : std::nullopt;
    }
    Output output;
    output["looks"] = reference::to_json(looked.at);
    output["theta_hat"] = each(looked, [](const auto& look) { return look.effect; });
    output["V"] = each(looked, [](const auto& look) { return look.variance; });
    output["likelihood_ratio"] = each(looked, ratio_of);
    output["always_valid_p"] = each(looked, [](const auto& look) { return std::optional(look.p); });
    output["cs_lo"] = each(looked, [](const auto& look) { return look.lo; });
    output["cs_hi"] = each(looked, [](const auto& look) { return look.hi; });
    output["first_look_rejecting"] = number_or_null(first);
    return output;
}

Output sequential_type1_error(const Input& input) {
    const auto alarms = stats::peeking_alarms({
        .looks = static_cast<int>(input.number("looks")),
        .n_per_group_max = input.number("n_per_group_max"),
        .mixture = {input.number("tau2"), input.number_or("alpha", 0.05)},
        .simulations = count(input, "simulations"),
        .seed = static_cast<std::uint64_t>(input.number_or("seed", 1)),
    });
    Output output;
    output["msprt_false_alarm"] =
        number_or_null(alarms ? std::optional(alarms->mixture) : std::nullopt);
    output["naive_peeking_false_alarm"] =
        number_or_null(alarms ? std::optional(alarms->naive) : std::nullopt);
    return output;
}

boost::json::value limits(const stats::Looks& looks, stats::Spending spending) {
    const auto values = stats::group_sequential_limits(looks, spending);
    return values.empty() ? boost::json::value(nullptr) : reference::to_json(values);
}

Output group_sequential_boundaries(const Input& input) {
    const stats::Looks looks{
        .information = input.has("information")
                           ? input.numbers("information")
                           : stats::even_looks(static_cast<int>(input.number("looks"))),
        .alpha = input.number_or("alpha", 0.05),
        .two_sided = input.flag_or("two_sided", true),
    };
    if (input.has("information") && input.has("looks") &&
        static_cast<double>(looks.information.size()) != input.number("looks")) {
        throw Fault("looks and information differ in number");
    }
    Output output;
    output["lan_demets_obf"] = limits(looks, stats::Spending::obrien_fleming);
    output["lan_demets_pocock"] = limits(looks, stats::Spending::pocock);
    return output;
}

}  // namespace

double level_of(const Input& input) {
    return input.has("level") ? input.number("level") : 1 - input.number_or("alpha", 0.05);
}

std::vector<bool> is_treated(const Table& table, std::string_view column) {
    auto labels = table.text(column);
    const auto says_no = [](const std::string& label) {
        return label == "0" || label == "false" || label == "FALSE" || label == "control" ||
               label == "Control";
    };
    const auto numeric = [](const std::string& label) {
        return !label.empty() && label.find_first_not_of("-+.0123456789eE") == std::string::npos;
    };
    std::vector<std::string> kinds;
    for (const auto& label : labels) {
        if (std::ranges::find(kinds, label) == kinds.end()) {
            kinds.push_back(label);
        }
        if (kinds.size() > 2) {
            throw Fault(fmt::format("column {} has more than two groups", column));
        }
    }
    std::ranges::sort(kinds, [&](const std::string& a, const std::string& b) {
        if (says_no(a) != says_no(b)) {
            return says_no(a);
        }
        return numeric(a) && numeric(b) ? std::stod(a) < std::stod(b) : a < b;
    });
    std::vector<bool> treated;
    for (const auto& label : labels) {
        treated.push_back(kinds.size() == 2 ? label == kinds[1] : !says_no(label));
    }
    return treated;
}

void add_effects(Registry& registry) {
    registry["experiment_mean_cuped"] = experiment_mean_cuped;
    registry["experiment_proportion"] = experiment_proportion;
    registry["sample_size_two_proportions"] = sample_size_two_proportions;
    registry["sample_size_two_means"] = sample_size_two_means;
    registry["sample_size_two_nps"] = sample_size_two_nps;
    registry["msprt_always_valid"] = msprt_always_valid;
    registry["sequential_type1_error"] = sequential_type1_error;
    registry["group_sequential_boundaries"] = group_sequential_boundaries;
    add_effect_series(registry);
}

}  // namespace styk::reference
