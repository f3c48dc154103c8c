// The five routes of a described record: list (also as CSV), read, add, change, remove.
#pragma once

#include <functional>
#include <memory>

#include "db/record_store.h"
#include "http/router.h"

namespace styk::http {

// What is special about one kind of record. Each may throw a Refusal; all but `changed` run inside
// the transaction.
template <class T>
struct RecordRules {
    std::function<void(const Call&, T&)> fill = {};  // sets what the server sets, on add
    std::function<void(db::Reader&, const T&)> check = {
    };  // rules over other records, on add and change
    std::function<void(db::Tx&, const Call&, const T&)> added = {
    };  // with it, in the same transaction
    std::function<void(db::Tx&, const T&)> removing = {};    // before it goes
    std::function<void(db::Tx&, const Call&)> entails = {};  // what follows from each of the three
    std::function<void()> changed = {};                      // after the commit, in memory only
    std::function<void(const Call&, record::ListQuery&)> narrow = {
    };  // what this actor may not see
    std::function<bool(const people::Actor&, const T&)> visible = {
    };  // the same for single records, after reading
    std::function<bool(const Call&, const T&)> writable = {
    };  // may this actor change or remove it?
    std::function<void(const T&, json::Object&)> extend = {};  // more members in the answer
    bool may_add = true;
    bool may_remove = true;
};

struct RecordDoors {
    db::Database& database;
    const Clock& clock;
    Random& random;
};

namespace erased {

// What record_api.cpp needs to know of T.
struct Kind {
    const record::Shape& shape;
    std::function<std::shared_ptr<void>()> make;
    std::function<std::shared_ptr<void>(const void*)> copy;
    std::function<void(void*, const Uuid&)> set_id;
    std::function<std::int64_t(const void*)> revision;
    std::function<void(db::Tx&, void*, const db::Change&)> add;
    std::function<void(db::Tx&, const void*, void*, const db::Change&)> change;
    std::function<void(db::Tx&, const void*, const db::Change&)> remove;
    std::function<void(const Call&, void*)> fill;
    std::function<void(db::Reader&, const void*)> check;
    std::function<void(db::Tx&, const Call&, const void*)> added;
    std::function<void(db::Tx&, const void*)> removing;
    std::function<void(db::Tx&, const Call&)> entails;
    std::function<void()> changed;
    std::function<void(const Call&, record::ListQuery&)> narrow;
    std::function<bool(const people::Actor&, const void*)> visible;
    std::function<bool(const Call&, const void*)> writable;
    std::function<void(const void*, json::Object&)> extend;
    bool may_add;
    bool may_remove;
};

void add_routes(Router& router, const RecordDoors& doors, const Kind& kind);

}  // namespace erased

template <class T>
void add_record_routes(Router& router, const RecordDoors& doors, const RecordRules<T>& rules = {}) {
    const auto cast = [](const void* p) -> const T& { return *static_cast<const T*>(p); };
    erased::Kind kind{
        .shape = record::shape_of<T>(),
        .make = [] { return std::make_shared<T>(); },
        .copy = [=](const void* p) { return std::make_shared<T>(cast(p)); },
        .set_id = [](void* p, const Uuid& uuid) { static_cast<T*>(p)->id.uuid = uuid; },
        .revision = [=](const void* p) { return cast(p).revision; },
        .add = [](db::Tx& tx, void* p, const db::Change& by
               ) { db::add(tx, *static_cast<T*>(p), by); },
        .change = [=](db::Tx& tx, const void* before, void* after, const db::Change& by
                  ) { db::change(tx, cast(before), *static_cast<T*>(after), by); },
        .remove = [=](db::Tx& tx, const void* p, const db::Change& by
                  ) { db::remove(tx, cast(p), by); },
        .fill = {},
        .check = {},
        .added = {},
        .removing = {},
        .entails = rules.entails,
        .changed = rules.changed,
        .narrow = rules.narrow,
        .visible = {},
        .writable = {},
        .extend = {},
        .may_add = rules.may_add,
        .may_remove = rules.may_remove
    };
    if (rules.fill) {
        kind.fill = [f = rules.fill](const Call& call, void* p) { f(call, *static_cast<T*>(p)); };
    }
    if (rules.check) {
        kind.check = [=, f = rules.check](db::Reader& r, const void* p) { f(r, cast(p)); };
    }
    if (rules.added) {
        kind.added = [=, f = rules.added](db::Tx& tx, const Call& call, const void* p) {
            f(tx, call, cast(p));
        };
    }
    if (rules.removing) {
        kind.removing = [=, f = rules.removing](db::Tx& tx, const void* p) { f(tx, cast(p)); };
    }
    if (rules.visible) {
        kind.visible = [=, f = rules.visible](const people::Actor& actor, const void* p) {
            return f(actor, cast(p));
        };
    }
    if (rules.writable) {
        kind.writable = [=, f = rules.writable](const Call& call, const void* p) {
            return f(call, cast(p));
        };
    }
    if (rules.extend) {
        kind.extend = [=, f = rules.extend](const void* p, json::Object& out) { f(cast(p), out); };
    }
    erased::add_routes(router, doors, kind);
}

}  // namespace styk::http
