// The one store of every described record: find, list, add, change, remove, each change with its
// audit row in the same transaction. A room's own store adds only what is special.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/id.h"
#include "db/database.h"
#include "db/reader.h"
#include "record/list_query.h"
#include "record/shape.h"

namespace styk::db {

// Who changes something, as the audit trail names them.
struct Author {
    std::string kind;  // "user", "token" or "system"
    std::string id;    // empty for the system
    std::string name;
};

// When, by whom, and the source of ids: what every change needs beside the record itself.
struct Change {
    Author author;
    Instant at;
};

// One row of the audit trail. `before` and `after` are JSON objects or empty.
void audit(
    Tx& tx,
    const Change& change,
    std::string_view action,
    std::string_view kind,
    std::string_view record_id,
    const std::string& before,
    const std::string& after
);

namespace erased {  // the same without the type

bool find(
    Reader& reader,
    const record::Shape& shape,
    std::string_view field,
    const record::Value& value,
    void* record
);
void list(
    Reader& reader,
    const record::Shape& shape,
    const record::ListQuery& query,
    const std::function<void*()>& next
);
void add(Tx& tx, const record::Shape& shape, const void* record, const Change& change);
void change(
    Tx& tx, const record::Shape& shape, const void* before, const void* after, const Change& change
);
void remove(Tx& tx, const record::Shape& shape, const void* record, const Change& change);
[[noreturn]] void refuse_absent(const record::Shape& shape);
[[nodiscard]] std::string select_all(const record::Shape& shape);
void read_row(const record::Shape& shape, const Row& row, void* record);

}  // namespace erased

template <class T>
struct Page {
    std::vector<T> items;
    std::optional<std::string> next_cursor;
};

template <class T>
[[nodiscard]] std::optional<T> find_by(
    Reader& reader, std::string_view field, const record::Value& value
) {
    T record{};
    return erased::find(reader, record::shape_of<T>(), field, value, &record)
               ? std::optional(std::move(record))
               : std::nullopt;
}

template <class T>
[[nodiscard]] std::optional<T> find(Reader& reader, const Id<T>& id) {
    return find_by<T>(reader, "id", id.text());
}

// Throws Refusal{not_found}.
template <class T>
[[nodiscard]] T load(Reader& reader, const Id<T>& id) {
    auto found = find<T>(reader, id);
    if (!found) {
        erased::refuse_absent(record::shape_of<T>());
    }
    return *std::move(found);
}

template <class T>
[[nodiscard]] Page<T> list(Reader& reader, const record::ListQuery& query) {
    Page<T> page;
    erased::list(reader, record::shape_of<T>(), query, [&]() -> void* {
        return &page.items.emplace_back();
    });
    if (page.items.size() > static_cast<std::size_t>(query.limit)) {
        page.items.pop_back();
        const T& last = page.items.back();
        page.next_cursor = record::write_cursor({query.sort->get(&last), last.id.text()});
    }
    return page;
}

// Every record in the order of the shape; for the small registers (touchpoints, metrics,
// locations).
template <class T>
[[nodiscard]] std::vector<T> list_all(Reader& reader) {
    record::ListQuery query = record::read_list_query(record::shape_of<T>(), {});
    query.limit = 100'000;
    return list<T>(reader, query).items;
}

// Sets id (when it is empty), revision 1 and times. Throws Refusal{conflict} when a unique field is
// taken.
template <class T>
void add(Tx& tx, T& record, const Change& change) {
    record.revision = 1;
    record.created_at = change.at;
    record.updated_at = change.at;
    erased::add(tx, record::shape_of<T>(), &record, change);
}

// Throws Refusal{stale} when `before` is no longer what is stored. Nothing is written when nothing
// differs.
template <class T>
void change(Tx& tx, const T& before, T& after, const Change& by) {
    after.revision = before.revision + 1;
    after.updated_at = by.at;
    erased::change(tx, record::shape_of<T>(), &before, &after, by);
}

template <class T>
void remove(Tx& tx, const T& record, const Change& change) {
    erased::remove(tx, record::shape_of<T>(), &record, change);
}

}  // namespace styk::db
