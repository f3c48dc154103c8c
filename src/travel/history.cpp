#include "travel/history.h"

#include <algorithm>
#include <charconv>
#include <fmt/format.h>
#include <optional>
#include <utility>

#include "base/text.h"

namespace styk::travel {

namespace {

constexpr std::size_t rows_above = 3;  // that any tool writes, at most

bool is_first(const HistoryTable::Row& row, std::initializer_list<std::string_view> names) {
    return !row.empty() && std::find(names.begin(), names.end(), trim(row[0])) != names.end();
}

// What stands between digits is skipped; nothing when there are not so many numbers.
std::optional<std::vector<int>> numbers_of(std::string_view text, std::size_t count) {
    std::vector<int> out;
    const char* at = text.data();
    const char* end = at + text.size();
    while (at != end && out.size() < count) {
        if (*at < '0' || *at > '9') {
            ++at;
            continue;
        }
        int number = 0;
        const auto read = std::from_chars(at, end, number);
        if (read.ec != std::errc()) {
            return {};
        }
        out.push_back(number);
        at = read.ptr;
    }
    return out.size() == count ? std::optional(out) : std::nullopt;
}

// "GMT+1", "GMT-3:30" -> "+01:00", "-03:30"; "" without one.
std::string offset_of(std::string_view text) {
    const auto at = text.find("GMT");
    if (at == std::string_view::npos || at + 4 >= text.size()) {
        return at == std::string_view::npos ? "" : "Z";
    }
    const auto rest = text.substr(at + 4);
    const auto hours = numbers_of(rest, 1);
    const auto both = numbers_of(rest, 2);
    return hours ? fmt::format(
                       "{}{:02}:{:02}",
                       text[at + 3] == '-' ? '-' : '+',
                       (*hours)[0],
                       both ? (*both)[1] : 0
                   )
                 : "";
}

}  // namespace

Tool tool_of(const std::vector<HistoryTable::Row>& first) {
    const bool ids = first.size() > 2 &&
                     std::any_of(first[2].begin(), first[2].end(), [](const std::string& one) {
                         return one.starts_with("{\"ImportId\"") || one.starts_with("{'ImportId'");
                     });
    if (ids) {
        return Tool::qualtrics;
    }
    if (first.size() > 1 && is_first(first[0], {"Respondent ID", "RespondentID"}) &&
        trim(first[1].empty() ? "" : first[1][0]).empty()) {
        return Tool::surveymonkey;
    }
    const bool forms =
        !first.empty() && is_first(first[0], {"Timestamp", "Sygnatura czasowa", "Отметка времени"});
    return forms ? Tool::google_forms : Tool::other;
}

std::string plain_moment(std::string_view text) {
    const auto all = numbers_of(text, 6);
    const bool slashes = text.find('/') != std::string_view::npos;
    if (!all || !slashes) {
        return std::string(text);
    }
    auto n = *all;
    if (n[0] <= 12 && n[2] > 31) {  // month first, as in America
        n = {n[2], n[0], n[1], n[3], n[4], n[5]};
    }
    const bool morning = text.find("AM") != std::string_view::npos,
               evening = text.find("PM") != std::string_view::npos;
    n[3] = morning || evening ? n[3] % 12 + (evening ? 12 : 0) : n[3];
    const std::string offset = offset_of(text);
    return fmt::format(
        "{:04}-{:02}-{:02}{}{:02}:{:02}:{:02}{}",
        n[0],
        n[1],
        n[2],
        offset.empty() ? ' ' : 'T',
        n[3],
        n[4],
        n[5],
        offset
    );
}

void HistoryTable::row(std::int64_t number, Row cells) {
    if (decided_) {
        return pass(number, std::move(cells));
    }
    first_.push_back({number, std::move(cells)});
    if (first_.size() == rows_above) {
        decide();
    }
}

void HistoryTable::end() {
    if (!decided_) {
        decide();
    }
}

void HistoryTable::decide() {
    decided_ = true;
    std::vector<Row> rows;
    rows.reserve(first_.size());
    for (const Numbered& one : first_) {
        rows.push_back(one.cells);
    }
    tool_ = tool_of(rows);
    auto first = std::exchange(first_, {});
    std::size_t next = 0;
    if (tool_ == Tool::qualtrics) {
        write_(first[2].number, first[0].cells);
        next = 3;
    } else if (tool_ == Tool::surveymonkey) {
        first_ = {first[0], first[1]};
        head_of_two();
        next = 2;
    } else if (!first.empty()) {
        write_(first[0].number, first[0].cells);
        moments_ =
            tool_ == Tool::google_forms ? std::vector<std::size_t>{0} : std::vector<std::size_t>();
        next = 1;
    }
    for (; next < first.size(); ++next) {
        pass(first[next].number, std::move(first[next].cells));
    }
}

// A question stands above the first of its columns; what of it, below.
void HistoryTable::head_of_two() {
    const Row above = first_[0].cells, below = first_[1].cells;
    const auto at = [](const Row& row, std::size_t i) {
        return i < row.size() ? std::string(trim(row[i])) : std::string();
    };
    Row names;
    std::string question;
    for (std::size_t i = 0; i < std::max(above.size(), below.size()); ++i) {
        const std::string own = at(above, i), what = at(below, i);
        question = own.empty() ? question : own;
        const bool whole = what.empty() || what == "Response" || what == "Open-Ended Response";
        names.push_back(whole ? question : fmt::format("{} - {}", question, what));
        if (own == "Start Date" || own == "End Date" || own == "StartDate" || own == "EndDate") {
            moments_.push_back(i);
        }
    }
    write_(first_[1].number, names);
    first_.clear();
}

void HistoryTable::pass(std::int64_t number, Row cells) {
    for (const std::size_t at : moments_) {
        if (at < cells.size()) {
            cells[at] = plain_moment(cells[at]);
        }
    }
    write_(number, cells);
}

}  // namespace styk::travel
