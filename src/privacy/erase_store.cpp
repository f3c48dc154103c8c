#include "privacy/erase_store.h"

#include <fmt/format.h>

namespace styk::privacy {

namespace {

std::int64_t count(db::Reader& reader, std::string_view table, const Found& found) {
    std::int64_t rows = 0;
    reader.query_params(
        fmt::format("SELECT COUNT(*) FROM \"{}\" WHERE {}", table, found.where),
        params_of(found),
        [&](const db::Row& row) { rows = row.integer(0); }
    );
    return rows;
}

std::int64_t run(db::Tx& tx, const std::string& head, const Found& found) {
    return tx.run_params(head + " WHERE " + found.where, params_of(found));
}

// Kinds under which the trail tells of records of customers; an index leads from kind and id.
constexpr std::string_view scrub =
    "UPDATE audit SET before = NULL, after = NULL, record_id = CASE WHEN kind = 'person' THEN "
    "record_id ELSE '' END, actor_name = CASE WHEN actor_kind = 'customer' THEN '' ELSE actor_name "
    "END "
    "WHERE kind IN ('customer', 'feedback', 'response', 'case', 'customer_case', 'person', "
    "'survey_invitation', 'consent', 'event', 'absence', 'saved_view') AND ";

}  // namespace

std::vector<Share> count_rows(db::Reader& reader, const Traces& traces, Mode mode) {
    std::vector<Share> out;
    for (const Part& part : parts_of(traces.subject)) {
        Share share{std::string(part.table), part.chapter, 0, part.set(mode).empty()};
        for (const Found& found : conditions_of(part, traces)) {
            share.rows += count(reader, part.table, found);
        }
        const bool counted_on =
            part.by_story && mode == Mode::keep_figures &&
            (part.chapter == Chapter::feedback || part.chapter == Chapter::answers) &&
            part.table != "correction";
        const bool stays =
            part.table == "audit" || part.table == "person" || part.table == "suppression";
        share.goes = share.goes && !counted_on && !stays;
        if (share.rows > 0) {
            out.push_back(std::move(share));
        }
    }
    return out;
}

std::int64_t erase_rows(db::Tx& tx, const Traces& traces, Mode mode) {
    std::int64_t rows = 0;
    for (const Part& part : parts_of(traces.subject)) {
        if (part.by_story) {
            continue;
        }
        const auto set = part.set(mode);
        const std::string head = set.empty() ? fmt::format("DELETE FROM \"{}\"", part.table)
                                             : fmt::format("UPDATE \"{}\" SET {}", part.table, set);
        for (const Found& found : conditions_of(part, traces)) {
            rows += run(tx, head, found);
        }
    }
    return rows;
}

std::int64_t scrub_audit(db::Tx& tx, const Traces& traces) {
    const Part part{"audit", Chapter::trail, {{"record_id", Trace::subject}}};
    std::int64_t rows = 0;
    for (const Found& found : conditions_of(part, traces)) {
        rows += tx.run_params(std::string(scrub) + found.where, params_of(found));
    }
    if (traces.subject == Subject::user) {
        rows += tx.run("UPDATE audit SET actor_name = '–' WHERE actor_id = $1", traces.id);
    }
    return rows;
}

std::int64_t hide_suppressions(
    db::Tx& tx, const Traces& traces, const std::map<std::string, std::string>& marks
) {
    std::int64_t rows = 0;
    for (const std::string& address : traces.of(Trace::address)) {
        const std::string& mark = marks.at(address);
        // They were forgotten before and came again: one wish is enough.
        tx.run(
            "DELETE FROM suppression WHERE address = $1 AND EXISTS (SELECT 1 FROM suppression s "
            "WHERE s.address = $2 AND COALESCE(s.survey_id, '') = COALESCE(suppression.survey_id, "
            "''))",
            address,
            mark
        );
        rows += tx.run(
            "UPDATE suppression SET address = $2, note = NULL, search = '', campaign_id = NULL, "
            "revision = revision + 1 WHERE address = $1",
            address,
            mark
        );
    }
    return rows;
}

namespace {

using Again = std::function<std::string(const std::string&)>;

// `select` gives keys and hashes, `update` takes a key and the mark.
std::int64_t mark_rows(
    db::Tx& tx, std::string_view select, std::string_view update, const Again& again, int limit
) {
    std::vector<std::pair<std::string, std::string>> found;
    tx.query(
        select, [&](const db::Row& row) { found.emplace_back(row.string(0), row.string(1)); }, limit
    );
    for (const auto& [id, hash] : found) {
        tx.run(update, id, again(hash));
    }
    return static_cast<std::int64_t>(found.size());
}

constexpr std::string_view bare_addresses =
    "SELECT id, address FROM suppression WHERE LENGTH(address) = 64 AND address NOT LIKE '%@%' "
    "LIMIT $1";
constexpr std::string_view bare_names =
    "SELECT r.id, r.external_key FROM response r JOIN survey s ON s.id = r.survey_id WHERE "
    "r.external_key IS NOT NULL AND LENGTH(r.external_key) = 64 AND s.mode = 'anonymous' LIMIT $1";

}  // namespace

bool has_bare_marks(db::Reader& reader) {
    return reader.find_text(bare_addresses, 1) || reader.find_text(bare_names, 1);
}

std::int64_t mark_again(db::Tx& tx, const Again& again, int limit) {
    return mark_rows(
               tx, bare_addresses, "UPDATE suppression SET address = $2 WHERE id = $1", again, limit
           ) +
           mark_rows(
               tx, bare_names, "UPDATE response SET external_key = $2 WHERE id = $1", again, limit
           );
}

bool remove_customer(db::Tx& tx, const std::string& id) {
    return tx.run("DELETE FROM customer WHERE id = $1", id) == 1;
}

bool empty_user(db::Tx& tx, const std::string& id, Instant at) {
    return tx.run(
               "UPDATE person SET name = '–', email = $2, search = '', active = 0, "
               "password_hash = NULL, language = NULL, department_id = NULL, location_id = NULL, "
               "last_seen_at = NULL, revision = revision + 1, updated_at = $3 WHERE id = $1",
               id,
               fmt::format("{}@erased.invalid", id),
               at.us
           ) == 1;
}

void drop_figures_marks(db::Tx& tx) {
    tx.run("DELETE FROM figures_mark");
}

}  // namespace styk::privacy
