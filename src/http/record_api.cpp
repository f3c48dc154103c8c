#include "http/record_api.h"

#include <algorithm>
#include <spdlog/spdlog.h>

#include "http/once.h"
#include "json/json.h"
#include "record/wire.h"

namespace styk::http::erased {

namespace {

struct Found {
    std::vector<std::shared_ptr<void>> items;
    std::optional<std::string> next_cursor;
};

json::Object to_json(const Kind& kind, const void* record, const Call& call) {
    auto out = record::to_json(kind.shape, record, call.actor.bits());
    if (kind.extend) {
        kind.extend(record, out);
    }
    return out;
}

Answer record_answer(const Kind& kind, int status, const void* record, const Call& call) {
    return with_etag(json_answer(status, to_json(kind, record, call)), kind.revision(record));
}

std::string cursor_at(const Kind& kind, const record::ListQuery& query, const void* record) {
    return record::write_cursor(
        {query.sort->get(record), std::get<std::string>(kind.shape.fields.front().get(record))}
    );
}

Found find_page(db::Reader& reader, const Kind& kind, const record::ListQuery& query) {
    Found found;
    db::erased::list(reader, kind.shape, query, [&] {
        return found.items.emplace_back(kind.make()).get();
    });
    if (found.items.size() > static_cast<std::size_t>(query.limit)) {
        found.items.pop_back();
        found.next_cursor = cursor_at(kind, query, found.items.back().get());
    }
    return found;
}

// A page of what the actor may see: as many pages are read as it takes to fill it.
Found find_page_for(
    db::Reader& reader, const Kind& kind, record::ListQuery query, const people::Actor& actor
) {
    Found all = find_page(reader, kind, query);
    if (!kind.visible) {
        return all;
    }
    const auto limit = static_cast<std::size_t>(query.limit);
    const auto drop = [&](Found& page) {
        std::erase_if(page.items, [&](const auto& one) { return !kind.visible(actor, one.get()); });
    };
    drop(all);
    while (all.items.size() < limit && all.next_cursor) {
        query.after = record::read_cursor(*all.next_cursor);
        Found more = find_page(reader, kind, query);
        drop(more);
        all.items.insert(all.items.end(), more.items.begin(), more.items.end());
        all.next_cursor = more.next_cursor;
    }
    if (all.items.size() > limit) {
        all.items.resize(limit);
        all.next_cursor = cursor_at(kind, query, all.items.back().get());
    }
    return all;
}

Answer list_as_json(const Kind& kind, const Call& call, const Found& found) {
    json::Array items;
    for (const auto& item : found.items) {
        items.push_back(to_json(kind, item.get(), call));
    }
    json::Object body{{"items", std::move(items)}, {"next_cursor", nullptr}};
    if (found.next_cursor) {
        body["next_cursor"] = *found.next_cursor;
    }
    return json_answer(200, body);
}

// Every page, one after the other, as the client reads: memory stays flat however long the list is.
Answer list_as_csv(
    db::Database& database, const Kind& kind, const Call& call, record::ListQuery query
) {
    Answer answer;
    answer.headers.emplace_back("Content-Type", "text/csv; charset=utf-8");
    answer.headers.emplace_back(
        "Content-Disposition", "attachment; filename=\"" + std::string(kind.shape.path) + ".csv\""
    );
    query.limit = record::max_limit;
    answer.chunks = [&database, kind, actor = call.actor, query, first = true, over = false](
                    ) mutable -> std::optional<std::string> {
        if (over) {
            return {};
        }
        const Found found = database.read([&](db::Reader& reader) {
            return find_page_for(reader, kind, query, actor);
        });
        const auto bits = actor.bits();
        std::string text = first ? "\xEF\xBB\xBF" + record::csv_head(kind.shape, bits) : "";
        for (const auto& item : found.items) {
            text += record::csv_row(kind.shape, item.get(), bits);
        }
        first = false;
        over = !found.next_cursor;
        query.after = over ? std::nullopt : record::read_cursor(*found.next_cursor);
        return text;
    };
    return answer;
}

// What an actor may not see they may not find out by filter, order or search either.
void refuse_hidden(const Kind& kind, const Call& call, const record::ListQuery& query) {
    const auto sees = [&](const record::Field& field) { return call.actor.has(field.readers); };
    const auto& fields = kind.shape.fields;
    const bool asks = std::all_of(query.narrow.begin(), query.narrow.end(), [&](const auto& one) {
        return sees(*one.field);
    });
    const bool finds = query.q.empty() ||
                       std::all_of(fields.begin(), fields.end(), [&](const record::Field& field) {
                           return !field.has(record::searchable) || sees(field);
                       });
    if (!asks || !finds || !sees(*query.sort)) {
        throw Refusal(Code::forbidden, "This asks by a field that your role does not see.");
    }
}

Answer list(db::Database& database, const Kind& kind, const Call& call) {
    auto query = record::read_list_query(kind.shape, call.parameters(), {"format"});
    refuse_hidden(kind, call, query);
    if (kind.narrow) {
        kind.narrow(call, query);
    }
    if (call.query.find("format") == "csv") {
        return list_as_csv(database, kind, call, query);
    }
    const Found found = database.read([&](db::Reader& reader) {
        return find_page_for(reader, kind, query, call.actor);
    });
    return list_as_json(kind, call, found);
}

std::shared_ptr<void> load(db::Reader& reader, const Kind& kind, const Call& call) {
    const auto id = call.id<void>();
    auto record = kind.make();
    bool found = db::erased::find(reader, kind.shape, "id", id.text(), record.get());
    if (found && kind.narrow) {
        record::ListQuery query;
        query.sort = &kind.shape.fields.front();
        query.narrow.push_back({query.sort, {id.text()}});
        kind.narrow(call, query);
        found = !find_page(reader, kind, query).items.empty();
    }
    if (!found || (kind.visible && !kind.visible(call.actor, record.get()))) {
        db::erased::refuse_absent(kind.shape);
    }
    return record;
}

// For a change or removal: also theirs to write, and still as it was read.
std::shared_ptr<void> load_to_write(db::Reader& reader, const Kind& kind, const Call& call) {
    auto record = load(reader, kind, call);
    if (kind.writable && !kind.writable(call, record.get())) {
        throw Refusal(Code::forbidden, "This belongs to someone else.");
    }
    need_revision(call, kind.revision(record.get()));
    return record;
}

void entail(const Kind& kind, db::Tx& tx, const Call& call) {
    if (kind.entails) {
        kind.entails(tx, call);
    }
}

// What is changed stands and must not look as if it had failed; the clockwork makes up for it.
void tell(const Kind& kind) {
    try {
        if (kind.changed) {
            kind.changed();
        }
    } catch (const std::exception& why) {
        spdlog::warn("after a change of {}: {}", kind.shape.path, why.what());
    }
}

Answer add(const RecordDoors& doors, const Kind& kind, const Call& call) {
    const json::Value body = call.body();
    const auto record = kind.make();
    refuse_if(record::read_json(
        kind.shape, json::need_object(body), record.get(), record::Intent::add, call.actor.bits()
    ));
    kind.set_id(record.get(), make_uuid_v7(doors.clock, doors.random));
    if (kind.fill) {
        kind.fill(call, record.get());
    }
    Answer made;
    doors.database.write([&](db::Tx& tx) {
        if (kind.check) {
            kind.check(tx, record.get());
        }
        kind.add(tx, record.get(), call.change());
        if (kind.added) {
            kind.added(tx, call, record.get());
        }
        entail(kind, tx, call);
        made = record_answer(kind, 201, record.get(), call);
        remember(call, made);
    });
    tell(kind);
    return made;
}

Answer change(const RecordDoors& doors, const Kind& kind, const Call& call) {
    const json::Value body = call.body();
    const auto& patch = json::need_object(body);
    std::shared_ptr<void> after;
    doors.database.write([&](db::Tx& tx) {
        const auto before = load_to_write(tx, kind, call);
        after = kind.copy(before.get());
        refuse_if(record::read_json(
            kind.shape, patch, after.get(), record::Intent::change, call.actor.bits()
        ));
        if (kind.check) {
            kind.check(tx, after.get());
        }
        kind.change(tx, before.get(), after.get(), call.change());
        entail(kind, tx, call);
    });
    tell(kind);
    return record_answer(kind, 200, after.get(), call);
}

Answer remove(const RecordDoors& doors, const Kind& kind, const Call& call) {
    doors.database.write([&](db::Tx& tx) {
        const auto record = load_to_write(tx, kind, call);
        if (kind.removing) {
            kind.removing(tx, record.get());
        }
        kind.remove(tx, record.get(), call.change());
        entail(kind, tx, call);
    });
    tell(kind);
    return empty_answer();
}

}  // namespace

// Which names the query string of the list may have.
std::string asks_of(const record::Shape& shape) {
    std::string names = "page sort q format";
    for (const record::Field& field : shape.fields) {
        if (field.has(record::filterable)) {
            names += " " + std::string(field.name);
        }
    }
    return names;
}

void add_routes(Router& router, const RecordDoors& doors, const Kind& kind) {
    const auto path = "/api/v1/" + std::string(kind.shape.path);
    const auto one = path + "/{id}";
    const Access read = only(kind.shape.readers);
    const Access write = only(kind.shape.writers);
    const auto table = kind.shape.table;
    router.add_schema(table, record::schema(kind.shape));
    const auto get_one = [doors, kind](const Call& call) {
        const auto record =
            doors.database.read([&](db::Reader& reader) { return load(reader, kind, call); });
        return record_answer(kind, 200, record.get(), call);
    };
    router.add(
        net::Method::get,
        path,
        read,
        [doors, kind](const Call& call) { return list(doors.database, kind, call); },
        {.summary = "List, filter, search",
         .gives = table,
         .page = true,
         .csv = true,
         .asks = asks_of(kind.shape)}
    );
    if (kind.may_add) {
        router.add(
            net::Method::post,
            path,
            write,
            [doors, kind](const Call& call) { return add(doors, kind, call); },
            {.summary = "Add", .takes = table, .gives = table, .status = 201}
        );
    }
    router.add(net::Method::get, one, read, get_one, {.summary = "Read", .gives = table});
    router.add(
        net::Method::patch,
        one,
        write,
        [doors, kind](const Call& call) { return change(doors, kind, call); },
        {.summary = "Change (JSON Merge Patch)", .takes = table, .gives = table}
    );
    if (kind.may_remove) {
        router.add(
            net::Method::del,
            one,
            write,
            [doors, kind](const Call& call) { return remove(doors, kind, call); },
            {.summary = "Remove", .status = 204}
        );
    }
}

}  // namespace styk::http::erased
