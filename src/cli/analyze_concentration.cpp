#include "cli/analyze_concentration.h"

#include <fmt/format.h>
#include <map>

#include "stats/concentration.h"

namespace styk::cli {

namespace {

constexpr double tops[] = {0.01, 0.05, 0.10, 0.20, 0.50};
constexpr double main_share = 0.80;

struct Totals {
    std::vector<double> by_customer{};
    std::size_t missing = 0;  // rows without a customer or a value
};

Totals totals_of(const Table& table, const ConcentrationAsked& asked) {
    const auto customers = table.texts(asked.customer);
    const auto values = table.numbers(asked.value);
    std::map<std::string, double> sums;
    Totals out;
    for (std::size_t row = 0; row < table.rows(); ++row) {
        if (customers[row].empty() || !values[row]) {
            ++out.missing;
        } else {
            sums[customers[row]] += *values[row];
        }
    }
    for (const auto& [customer, sum] : sums) {
        out.by_customer.push_back(sum);
    }
    return out;
}

void put_shares(Findings& out, const stats::Concentration& found) {
    json::Array figures;
    Grid grid;
    grid.add({"Gini", plain_number.of(found.gini)});
    grid.add({"standard error", plain_number.of(found.gini_se)});
    grid.add({"Herfindahl", Unit{.digits = 5}.of(found.herfindahl)});
    for (const double top : tops) {
        const double share = found.lorenz->share_of_top(top);
        figures.push_back(json::Object{{"customers", top}, {"value", share}});
        grid.add({fmt::format("top {:g} % give", top * 100), per_cent.of(share)});
    }
    const double needed = found.lorenz->top_customers_for(main_share);
    grid.add({"80 % come from", per_cent.of(needed)});
    out.figures["top"] = std::move(figures);
    out.figures["customers_for_80"] = needed;
    out.text += grid.text();
}

// Where some customers cost more than they bring.
void put_whale(Findings& out, const std::vector<double>& totals) {
    const auto whale = stats::whale_curve(totals);
    if (!whale) {
        out.reason = "No concentration: the total is not above 0";
        return;
    }
    out.figures["peak_share"] = whale->peak_share;
    out.figures["customers_at_peak"] = whale->customers_at_peak;
    out.text += fmt::format(
        "  Some customers' totals are below 0, so there is no Gini: the best {} bring {} of the "
        "total, the others take it down to 100 %.\n",
        whale->customers_at_peak,
        per_cent.of(whale->peak_share)
    );
}

}  // namespace

Findings analyze_concentration(const Table& table, const ConcentrationAsked& asked) {
    const auto totals = totals_of(table, asked);
    const auto found = stats::concentration(stats::value_histogram(totals.by_customer));
    Findings out;
    out.figures["what"] = "concentration";
    out.figures["customers"] = found.customers;
    out.figures["total"] = number(found.total);
    out.figures["missing"] = totals.missing;
    out.figures["gini"] = number(found.gini);
    out.figures["gini_se"] = number(found.gini_se);
    out.figures["herfindahl"] = number(found.herfindahl);
    out.figures["reason"] = text_or_null(found.reason);
    out.text = fmt::format(
        "Concentration of {} over {} customers ({}); {} rows have no customer or no value\n",
        asked.value,
        found.customers,
        table.name(),
        totals.missing
    );
    if (found.reason == "negative_value") {
        put_whale(out, totals.by_customer);
    } else if (!found.reason.empty() || !found.lorenz) {
        out.reason = fmt::format("No concentration: {}", words_of(found.reason));
    } else {
        put_shares(out, found);
    }
    return out;
}

}  // namespace styk::cli
