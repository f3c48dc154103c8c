// Area 3: maps and categories of drivers.
#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <fmt/format.h>

#include "base/result.h"
#include "reference/driver_columns.h"
#include "reference/reference.h"
#include "stats/driver_map.h"
#include "stats/kano.h"
#include "stats/lmg.h"
#include "stats/penalty_reward.h"

namespace styk::reference {

namespace {

namespace js = boost::json;
using Eigen::Index;
using Eigen::MatrixXd;

// "<=6", ">=9", "<3", ">8", "=5"; a bare number is `otherwise` that number.
struct Condition {
    std::string sign;
    double limit = 0;

    [[nodiscard]] bool holds(double value) const {
        return sign == "<="   ? value <= limit
               : sign == ">=" ? value >= limit
               : sign == "<"  ? value < limit
               : sign == ">"  ? value > limit
                              : value == limit;
    }
};

Condition condition_of(const js::value& value, std::string_view otherwise) {
    if (!value.is_string()) {
        return {std::string(otherwise), number_of(value)};
    }
    std::string text(value.get_string());
    std::erase(text, ' ');
    const auto digits = text.find_first_of("-0123456789.");
    const std::string sign = text.substr(0, digits);
    constexpr std::array signs{"<=", ">=", "<", ">", "=", "==", ""};
    Condition result{sign.empty() ? std::string(otherwise) : sign};
    const bool known = std::ranges::find(signs, sign) != signs.end();
    const char* const from = text.data() + std::min(digits, text.size());
    const char* const end = text.data() + text.size();
    if (!known || std::from_chars(from, end, result.limit).ptr != end || from == end) {
        throw Fault(fmt::format("no condition: {}", text));
    }
    return result;
}

MatrixXd indicators(const MatrixXd& values, const Condition& condition) {
    return values.unaryExpr([&](double value) { return condition.holds(value) ? 1.0 : 0.0; });
}

Output penalty_reward(const Input& input) {
    const Drivers data = drivers_of(input);
    const MatrixXd drivers = data.rows.rightCols(data.rows.cols() - 1);
    const auto result = stats::penalty_reward(
        data.rows.col(0),
        indicators(drivers, condition_of(input.json("low"), "<=")),
        indicators(drivers, condition_of(input.json("high"), ">=")),
        input.number_or("alpha", 0.05)
    );
    js::object attributes;
    for (std::size_t j = 0; j < result.contrasts.size(); ++j) {
        const auto& contrast = result.contrasts[j];
        attributes[data.names[j]] = js::object{
            {"penalty", number_or_null(contrast.penalty)},
            {"penalty_p", number_or_null(contrast.penalty_p)},
            {"reward", number_or_null(contrast.reward)},
            {"reward_p", number_or_null(contrast.reward_p)},
            {"n_low", contrast.n_low},
            {"n_high", contrast.n_high},
            {"class", stats::name(contrast.attribute)}
        };
    }
    const bool fitted = result.reason.empty();
    return {
        {"intercept", number_or_null(fitted ? std::optional(result.intercept) : std::nullopt)},
        {"attributes", attributes}
    };
}

struct Scale {
    double min = 0, max = 0;
};

// The `scale` of the case; without it the usual one that all answers fit in.
Scale scale_of(const Input& input, const MatrixXd& answers) {
    if (input.has("scale")) {
        const auto ends = input.numbers("scale");
        return {ends.at(0), ends.at(1)};
    }
    const double least = answers.minCoeff(), most = answers.maxCoeff();
    for (const Scale& usual :
         {Scale{1, 5}, Scale{1, 7}, Scale{1, 10}, Scale{0, 10}, Scale{0, 100}}) {
        if (least >= usual.min && most <= usual.max) {
            return usual;
        }
    }
    return {least, most};
}

stats::Cuts cuts_of(
    const Input& input, std::span<const double> across, std::span<const double> up
) {
    const std::string how = input.text_or("cut", "means");
    const auto cuts = how == "means"     ? stats::mean_cuts(across, up)
                      : how == "medians" ? stats::median_cuts(across, up)
                                         : throw Fault(fmt::format("cut: unknown {}", how));
    return cuts ? *cuts : throw Fault("cut: nothing to cut");
}

js::object words_of(
    std::span<const std::string> names, const std::vector<stats::MapField>& fields
) {
    js::object result;
    for (std::size_t i = 0; i < names.size(); ++i) {
        result[names[i]] = stats::name(fields[i]);
    }
    return result;
}

Output importance_performance(const Input& input) {
    const Drivers data = drivers_of(input);
    const auto lmg = stats::lmg(stats::driver_correlations(data.moments, 0, data.places));
    const auto p = data.names.size();
    const auto shares =
        stats::shares_of(std::span(lmg.values.data(), static_cast<std::size_t>(lmg.values.size())));
    const std::span<const double> performance(data.moments.mean.data() + 1, p);
    const auto [min, max] = scale_of(input, data.rows.rightCols(data.rows.cols() - 1));
    std::vector<double> percent;
    for (const double mean : performance) {
        percent.push_back(100 * (mean - min) / (max - min));
    }
    Output output{
        {"importance_share", nullptr},
        {"performance", by_name(data.names, performance)},
        {"performance_0_100", by_name(data.names, percent)},
        {"cut_importance", nullptr},
        {"cut_performance", nullptr},
        {"quadrant", nullptr}
    };
    if (!shares.empty()) {
        const auto cuts = cuts_of(input, shares, performance);
        output["importance_share"] = by_name(data.names, shares);
        output["cut_importance"] = cuts.across;
        output["cut_performance"] = cuts.up;
        output["quadrant"] = words_of(data.names, stats::map_fields(shares, performance, cuts));
    }
    return output;
}

std::vector<std::string> kano_labels(const Input& input, std::string_view key) {
    return input.has(key)
               ? input.texts(key)
               : std::vector<std::string>{"like", "expect", "neutral", "tolerate", "dislike"};
}

stats::KanoTable kano_table(const Input& input) {
    if (!input.has("table")) {
        return stats::usual_kano_table();
    }
    stats::KanoTable table;
    for (const auto& row : input.json("table").as_array()) {
        auto& letters = table.emplace_back();
        for (const auto& letter : row.as_array()) {
            letters.push_back(letter.as_string().at(0));
        }
    }
    return table;
}

std::size_t place_of(const std::string& answer, const std::vector<std::string>& labels) {
    const auto found = std::ranges::find(labels, answer);
    if (found == labels.end()) {
        throw Fault(fmt::format("no answer of Kano's questionnaire: {}", answer));
    }
    return static_cast<std::size_t>(found - labels.begin());
}

Output kano(const Input& input) {
    const auto with_labels = kano_labels(input, "table_rows_functional");
    const auto without_labels = input.has("table_columns_dysfunctional")
                                    ? input.texts("table_columns_dysfunctional")
                                    : with_labels;
    const auto& with = input.table().text("functional");
    const auto& without = input.table().text("dysfunctional");
    std::vector<std::pair<std::size_t, std::size_t>> answers;
    for (std::size_t i = 0; i < with.size(); ++i) {
        if (!with[i].empty() && !without[i].empty()) {
            answers.emplace_back(
                place_of(with[i], with_labels), place_of(without[i], without_labels)
            );
        }
    }
    const auto result = stats::kano(answers, kano_table(input));
    js::object counts;
    for (const char letter : stats::kano_letters) {
        counts[std::string(1, letter)] = result.count(letter);
    }
    Output output{
        {"counts", counts},
        {"better", number_or_null(result.better)},
        {"worse", number_or_null(result.worse)},
        {"category", nullptr},
        {"total_strength", number_or_null(result.total_strength)},
        {"category_strength", nullptr}
    };
    if (result.category) {
        const std::string category(1, *result.category);
        output["category"] = category;
        output["category_strength"] =
            js::object{{category, number_or_null(result.category_strength)}};
    }
    return output;
}

}  // namespace

void add_driver_maps(Registry& registry) {
    registry["penalty_reward"] = penalty_reward;
    registry["importance_performance"] = importance_performance;
    registry["kano"] = kano;
}

}  // namespace styk::reference
