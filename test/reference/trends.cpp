// Area 2, first half: control charts, run lengths, change points, trend tests, decomposition.
#include <algorithm>
#include <cmath>
#include <fmt/format.h>

#include "base/result.h"
#include "reference/program_median.h"
#include "reference/reference.h"
#include "stats/change_points.h"
#include "stats/control_chart.h"
#include "stats/decomposition.h"
#include "stats/run_length.h"
#include "stats/stl.h"
#include "stats/trend.h"

namespace styk::reference {

namespace {

void check(std::string_view reason) {
    if (!reason.empty()) {
        throw Fault(fmt::format("no answer: {}", reason));
    }
}

// 1-based.
boost::json::array positions(const stats::Indices& indices) {
    boost::json::array result;
    for (const std::size_t index : indices) {
        result.push_back(index + 1);
    }
    return result;
}

std::size_t whole(double value) {
    return static_cast<std::size_t>(value);
}

std::size_t baseline_of(const Input& input) {
    return whole(input.number_or("baseline_points", 0));
}

Output xmr(const Input& input) {
    const auto values = input.table().numbers("value");
    const auto chart = stats::xmr_chart(values, baseline_of(input), input.number_or("d2", 1.128));
    check(chart.reason);
    return {
        {"center", chart.center},
        {"mr_bar", chart.mean_range},
        {"sigma", chart.sigma},
        {"lcl", chart.lcl},
        {"ucl", chart.ucl},
        {"mr_ucl", chart.range_ucl},
        {"median_mr", chart.median_range},
        {"sigma_median_mr", chart.sigma_of_median},
        {"beyond_limits", positions(chart.signals.beyond_limits)},
        {"run_of_8", positions(chart.signals.run_of_8)},
        {"two_of_three_beyond_2s", positions(chart.signals.two_of_three_beyond_2s)},
        {"four_of_five_beyond_1s", positions(chart.signals.four_of_five_beyond_1s)},
        {"six_trending", positions(chart.signals.six_trending)}
    };
}

struct Parameter {
    std::string_view name;
    double usual;
};

// A chart about a known centre: of values, centre, sigma and two parameters.
template <class Make>
auto chart_of(const Input& input, const Make& make, Parameter first, Parameter second) {
    auto chart = make(
        input.table().numbers("value"),
        input.number("center"),
        input.number("sigma"),
        input.number_or(first.name, first.usual),
        input.number_or(second.name, second.usual)
    );
    check(chart.reason);
    return chart;
}

Output cusum(const Input& input) {
    const auto chart = chart_of(input, stats::cusum_chart, {"k", 0.5}, {"h", 5});
    return {
        {"c_plus", to_json(chart.plus)},
        {"c_minus", to_json(chart.minus)},
        {"signals", positions(chart.signals)}
    };
}

Output ewma(const Input& input) {
    const auto chart = chart_of(input, stats::ewma_chart, {"lambda", 0.1}, {"nsigmas", 2.814});
    return {
        {"ewma", to_json(chart.ewma)},
        {"lcl", to_json(chart.lcl)},
        {"ucl", to_json(chart.ucl)},
        {"signals", positions(chart.signals)}
    };
}

Output output_of(const stats::CountChart& chart) {
    check(chart.reason);
    return {
        {"center", chart.center},
        {"var_unit", chart.unit_variance},
        {"lcl", to_json(chart.lcl)},
        {"ucl", to_json(chart.ucl)},
        {"z", to_json(chart.z)},
        {"signals", positions(chart.signals)},
        {"laney_sigma_z", number_or_null(chart.laney_sigma_z)},
        {"laney_lcl", to_json(chart.laney_lcl)},
        {"laney_ucl", to_json(chart.laney_ucl)},
        {"laney_signals", positions(chart.laney_signals)}
    };
}

Output p_chart(const Input& input) {
    const auto& table = input.table();
    return output_of(
        stats::p_chart(table.numbers("count"), table.numbers("size"), baseline_of(input))
    );
}

Output u_chart(const Input& input) {
    const auto& table = input.table();
    return output_of(
        stats::u_chart(table.numbers("count"), table.numbers("size"), baseline_of(input))
    );
}

std::uint64_t count(double value) {
    if (!(value >= 0) || value != std::floor(value)) {
        throw Fault("a count is no whole number");
    }
    return static_cast<std::uint64_t>(value);
}

Output nps_chart(const Input& input) {
    const auto& table = input.table();
    const auto promoters = table.numbers("promoters"), passives = table.numbers("passives"),
               detractors = table.numbers("detractors");
    std::vector<stats::NetCounts> periods;
    for (std::size_t i = 0; i < promoters.size(); ++i) {
        periods.push_back(
            {.positive = count(promoters[i]),
             .neutral = count(passives[i]),
             .negative = count(detractors[i])}
        );
    }
    return output_of(stats::nps_chart(periods, baseline_of(input)));
}

std::string without_point(double value) {
    std::string text = fmt::format("{}", value);
    std::erase(text, '.');
    return text;
}

// Names of parameters stand in the keys with and without their decimal point.
void put(Output& into, const std::string& pattern, std::vector<double> values, double result) {
    if (values.size() == 2) {
        into[fmt::format(fmt::runtime(pattern), values[0], values[1])] = result;
        into[fmt::format(
            fmt::runtime(pattern), without_point(values[0]), without_point(values[1])
        )] = result;
    } else {
        into[fmt::format(fmt::runtime(pattern), values[0])] = result;
        into[fmt::format(fmt::runtime(pattern), without_point(values[0]))] = result;
    }
}

std::vector<double> numbers_in(const boost::json::value& value) {
    if (!value.is_array()) {
        return {number_of(value)};
    }
    std::vector<double> numbers;
    for (const auto& each : value.get_array()) {
        numbers.push_back(number_of(each));
    }
    return numbers;
}

Output run_lengths(const Input& input) {
    Output output;
    const auto shifts = {std::pair("arl0", 0.0), std::pair("shift1", 1.0)};
    for (const auto& [name, shift] : shifts) {
        if (input.has("cusum")) {
            const auto& cusum = input.json("cusum").as_object();
            for (const double h : numbers_in(cusum.at("h"))) {
                const auto length = stats::cusum_run_length(number_of(cusum.at("k")), h, shift);
                put(output, fmt::format("cusum_h{{}}_{}", name), {h}, length.value());
            }
        }
        if (input.has("ewma")) {
            const auto& ewma = input.json("ewma").as_object();
            const double lambda = number_of(ewma.at("lambda")), limit = number_of(ewma.at("L"));
            const auto length = stats::ewma_run_length(lambda, limit, shift);
            put(output, fmt::format("ewma_l{{}}_L{{}}_{}", name), {lambda, limit}, length.value());
        }
        if (input.has("shewhart")) {
            for (const double limit : input.numbers("shewhart")) {
                const auto length = stats::shewhart_run_length(limit, shift);
                put(output, fmt::format("shewhart{{}}_{}", name), {limit}, length.value());
            }
        }
    }
    return output;
}

// A number, or "FACTOR*log(n)*sigma2, ..." with sigma2 as in break_penalty.
double penalty_in(const Input& input, const std::vector<double>& values) {
    const auto& penalty = input.json("penalty");
    if (penalty.is_number()) {
        return number_of(penalty);
    }
    const std::string text(penalty.as_string());
    const std::string known = "*log(n)*sigma2, sigma2=(1.4826*median|diff-median(diff)|/sqrt2)^2";
    const auto star = text.find('*');
    if (star == std::string::npos || text.substr(star) != known) {
        throw Fault("unknown penalty: " + text);
    }
    const auto result = stats::break_penalty(values, std::stod(text.substr(0, star)));
    return result ? *result : throw Fault("the series has no noise to scale the penalty");
}

Output change_points(const Input& input) {
    const auto values = input.table().numbers("value");
    const auto segments = stats::segmented_mean(
        values,
        input.has("min_segment") ? std::optional(whole(input.number("min_segment"))) : std::nullopt,
        input.has("max_breaks") ? std::optional(whole(input.number("max_breaks"))) : std::nullopt
    );
    check(segments.reason);
    Output output, rss, bic;
    for (std::size_t k = 0; k < segments.rss.size(); ++k) {
        rss[fmt::format("{}", k)] = segments.rss[k];
        bic[fmt::format("{}", k)] = number_or_null(segments.bic[k]);
    }
    output["bic_optimal_breaks"] = boost::json::value_from(segments.breaks);
    output["rss_by_number_of_breaks"] = rss;
    output["bic_by_number_of_breaks"] = bic;
    if (input.has("penalty")) {
        const auto pelt = stats::penalized_mean(values, penalty_in(input, values));
        check(pelt.reason);
        output["pelt_breaks"] = boost::json::value_from(pelt.breaks);
        output["pelt_cost"] = pelt.cost;
        output["pelt_penalty"] = pelt.penalty;
    }
    const auto one = stats::pettitt(values);
    output["pettitt_K"] = number_or_null(one ? std::optional(one->k) : std::nullopt);
    output["pettitt_t"] =
        number_or_null(one ? std::optional(static_cast<double>(one->at)) : std::nullopt);
    output["pettitt_p_approx"] = number_or_null(one ? std::optional(one->p) : std::nullopt);
    return output;
}

Output trend(const Input& input) {
    const auto& table = input.table();
    const auto values = table.numbers("value");
    const auto test =
        table.has("t") ? stats::trend_test(table.numbers("t"), values) : stats::trend_test(values);
    check(test.reason);
    return {
        {"S", test.s},
        {"var_S", test.variance_s},
        {"z", test.z},
        {"p", number_or_null(test.p)},
        {"sen_slope", test.sen_slope},
        {"ols_slope", test.ols_slope},
        {"ols_p", number_or_null(test.ols_p)},
        {"acf1", number_or_null(test.autocorrelation)}
    };
}

boost::json::array first(const std::vector<double>& values, std::size_t count) {
    return to_json(std::span(values).first(std::min(count, values.size())));
}

boost::json::array last(const std::vector<double>& values, std::size_t count) {
    return to_json(std::span(values).last(std::min(count, values.size())));
}

boost::json::value figure_of(const std::optional<stats::Decomposition>& decomposition) {
    return decomposition ? boost::json::value(to_json(decomposition->figure)) : nullptr;
}

Output decompose(const Input& input) {
    const auto values = input.table().numbers("value");
    const int period = static_cast<int>(input.number("period"));
    const auto plain = stats::stl(values, stats::periodic_stl(values.size(), period));
    auto robust_options = stats::robust_stl(period, 7);
    robust_options.median = program_median;
    const auto robust = stats::stl(values, robust_options);
    check(plain.reason);
    check(robust.reason);
    const auto strength = stats::strengths(plain);
    return {
        {"classical_additive_seasonal",
         figure_of(stats::decompose(values, period, stats::Season::additive))},
        {"classical_multiplicative_seasonal",
         figure_of(stats::decompose(values, period, stats::Season::multiplicative))},
        {"stl_periodic_seasonal_first", first(plain.seasonal, whole(std::max(12, period)))},
        {"stl_periodic_trend_first12", first(plain.trend, 12)},
        {"stl_s7_robust_trend_last6", last(robust.trend, 6)},
        {"stl_s7_robust_seasonal_last6", last(robust.seasonal, 6)},
        {"seasonal_strength", number_or_null(strength.season)},
        {"trend_strength", number_or_null(strength.trend)}
    };
}

}  // namespace

void add_trends(Registry& registry) {
    registry["xmr_chart"] = xmr;
    registry["cusum_chart"] = cusum;
    registry["ewma_chart"] = ewma;
    registry["p_chart"] = p_chart;
    registry["u_chart"] = u_chart;
    registry["nps_chart"] = nps_chart;
    registry["average_run_length"] = run_lengths;
    registry["mean_change_points"] = change_points;
    registry["trend_test"] = trend;
    registry["seasonal_decomposition"] = decompose;
}

}  // namespace styk::reference
