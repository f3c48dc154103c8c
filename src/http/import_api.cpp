#include "http/import_api.h"

#include "feedback/import_store.h"
#include "http/ndjson.h"
#include "http/refuse.h"
#include "json/json.h"
#include "people/roles.h"
#include "record/rules.h"
#include "record/wire.h"
#include "story/import_feedback.h"

namespace styk::http {

namespace {

using feedback::Import;
namespace may = people::may;

json::Object wire_of(const Import& import) {
    return record::to_json(record::shape_of<Import>(), &import);
}

Answer import_answer(int status, const Import& import) {
    return with_etag(json_answer(status, wire_of(import)), import.revision);
}

// What the address says of the file; the body is the file itself.
story::Upload read_upload(const Call& call) {
    static const record::Rule name_rule = record::rule::length(1, 300);
    Problems problems;
    story::Upload upload;
    for (const auto& [name, text] : call.parameters()) {
        if (name == "kind") {
            const auto kind = record::choice_of<feedback::ImportKind>(text);
            kind ? void(upload.kind = *kind)
                 : problems.push_back({"kind", "must be feedback, customers or events"});
        } else if (name == "name") {
            upload.name = text;
        } else if (name == "survey") {
            upload.survey = text;
        } else {
            problems.push_back({name, "is not a parameter here"});
        }
    }
    if (auto wrong = name_rule(record::Value(upload.name))) {
        problems.push_back({"name", *std::move(wrong)});
    }
    refuse_if(std::move(problems));
    if (!call.request.body_file) {
        throw Refusal(Code::invalid, "The file is empty.");
    }
    upload.file = *call.request.body_file;
    upload.of_lines = is_ndjson(call.request.header("Content-Type"));
    const bool of_columns = upload.kind == feedback::ImportKind::feedback && !upload.of_lines;
    if (!upload.survey.empty() && !of_columns) {
        refuse("survey", "only a table of feedback can answer a survey");
    }
    return upload;
}

Answer list(House& house, const Call& call) {
    const auto query = record::read_list_query(record::shape_of<Import>(), call.parameters());
    const auto page = house.database.read([&](db::Reader& reader) {
        return feedback::list_imports(reader, query);
    });
    json::Array items;
    for (const Import& one : page.items) {
        items.push_back(wire_of(one));
    }
    json::Object body{{"items", std::move(items)}, {"next_cursor", nullptr}};
    if (page.next_cursor) {
        body["next_cursor"] = *page.next_cursor;
    }
    return json_answer(200, body);
}

Answer show(House& house, const Call& call) {
    const auto id = call.id<Import>();
    const auto found =
        house.database.read([&](db::Reader& reader) { return feedback::find_import(reader, id); });
    if (!found) {
        throw Refusal(Code::not_found, "There is no such import.");
    }
    return import_answer(200, *found);
}

// POST …/check: {map?}; …/run: {map?, open_cases?}
Answer begin(House& house, const Call& call, bool to_run) {
    const json::Value body = call.request.body.empty() ? json::Value(json::Object()) : call.body();
    const json::Value* map = nullptr;
    bool open_cases = false;
    for (const auto& [name, value] : json::need_object(body)) {
        if (name == "open_cases" && to_run) {
            if (!value.is_bool()) {
                refuse("/open_cases", "must be true or false");
            }
            open_cases = value.get_bool();
        } else if (name == "map") {
            map = value.is_null() ? nullptr : &value;
        } else {
            refuse("/" + json::escape_pointer(name), "is not known here");
        }
    }
    const auto id = call.id<Import>();
    return import_answer(
        202,
        to_run ? story::run_import(house.intake(), id, map, open_cases, call.change())
               : story::check_import(house.intake(), id, map, call.change())
    );
}

Answer remove(House& house, const Call& call) {
    const bool named = !call.request.header("If-Match").empty();
    const auto revision = named ? std::optional(call.expected_revision()) : std::nullopt;
    story::remove_import(house.intake(), call.id<Import>(), revision, call.change());
    return empty_answer();
}

// What an import goes through after its file has come.
void add_step_routes(Router& router, House& house, const std::string& path, Access who) {
    using net::Method;
    router.add(
        Method::post,
        path + "/{id}/check",
        who,
        [&house](const Call& call) { return begin(house, call, false); },
        {"Check the whole file against a map; nothing is imported", "", "import", 202}
    );
    router.add(
        Method::post,
        path + "/{id}/run",
        who,
        [&house](const Call& call) { return begin(house, call, true); },
        {"Check the whole file, then import all of it or nothing", "", "import", 202}
    );
    router.add(
        Method::post,
        path + "/{id}/undo",
        who,
        [&house](const Call& call) {
            return import_answer(
                202, story::undo_import(house.intake(), call.id<Import>(), call.change())
            );
        },
        {"Take back everything an import brought in", "", "import", 202}
    );
}

}  // namespace

void add_import_routes(Router& router, House& house) {
    using net::Method;
    const std::string path = "/api/v1/imports";
    const Access who = only(may::import_files);
    router.add_schema("import", record::schema(record::shape_of<Import>()));
    router.add(
        Method::post,
        path,
        who,
        [&house](const Call& call) {
            return import_answer(
                201, story::upload_import(house.intake(), read_upload(call), call.change())
            );
        },
        {.summary = "Upload a file; kind is feedback, customers or events, its bytes are the body; "
                    "survey: the rows answer it",
         .gives = "import",
         .status = 201,
         .asks = "kind name survey",
         .again = Again::done_anew}
    );
    router.add(
        Method::get,
        path,
        who,
        [&house](const Call& call) { return list(house, call); },
        {.summary = "Imports, newest first", .gives = "import", .page = true, .asks = "page sort q"}
    );
    router.add(
        Method::get,
        path + "/{id}",
        who,
        [&house](const Call& call) { return show(house, call); },
        {"How far an import is", "", "import"}
    );
    add_step_routes(router, house, path, who);
    router.add(
        Method::del,
        path + "/{id}",
        who,
        [&house](const Call& call) { return remove(house, call); },
        {.summary = "Forget an import and its file; what it brought in stays", .status = 204}
    );
}

}  // namespace styk::http
