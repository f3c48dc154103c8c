// Query strings and application/x-www-form-urlencoded bodies.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace styk::net {

// Decodes %XX; a bad escape or a result that is not UTF-8 is a Problem. '+' stays as it is.
[[nodiscard]] Result<std::string> percent_decode(std::string_view text);

// Everything but letters, digits and "-._~" becomes %XX.
[[nodiscard]] std::string percent_encode(std::string_view text);

// Names with their values in the order they were sent; a name may come more than once.
class Query {
public:
    using Pair = std::pair<std::string, std::string>;

    // '+' is a space; "a" is "a="; empty parts are skipped. The Problem's pointer names the
    // parameter.
    [[nodiscard]] static Result<Query> parse(std::string_view text);

    [[nodiscard]] std::optional<std::string_view> find(std::string_view name) const;  // the first

    [[nodiscard]] bool has(std::string_view name) const { return find(name).has_value(); }

    [[nodiscard]] const std::vector<Pair>& pairs() const { return pairs_; }

private:
    std::vector<Pair> pairs_;
};

}  // namespace styk::net
