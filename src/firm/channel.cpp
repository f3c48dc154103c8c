#include "firm/channel.h"

#include "people/roles.h"
#include "record/rules.h"

namespace styk {

namespace firm {

std::vector<Channel> first_channels() {
    constexpr std::pair<const char*, const char*> names[] = {
        {"web", "Website"},
        {"email", "E-mail"},
        {"phone", "Phone"},
        {"chat", "Chat"},
        {"store", "Store"},
        {"app", "App"},
        {"sms", "SMS"},
        {"social", "Social media"},
        {"interview", "Interview"},
        {"other", "Other"}
    };
    std::vector<Channel> channels;
    for (const auto& [key, name] : names) {
        Channel& channel = channels.emplace_back();
        channel.key = key;
        channel.name = name;
        channel.position = static_cast<std::int64_t>(channels.size());
    }
    return channels;
}

}  // namespace firm

template <>
const record::Shape& record::shape_of<firm::Channel>() {
    using firm::Channel;
    static const Shape shape =
        describe<Channel>("channel", "channels")
            .field<&Channel::key>(rule::key(), searchable | sortable | filterable | unique | fixed)
            .field<&Channel::name>(rule::length(1, 200), searchable | sortable)
            .field<&Channel::position>(rule::between(0, 1'000'000), sortable)
            .sorted_by("position")
            .may(everybody, people::may::set_up);
    return shape;
}

}  // namespace styk
