#include "people/log_in_settings.h"

#include <algorithm>

#include "base/text.h"
#include "json/json.h"
#include "record/rules.h"

namespace styk {

namespace {

using people::Role;
using Wrong = std::optional<std::string>;

constexpr std::size_t longest_map = 20'000;

template <class Check>
record::Rule over_text(Check check) {
    return [check](const record::Value& value) -> Wrong {
        const auto* text = std::get_if<std::string>(&value);
        return text == nullptr ? Wrong() : check(*text);
    };
}

// OpenID Connect Discovery: no query, no fragment. http is refused where it is asked, unless the
// operator opened that network.
Wrong check_issuer(const std::string& url) {
    const bool web = url.starts_with("https://") || url.starts_with("http://");
    const bool plain = std::all_of(url.begin(), url.end(), [](unsigned char c) {
        return c > ' ' && c < 0x7f &&
               std::string_view("\"<>?#@").find(static_cast<char>(c)) == std::string_view::npos;
    });
    return web && plain && url.size() <= 500 && url.find("://") + 3 < url.size()
               ? Wrong()
               : "must be an address such as https://id.example.org/realms/firm";
}

Wrong check_scopes(const std::string& text) {
    const auto words = split(text, ' ');
    const bool has_openid = std::find(words.begin(), words.end(), "openid") != words.end();
    const bool plain = std::all_of(text.begin(), text.end(), [](unsigned char c) {
        return c >= ' ' && c < 0x7f && c != '"' && c != '\\';
    });
    return has_openid && plain && text.size() <= 300 ? Wrong()
                                                     : "must be words apart by spaces, with openid";
}

Wrong check_role_map(const std::string& text) {
    if (text.size() > longest_map) {
        return "is too long";
    }
    const json::Value map = json::parse(text);
    for (const auto& [group, role] : map.get_object()) {
        if (group.empty() || !role.is_string() ||
            !record::choice_of<Role>(std::string(role.get_string()))) {
            return "must give each group one of the roles";
        }
    }
    return {};
}

std::vector<std::string_view> all_roles() {
    return record::choices_of<Role>();
}

}  // namespace

namespace people {

Problems check(const LogInSettings& settings) {
    Problems problems;
    if (settings.active && !settings.issuer) {
        problems.push_back({"/issuer", "is missing: the address of the provider"});
    }
    if (settings.active && !settings.client_id) {
        problems.push_back({"/client_id", "is missing: what the provider calls this Styk"});
    }
    if (settings.only_way && !settings.active) {
        problems.push_back({"/only_way", "needs single sign-on to be on"});
    }
    if (settings.active && !settings.default_role &&
        json::parse(settings.role_map.text).get_object().empty()) {
        problems.push_back(
            {"/default_role", "is missing: nobody could come in without a role or a group's role"}
        );
    }
    return problems;
}

bool needs_second_step(const LogInSettings& settings, Role role) {
    const auto& all = settings.code_roles;
    return std::find(all.begin(), all.end(), record::name_of_choice(role)) != all.end();
}

std::optional<Role> role_of_groups(
    const LogInSettings& settings, std::span<const std::string> groups
) {
    const json::Value map = json::parse(settings.role_map.text);
    std::optional<Role> strongest;
    for (const auto& group : groups) {
        const auto* given = map.get_object().if_contains(group);
        const auto role = given == nullptr
                              ? std::nullopt
                              : record::choice_of<Role>(std::string(given->get_string()));
        if (role && (!strongest || *role < *strongest)) {  // roles.h: from the strongest down
            strongest = role;
        }
    }
    return strongest ? strongest : settings.default_role;
}

}  // namespace people

template <>
const record::Shape& record::shape_of<people::LogInSettings>() {
    using people::LogInSettings;
    static const Shape shape =
        describe<LogInSettings>("log_in_settings", "log_in_settings")
            .field<&LogInSettings::code_roles>(rule::items_of(all_roles()))
            .field<&LogInSettings::active>()
            .field<&LogInSettings::name>(rule::length(1, 60))
            .field<&LogInSettings::issuer>(over_text(check_issuer))
            .field<&LogInSettings::client_id>(rule::length(1, 300))
            .field<&LogInSettings::client_secret_sealed>({}, hidden | read_only)
            .field<&LogInSettings::scopes>(over_text(check_scopes))
            .field<&LogInSettings::groups_claim>(rule::length(1, 200))
            .field<&LogInSettings::role_map>(over_text(check_role_map))
            .field<&LogInSettings::default_role>()
            .field<&LogInSettings::create_users>()
            .field<&LogInSettings::trust_email>()
            .field<&LogInSettings::only_way>()
            .field<&LogInSettings::scim_token_hash>({}, hidden | read_only)
            .may(people::may::administer, people::may::administer);
    return shape;
}

}  // namespace styk
