#include "insight/alert_store.h"

namespace styk::insight {

namespace {

constexpr std::string_view select_of_alert =
    "SELECT position, id, alert_id, group_key, period, fired_at, n, value, lo, hi, \"limit\", said "
    "FROM alert_firing WHERE alert_id = $1 AND position < $2 ORDER BY position DESC LIMIT $3";

constexpr std::string_view select_fresh =
    "SELECT position, id, alert_id, group_key, period, fired_at, n, value, lo, hi, \"limit\", said "
    "FROM alert_firing f WHERE fired_at >= $1 AND NOT EXISTS (SELECT 1 FROM alert_seen s "
    "WHERE s.firing_id = f.id AND s.user_id = $2) ORDER BY position DESC";

constexpr std::string_view upsert_check =
    "INSERT INTO alert_check (alert_id, revision, period, counted, checked_at) "
    "VALUES ($1, $2, $3, $4, $5) ON CONFLICT (alert_id) DO UPDATE SET revision = "
    "excluded.revision, period = excluded.period, counted = excluded.counted, "
    "checked_at = excluded.checked_at";

constexpr std::string_view insert_firing =
    "INSERT INTO alert_firing (id, alert_id, group_key, period, fired_at, n, value, lo, hi, "
    "\"limit\", said) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) "
    "ON CONFLICT (alert_id, group_key, period) DO NOTHING";

std::optional<double> maybe_real(const db::Row& row, int column) {
    return row.is_null(column) ? std::nullopt : std::optional(row.real(column));
}

Firing read_firing(const db::Row& row) {
    Firing one;
    one.position = row.integer(0);
    one.id = row.string(1);
    one.alert_id = Id<Alert>::parse(row.text(2)).value();
    one.group_key = row.string(3);
    one.period = row.string(4);
    one.fired_at = {row.integer(5)};
    one.n = row.integer(6);
    one.value = row.real(7);
    one.lo = maybe_real(row, 8);
    one.hi = maybe_real(row, 9);
    one.limit = row.real(10);
    one.said = row.string(11);
    return one;
}

}  // namespace

std::optional<AlertCheck> find_check(db::Reader& reader, const Id<Alert>& alert) {
    std::optional<AlertCheck> found;
    reader.query(
        "SELECT revision, period, counted, checked_at FROM alert_check WHERE alert_id = $1",
        [&](const db::Row& row) {
            found = {row.integer(0), row.string(1), row.integer(2), {row.integer(3)}};
        },
        alert.text()
    );
    return found;
}

void put_check(db::Tx& tx, const Id<Alert>& alert, const AlertCheck& check) {
    tx.run(
        upsert_check, alert.text(), check.revision, check.period, check.counted, check.checked_at.us
    );
}

bool add_firing(db::Tx& tx, const Firing& firing) {
    return tx.run(
               insert_firing,
               firing.id,
               firing.alert_id.text(),
               firing.group_key,
               firing.period,
               firing.fired_at.us,
               firing.n,
               firing.value,
               firing.lo,
               firing.hi,
               firing.limit,
               firing.said
           ) == 1;
}

bool has_fired(
    db::Reader& reader, const Id<Alert>& alert, const std::string& group, const std::string& period
) {
    return reader
        .find_integer(
            "SELECT 1 FROM alert_firing WHERE alert_id = $1 AND group_key = $2 AND period = $3",
            alert.text(),
            group,
            period
        )
        .has_value();
}

std::vector<Firing> list_firings(
    db::Reader& reader, const Id<Alert>& alert, std::optional<std::int64_t> before, int limit
) {
    std::vector<Firing> found;
    reader.query(
        select_of_alert,
        [&](const db::Row& row) { found.push_back(read_firing(row)); },
        alert.text(),
        before.value_or(std::int64_t{1} << 62U),
        limit
    );
    return found;
}

std::optional<Instant> last_fired_at(db::Reader& reader, const Id<Alert>& alert) {
    const auto us = reader.find_integer(
        "SELECT MAX(fired_at) FROM alert_firing WHERE alert_id = $1", alert.text()
    );
    return us ? std::optional(Instant{*us}) : std::nullopt;
}

std::vector<Firing> list_fresh_firings(
    db::Reader& reader, Instant since, const std::string& user_id
) {
    std::vector<Firing> found;
    reader.query(
        select_fresh,
        [&](const db::Row& row) { found.push_back(read_firing(row)); },
        since.us,
        user_id
    );
    return found;
}

bool put_aside(db::Tx& tx, const std::string& firing_id, const std::string& user_id) {
    if (!tx.find_integer("SELECT 1 FROM alert_firing WHERE id = $1", firing_id)) {
        return false;
    }
    tx.run(
        "INSERT INTO alert_seen (firing_id, user_id) VALUES ($1, $2) ON CONFLICT DO NOTHING",
        firing_id,
        user_id
    );
    return true;
}

void release_alerts(db::Tx& tx, const std::string& user_id) {
    tx.run(
        "UPDATE alert SET user_id = NULL WHERE user_id = $1 AND EXISTS (SELECT 1 FROM person "
        "WHERE id = $1 AND location_id IS NULL AND role <> 'touchpoint_owner')",
        user_id
    );
}

}  // namespace styk::insight
