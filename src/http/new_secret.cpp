#include "http/new_secret.h"

#include <fmt/format.h>

#include "http/refuse.h"

namespace styk::http {

namespace {

constexpr std::size_t longest = 1000;

}  // namespace

NewSecret take_secret(people::Safe& safe, json::Object& body, std::string_view name) {
    const auto* given = body.if_contains(name);
    NewSecret out{.said = given != nullptr};
    const auto* text = given == nullptr ? nullptr : given->if_string();
    if (text != nullptr && !text->empty() && text->size() <= longest) {
        out.sealed = safe.seal(std::string_view(*text));
    } else if (given != nullptr && !given->is_null()) {
        refuse(fmt::format("/{}", name), "must be a text, or null for none");
    }
    body.erase(name);
    return out;
}

}  // namespace styk::http
