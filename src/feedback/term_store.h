// Small numbers for the values of dimensions ("term": dimension, value, code), kept in the database
// so that stored facts mean the same for ever, and in memory so that a known value costs no query.
// Any thread may ask.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <shared_mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "db/database.h"

namespace styk::feedback {

class Terms {
public:
    explicit Terms(db::Database& database) : database_(database) {}

    // The code of a value, made (in a transaction of its own) when it is new. 0 for "".
    [[nodiscard]] std::uint32_t code_of(std::string_view dimension, std::string_view value);

    // The code if there is one; reads the database when memory does not know it.
    [[nodiscard]] std::optional<std::uint32_t> find_code(
        std::string_view dimension, std::string_view value
    );

    // The values of a dimension by code; [0] is "". Reads what is new first.
    [[nodiscard]] std::vector<std::string> values_of(std::string_view dimension);

private:
    struct TextHash {
        using is_transparent = void;

        std::size_t operator()(std::string_view text) const {
            return std::hash<std::string_view>()(text);
        }
    };

    using Codes = std::unordered_map<std::string, std::uint32_t, TextHash, std::equal_to<>>;

    [[nodiscard]] std::optional<std::uint32_t> known(
        std::string_view dimension, std::string_view value
    ) const;
    void refresh(std::string_view dimension);

    db::Database& database_;
    mutable std::shared_mutex mutex_;
    std::unordered_map<std::string, Codes, TextHash, std::equal_to<>> dimensions_;
};

}  // namespace styk::feedback
