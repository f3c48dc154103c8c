#include "story/path_log.h"

#include <algorithm>
#include <cstring>
#include <tuple>

#include "base/result.h"
#include "stats/random.h"

namespace styk::story {

std::uint32_t PathLog::what_of(const customer::PathEvent& event) {
    key_.assign(event.type).append(1, '\0');
    key_.append(event.touchpoint).append(1, '\0').append(event.channel);
    const auto code = codes_.code_of(key_);
    if (code == whats_.size()) {
        whats_.push_back(
            {std::string(event.type), std::string(event.touchpoint), std::string(event.channel)}
        );
    }
    return code;
}

std::size_t PathLog::IdHash::operator()(const Uuid& id) const {
    std::uint64_t high = 0, low = 0;
    std::memcpy(&high, id.bytes.data(), 8);
    std::memcpy(&low, id.bytes.data() + 8, 8);
    return stats::splitmix64(high ^ stats::splitmix64(low));
}

// From 1 on.
std::uint32_t PathLog::customer_of(const customer::PathEvent& event) {
    const auto id = Uuid::parse(event.customer_id);
    if (!id) {
        throw Fault("an event names a customer by something that is no id");
    }
    return customers_.try_emplace(*id, static_cast<std::uint32_t>(customers_.size() + 1))
        .first->second;
}

void PathLog::add(const customer::PathEvent& event) {
    events_.push_back({customer_of(event), what_of(event), event.occurred_at.us, event.arrival});
}

void PathLog::sort() {
    std::ranges::sort(events_, {}, [](const LoggedEvent& one) {
        return std::tie(one.customer, one.at_us, one.arrival);
    });
}

}  // namespace styk::story
