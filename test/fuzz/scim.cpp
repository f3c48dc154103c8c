// What a directory sends: a user or group, a change of it and a filter, apart by zero bytes.
#include "fuzz.h"
#include "http/scim_json.h"
#include "json/json.h"
#include "record/rules.h"

namespace styk {

namespace {

void read(const json::Object& resource, const json::Object& before) {
    try {
        const auto user = http::scim::read_user(resource, before);
        fuzz::need(record::rule::is_email(user.email), "a user has an e-mail");
        fuzz::need(!user.name.empty() && !user.user_name.empty(), "and a name");
    } catch (const Refusal& refusal) {
        fuzz::need(!refusal.problems().empty(), "a refusal names the attribute");
    }
    try {
        const auto group = http::scim::read_group(resource);
        fuzz::need(!group.name.empty(), "a group has a name");
    } catch (const Refusal& refusal) {
        fuzz::need(!refusal.problems().empty(), "a refusal names the attribute");
    }
}

}  // namespace

STYK_FUZZ_TARGET(const std::uint8_t* data, std::size_t size) {
    const auto [sent, change, filter] = fuzz::parts_of<3>(fuzz::text_of(data, size));
    if (const auto found = http::scim::read_filter(filter)) {
        fuzz::need(!found->attribute.empty() || filter.size() > 4, "a filter names an attribute");
    }
    const auto resource = json::try_parse(sent);
    const auto patch = json::try_parse(change);
    if (!resource || !resource->is_object()) {
        return 0;
    }
    read(resource->get_object(), {});
    if (!patch || !patch->is_object()) {
        return 0;
    }
    try {
        const auto after = http::scim::patched(resource->get_object(), patch->get_object());
        read(after, resource->get_object());
        fuzz::need(json::try_parse(json::write(after)).has_value(), "it is still a document");
    } catch (const Refusal& refusal) {
        fuzz::need(!refusal.problems().empty(), "a refusal names the operation");
    }
    return 0;
}

}  // namespace styk
