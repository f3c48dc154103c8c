#include "feedback/import_store.h"

#include <fmt/format.h>

#include "base/text.h"
#include "customer/customer_store.h"
#include "feedback/feedback_store.h"
#include "feedback/voice_store.h"
#include "json/json.h"
#include "record/convert.h"

namespace styk::feedback {

namespace {

constexpr std::string_view update_import =
    "UPDATE import SET revision = $1, updated_at = $2, state = $3, delimiter = $4, encoding = $5, "
    "columns = $6, map = $7, "
    "\"rows\" = $8, rows_done = $9, added = $10, skipped = $11, ratings = $12, problems = $13, "
    "problem_count = $14, "
    "preview = $15, finished_at = $16, to_run = $17, author = $18, bytes = $19, "
    "open_cases = $20 WHERE id = $21 AND revision = $22 AND state = $23";
constexpr std::string_view update_progress =
    "UPDATE import SET rows_done = $1, added = $2, skipped = $3, ratings = $4 "
    "WHERE id = $5 AND revision = $6 AND state = $7 AND rows_done = $8";
constexpr std::string_view insert_import =
    "INSERT INTO import (id, revision, created_at, updated_at, kind, name, bytes, state, "
    "delimiter, encoding, columns, "
    "map, \"rows\", rows_done, added, skipped, ratings, problems, problem_count, preview, to_run, "
    "author, search) "
    "VALUES ($1, 1, $2, $2, $3, $4, 0, $5, '', '', '[]', '{}', 0, 0, 0, 0, 0, '[]', 0, '[]', 0, "
    "$6, $7)";
constexpr std::string_view select_feedback_of =
    "SELECT seq, comment, id FROM feedback WHERE import_id = $1 ORDER BY seq LIMIT $2";
constexpr std::string_view select_customers_of =
    "SELECT customer_id FROM import_customer WHERE import_id = $1 ORDER BY customer_id LIMIT $2";
constexpr std::string_view insert_customer_of =
    "INSERT INTO import_customer (import_id, customer_id) SELECT $1, id FROM customer WHERE id = "
    "$2 "
    "ON CONFLICT DO NOTHING";

// So many keys are looked up by one statement; a shorter batch leaves the last places null.
constexpr std::size_t keys_at_once = 250;

const std::string& select_known_keys() {
    static const std::string sql = [] {
        std::string marks;
        for (std::size_t i = 1; i <= keys_at_once; ++i) {
            marks += fmt::format("{}${}", i == 1 ? "" : ", ", i);
        }
        return fmt::format(
            "SELECT external_key FROM feedback WHERE external_key IN ({0}) UNION "
            "SELECT external_key FROM waiting_voice WHERE external_key IN ({0})",
            marks
        );
    }();
    return sql;
}

bool is_used(db::Reader& reader, const std::string& customer_id) {
    return reader.find_integer(
               "SELECT 1 FROM feedback WHERE customer_id = $1 LIMIT 1", customer_id
           ) ||
           reader.find_integer("SELECT 1 FROM event WHERE customer_id = $1 LIMIT 1", customer_id);
}

}  // namespace

void add_import(db::Tx& tx, Import& import, const db::Change& by) {
    import.revision = 1;
    import.created_at = import.updated_at = by.at;
    tx.run(
        insert_import,
        import.id.text(),
        by.at.us,
        record::name_of_choice(import.kind),
        import.name,
        record::name_of_choice(import.state),
        import.author.text,
        fold_for_search(import.name)
    );
}

bool change_import(db::Tx& tx, const Import& before, Import& after, Instant now) {
    after.revision = before.revision + 1;
    after.updated_at = now;
    return tx.run(
               update_import,
               after.revision,
               now.us,
               record::name_of_choice(after.state),
               after.delimiter,
               after.encoding,
               after.columns.text,
               after.map.text,
               after.rows,
               after.rows_done,
               after.added,
               after.skipped,
               after.ratings,
               after.problems.text,
               after.problem_count,
               after.preview.text,
               after.finished_at ? db::Param(after.finished_at->us) : db::Param(),
               after.to_run,
               after.author.text,
               after.bytes,
               after.open_cases,
               before.id.text(),
               before.revision,
               record::name_of_choice(before.state)
           ) == 1;
}

bool keep_progress(db::Tx& tx, const Import& before, const Import& after) {
    return tx.run(
               update_progress,
               after.rows_done,
               after.added,
               after.skipped,
               after.ratings,
               before.id.text(),
               before.revision,
               record::name_of_choice(before.state),
               before.rows_done
           ) == 1;
}

void remove_import(db::Tx& tx, const Import& import, const db::Change& by) {
    if (tx.run(
            "DELETE FROM import WHERE id = $1 AND revision = $2", import.id.text(), import.revision
        ) != 1) {
        throw Refusal(Code::stale, "Someone else changed this in the meantime. Read it again.");
    }
    drop_file(tx, import.id);
    tx.run("DELETE FROM import_customer WHERE import_id = $1", import.id.text());
    db::audit(
        tx,
        by,
        "remove",
        "import",
        import.id.text(),
        json::write(json::Object{{"name", import.name}}),
        ""
    );
}

std::optional<Import> find_import(db::Reader& reader, const Id<Import>& id) {
    auto found = db::find(reader, id);
    return found && found->state != ImportState::uploading ? found : std::nullopt;
}

db::Page<Import> list_imports(db::Reader& reader, record::ListQuery query) {
    record::Narrow visible{record::shape_of<Import>().find("state"), {}};
    for (const auto name : record::choices_of<ImportState>()) {
        if (name != record::name_of_choice(ImportState::uploading)) {
            visible.any_of.emplace_back(std::string(name));
        }
    }
    query.narrow.push_back(std::move(visible));
    return db::list<Import>(reader, query);
}

void add_chunk(db::Tx& tx, const Id<Import>& id, std::int64_t n, std::string_view bytes) {
    tx.run(
        "INSERT INTO import_chunk (import_id, n, bytes) VALUES ($1, $2, $3)",
        id.text(),
        n,
        db::Bytes{bytes}
    );
}

std::optional<std::string> find_chunk(db::Reader& reader, const Id<Import>& id, std::int64_t n) {
    std::optional<std::string> found;
    reader.query(
        "SELECT bytes FROM import_chunk WHERE import_id = $1 AND n = $2",
        [&](const db::Row& row) { found.emplace(row.bytes(0)); },
        id.text(),
        n
    );
    return found;
}

void drop_file(db::Tx& tx, const Id<Import>& id) {
    tx.run("DELETE FROM import_chunk WHERE import_id = $1", id.text());
}

void drop_lost_uploads(db::Tx& tx, Instant begun_before) {
    tx.run(
        "DELETE FROM import_chunk WHERE import_id IN "
        "(SELECT id FROM import WHERE state = 'uploading' AND created_at < $1)",
        begun_before.us
    );
    tx.run("DELETE FROM import WHERE state = 'uploading' AND created_at < $1", begun_before.us);
}

std::unordered_set<std::string> list_known_keys(
    db::Reader& reader, std::span<const std::string> keys
) {
    std::unordered_set<std::string> known;
    for (std::size_t at = 0; at < keys.size(); at += keys_at_once) {
        std::vector<db::Param> params(keys_at_once);
        for (std::size_t i = 0; i < std::min(keys_at_once, keys.size() - at); ++i) {
            params[i] = std::string_view(keys[at + i]);
        }
        reader.query_params(select_known_keys(), params, [&](const db::Row& row) {
            known.insert(row.string(0));
        });
    }
    return known;
}

std::int64_t remove_feedback_of(db::Tx& tx, const Id<Import>& id, int limit) {
    std::vector<Feedback> going;
    tx.query(
        select_feedback_of,
        [&](const db::Row& row) {
            going.emplace_back();
            going.back().seq = row.integer(0);
            going.back().comment = row.string(1);
            going.back().id = Id<Feedback>::parse(row.text(2)).value();
        },
        id.text(),
        limit
    );
    for (const Feedback& one : going) {
        remove(tx, one);
    }
    return static_cast<std::int64_t>(going.size()) + remove_waiting_of(tx, id.text());
}

void note_new_customers(
    db::Tx& tx, const Id<Import>& id, std::span<const std::string> customer_ids
) {
    for (const std::string& customer_id : customer_ids) {
        tx.run(insert_customer_of, id.text(), customer_id);
    }
}

std::int64_t remove_customers_of(
    db::Tx& tx, const Id<Import>& id, int limit, const db::Change& by
) {
    std::vector<std::string> going;
    tx.query(
        select_customers_of,
        [&](const db::Row& row) { going.push_back(row.string(0)); },
        id.text(),
        limit
    );
    for (const std::string& customer_id : going) {
        const auto found = customer::find_customer(tx, customer_id);
        if (found && found->id.text() == customer_id && !is_used(tx, customer_id)) {
            db::remove(tx, *found, by);
        }
        tx.run(
            "DELETE FROM import_customer WHERE import_id = $1 AND customer_id = $2",
            id.text(),
            customer_id
        );
    }
    return static_cast<std::int64_t>(going.size());
}

}  // namespace styk::feedback
