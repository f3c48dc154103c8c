#include "db/reader.h"

namespace styk::db {

Param to_param(const record::Value& value) {
    return std::visit(
        [](const auto& one) -> Param {
            if constexpr (std::is_same_v<std::decay_t<decltype(one)>, std::string>) {
                return std::string_view(one);
            } else {
                return one;
            }
        },
        value
    );
}

std::optional<std::string> Row::maybe_string(int column) const {
    return is_null(column) ? std::nullopt : std::optional(string(column));
}

std::optional<std::int64_t> Row::maybe_integer(int column) const {
    return is_null(column) ? std::nullopt : std::optional(integer(column));
}

}  // namespace styk::db
