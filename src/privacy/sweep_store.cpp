#include "privacy/sweep_store.h"

#include <fmt/format.h>
#include <set>

namespace styk::privacy {

namespace {

// Codes stand for values, so each must stay another one.
constexpr std::string_view strike_term =
    "UPDATE term SET value = CAST($2 AS TEXT) || CAST(code AS TEXT) WHERE value = $1";

std::int64_t strike_column(
    db::Tx& tx, std::string_view table, std::string_view column, const Marks& marks
) {
    std::set<std::string> texts;
    find_texts(tx, table, column, marks, [&](std::string_view text, std::size_t) {
        texts.emplace(text);
    });
    std::int64_t changed = 0;
    for (const std::string& text : texts) {
        changed += table == "term"
                       ? tx.run(strike_term, text, struck_out)
                       : tx.run(
                             fmt::format(
                                 "UPDATE \"{0}\" SET \"{1}\" = $2 WHERE \"{1}\" = $1", table, column
                             ),
                             text,
                             marks.struck(text)
                         );
    }
    return changed;
}

}  // namespace

std::vector<std::string_view> columns_in(const Carrier& carrier) {
    std::vector<std::string_view> out;
    for (const std::string_view column : carrier.columns) {
        if (!column.empty()) {
            out.push_back(column);
        }
    }
    return out;
}

void find_texts(
    db::Reader& reader,
    std::string_view table,
    std::string_view column,
    const Marks& marks,
    const std::function<void(std::string_view text, std::size_t at)>& visit
) {
    reader.stream_params(
        fmt::format("SELECT \"{1}\" FROM \"{0}\" WHERE \"{1}\" IS NOT NULL", table, column),
        {},
        [&](const db::Row& row) {
            const auto text = row.text(0);
            if (const auto hit = marks.find(text); hit.mark != nullptr) {
                visit(text, hit.at);
            }
        }
    );
}

std::int64_t strike_out(db::Tx& tx, const Traces& traces) {
    auto all = traces.marks;
    all.insert(all.end(), traces.quotes.begin(), traces.quotes.end());
    const Marks marks(std::move(all));
    std::int64_t changed = 0;
    for (const Carrier& carrier : carriers()) {
        for (const std::string_view column : columns_in(carrier)) {
            changed += strike_column(tx, carrier.table, column, marks);
        }
    }
    return changed;
}

}  // namespace styk::privacy
