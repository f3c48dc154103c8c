// The events of queues in memory, with what a contact can be grouped by.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "story/show_contacts.h"

namespace styk::story {

// Texts as small numbers; 0 is "none".
class Words {
public:
    std::uint32_t code(std::string_view text);
    [[nodiscard]] std::optional<std::string> text(std::uint32_t code) const;

private:
    struct Hash {
        using is_transparent = void;

        std::size_t operator()(std::string_view text) const {
            return std::hash<std::string_view>()(text);
        }
    };

    std::unordered_map<std::string, std::uint32_t, Hash, std::equal_to<>> codes_;
    std::vector<std::string> texts_{""};
};

// Codes of one event's Words.
struct ContactTraits {
    std::uint32_t customer = 0, touchpoint = 0, channel = 0, location = 0, segment = 0,
                  lifecycle = 0, topic = 0;
};

struct ContactLog {
    customer::ContactRules rules;
    Words words;
    std::vector<stats::QueueEvent> events;
    std::vector<ContactTraits> traits;  // [event]
};

enum class Reach { these_contacts, every_contact_of_these_customers };

// What the filter says of events, or of customers alone.
[[nodiscard]] std::vector<customer::ContactClause> contact_clauses(
    const feedback::Directory& directory, const feedback::Filter& filter, Reach reach
);

// Events from `from` up to `to`. With `every_contact_of_these_customers` only what the filter says
// of the customer counts.
[[nodiscard]] ContactLog read_contact_log(
    db::Reader& reader,
    const feedback::Directory& directory,
    const feedback::Filter& filter,
    Reach reach,
    Instant from,
    Instant to
);

// Whether the contact itself (its touchpoint and channel) is what the filter asks for.
[[nodiscard]] bool is_asked_for(
    const ContactLog& log, const feedback::Filter& filter, const ContactTraits& traits
);

[[nodiscard]] std::vector<std::optional<std::string>> keys_of(
    const ContactLog& log,
    const feedback::Directory& directory,
    const std::vector<std::string>& by,
    const ContactTraits& traits,
    Instant arrived
);

}  // namespace styk::story
