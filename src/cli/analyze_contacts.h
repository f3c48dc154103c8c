// styk analyze waiting|fcr: queues of phone and chat, from a file of events.
#pragma once

#include <optional>
#include <string>

#include "cli/analyze_findings.h"
#include "cli/analyze_table.h"

namespace styk::cli {

// Columns, and the words in the column of types. Without that column every row is answered.
struct QueueAsked {
    std::string at;
    std::optional<std::string> type, contact;
    std::string started = "contact_started", answered = "contact_answered",
                abandoned = "contact_abandoned";
    double level = 0.95;
};

struct WaitingAsked {
    QueueAsked queue;
    std::optional<std::string> wait, by;  // seconds; groups
    double target_s = 20;
};

struct FcrAsked {
    QueueAsked queue;
    std::string customer;
    std::optional<std::string> topic;
    int days = 7;
    std::optional<std::string> until;  // a day; none: the last event
};

[[nodiscard]] Findings analyze_waiting(const Table& table, const WaitingAsked& asked);
[[nodiscard]] Findings analyze_fcr(const Table& table, const FcrAsked& asked);

}  // namespace styk::cli
