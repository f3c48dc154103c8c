// A record of which a firm has exactly one, such as its contact rules. Until it is first changed it
// is not stored: then it is what its defaults say, with revision 0.
#pragma once

#include <fmt/format.h>

#include "db/record_store.h"

namespace styk::db {

template <class T>
[[nodiscard]] T load_single(Reader& reader) {
    const auto id = reader.find_text(fmt::format(
        "SELECT id FROM {} ORDER BY created_at, id LIMIT 1", record::shape_of<T>().table
    ));
    const auto found = id ? find_by<T>(reader, "id", *id) : std::nullopt;
    return found.value_or(T{});
}

// The same in a transaction that will change it: nobody else adds a first one meanwhile.
template <class T>
[[nodiscard]] T load_single_to_change(Tx& tx) {
    if (tx.dialect() == Dialect::postgresql) {
        tx.run(fmt::format("LOCK TABLE {} IN EXCLUSIVE MODE", record::shape_of<T>().table));
    }
    return load_single<T>(tx);
}

// `fresh` is its id if it is stored for the first time.
template <class T>
void change_single(Tx& tx, const T& before, T& after, const Id<T>& fresh, const Change& by) {
    if (before.revision == 0) {
        after.id = fresh;
        add(tx, after, by);
    } else {
        change(tx, before, after, by);
    }
}

}  // namespace styk::db
