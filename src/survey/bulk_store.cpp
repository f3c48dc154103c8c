#include "survey/bulk_store.h"

#include <algorithm>
#include <fmt/format.h>

namespace styk::survey {

namespace {

constexpr std::size_t most_rows = 200, some_rows = 20;  // of parameters
constexpr std::size_t most_of_arrays = 5000;

// One column as PostgreSQL reads an array: {"a","b",NULL}.
class ArrayText {
public:
    void add(const db::Param& value) {
        text_ += text_.size() == 1 ? "" : ",";
        if (const auto* whole = std::get_if<std::int64_t>(&value)) {
            type_ = "bigint[]";
            fmt::format_to(std::back_inserter(text_), "{}", *whole);
        } else if (const auto* real = std::get_if<double>(&value)) {
            type_ = "double precision[]";
            fmt::format_to(std::back_inserter(text_), "{}", *real);
        } else if (const auto* text = std::get_if<std::string_view>(&value)) {
            type_ = "text[]";
            quote(*text);
        } else {
            text_ += "NULL";
        }
    }

    // Nothing: every value is null.
    [[nodiscard]] std::string_view type() const { return type_; }

    [[nodiscard]] std::string end() && { return std::move(text_) + '}'; }

private:
    void quote(std::string_view text) {
        text_ += '"';
        for (const char c : text) {
            if (c == '"' || c == '\\') {
                text_ += '\\';
            }
            text_ += c;
        }
        text_ += '"';
    }

    std::string text_ = "{";
    std::string_view type_;
};

}  // namespace

BulkInsert::BulkInsert(db::Tx& tx, std::string head, std::size_t columns, std::string tail)
    : tx_(tx), head_(std::move(head)), tail_(std::move(tail)), columns_(columns) {}

void BulkInsert::add(std::initializer_list<db::Param> row) {
    for (const db::Param& one : row) {
        if (const auto* text = std::get_if<std::string_view>(&one)) {
            params_.emplace_back(std::string_view(texts_.emplace_back(*text)));
        } else {
            params_.push_back(one);
        }
    }
    const bool arrays = tx_.dialect() == db::Dialect::postgresql;
    const std::size_t most = arrays ? most_of_arrays : most_rows;
    if (params_.size() == most * columns_) {
        run(most);
    }
}

void BulkInsert::flush() {
    while (!params_.empty()) {
        const auto rows = params_.size() / columns_;
        const bool arrays = tx_.dialect() == db::Dialect::postgresql;
        run(arrays ? rows : rows >= some_rows ? some_rows : 1);
    }
    texts_.clear();
}

void BulkInsert::run(std::size_t rows) {
    if (tx_.dialect() == db::Dialect::postgresql) {
        run_arrays(rows);
    } else {
        run_values(rows);
    }
    params_.erase(params_.begin(), params_.begin() + static_cast<std::ptrdiff_t>(rows * columns_));
    if (params_.empty()) {
        texts_.clear();
    }
}

void BulkInsert::run_values(std::size_t rows) {
    std::string sql = head_ + " VALUES ";
    for (std::size_t row = 0, n = 0; row < rows; ++row) {
        sql += row == 0 ? "(" : ", (";
        for (std::size_t i = 0; i < columns_; ++i) {
            sql += fmt::format("{}${}", i == 0 ? "" : ", ", ++n);
        }
        sql += ")";
    }
    written_ += tx_.run_params(sql + tail_, std::span(params_).first(rows * columns_));
}

// A column of nulls alone has no type, and takes the one of the table's.
void BulkInsert::run_arrays(std::size_t rows) {
    std::vector<std::string> arrays;
    std::string wanted, from, names;
    for (std::size_t column = 0; column < columns_; ++column) {
        ArrayText array;
        for (std::size_t row = 0; row < rows; ++row) {
            array.add(params_[row * columns_ + column]);
        }
        wanted += column == 0 ? "" : ", ";
        if (array.type().empty()) {
            wanted += "NULL";
            continue;
        }
        const std::string_view comma = arrays.empty() ? "" : ", ";
        wanted += fmt::format("u.c{}", column);
        from += fmt::format("{}${}::{}", comma, arrays.size() + 1, array.type());
        names += fmt::format("{}c{}", comma, column);
        arrays.push_back(std::move(array).end());
    }
    std::vector<db::Param> params(arrays.begin(), arrays.end());
    const auto sql =
        fmt::format("{} SELECT {} FROM UNNEST({}) AS u ({}){}", head_, wanted, from, names, tail_);
    written_ += tx_.run_params(sql, params);
}

InList::InList(
    const db::Reader& reader, const std::vector<std::string>& texts, std::vector<db::Param>& params
) {
    if (reader.dialect() == db::Dialect::postgresql) {
        ArrayText array;
        for (const std::string& one : texts) {
            array.add(std::string_view(one));
        }
        array_ = std::move(array).end();
        params.emplace_back(std::string_view(array_));
        sql_ = fmt::format("(SELECT UNNEST(${}::text[]))", params.size());
        return;
    }
    std::size_t places = 8;  // doubled, so that few different statements come to be
    while (places < texts.size()) {
        places *= 2;
    }
    sql_ = "(VALUES ";
    for (std::size_t i = 0; i < places; ++i) {
        const bool none = texts.empty();
        params.emplace_back(
            none ? db::Param() : db::Param(std::string_view(texts[std::min(i, texts.size() - 1)]))
        );
        sql_ += fmt::format("{}(${})", i == 0 ? "" : ", ", params.size());
    }
    sql_ += ")";
}

}  // namespace styk::survey
