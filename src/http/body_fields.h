// Reads the members of a small body one by one and collects what is wrong with each; what is not
// asked for is a problem, too.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.h"
#include "base/result.h"
#include "json/fwd.h"

namespace styk::http {

class BodyFields {
public:
    // `body` outlives it. Throws Refusal{invalid} when it is no object.
    explicit BodyFields(const json::Value& body);

    // Absent and null give nothing.
    [[nodiscard]] std::optional<std::string> text(std::string_view name);
    [[nodiscard]] std::optional<std::int64_t> whole(std::string_view name);
    [[nodiscard]] std::optional<bool> flag(std::string_view name);
    [[nodiscard]] std::optional<Instant> instant(std::string_view name);
    [[nodiscard]] std::vector<std::string> texts(std::string_view name);

    // Of a patch: absent gives nothing, null a nothing inside.
    [[nodiscard]] std::optional<std::optional<std::string>> patch(std::string_view name);

    // What stands there, whatever it is; nullptr: absent.
    [[nodiscard]] const json::Value* any(std::string_view name);

    void say(std::string_view name, std::string message);

    // Throws Refusal{invalid} when something was wrong or a member was not asked for.
    void end();

private:
    [[nodiscard]] const json::Value* find(std::string_view name);

    const json::Object& object_;
    std::vector<std::string> asked_;
    Problems problems_;
};

}  // namespace styk::http
