#include "journey/map_table_cells.h"

#include <algorithm>
#include <charconv>
#include <fmt/format.h>

#include "base/text.h"

namespace styk::journey::table {

void TableCells::say(Column column, std::string message) {
    say_at(row_, column, std::move(message));
}

void TableCells::say_at(std::size_t row, Column column, std::string message) {
    const auto found = columns_.find(column);
    const std::string head = found == columns_.end()
                                 ? std::string(heads.at(static_cast<std::size_t>(column))[0])
                                 : table_[0][found->second];
    problems_.push_back({fmt::format("/rows/{}/{}", row + 1, head), std::move(message)});
}

std::string TableCells::cell(Column column) const {
    const auto found = columns_.find(column);
    return found == columns_.end() ? "" : cell_at(found->second);
}

std::string TableCells::cell_at(std::size_t at) const {
    return at < table_[row_].size() ? std::string(trim(table_[row_][at])) : "";
}

Texts TableCells::lines(Column column) const {
    Texts out;
    const std::string text = cell(column);
    for (const auto line : split(text, '\n')) {
        if (!trim(line).empty()) {
            out.emplace_back(trim(line));
        }
    }
    return out;
}

Texts TableCells::words(Column column) const {
    std::string text = cell(column);
    for (const char mark : {';', ','}) {
        std::replace(text.begin(), text.end(), mark, '\n');
    }
    Texts out;
    for (const auto word : split(text, '\n')) {
        if (!trim(word).empty()) {
            out.emplace_back(trim(word));
        }
    }
    return out;
}

std::optional<std::int64_t> TableCells::number(Column column) {
    std::string text = cell(column);
    if (text.empty()) {
        return {};
    }
    if (text.starts_with("\u2212")) {
        text.replace(0, std::string_view("\u2212").size(), "-");
    }
    if (text.starts_with('+')) {
        text.erase(0, 1);
    }
    if (text.ends_with(".0")) {
        text.resize(text.size() - 2);
    }
    std::int64_t value = 0;
    const auto* last = text.data() + text.size();
    if (std::from_chars(text.data(), last, value).ptr != last || text.empty()) {
        say(column, fmt::format("{} is no whole number", cell(column)));
        return {};
    }
    return value;
}

bool TableCells::flag(Column column) {
    const auto word = fold_for_search(cell(column));
    const bool yes = std::any_of(answers[0].begin(), answers[0].end(), [&](auto one) {
        return fold_for_search(one) == word;
    });
    const bool no = word.empty() || word == "0" || word == "false" ||
                    std::any_of(answers[2].begin(), answers[2].end(), [&](auto one) {
                        return fold_for_search(one) == word;
                    });
    if (!yes && !no && word != "1" && word != "true" && word != "x") {
        say(column, "must be yes or no");
    }
    return !no;
}

}  // namespace styk::journey::table
