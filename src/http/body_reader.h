// The members of a small request body, each read by name; everything wrong is named at once.
#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

#include "http/call.h"
#include "json/json.h"

namespace styk::http {

class BodyReader {
public:
    // Members that are not among `known` are problems.
    BodyReader(const Call& call, std::initializer_list<std::string_view> known);

    // Null counts as absent. `most` in characters; line breaks are allowed.
    [[nodiscard]] std::optional<std::string> find_text(
        std::string_view name, std::size_t most = 200
    );
    [[nodiscard]] std::string need_text(std::string_view name, std::size_t most = 200);
    [[nodiscard]] std::optional<bool> find_flag(std::string_view name);
    [[nodiscard]] std::optional<Instant> find_instant(std::string_view name);

    // The member as it was sent; nothing when it is absent or null.
    [[nodiscard]] const json::Value* find(std::string_view name) const;

    void say(std::string pointer, std::string message);
    void finish();  // throws Refusal{invalid} when anything was wrong

    Problems problems;

private:
    json::Value body_;
};

}  // namespace styk::http
