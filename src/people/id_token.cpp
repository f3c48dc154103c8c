#include "people/id_token.h"

#include <algorithm>

#include "base/text.h"
#include "json/json.h"

namespace styk::people {

namespace {

constexpr std::int64_t skew_s = 120;  // clocks differ
constexpr std::int64_t logout_is_fresh_s = 600;
constexpr std::size_t most_groups = 1000;
constexpr std::string_view logout_event = "http://schemas.openid.net/event/backchannel-logout";

tl::unexpected<Problem> wrong(std::string claim, std::string message) {
    return tl::unexpected(Problem{"/" + std::move(claim), std::move(message)});
}

const json::Value* find(const json::Object& object, std::string_view name) {
    return object.if_contains(name);
}

std::string text_in(const json::Object& object, std::string_view name) {
    const auto* value = find(object, name);
    return value != nullptr && value->is_string() ? std::string(value->get_string()) : "";
}

std::optional<std::int64_t> seconds_in(const json::Object& object, std::string_view name) {
    const auto* value = find(object, name);
    if (value == nullptr || !value->is_number()) {
        return {};
    }
    boost::system::error_code error;
    const auto seconds = value->to_number<double>(error);
    return error || !(std::abs(seconds) < 1e12) ? std::nullopt
                                                : std::optional(static_cast<std::int64_t>(seconds));
}

bool is_for(const json::Object& claims, std::string_view client_id) {
    const auto* audience = find(claims, "aud");
    const auto made_for = text_in(claims, "azp");
    if (audience == nullptr || (!made_for.empty() && made_for != client_id)) {
        return false;
    }
    if (audience->is_string()) {
        return std::string_view(audience->get_string()) == client_id;
    }
    bool found = false;
    bool others = false;
    if (audience->is_array()) {
        for (const auto& one : audience->get_array()) {
            const bool us = one.is_string() && std::string_view(one.get_string()) == client_id;
            found = found || us;
            others = others || !us;
        }
    }
    // With others beside us the token must say that it was made for us.
    return found && (!others || made_for == client_id);
}

// What ID token and logout token have in common: whose it is, for whom, and that it is of now.
std::optional<Problem> check_common(const json::Object& claims, const ClaimsAsked& asked) {
    const std::int64_t now_s = asked.now.us / 1'000'000;
    const auto issued = seconds_in(claims, "iat");
    const auto ends = seconds_in(claims, "exp");
    if (text_in(claims, "iss") != asked.issuer) {
        return Problem{"/iss", "is another issuer: " + text_in(claims, "iss")};
    }
    if (!is_for(claims, asked.client_id)) {
        return Problem{"/aud", "is not for this client"};
    }
    if (!issued || *issued > now_s + skew_s) {
        return Problem{"/iat", "is missing or in the future"};
    }
    if (ends && *ends <= now_s - skew_s) {
        return Problem{"/exp", "is over"};
    }
    return {};
}

// "realm_access.roles" leads into objects, unless a claim has that very name.
const json::Value* find_claim(const json::Object& claims, std::string_view path) {
    if (const auto* whole = find(claims, path)) {
        return whole;
    }
    const json::Object* here = &claims;
    const json::Value* value = nullptr;
    for (const auto part : split(path, '.')) {
        value = here == nullptr ? nullptr : find(*here, part);
        here = value != nullptr ? value->if_object() : nullptr;
    }
    return value;
}

std::vector<std::string> groups_in(const json::Object& claims, std::string_view path) {
    std::vector<std::string> groups;
    const auto* value = path.empty() ? nullptr : find_claim(claims, path);
    if (value != nullptr && value->is_string()) {
        groups.emplace_back(value->get_string());
    }
    if (value != nullptr && value->is_array()) {
        for (const auto& one : value->get_array()) {
            if (one.is_string() && groups.size() < most_groups) {
                groups.emplace_back(one.get_string());
            }
        }
    }
    return groups;
}

std::optional<std::string> known(std::string text) {
    return text.empty() ? std::nullopt : std::optional(std::move(text));
}

// Some providers write "true".
bool is_true(const json::Value* value) {
    return value != nullptr && ((value->is_bool() && value->get_bool()) ||
                                (value->is_string() && value->get_string() == "true"));
}

Claims who_in(const json::Object& claims, std::string_view groups_claim) {
    return {
        text_in(claims, "sub"),
        text_in(claims, "sid"),
        known(text_in(claims, "email")),
        known(text_in(claims, "name")),
        is_true(find(claims, "email_verified")),
        groups_in(claims, groups_claim)
    };
}

}  // namespace

Result<Claims> read_id_token(const std::string& payload, const ClaimsAsked& asked) {
    const auto read = json::try_parse(payload);
    if (!read || !read->is_object()) {
        return wrong("", "is no object");
    }
    const auto& claims = read->get_object();
    if (auto problem = check_common(claims, asked)) {
        return tl::unexpected(*std::move(problem));
    }
    if (!seconds_in(claims, "exp")) {
        return wrong("exp", "is missing");
    }
    if (asked.nonce.empty() || text_in(claims, "nonce") != asked.nonce) {
        return wrong("nonce", "is not the one that was sent");
    }
    Claims out = who_in(claims, asked.groups_claim);
    if (out.subject.empty()) {
        return wrong("sub", "is missing");
    }
    return out;
}

bool add_userinfo(Claims& claims, const std::string& text, std::string_view groups_claim) {
    const auto read = json::try_parse(text);
    if (!read || !read->is_object()) {
        return false;
    }
    Claims more = who_in(read->get_object(), groups_claim);
    if (more.subject != claims.subject) {
        return false;
    }
    if (!claims.email) {
        claims.email = std::move(more.email);
        claims.email_verified = more.email_verified;
    }
    if (!claims.name) {
        claims.name = std::move(more.name);
    }
    if (claims.groups.empty()) {
        claims.groups = std::move(more.groups);
    }
    return true;
}

Result<LogOut> read_logout_token(const std::string& payload, const ClaimsAsked& asked) {
    const auto read = json::try_parse(payload);
    if (!read || !read->is_object()) {
        return wrong("", "is no object");
    }
    const auto& claims = read->get_object();
    if (auto problem = check_common(claims, asked)) {
        return tl::unexpected(*std::move(problem));
    }
    const auto* events = find(claims, "events");
    if (events == nullptr || !events->is_object() ||
        find(events->get_object(), logout_event) == nullptr) {
        return wrong("events", "does not say that somebody logged out");
    }
    if (find(claims, "nonce") != nullptr) {
        return wrong("nonce", "must not be there: this is an ID token");
    }
    if (*seconds_in(claims, "iat") < asked.now.us / 1'000'000 - logout_is_fresh_s) {
        return wrong("iat", "is too long ago");
    }
    LogOut out{text_in(claims, "sub"), text_in(claims, "sid")};
    if (out.subject.empty() && out.session.empty()) {
        return wrong("sub", "is missing, and so is sid");
    }
    return out;
}

}  // namespace styk::people
