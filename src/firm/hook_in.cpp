#include "firm/hook_in.h"

#include "firm/hook_map.h"
#include "json/json.h"
#include "people/roles.h"
#include "record/rules.h"

namespace styk {

namespace firm {

Problems check(const HookIn& hook) {
    Problems problems;
    if (hook.scheme != HookScheme::standard && hook.header.empty()) {
        problems.push_back({"/header", "is missing: where the signature or token stands"});
    }
    if (hook.scheme == HookScheme::hmac &&
        hook.signed_content.find("{body}") == std::string::npos) {
        problems.push_back({"/signed_content", "must hold {body}"});
    }
    const bool timed = hook.signed_content.find("{timestamp}") != std::string::npos;
    if (hook.scheme == HookScheme::hmac && timed && !hook.timestamp_header) {
        problems.push_back({"/timestamp_header", "is missing: where {timestamp} is sent"});
    }
    const json::Value map = json::parse(hook.map.text);
    for (auto& [pointer, message] : check_map(map.get_object())) {
        problems.push_back({"/map" + pointer, std::move(message)});
    }
    return problems;
}

bool is_fresh(const HookIn& hook, std::optional<std::int64_t> stamp, Instant now) {
    const std::int64_t now_s = now.us / 1'000'000;
    return hook.tolerance_s == 0 ||
           (stamp && *stamp >= now_s - hook.tolerance_s && *stamp <= now_s + hook.tolerance_s);
}

}  // namespace firm

template <>
const record::Shape& record::shape_of<firm::HookIn>() {
    using firm::HookIn;
    static const Shape shape =
        describe<HookIn>("hook_in", "hooks_in")
            .field<&HookIn::key>(rule::key(), searchable | sortable | filterable | unique | fixed)
            .field<&HookIn::name>(rule::length(1, 200), searchable | sortable)
            .field<&HookIn::recipe>({}, filterable)
            .field<&HookIn::scheme>()
            .field<&HookIn::header>(rule::length(0, 100))
            .field<&HookIn::algorithm>()
            .field<&HookIn::encoding>()
            .field<&HookIn::prefix>(rule::length(0, 40))
            .field<&HookIn::signed_content>(rule::length(0, 100))
            .field<&HookIn::timestamp_header>(rule::length(1, 100))
            .field<&HookIn::tolerance_s>(rule::between(0, 86'400))
            .field<&HookIn::message_id>(rule::length(1, 200))
            .field<&HookIn::map>()
            .field<&HookIn::active>({}, filterable)
            .field<&HookIn::secret_sealed>({}, hidden)
            .sorted_by("name")
            .may(people::may::administer, people::may::administer);
    return shape;
}

}  // namespace styk
