// Events as small numbers, so that millions of them fit into memory (24 bytes each) and are sorted
// in a moment: each customer's after the other's, in the order of time.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "customer/path_store.h"
#include "story/customer_codes.h"
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
    [[nodiscard]] std::uint32_t what_of(const customer::PathEvent& event);

    std::vector<LoggedEvent> events_;
    std::vector<LoggedWhat> whats_;
    TextCodes codes_;
    std::string key_;
    CustomerCodes customers_;
};

}  // namespace styk::story
