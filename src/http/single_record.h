// A record of which a firm has exactly one, such as its contact rules: read with an ETag, changed
// by a merge patch with If-Match.
#pragma once

#include "db/reader.h"
#include "http/record_api.h"
#include "json/json.h"
#include "record/wire.h"

namespace styk::http {

template <class T>
[[nodiscard]] Answer single_record_answer(const T& one) {
    return with_etag(json_answer(200, record::to_json(record::shape_of<T>(), &one)), one.revision);
}

// `load` gives what stands, locked by the transaction; `change` writes before -> after (with a
// fresh id for the first time). Throws Refusal for a wrong revision or body.
template <class T, class Load, class Change>
[[nodiscard]] Answer change_single_record(
    House& house, const Call& call, const Load& load, const Change& change
) {
    const json::Value body = call.body();
    const auto& patch = json::need_object(body);
    const Id<T> fresh{make_uuid_v7(house.clock, house.random)};
    T after;
    house.database.write([&](db::Tx& tx) {
        const T before = load(tx);
        need_revision(call, before.revision);
        after = before;
        const auto intent = record::Intent::change;
        refuse_if(record::read_json(record::shape_of<T>(), patch, &after, intent, call.actor.bits())
        );
        change(tx, before, after, fresh, call.change());
    });
    return single_record_answer(after);
}

}  // namespace styk::http
