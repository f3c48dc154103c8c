#include "cli/analyze_reliability.h"

#include <fmt/format.h>

#include "base/result.h"
#include "stats/reliability.h"

namespace styk::cli {

namespace {

constexpr double enough = 0.7;
constexpr std::size_t most_items = 64;

stats::Moments whole_rows(const Table& table, const std::vector<std::string>& items) {
    std::vector<Numbers> columns;
    columns.reserve(items.size());
    for (const auto& item : items) {
        columns.push_back(table.numbers(item));
    }
    stats::PatternMoments patterns;
    patterns.variables = static_cast<Eigen::Index>(items.size());
    std::vector<std::optional<double>> cells(items.size());
    for (std::size_t row = 0; row < table.rows(); ++row) {
        for (std::size_t j = 0; j < items.size(); ++j) {
            cells[j] = columns[j][row];
        }
        stats::add(patterns, cells);
    }
    return stats::listwise(patterns);
}

void put_items(Findings& out, const stats::Reliability& found, const ReliabilityAsked& asked) {
    json::Array figures;
    Grid grid;
    grid.add({"item", "with the rest", "alpha without it"});
    for (std::size_t i = 0; i < asked.items.size() && i < found.item_rest.size(); ++i) {
        const auto rest = found.item_rest[i];
        const auto without =
            i < found.alpha_if_deleted.size() ? found.alpha_if_deleted[i] : std::nullopt;
        figures.push_back(json::Object{
            {"name", asked.items[i]},
            {"item_rest", number(rest)},
            {"alpha_if_deleted", number(without)}
        });
        grid.add({asked.items[i], plain_number.of(rest), plain_number.of(without)});
    }
    out.figures["items"] = std::move(figures);
    out.text += "\n" + grid.text();
}

void put_coefficients(Findings& out, const stats::Reliability& found, double level) {
    const auto lo = found.feldt ? std::optional(found.feldt->lo) : std::nullopt;
    const auto hi = found.feldt ? std::optional(found.feldt->hi) : std::nullopt;
    out.figures["alpha"] = number(found.alpha);
    out.figures["lo"] = number(lo);
    out.figures["hi"] = number(hi);
    out.figures["level"] = level;
    out.figures["standardized_alpha"] = number(found.standardized_alpha);
    out.figures["lambda2"] = number(found.lambda2);
    out.figures["omega"] = number(found.omega);
    out.figures["error_of_measurement"] = number(found.error_of_measurement);
    out.figures["reason"] = text_or_null(found.reason);
    Grid grid;
    grid.add({"alpha (Cronbach)", plain_number.of(found.alpha)});
    grid.add({level_text(level), plain_number.of(lo, hi)});
    grid.add({"standardized alpha", plain_number.of(found.standardized_alpha)});
    grid.add({"lambda-2 (Guttman)", plain_number.of(found.lambda2)});
    grid.add({"omega (one factor)", plain_number.of(found.omega)});
    grid.add({"error of measurement", plain_number.of(found.error_of_measurement)});
    out.text += grid.text();
}

}  // namespace

Findings analyze_reliability(const Table& table, const ReliabilityAsked& asked) {
    if (asked.items.size() < 2 || asked.items.size() > most_items) {
        throw Refusal(Code::invalid, "--items: two and more, 64 at most.");
    }
    const auto found = stats::reliability(whole_rows(table, asked.items), asked.level);
    Findings out;
    out.figures["what"] = "reliability";
    out.figures["n"] = found.n;
    out.text = fmt::format(
        "Reliability of the sum of {} items ({}): {:.0f} whole rows of {}\n",
        asked.items.size(),
        table.name(),
        found.n,
        table.rows()
    );
    put_coefficients(out, found, asked.level);
    if (!found.alpha) {
        const auto reason = found.reason.empty() ? stats::reason::no_spread : found.reason;
        out.reason = fmt::format("No reliability: {}", words_of(reason));
        return out;
    }
    put_items(out, found, asked);
    out.text += *found.alpha < enough ? "\nBelow 0.7: do not add these questions up.\n"
                                      : "\n0.7 and above: they may be added up.\n";
    return out;
}

}  // namespace styk::cli
