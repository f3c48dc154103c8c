// Users and groups as SCIM 2.0 writes them (RFC 7643), and changes of them (RFC 7644, 3.5.2).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "json/fwd.h"
#include "people/directory_store.h"
#include "story/directory.h"

namespace styk::http::scim {

inline constexpr std::string_view user_schema = "urn:ietf:params:scim:schemas:core:2.0:User";
inline constexpr std::string_view group_schema = "urn:ietf:params:scim:schemas:core:2.0:Group";

struct GroupOfUser {
    std::string id, name;
};

// `base`: "https://cx.example.org/scim/v2".
[[nodiscard]] json::Object to_json(
    const people::DirectoryPerson& person,
    const std::vector<GroupOfUser>& groups,
    const std::string& base
);
[[nodiscard]] json::Object to_json(const people::DirectoryGroup& group, const std::string& base);

// `before`: as it stands, so that a name that is told in parts is known to have changed; empty for
// a new one. Throws Refusal{invalid} naming every problem. Attributes that Styk does not keep are
// passed over.
[[nodiscard]] story::DirectoryUser read_user(
    const json::Object& resource, const json::Object& before
);
[[nodiscard]] people::DirectoryGroup read_group(const json::Object& resource);

// The resource after a PatchOp. Throws Refusal{invalid} for what is none.
[[nodiscard]] json::Object patched(const json::Object& resource, const json::Object& patch);

// `userName eq "olga"`: one attribute that equals a text; nothing for any other filter.
struct Filter {
    std::string attribute;  // small letters: "username", "emails.value"
    std::string value;
};

[[nodiscard]] std::optional<Filter> read_filter(std::string_view text);

}  // namespace styk::http::scim
