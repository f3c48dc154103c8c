#include "insight/relation_sql_store.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <span>

#include "insight/fact_sql_store.h"

namespace styk::insight {

namespace {

using feedback::Directory;
using feedback::Filter;

// PostgreSQL sends at most 1664 columns, SQLite 2000.
constexpr std::size_t sums_at_once = 1000;

// Whether a rating is the item, for an alias of the table `rating`. Of two items that mean the same
// rating the first has it, and an item at a touchpoint goes before the same metric anywhere.
std::string is_item(
    feedback::Conditions& where,
    const std::string& alias,
    const std::vector<Rated>& items,
    std::size_t which
) {
    const Rated& item = items[which];
    const auto before = std::span(items).first(which);
    if (std::ranges::find(before, item) != before.end()) {
        return "1 = 0";
    }
    const std::string metric = fmt::format("{}.metric = ${}", alias, where.bind(item.metric));
    const std::string touchpoint = alias + ".touchpoint";
    if (item.touchpoint) {
        return fmt::format(
            "{} AND COALESCE({}, 1 = 0)", metric, where.is_in(touchpoint, {*item.touchpoint})
        );
    }
    std::vector<std::string> taken;
    for (const Rated& other : items) {
        if (other.metric == item.metric && other.touchpoint) {
            taken.push_back(*other.touchpoint);
        }
    }
    return taken.empty()
               ? metric
               : fmt::format(
                     "{} AND NOT COALESCE({}, 1 = 0)", metric, where.is_in(touchpoint, taken)
                 );
}

// A line for each feedback that the filter means: seq, and v0, v1 … the first rating of each item,
// null where there is none. `rated`: only feedback that rates at least one of the items.
std::string wide(
    FactSql& facts, const std::vector<Rated>& items, const Filter& filter, bool rated
) {
    std::string columns;
    for (std::size_t i = 0; i < items.size(); ++i) {
        columns += fmt::format(
            ", CAST(MIN(CASE WHEN {} THEN r.n * 256 + r.value END) % 256 AS INTEGER) AS v{}",
            is_item(facts.where, "r", items, i),
            i
        );
    }
    std::vector<std::string> metrics;
    metrics.reserve(items.size());
    for (const Rated& item : items) {
        metrics.push_back(item.metric);
    }
    const std::string of_items = facts.where.is_in("r.metric", metrics);
    facts.records(filter);
    facts.passing(filter);
    return fmt::format(
        "SELECT f.seq AS seq{} FROM feedback f {} rating r ON r.feedback_seq = f.seq "
        "AND r.value IS NOT NULL AND {}{} GROUP BY f.seq",
        columns,
        rated ? "JOIN" : "LEFT JOIN",
        of_items,
        facts.where.text()
    );
}

// The columns of cube/cross.h over v0, v1 …
std::vector<std::string> columns_of(const RelationQuestion& question) {
    std::vector<std::string> out;
    const std::size_t items = question.items.size();
    out.reserve(2 * items + 2 * question.ends.size());
    for (std::size_t i = 0; i < items; ++i) {
        out.push_back(fmt::format("COALESCE(v{}, 0)", i));
    }
    for (std::size_t i = 0; question.with_presence && i < items; ++i) {
        out.push_back(fmt::format("CASE WHEN v{} IS NULL THEN 0 ELSE 1 END", i));
    }
    for (std::size_t i = 0; i < question.ends.size(); ++i) {
        const auto& [bad_to, good_from] = question.ends[i];
        out.push_back(fmt::format("CASE WHEN v{} <= {} THEN 1 ELSE 0 END", i, bad_to));
        out.push_back(fmt::format("CASE WHEN v{} >= {} THEN 1 ELSE 0 END", i, good_from));
    }
    return out;
}

bool wants_all_items(const RelationQuestion& question) {
    return !question.by_pattern && !question.with_presence;
}

std::uint32_t all_of(std::size_t items) {
    return static_cast<std::uint32_t>((std::uint64_t{1} << items) - 1);
}

std::string pattern_of(const RelationQuestion& question) {
    if (!question.by_pattern) {
        return std::to_string(question.with_presence ? 0 : all_of(question.items.size()));
    }
    std::string sum = "0";
    for (std::size_t i = 0; i < question.items.size(); ++i) {
        const std::uint64_t bit = std::uint64_t{1} << i;
        sum += fmt::format(" + CASE WHEN v{} IS NULL THEN 0 ELSE {} END", i, bit);
    }
    return sum;
}

// As the cube deals (cube/cross.h).
std::string fold_of(const RelationQuestion& question) {
    return fmt::format(
        "seq % {0} * {1} % {0} * {2} / {0}", cube::fold_modulus, cube::fold_factor, question.folds
    );
}

std::string needed(const RelationQuestion& question) {
    const std::uint32_t bits =
        question.needed | (wants_all_items(question) ? all_of(question.items.size()) : 0);
    std::string text;
    for (std::size_t i = 0; i < question.items.size(); ++i) {
        if ((bits >> i & 1U) != 0) {
            text += fmt::format("{}v{} IS NOT NULL", text.empty() ? " WHERE " : " AND ", i);
        }
    }
    return text;
}

// A sum of one column, or of the product of two.
struct Sum {
    std::size_t i = 0;
    std::optional<std::size_t> j{};
};

std::vector<Sum> sums_of(std::size_t columns) {
    std::vector<Sum> all;
    for (std::size_t i = 0; i < columns; ++i) {
        all.push_back({i, {}});
        for (std::size_t j = 0; j <= i; ++j) {
            all.push_back({i, j});
        }
    }
    return all;
}

class Relater {
public:
    Relater(db::Reader& reader, std::size_t columns) : reader_(reader), columns_(columns) {}

    void add(
        const std::string& lines, const std::vector<db::Param>& params, std::span<const Sum> sums
    ) {
        std::string text;
        for (const auto& [i, j] : sums) {
            text += j ? fmt::format(", SUM(c{} * c{})", i, *j) : fmt::format(", SUM(c{})", i);
        }
        reader_.query_params(
            fmt::format(
                "SELECT fold, pattern, COUNT(*){} FROM ({}) y GROUP BY fold, pattern", text, lines
            ),
            params,
            [&](const db::Row& row) { take(row, sums); }
        );
    }

    [[nodiscard]] cube::CrossAnswer answer() && {
        cube::CrossAnswer out{.columns = columns_};
        for (auto& [key, row] : rows_) {
            out.rows.push_back(std::move(row));
        }
        return out;
    }

private:
    void take(const db::Row& row, std::span<const Sum> sums) {
        const auto fold = static_cast<std::uint32_t>(row.integer(0));
        const auto pattern = static_cast<std::uint32_t>(row.integer(1));
        auto& into = rows_[{fold, pattern}];
        into.fold = fold;
        into.pattern = pattern;
        into.n = static_cast<std::uint64_t>(row.integer(2));
        into.sum.resize(columns_);
        into.cross.resize(columns_ * columns_);
        int at = 3;
        for (const auto& [i, j] : sums) {
            const std::int64_t sum = row.integer(at++);
            if (j) {
                into.cross[i * columns_ + *j] = into.cross[*j * columns_ + i] = sum;
            } else {
                into.sum[i] = sum;
            }
        }
    }

    db::Reader& reader_;
    std::size_t columns_;
    std::map<std::pair<std::uint32_t, std::uint32_t>, cube::CrossRow> rows_;
};

// Of the bad items of a feedback: none, one, or two for several.
std::string bad_items(const std::vector<cube::Ends>& ends) {
    std::string sum;
    for (std::size_t i = 0; i < ends.size(); ++i) {
        sum += fmt::format(
            "{}CASE WHEN v{} <= {} THEN 1 ELSE 0 END", i == 0 ? "" : " + ", i + 1, ends[i].bad_to
        );
    }
    return sum;
}

std::string any_item_rated(std::size_t items) {
    std::string any;
    for (std::size_t i = 1; i <= items; ++i) {
        any += fmt::format("{}v{} IS NOT NULL", i == 1 ? "" : " OR ", i);
    }
    return any;
}

std::uint64_t count_at(const db::Row& row, int column) {
    return static_cast<std::uint64_t>(row.integer(column));
}

}  // namespace

cube::CrossAnswer relate_in(
    db::Reader& reader,
    const Directory& directory,
    const RelationQuestion& question,
    const Filter& filter
) {
    cube::check_items(question.items.size(), question.ends.size(), question.folds);
    const auto columns = columns_of(question);
    Relater relater(reader, columns.size());
    const auto span = span_of(reader, filter);
    if (!span) {
        return std::move(relater).answer();
    }
    FactSql facts(reader.dialect(), directory, *span, FactSql::From::feedback);
    std::string line =
        fmt::format("SELECT {} AS fold, {} AS pattern", fold_of(question), pattern_of(question));
    for (std::size_t i = 0; i < columns.size(); ++i) {
        line += fmt::format(", {} AS c{}", columns[i], i);
    }
    const bool rated = wants_all_items(question) || question.needed != 0;
    const std::string lines = fmt::format(
        "{} FROM ({}) x{}", line, wide(facts, question.items, filter, rated), needed(question)
    );
    const auto sums = sums_of(columns.size());
    for (std::size_t at = 0; at < sums.size(); at += sums_at_once) {
        const std::size_t n = std::min(sums_at_once, sums.size() - at);
        relater.add(lines, facts.where.params(), std::span(sums).subspan(at, n));
    }
    return std::move(relater).answer();
}

cube::SpoiledAnswer spoiled_in(
    db::Reader& reader,
    const Directory& directory,
    const Rated& outcome,
    const std::vector<Rated>& items,
    const std::vector<cube::Ends>& ends,
    const Filter& filter
) {
    cube::check_items(items.size() + 1, ends.size() + 1, 1);
    const cube::SpoiledAnswer::Scores zero(cube::max_score + 1);
    cube::SpoiledAnswer out{zero, zero, zero, {}, {}};
    out.when_bad.assign(items.size(), zero);
    out.when_not.assign(items.size(), zero);
    const auto span = span_of(reader, filter);
    if (!span || items.empty()) {
        return out;
    }
    std::vector<Rated> all = items;
    all.insert(all.begin(), outcome);
    FactSql facts(reader.dialect(), directory, *span, FactSql::From::feedback);
    const std::string lines = wide(facts, all, filter, true);
    std::string sums;
    for (std::size_t i = 0; i < items.size(); ++i) {
        constexpr std::string_view text =
            ", SUM(CASE WHEN v{0} <= {1} THEN 1 ELSE 0 END), SUM(CASE WHEN v{0} > {1} THEN 1 ELSE "
            "0 END)";
        sums += fmt::format(text, i + 1, ends[i].bad_to);
    }
    reader.query_params(
        fmt::format(
            "SELECT v0, bad, COUNT(*){} FROM (SELECT x.*, {} AS bad FROM ({}) x "
            "WHERE v0 IS NOT NULL AND ({})) y GROUP BY v0, bad",
            sums,
            bad_items(ends),
            lines,
            any_item_rated(items.size())
        ),
        facts.where.params(),
        [&](const db::Row& row) {
            const auto score = static_cast<std::size_t>(row.integer(0));
            const std::int64_t bad = row.integer(1);
            (bad == 0 ? out.none : bad == 1 ? out.one : out.several)[score] += count_at(row, 2);
            for (std::size_t i = 0; i < items.size(); ++i) {
                out.when_bad[i][score] += count_at(row, static_cast<int>(2 * i + 3));
                out.when_not[i][score] += count_at(row, static_cast<int>(2 * i + 4));
            }
        }
    );
    return out;
}

std::vector<Companion> companions_in(
    db::Reader& reader, const Directory& directory, const Rated& with, const Filter& filter
) {
    std::vector<Companion> out;
    const auto span = span_of(reader, filter);
    if (!span) {
        return out;
    }
    FactSql facts(reader.dialect(), directory, *span, FactSql::From::ratings);
    facts.records(filter);
    facts.passing(filter);
    facts.where.require("r.value IS NOT NULL");
    facts.where.require(fmt::format("NOT ({})", is_item(facts.where, "r", {with}, 0)));
    facts.where.require(fmt::format(
        "EXISTS (SELECT 1 FROM rating w WHERE w.feedback_seq = f.seq AND w.value IS NOT NULL AND "
        "{})",
        is_item(facts.where, "w", {with}, 0)
    ));
    reader.query_params(
        fmt::format(
            "SELECT metric, touchpoint, COUNT(*) FROM (SELECT DISTINCT r.feedback_seq, r.metric AS "
            "metric, r.touchpoint AS touchpoint {}) x GROUP BY metric, touchpoint",
            facts.source()
        ),
        facts.where.params(),
        [&](const db::Row& row) {
            out.push_back({{row.string(0), row.maybe_string(1)}, count_at(row, 2)});
        }
    );
    std::ranges::sort(out, is_before);
    return out;
}

}  // namespace styk::insight
