#include "story/path_log.h"

#include <algorithm>
#include <tuple>

#include "base/id.h"
#include "base/result.h"

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

void PathLog::add(const customer::PathEvent& event) {
    const auto id = Uuid::parse(event.customer_id);
    if (!id) {
        throw Fault("an event names a customer by something that is no id");
    }
    events_.push_back(
        {customers_.code_of(id->bytes), what_of(event), event.occurred_at.us, event.arrival}
    );
}

void PathLog::sort() {
    std::ranges::sort(events_, {}, [](const LoggedEvent& one) {
        return std::tie(one.customer, one.at_us, one.arrival);
    });
}

}  // namespace styk::story
