// The queue: lists of cases by deadline, age, value or risk, and how many there are. Built on
// indexes over open cases, so that a million closed ones do not slow it. By deadline, value and
// risk those that are open come first, whatever else a list holds.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "casework/case.h"
#include "db/reader.h"
#include "record/list_query.h"

namespace styk::casework {

// What an actor may see: everything, or what one of the lists names. `places` narrows `everything`
// and touchpoints to locations (keys); cases of their own are seen wherever they are.
struct CaseSight {
    bool everything = false;
    std::optional<std::vector<std::string>> places{};
    std::vector<std::string> users{};        // whose cases: the actor and whom they stand in for
    std::vector<std::string> touchpoints{};  // keys
    std::vector<std::string> departments{};  // ids
    bool department_fix_now_only = false;
};

[[nodiscard]] bool sees(const CaseSight& sight, const Case& one);

enum class CaseOrder { due, age, value, risk, newest };

using OrNot = std::vector<std::string>;  // values, or; one that starts with ! is not wanted

struct CaseQuery {
    CaseSight sight;
    OrNot state, owner, department, touchpoint, kind, route, severity, location, segment, cause,
        source;
    std::optional<std::vector<std::string>> mine{};  // owners; deputies of cases without one away
    std::optional<bool> open{};
    bool overdue = false, unassigned = false, unread = false, unanalysed = false;
    std::optional<Instant> risky_since{};             // Case::risk_at not after this
    std::optional<Instant> due_from{}, due_before{};  // before: not included
    std::optional<Instant> from{}, to{};              // opened; to: not included
    std::string customer;                             // id; "": all
    std::string finding;                              // id
    std::string feedback;  // id: the case that it opened, joined or went into
    std::string q;         // a number, or words of the customer
    CaseOrder order = CaseOrder::due;
    Instant now;
    int limit = record::default_limit;
    std::optional<record::Cursor> after{};
};

struct CasePage {
    std::vector<Case> items;
    std::optional<std::string> next_cursor;
};

[[nodiscard]] CasePage list_cases(db::Reader& reader, const CaseQuery& query);

// Of the open ones that the query selects.
struct CaseCounts {
    std::int64_t mine = 0, overdue = 0, due_today = 0, unassigned = 0, unread = 0, public_risk = 0,
                 open = 0;
    std::map<std::string, std::map<std::string, std::int64_t>> by;  // field, key; "": none
};

struct CountEdges {
    std::vector<std::string> mine;  // owners
    Instant end_of_today;
    Instant risky_since;
};

[[nodiscard]] CaseCounts count_cases(
    db::Reader& reader, const CaseQuery& query, const CountEdges& edges
);

// All, open and closed.
[[nodiscard]] std::int64_t count_all(db::Reader& reader, const CaseQuery& query);

// How many of each value of a column (cause_id, source …).
[[nodiscard]] std::map<std::string, std::int64_t> count_by(
    db::Reader& reader, const CaseQuery& query, std::string_view column
);

}  // namespace styk::casework
