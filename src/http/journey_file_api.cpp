#include "base/text.h"
#include "http/file_answer.h"
#include "http/journey_json.h"
#include "http/journeys_api.h"
#include "http/query.h"
#include "people/roles.h"
#include "record/wire.h"
#include "story/journey_files.h"

namespace styk::http {

namespace {

namespace may = people::may;
using journey::Journey;
using story::MapFormat;

constexpr std::string_view csv_type = "text/csv; charset=utf-8", json_type = "application/json";

Answer bring_in(House& house, const Call& call) {
    const auto name = parameter(call, "name").value_or("");
    const auto format = story::format_of_name(name);
    if (!format) {
        throw Refusal(
            Code::invalid,
            "Which kind of file is it?",
            {{"name", "must be the name of a .csv, .xlsx or .json file"}}
        );
    }
    auto start = story::read_map_file(house.intake(), {name, call.request.body, *format});
    auto started = story::prepare_journey(house.intake(), std::move(start), call.change());
    house.database.write([&](db::Tx& tx) { story::write_journey(tx, started, call.change()); });
    auto body =
        record::to_json(record::shape_of<Journey>(), &started.journey, call.actor.bits());
    auto head = started.map.head;
    head.steps = static_cast<std::int64_t>(started.map.doc.steps.size());
    body["maps"] = json::Array{head_json(head)};
    body["overdue_review"] = false;
    return with_etag(json_answer(201, body), started.journey.revision);
}

Answer send_out(House& house, const Call& call) {
    const auto asked = parameter(call, "format").value_or("csv");
    const auto format = story::format_of_name("." + asked);
    if (!format) {
        throw Refusal(
            Code::invalid, "Which kind of file?", {{"format", "must be csv, xlsx or json"}}
        );
    }
    const auto directory = house.catalogue.directory();
    const auto language = parameter(call, "language").value_or(directory->firm.language);
    const auto [journey, map] = house.database.read([&](db::Reader& reader) {
        auto found = journey::load_map(reader, call.path_values.at(0));
        auto of = db::load(reader, found.head.journey_id);
        return std::pair(std::move(of), std::move(found));
    });
    return file_answer(
        *format == MapFormat::csv    ? csv_type
        : *format == MapFormat::xlsx ? xlsx_type
                                     : json_type,
        journey.name + " - " + map.head.name + "." + asked,
        story::write_map_file(journey, map, *directory, language, *format)
    );
}

}  // namespace

void add_journey_file_routes(Router& router, House& house) {
    using net::Method;
    router.add(
        Method::post,
        "/api/v1/journeys/import",
        only(may::read_people),
        with(house, bring_in),
        {.summary = "A journey from a CSV, XLSX or JSON file; the body is its bytes",
         .gives = "journey",
         .status = 201,
         .asks = "name"}
    );
    router.add(
        Method::get,
        "/api/v1/journey_maps/{id}/export",
        logged_in,
        with(house, send_out),
        {.summary = "The map as a file, a row a step, or whole as JSON",
         .files = "text/csv application/json "
                  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
         .asks = "format language"}
    );
}

}  // namespace styk::http
