#include "story/path_log.h"

#include <algorithm>
#include <cstring>
#include <functional>
#include <numeric>
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

// From 1 on. Most often it is the same one as before.
std::uint32_t PathLog::customer_of(const customer::PathEvent& event) {
    if (!events_.empty() && event.customer_id == last_id_) {
        return events_.back().customer;
    }
    const auto id = Uuid::parse(event.customer_id);
    if (!id) {
        throw Fault("an event names a customer by something that is no id");
    }
    last_id_ = event.customer_id;
    return customers_.try_emplace(*id, static_cast<std::uint32_t>(customers_.size() + 1))
        .first->second;
}

void PathLog::add(const customer::PathEvent& event) {
    events_.push_back({customer_of(event), what_of(event), event.occurred_at.us, event.arrival});
}

// Customers are counted, so each event's place is known up to the events of one customer.
void PathLog::sort() {
    const auto by_customer = std::mem_fn(&LoggedEvent::customer);
    const auto by_time = [](const LoggedEvent& one) { return std::tie(one.at_us, one.arrival); };
    if (!std::ranges::is_sorted(events_, {}, by_customer)) {
        std::vector<std::size_t> begins(customers_.size() + 2);
        for (const LoggedEvent& one : events_) {
            ++begins[one.customer + 1];
        }
        std::partial_sum(begins.begin(), begins.end(), begins.begin());
        std::vector<LoggedEvent> placed(events_.size());
        for (const LoggedEvent& one : events_) {
            placed[begins[one.customer]++] = one;
        }
        events_ = std::move(placed);
    }
    for (auto first = events_.begin(); first != events_.end();) {
        const auto last = std::find_if(first, events_.end(), [&](const LoggedEvent& one) {
            return one.customer != first->customer;
        });
        std::ranges::sort(first, last, {}, by_time);
        first = last;
    }
}

}  // namespace styk::story
