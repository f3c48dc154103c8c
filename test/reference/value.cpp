// Area 5, first half: concentration, RFM, cohorts, purchase models.
#include "reference/value.h"

#include <fmt/format.h>
#include <regex>

#include "base/result.h"
#include "reference/columns.h"
#include "reference/reference.h"
#include "stats/bgnbd.h"
#include "stats/cohort.h"
#include "stats/concentration.h"
#include "stats/customer_base.h"
#include "stats/customer_value.h"
#include "stats/gamma_gamma.h"
#include "stats/rfm.h"

namespace styk::reference {

namespace {

using boost::json::array;

Day day_of(const std::string& text) {
    const auto day = parse_iso_day(text.substr(0, 10));
    if (!day) {
        throw Fault(fmt::format("{} is no day", text));
    }
    return *day;
}

struct Orders {
    std::vector<std::string> customers;  // sorted
    std::vector<stats::Purchase> purchases;

    [[nodiscard]] std::uint32_t count() const {
        return static_cast<std::uint32_t>(customers.size());
    }
};

// Without a column of days, each row is an order of its own.
Orders orders_of(const Input& input) {
    const Table& table = input.table();
    const std::string id = column_named(input, table, "customer", "id");
    const std::string value = column_named(input, table, "value", "spend");
    const std::string date = column_named(input, table, "date", "date");
    Orders orders{levels_of(table, id), {}};
    const auto customer = places_in(orders.customers, table.text(id));
    const auto values = table.numbers(value);
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (customer[i] >= 0 && !std::isnan(values[i])) {
            const Day day = table.has(date) ? day_of(table.text(date)[i]) : static_cast<Day>(i);
            orders.purchases.push_back({static_cast<std::uint32_t>(customer[i]), day, values[i]});
        }
    }
    return orders;
}

void add_lorenz(Output& output, const std::optional<stats::Lorenz>& lorenz) {
    const auto if_there = [&](double value) -> boost::json::value {
        return lorenz ? boost::json::value(value) : nullptr;
    };
    for (const int percent : {1, 5, 10, 20, 26}) {
        output[fmt::format("top{}_share", percent)] =
            if_there(lorenz ? lorenz->share_of_top(percent / 100.0) : 0);
    }
    output["customers_share_for_80pct"] = if_there(lorenz ? lorenz->top_customers_for(0.8) : 0);
    output["customers_share_for_50pct"] = if_there(lorenz ? lorenz->top_customers_for(0.5) : 0);
    array deciles;
    for (int tenth = 1; tenth <= 10; ++tenth) {
        deciles.push_back(if_there(lorenz ? lorenz->share_of_least(tenth / 10.0) : 0));
    }
    output["lorenz_deciles"] = deciles;
}

Output concentration(const Input& input) {
    input.only_says("aggregate");
    const Orders orders = orders_of(input);
    stats::ValueHistogram values;
    const auto customers = stats::summarize(orders.purchases, orders.count());
    for (const auto& customer : customers) {
        if (customer.order_days > 0) {
            values.add(customer.value);
        }
    }
    const auto found = stats::concentration(values);
    Output output{
        {"customers", found.customers},
        {"total", found.total},
        {"gini", number_or_null(found.gini)},
        {"gini_se_jackknife", number_or_null(found.gini_se)},
        {"herfindahl", number_or_null(found.herfindahl)},
        {"flag", found.reason}
    };
    add_lorenz(output, found.lorenz);
    if (const auto worth = stats::order_value(customers)) {
        output["aov"] = worth->average_order_value.value;
        output["orders"] = worth->orders;
        output["arpu"] = worth->revenue_per_customer.value;
    }
    return output;
}

Output concentration_edges(const Input& input) {
    array gini, flag;
    for (const auto& values : input.number_rows("values")) {
        const auto found = stats::concentration(stats::value_histogram(values));
        gini.push_back(number_or_null(found.gini));
        flag.push_back(boost::json::string(found.reason));
    }
    return {{"gini", gini}, {"flag", flag}};
}

Output whale_curve(const Input& input) {
    const auto curve = stats::whale_curve(input.numbers("profit"));
    if (!curve) {
        return {
            {"cumulative_share_of_total", nullptr},
            {"peak_share", nullptr},
            {"customers_at_peak", nullptr}
        };
    }
    return {
        {"cumulative_share_of_total", to_json(curve->cumulative_share)},
        {"peak_share", curve->peak_share},
        {"customers_at_peak", curve->customers_at_peak}
    };
}

// The k of "ceil(k*rank/n), ..."; 0 leaves it to the statistic.
int groups_in(const std::string& words) {
    std::smatch found;
    return std::regex_search(words, found, std::regex(R"(ceil\w*\((\d+)\s*\*)"))
               ? std::stoi(found[1])
               : 0;
}

Output histogram_of(const stats::Rfm& rfm, int stats::RfmScore::* of) {
    Output histogram;
    int score = 0;
    for (const auto count : stats::count_scores(rfm, of)) {
        histogram[std::to_string(++score)] = count;
    }
    return histogram;
}

boost::json::value id_of(const std::string& text) {
    char* end = nullptr;
    const double number = std::strtod(text.c_str(), &end);
    return *end == '\0' ? boost::json::value(number) : boost::json::value(text);
}

Output customer_row(
    const std::string& id, const stats::PurchaseHistory& history, const stats::RfmScore& score
) {
    return {
        {"id", id_of(id)},
        {"x", history.x},
        {"t_x", history.t_x},
        {"T", history.age},
        {"mean_repeat_spend", history.mean_repeat_value},
        {"R", score.recency},
        {"F", score.frequency},
        {"M", score.monetary}
    };
}

Output rfm(const Input& input) {
    const Orders orders = orders_of(input);
    const Day as_of = day_of(input.text("as_of"));
    std::vector<stats::CustomerSummary> bought;
    std::vector<std::string> ids;
    const auto all = stats::summarize(orders.purchases, orders.count(), as_of);
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (all[i].order_days > 0) {
            bought.push_back(all[i]);
            ids.push_back(orders.customers[i]);
        }
    }
    const auto scores = stats::rfm(bought, groups_in(input.text_or("score", "")));
    const int best = scores.groups;
    double x = 0, t_x = 0, length = 0;
    array first;
    std::size_t champions = 0;
    for (std::size_t i = 0; i < bought.size(); ++i) {
        const auto history = *stats::purchase_history(bought[i], as_of);
        x += history.x;
        t_x += history.t_x;
        length += history.age;
        champions += scores.scores[i] == stats::RfmScore{best, best, best} ? 1 : 0;
        if (i < 3) {
            first.push_back(customer_row(ids[i], history, scores.scores[i]));
        }
    }
    return {
        {"customers", bought.size()},
        {"sum_x", x},
        {"sum_t_x", t_x},
        {"sum_T", length},
        {"first3", first},
        {fmt::format("count_{0}{0}{0}", best), champions},
        {"R_hist", histogram_of(scores, &stats::RfmScore::recency)},
        {"F_hist", histogram_of(scores, &stats::RfmScore::frequency)},
        {"M_hist", histogram_of(scores, &stats::RfmScore::monetary)}
    };
}

Period period_in(const std::string& words) {
    for (const auto& [name, period] :
         {std::pair{"quarter", Period::quarter}, {"week", Period::week}, {"year", Period::year}}) {
        if (words.find(name) != std::string::npos) {
            return period;
        }
    }
    return Period::month;
}

Output retention(const Input& input) {
    input.only_says("active");
    const Orders orders = orders_of(input);
    const auto table =
        stats::cohort_table(orders.purchases, period_in(input.text_or("cohort", "")));
    array sizes, active, month1, month6, revenue;
    for (const auto& cohort : table.cohorts) {
        array row, first;
        for (std::size_t age = 0; age < table.periods; ++age) {
            const bool seen = age < cohort.cells.size();
            row.push_back(seen ? cohort.cells[age].active : 0);
            if (age < 3) {
                first.push_back(seen ? cohort.cells[age].revenue : 0);
            }
            if (age == 1 || age == 6) {
                (age == 1 ? month1 : month6).push_back(seen ? *cohort.cells[age].share : 0);
            }
        }
        sizes.push_back(cohort.size);
        active.push_back(row);
        revenue.push_back(first);
    }
    return {
        {"cohort_sizes", sizes},
        {"active", active},
        {"retention_month1", month1},
        {"retention_month6", month6},
        {"revenue_first3_ages", revenue}
    };
}

std::vector<stats::PurchaseHistory> histories_in(const Table& table) {
    const auto x = table.numbers("x");
    std::vector<stats::PurchaseHistory> histories(x.size());
    for (std::size_t i = 0; i < x.size(); ++i) {
        histories[i].x = x[i];
    }
    const auto fill = [&](const char* column, double stats::PurchaseHistory::* member) {
        if (table.has(column)) {
            const auto values = table.numbers(column);
            for (std::size_t i = 0; i < values.size(); ++i) {
                histories[i].*member = std::isnan(values[i]) && x[i] == 0 ? 0 : values[i];
            }
        }
    };
    fill("t_x", &stats::PurchaseHistory::t_x);
    fill("T", &stats::PurchaseHistory::age);
    fill("m", &stats::PurchaseHistory::mean_repeat_value);
    return histories;
}

Output bg_nbd(const Input& input) {
    input.only_says("columns");
    const auto fit = stats::fit_bg_nbd(stats::collapse(histories_in(input.table())));
    if (!fit.model) {
        return nulls({"r", "alpha", "a", "b", "loglik"});
    }
    return {
        {"r", fit.model->r},
        {"alpha", fit.model->alpha},
        {"a", fit.model->a},
        {"b", fit.model->b},
        {"loglik", fit.log_likelihood}
    };
}

stats::BgNbd bg_nbd_in(const Input& input, std::string_view key) {
    const auto& model = input.json(key).as_object();
    return {
        number_of(model.at("r")),
        number_of(model.at("alpha")),
        number_of(model.at("a")),
        number_of(model.at("b"))
    };
}

Output bg_nbd_prediction(const Input& input) {
    const auto model = bg_nbd_in(input, "parameters");
    const auto& given = input.json("conditional").as_object();
    const stats::PurchaseHistory history{
        number_of(given.at("x")), number_of(given.at("t_x")), number_of(given.at("T"))
    };
    array expected;
    for (const double t : input.numbers("grid_t")) {
        expected.push_back(stats::expected_orders(model, t));
    }
    return {
        {"expected_unconditional", expected},
        {"conditional_expected", stats::expected_orders(model, history, number_of(given.at("t")))},
        {"p_alive", stats::alive(model, history)},
        {"p_alive_no_repeat", stats::alive(model, {0, 0, history.age})},
        {"p_alive_x10_tx10_T39", stats::alive(model, {10, 10, 39})}
    };
}

Output gamma_gamma(const Input& input) {
    input.only_says("columns");
    const auto fit = stats::fit_gamma_gamma(histories_in(input.table()));
    if (!fit.model) {
        return nulls({"p", "q", "v", "loglik", "population_mean", "corr_x_m"});
    }
    return {
        {"p", fit.model->p},
        {"q", fit.model->q},
        {"v", fit.model->v},
        {"loglik", fit.log_likelihood},
        {"population_mean", number_or_null(fit.population_mean)},
        {"corr_x_m", number_or_null(fit.correlation)}
    };
}

// "first 10", "1-10" or "all".
std::size_t row_count(const std::string& words, std::size_t all) {
    std::smatch found;
    const bool counted = std::regex_search(words, found, std::regex(R"((\d+)\D*$)"));
    return counted ? std::min(all, std::size_t{std::stoul(found[1])}) : all;
}

Output lifetime_value(const Input& input) {
    const auto& worth = input.json("gammagamma").as_object();
    const stats::GammaGamma value{
        number_of(worth.at("p")), number_of(worth.at("q")), number_of(worth.at("v"))
    };
    const auto orders = bg_nbd_in(input, "bgnbd");
    const stats::ValueHorizon horizon{
        static_cast<int>(input.number_or("months", 12)),
        input.number_or("monthly_discount", 0),
        input.number_or("month_weeks", 30.0 / 7)
    };
    auto histories = histories_in(input.table());
    histories.resize(row_count(input.text_or("rows", "all"), histories.size()));
    array expected, clv;
    for (const auto& history : histories) {
        expected.push_back(
            number_or_null(stats::expected_value(value, history.x, history.mean_repeat_value))
        );
        clv.push_back(number_or_null(stats::lifetime_value(orders, value, history, horizon)));
    }
    return {{"expected_value", expected}, {"clv", clv}};
}

Output holdout(const Input& input) {
    const Orders orders = orders_of(input);
    const auto found = stats::holdout_check(
        orders.purchases,
        orders.count(),
        day_of(input.text("calibration_end")),
        input.number("holdout_weeks")
    );
    if (!found.reason.empty()) {
        return nulls(
            {"actual_total", "predicted_total", "mae_per_customer", "correlation", "naive_mae"}
        );
    }
    return {
        {"actual_total", found.actual_total},
        {"predicted_total", found.predicted_total},
        {"mae_per_customer", found.mae},
        {"correlation", number_or_null(found.correlation)},
        {"naive_mae", found.naive_mae}
    };
}

}  // namespace

void add_value(Registry& registry) {
    registry["concentration"] = concentration;
    registry["concentration_edges"] = concentration_edges;
    registry["whale_curve"] = whale_curve;
    registry["rfm"] = rfm;
    registry["retention_cohort_table"] = retention;
    registry["bg_nbd"] = bg_nbd;
    registry["bg_nbd_prediction"] = bg_nbd_prediction;
    registry["gamma_gamma"] = gamma_gamma;
    registry["clv_12_months"] = lifetime_value;
    registry["bg_nbd_holdout"] = holdout;
    add_value_links(registry);
}

}  // namespace styk::reference
