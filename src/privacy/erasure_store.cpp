#include "privacy/erasure_store.h"

#include <fmt/format.h>
#include <unordered_set>

#include "people/secret.h"
#include "record/convert.h"

namespace styk::privacy {

namespace {

Erasure read(const db::Row& row) {
    Erasure out;
    out.id = row.string(0);
    out.subject = record::choice_of<Subject>(row.text(1)).value();
    out.subject_hash = row.string(2);
    out.mode = record::choice_of<Mode>(row.text(3)).value();
    out.reason = record::choice_of<Reason>(row.text(4)).value();
    out.at = {row.integer(5)};
    out.records = row.integer(6);
    out.by_id = row.maybe_string(7);
    if (const auto repeated = row.maybe_integer(8)) {
        out.repeated_at = Instant{*repeated};
    }
    return out;
}

constexpr std::string_view silent =
    "FROM customer c WHERE c.updated_at < $1 "
    "AND NOT EXISTS (SELECT 1 FROM feedback f WHERE f.customer_id = c.id AND f.occurred_at >= $1) "
    "AND NOT EXISTS (SELECT 1 FROM event e WHERE e.customer_id = c.id AND e.occurred_at >= $1) "
    "AND NOT EXISTS (SELECT 1 FROM response r WHERE r.customer_id = c.id AND r.changed_at >= $1) "
    "AND NOT EXISTS (SELECT 1 FROM consent a WHERE a.customer_id = c.id AND a.at >= $1) "
    "AND NOT EXISTS (SELECT 1 FROM customer_case k WHERE k.customer_id = c.id AND "
    "(k.updated_at >= $1 OR k.state <> 'closed'))";

}  // namespace

bool add_erasure(db::Tx& tx, const Erasure& one) {
    return tx.run(
               "INSERT INTO erasure (id, subject, subject_hash, mode, reason, at, records, by_id) "
               "VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (subject_hash) DO NOTHING",
               one.id,
               record::name_of_choice(one.subject),
               one.subject_hash,
               record::name_of_choice(one.mode),
               record::name_of_choice(one.reason),
               one.at.us,
               one.records,
               one.by_id
           ) == 1;
}

void note_repeated(db::Tx& tx, const std::string& subject_hash, Instant at) {
    tx.run("UPDATE erasure SET repeated_at = $2 WHERE subject_hash = $1", subject_hash, at.us);
}

std::vector<Erasure> list_erasures(db::Reader& reader, int limit) {
    std::vector<Erasure> out;
    reader.query(
        "SELECT id, subject, subject_hash, mode, reason, at, records, by_id, repeated_at "
        "FROM erasure ORDER BY at DESC, id DESC LIMIT $1",
        [&](const db::Row& row) { out.push_back(read(row)); },
        limit
    );
    return out;
}

std::vector<std::string> find_returned(
    db::Reader& reader, Subject subject, const std::vector<Erasure>& erasures
) {
    std::unordered_set<std::string> hashes;
    for (const Erasure& one : erasures) {
        if (one.subject == subject) {
            hashes.insert(one.subject_hash);
        }
    }
    std::vector<std::string> out;
    if (hashes.empty()) {
        return out;
    }
    // A forgotten user keeps an empty row.
    reader.stream_params(
        subject == Subject::customer
            ? "SELECT id FROM customer"
            : "SELECT id FROM person WHERE email NOT LIKE '%@erased.invalid'",
        {},
        [&](const db::Row& row) {
            if (hashes.contains(people::hash_secret(row.text(0)))) {
                out.push_back(row.string(0));
            }
        }
    );
    return out;
}

std::vector<std::string> list_silent_customers(db::Reader& reader, Instant since, int limit) {
    std::vector<std::string> out;
    reader.query(
        fmt::format("SELECT c.id {} ORDER BY c.id LIMIT $2", silent),
        [&](const db::Row& row) { out.push_back(row.string(0)); },
        since.us,
        limit
    );
    return out;
}

std::int64_t count_silent_customers(db::Reader& reader, Instant since) {
    return reader.find_integer(fmt::format("SELECT COUNT(*) {}", silent), since.us).value_or(0);
}

}  // namespace styk::privacy
