// How people come in: of whom a second step is asked, and the firm's own provider of identities
// (OpenID Connect). One record a database.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/id.h"
#include "base/instant.h"
#include "base/result.h"
#include "people/roles.h"
#include "record/shape.h"

namespace styk::people {

struct LogInSettings {
    Id<LogInSettings> id;
    std::int64_t revision = 0;
    Instant created_at, updated_at;

    std::vector<std::string> code_roles{};  // who must set up a second step

    bool active = false;                                // the provider is asked
    std::optional<std::string> name{};                  // what the button calls it
    std::optional<std::string> issuer{};                // "https://id.example.org/realms/firm"
    std::optional<std::string> client_id{};             // of this Styk, at the provider
    std::optional<std::string> client_secret_sealed{};  // none: a public client, PKCE alone
    std::string scopes = "openid email profile";
    std::optional<std::string> groups_claim{};  // "groups", "realm_access.roles"
    record::JsonObject role_map{};              // group -> role; the strongest one counts
    std::optional<Role> default_role{};  // of who is in none of these groups; none: stays outside
    bool create_users = true;            // who is not known yet becomes a user
    bool trust_email = false;  // an e-mail is believed although the provider does not vouch for it
    bool only_way = false;     // no passwords but of break-glass administrators
    std::optional<std::string> scim_token_hash{};
};
BOOST_DESCRIBE_STRUCT(
    LogInSettings,
    (),
    (id,
     revision,
     created_at,
     updated_at,
     code_roles,
     active,
     name,
     issuer,
     client_id,
     client_secret_sealed,
     scopes,
     groups_claim,
     role_map,
     default_role,
     create_users,
     trust_email,
     only_way,
     scim_token_hash)
)

// Rules over more than one field.
[[nodiscard]] Problems check(const LogInSettings& settings);

[[nodiscard]] bool needs_second_step(const LogInSettings& settings, Role role);

// The role that these groups give; nothing when they give none and there is no default.
[[nodiscard]] std::optional<Role> role_of_groups(
    const LogInSettings& settings, std::span<const std::string> groups
);

}  // namespace styk::people

namespace styk::record {
template <>
const Shape& shape_of<people::LogInSettings>();
}  // namespace styk::record
