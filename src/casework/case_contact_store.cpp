#include "casework/case_contact_store.h"

#include <fmt/format.h>

#include "casework/case_where_store.h"

namespace styk::casework {

namespace {

// $1 the window, $2 the types.
constexpr std::string_view select_contacts =
    "SELECT k.opened_at, "
    "(SELECT COUNT(DISTINCT COALESCE(e.case_key, e.id)) FROM event e WHERE "
    "e.customer_id = k.customer_id AND e.occurred_at > k.opened_at AND "
    "e.occurred_at <= k.opened_at + ${0} AND {1}) "
    "+ (SELECT COUNT(*) FROM case_message m WHERE m.case_id = k.id AND m.direction = 'in' AND "
    "m.automatic = 0 AND m.at > k.opened_at AND m.at <= k.opened_at + ${0}) "
    "+ (SELECT COUNT(*) FROM case_feedback j WHERE j.case_id = k.id AND j.at > k.opened_at AND "
    "j.at <= k.opened_at + ${0}) "
    "FROM customer_case k{2} ORDER BY k.opened_at, k.seq";

}  // namespace

void each_case_contacts(
    db::Reader& reader,
    const CaseQuery& query,
    const std::vector<std::string>& types,
    const std::function<void(Instant, std::int64_t)>& visit
) {
    CaseWhere where = where_of(query, reader.dialect());
    where.require("k.customer_id IS NOT NULL AND k.merged_into IS NULL");
    const std::int64_t window_us = std::chrono::microseconds(contact_window).count();
    const int window = where.bind(window_us);
    const auto of_types = where.is_in("e.type", types);
    reader.stream_params(
        fmt::format(fmt::runtime(select_contacts), window, of_types, where.text()),
        where.params(),
        [&](const db::Row& row) { visit({row.integer(0)}, row.integer(1)); }
    );
}

std::optional<Instant> find_first_status(db::Reader& reader) {
    const auto us = reader.find_integer(
        "SELECT MIN(at) FROM case_message WHERE direction = 'out' AND automatic = 1"
    );
    return us ? std::optional(Instant{*us}) : std::nullopt;
}

}  // namespace styk::casework
