#include "firm/webhook.h"

#include "people/roles.h"
#include "record/rules.h"

namespace styk {

namespace firm {

const std::vector<std::string_view>& event_names() {
    static const std::vector<std::string_view> names{
        "feedback.received",
        "response.completed",
        "case.opened",
        "case.changed",
        "case.closed",
        "alert.raised",
        "rule.matched"  // called by a rule
    };
    return names;
}

namespace {

// At least one, of those there are, none twice.
record::Rule some_events() {
    return [listed = record::rule::items_of(event_names())](const record::Value& value) {
        const auto* text = std::get_if<std::string>(&value);
        return text != nullptr && *text == "[]" ? std::optional<std::string>("must name an event")
                                                : listed(value);
    };
}

}  // namespace

}  // namespace firm

template <>
const record::Shape& record::shape_of<firm::Webhook>() {
    using firm::Webhook;
    static const Shape shape =
        describe<Webhook>("webhook", "webhooks")
            .field<&Webhook::name>(rule::length(1, 200), searchable | sortable)
            .field<&Webhook::url>(rule::length(1, 2000), searchable)
            .field<&Webhook::events>(firm::some_events())
            .field<&Webhook::thin>()
            .field<&Webhook::ed25519>()
            .field<&Webhook::active>({}, filterable)
            .field<&Webhook::secret_sealed>({}, hidden)
            .field<&Webhook::old_secret_sealed>({}, hidden)
            .field<&Webhook::old_secret_until>({}, read_only)
            .field<&Webhook::seed_sealed>({}, hidden)
            .field<&Webhook::public_key>({}, read_only)
            .field<&Webhook::disabled_at>({}, read_only)
            .field<&Webhook::disabled_reason>({}, read_only)
            .sorted_by("name")
            .may(people::may::administer, people::may::administer);
    return shape;
}

template <>
const record::Shape& record::shape_of<firm::ChatHook>() {
    using firm::ChatHook;
    static const Shape shape =
        describe<ChatHook>("chat_hook", "chat_hooks")
            .field<&ChatHook::name>(rule::length(1, 200), searchable | sortable)
            .field<&ChatHook::kind>({}, filterable)
            .field<&ChatHook::url_sealed>({}, hidden)
            .field<&ChatHook::events>(firm::some_events())
            .field<&ChatHook::language>(rule::language())
            .field<&ChatHook::active>({}, filterable)
            .field<&ChatHook::disabled_at>({}, read_only)
            .field<&ChatHook::disabled_reason>({}, read_only)
            .sorted_by("name")
            .may(people::may::administer, people::may::administer);
    return shape;
}

}  // namespace styk
