#include "privacy/dossier_store.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <set>

#include "base/instant.h"
#include "json/json.h"
#include "privacy/sweep_store.h"
#include "privacy/table_store.h"

namespace styk::privacy {

namespace {

constexpr std::size_t longest_excerpt = 300;
constexpr std::size_t most_mentions = 500;

// By the naming of the house: "…_at" and "…_by" of a number, and a plain "at", are instants.
bool is_instant(const Column& column) {
    const std::string_view name = column.name;
    return column.kind == ColumnKind::integer &&
           (name == "at" || name.ends_with("_at") || name.ends_with("_by") ||
            name.ends_with("_until") || name.ends_with("_after"));
}

std::string select_of(std::string_view table, const std::vector<Column>& columns) {
    std::string list;
    for (const Column& one : columns) {
        const bool bytes = one.kind == ColumnKind::bytes;
        list += fmt::format(
            "{}{}\"{}\"{}",
            list.empty() ? "" : ", ",
            bytes ? "LENGTH(" : "",
            one.name,
            bytes ? ")" : ""
        );
    }
    return fmt::format("SELECT {} FROM \"{}\" WHERE ", list, table);
}

// Lists and objects are stored as texts.
json::Value text_value(std::string_view text) {
    if (!text.empty() && (text.front() == '{' || text.front() == '[')) {
        if (auto read = json::try_parse(text)) {
            return *std::move(read);
        }
    }
    return json::Value(text);
}

json::Value cell(const db::Row& row, int at, const Column& column) {
    if (row.is_null(at)) {
        return nullptr;
    }
    switch (column.kind) {
        case ColumnKind::integer:
            // Beyond any calendar: "never".
            return is_instant(column) && row.integer(at) < (std::int64_t{1} << 58U)
                       ? json::Value(to_rfc3339(Instant{row.integer(at)}))
                       : json::Value(row.integer(at));
        case ColumnKind::real:
            return row.real(at);
        case ColumnKind::bytes:
            return json::Value(fmt::format("{} bytes", row.integer(at)));
        case ColumnKind::text:
            break;
    }
    return text_value(row.text(at));
}

Sheet read_sheet(db::Reader& reader, const Part& part, const Traces& traces) {
    auto columns = columns_of(reader, part.table);
    std::erase_if(columns, [](const Column& one) { return is_withheld(one.name); });
    const std::string select = select_of(part.table, columns);
    json::Array rows;
    std::set<std::string> seen;  // two links may find one row
    for (const Found& found : conditions_of(part, traces)) {
        reader.query_params(select + found.where, params_of(found), [&](const db::Row& row) {
            json::Object one;
            for (std::size_t i = 0; i < columns.size(); ++i) {
                one[columns[i].name] = cell(row, static_cast<int>(i), columns[i]);
            }
            if (seen.insert(json::write(one)).second) {
                rows.emplace_back(std::move(one));
            }
        });
    }
    return {std::string(part.table), part.chapter, rows.size(), json::write(rows)};
}

std::string excerpt_around(std::string_view text, std::size_t hit) {
    auto from = hit > longest_excerpt / 2 ? hit - longest_excerpt / 2 : 0;
    auto to = std::min(text.size(), from + longest_excerpt);
    const auto inside_letter = [&](std::size_t i) {
        return i < text.size() && (static_cast<unsigned char>(text[i]) & 0xC0U) == 0x80;
    };
    while (inside_letter(from)) {
        ++from;
    }
    while (inside_letter(to)) {
        ++to;
    }
    return std::string(text.substr(from, to - from));
}

// What the sheets tell already is no mention.
bool is_told(std::string_view table, const Traces& traces) {
    for (const Part& part : parts_of(traces.subject)) {
        if (part.table == table && table != "audit") {
            return true;
        }
    }
    return false;
}

void find_mentions(
    db::Reader& reader,
    const Carrier& carrier,
    std::string_view column,
    const Marks& marks,
    std::vector<Mention>& out
) {
    const auto keep = [&](std::string_view text, std::size_t at) {
        if (out.size() < most_mentions && !is_withheld(column)) {
            out.push_back(
                {std::string(carrier.table), std::string(column), excerpt_around(text, at)}
            );
        }
    };
    find_texts(reader, carrier.table, column, marks, keep);
}

std::vector<Mention> read_mentions(db::Reader& reader, const Traces& traces) {
    auto names = traces.marks;
    // A key alone is no mention of a person.
    std::erase_if(names, [](const std::string& one) { return one.starts_with('"'); });
    const Marks marks(std::move(names));
    std::vector<Mention> out;
    for (const Carrier& carrier : carriers()) {
        if (is_told(carrier.table, traces)) {
            continue;
        }
        for (const std::string_view column : columns_in(carrier)) {
            find_mentions(reader, carrier, column, marks, out);
        }
    }
    return out;
}

std::vector<DossierFile> read_files(db::Reader& reader, const Traces& traces) {
    std::vector<DossierFile> out;
    const Part part{"case_attachment", Chapter::cases, {{"case_message_id", Trace::message}}};
    for (const Found& found : conditions_of(part, traces)) {
        reader.query_params(
            "SELECT name, bytes FROM case_attachment WHERE bytes IS NOT NULL AND " + found.where,
            params_of(found),
            [&](const db::Row& row) { out.push_back({row.string(0), std::string(row.bytes(1))}); }
        );
    }
    return out;
}

}  // namespace

bool is_withheld(std::string_view column) {
    constexpr std::array<std::string_view, 8> names{
        "token", "receipt", "stop", "search", "lease", "folded", "salt", "device"
    };
    return column.ends_with("_hash") || column.ends_with("_sealed") ||
           std::find(names.begin(), names.end(), column) != names.end();
}

Dossier read_dossier(db::Reader& reader, const Traces& traces) {
    Dossier out{traces, {}, {}, {}};
    for (const Part& part : parts_of(traces.subject)) {
        auto sheet = read_sheet(reader, part, traces);
        if (sheet.rows > 0) {
            out.sheets.push_back(std::move(sheet));
        }
    }
    std::stable_sort(out.sheets.begin(), out.sheets.end(), [](const Sheet& a, const Sheet& b) {
        return a.chapter < b.chapter;
    });
    out.mentions = read_mentions(reader, traces);
    out.files = read_files(reader, traces);
    return out;
}

}  // namespace styk::privacy
