#include "customer/where_store.h"

#include <algorithm>
#include <fmt/format.h>

namespace styk::customer {

namespace {

bool has_empty(const std::vector<std::string>& values) {
    return std::find(values.begin(), values.end(), "") != values.end();
}

}  // namespace

int Where::bind(db::Param param) {
    params_.push_back(param);
    return static_cast<int>(params_.size());
}

void Where::require(const std::string& condition) {
    text_ += (text_.empty() ? " WHERE " : " AND ") + condition;
}

void Where::one_of(std::string_view column, const std::vector<std::string>& values) {
    require(fmt::format(
        "({0} IN ({1}){2})",
        column,
        marks(values),
        has_empty(values) ? fmt::format(" OR {} IS NULL", column) : ""
    ));
}

void Where::none_of(std::string_view column, const std::vector<std::string>& values) {
    const bool null_too = has_empty(values);
    require(fmt::format(
        "({0} {1} {0} NOT IN ({2}))",
        column,
        null_too ? "IS NOT NULL AND" : "IS NULL OR",
        marks(values)
    ));
}

std::string Where::marks(const std::vector<std::string>& values) {
    std::string out;
    for (const std::string& value : values) {
        out += fmt::format("{}${}", out.empty() ? "" : ", ", bind(std::string_view(value)));
    }
    return out.empty() ? "NULL" : out;
}

}  // namespace styk::customer
