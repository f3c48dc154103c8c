#include "survey/bulk_store.h"

#include <fmt/format.h>

namespace styk::survey {

namespace {

constexpr std::size_t most_rows = 200, some_rows = 20;

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
    if (params_.size() == most_rows * columns_) {
        run(most_rows);
    }
}

void BulkInsert::flush() {
    while (!params_.empty()) {
        run(params_.size() >= some_rows * columns_ ? some_rows : 1);
    }
    texts_.clear();
}

void BulkInsert::run(std::size_t rows) {
    std::string sql = head_ + " VALUES ";
    for (std::size_t row = 0, n = 0; row < rows; ++row) {
        sql += row == 0 ? "(" : ", (";
        for (std::size_t i = 0; i < columns_; ++i) {
            sql += fmt::format("{}${}", i == 0 ? "" : ", ", ++n);
        }
        sql += ")";
    }
    const auto count = static_cast<std::ptrdiff_t>(rows * columns_);
    written_ +=
        tx_.run_params(sql + tail_, std::span(params_).first(static_cast<std::size_t>(count)));
    params_.erase(params_.begin(), params_.begin() + count);
    if (params_.empty()) {
        texts_.clear();
    }
}

std::string in_list(const std::vector<std::string>& texts, std::vector<db::Param>& params) {
    std::size_t places = 8;
    while (places < texts.size()) {
        places *= 2;
    }
    std::string out = "(VALUES ";
    for (std::size_t i = 0; i < places; ++i) {
        const bool none = texts.empty();
        params.emplace_back(
            none ? db::Param() : db::Param(std::string_view(texts[std::min(i, texts.size() - 1)]))
        );
        out += fmt::format("{}(${})", i == 0 ? "" : ", ", params.size());
    }
    return out + ")";
}

}  // namespace styk::survey
