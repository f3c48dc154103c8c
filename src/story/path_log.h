// Events as small numbers, so that millions of them fit into memory (24 bytes each) and are sorted
// in a moment: each customer's after the other's, in the order of time.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/id.h"
#include "customer/path_store.h"
#include "story/text_codes.h"

namespace styk::story {

struct LoggedEvent {
    std::uint32_t customer = 0;
    std::uint32_t what = 0;  // of PathLog::whats()
    std::int64_t at_us = 0, arrival = 0;
};

// What events are alike in; "" where they have none.
struct LoggedWhat {
    std::string type, touchpoint, channel;
};

class PathLog {
public:
    // Throws Fault when the customer's id is none.
    void add(const customer::PathEvent& event);

    void sort();

    [[nodiscard]] const std::vector<LoggedEvent>& events() const { return events_; }

    [[nodiscard]] const std::vector<LoggedWhat>& whats() const { return whats_; }

private:
    // Ids may differ in a few bits alone, so every bit counts.
    struct IdHash {
        std::size_t operator()(const Uuid& id) const;
    };

    [[nodiscard]] std::uint32_t customer_of(const customer::PathEvent& event);
    [[nodiscard]] std::uint32_t what_of(const customer::PathEvent& event);

    std::vector<LoggedEvent> events_;
    std::vector<LoggedWhat> whats_;
    TextCodes codes_;
    std::string key_, last_id_;
    std::unordered_map<Uuid, std::uint32_t, IdHash> customers_;
};

}  // namespace styk::story
