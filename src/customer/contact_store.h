// The rules of contacts, and the events that they make contacts of.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "customer/contact_rules.h"
#include "db/record_store.h"

namespace styk::customer {

// The usual rules when none are stored.
[[nodiscard]] ContactRules load_contact_rules(db::Reader& reader);

// The same, and nobody else changes them until the transaction is over.
[[nodiscard]] ContactRules load_contact_rules_to_change(db::Tx& tx);

// Refusal{invalid} naming what is wrong with `after`; `before` as it was loaded. `fresh`: the id of
// the first rules that are stored.
void change_contact_rules(
    db::Tx& tx,
    const ContactRules& before,
    ContactRules& after,
    const Id<ContactRules>& fresh,
    const db::Change& by
);

// What is known of an event's contact. Texts last until the visitor returns; empty: none.
struct ContactEvent {
    std::string_view type, key, case_key, customer_id, touchpoint, channel, location_id, segment,
        lifecycle, attributes;
    Instant occurred_at;
    std::optional<double> duration_s{};
};

enum class ContactField { touchpoint, channel, customer, lifecycle, segment, location };

// Over events and their customers. `values`: of customer keys or ids, of location ids; "" stands
// for "has none".
struct ContactClause {
    ContactField field = ContactField::channel;
    std::vector<std::string> values;
    bool negated = false;
};

class Where;

// One more condition over `event e LEFT JOIN customer c`; the clause must outlive the query.
void require(Where& where, const ContactClause& clause);

struct ContactQuery {
    std::vector<std::string> types;
    std::vector<ContactClause> clauses;  // all must hold
    Instant from, to;                    // to: not included
};

// In order of time. Never all in memory.
void each_contact_event(
    db::Reader& reader,
    const ContactQuery& query,
    const std::function<void(const ContactEvent&)>& visit
);

}  // namespace styk::customer
