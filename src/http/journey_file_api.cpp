#include "base/text.h"
#include "http/file_answer.h"
#include "http/journey_json.h"
#include "http/journeys_api.h"
#include "http/query.h"
#include "people/roles.h"
#include "record/wire.h"
#include "story/draw_journey.h"
#include "story/journey_files.h"
#include "story/lived_metrics.h"

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
    auto body = record::to_json(record::shape_of<Journey>(), &started.journey, call.actor.bits());
    auto head = started.map.head;
    head.steps = static_cast<std::int64_t>(started.map.doc.steps.size());
    body["maps"] = json::Array{head_json(head)};
    body["overdue_review"] = false;
    return with_etag(json_answer(201, body), started.journey.revision);
}

std::pair<Journey, journey::JourneyMap> journey_and_map(House& house, const Call& call) {
    return house.database.read([&](db::Reader& reader) {
        auto map = journey::load_map(reader, call.path_values.at(0));
        auto of = db::load(reader, map.head.journey_id);
        return std::pair(std::move(of), std::move(map));
    });
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
    const auto [journey, map] = journey_and_map(house, call);
    return file_answer(
        *format == MapFormat::csv    ? csv_type
        : *format == MapFormat::xlsx ? xlsx_type
                                     : json_type,
        journey.name + " - " + map.head.name + "." + asked,
        story::write_map_file(journey, map, *directory, language, *format)
    );
}

// One of few words; refused by name.
template <class T>
T one_of(
    const Call& call,
    const char* name,
    std::string_view usual,
    std::initializer_list<std::pair<std::string_view, T>> words
) {
    const auto asked = parameter(call, name).value_or(std::string(usual));
    std::string all;
    for (const auto& [word, value] : words) {
        if (word == asked) {
            return value;
        }
        all += (all.empty() ? "" : ", ") + std::string(word);
    }
    throw Refusal(Code::invalid, "Which picture?", {{name, "must be one of " + all}});
}

story::JourneyPicture picture_in(const Call& call, const std::string& usual_language) {
    using paper::CanvasKind;
    using paper::StripView;
    story::JourneyPicture out;
    out.kind = one_of<CanvasKind>(
        call,
        "format",
        "pdf",
        {{"svg", CanvasKind::svg}, {"pdf", CanvasKind::pdf}, {"png", CanvasKind::png}}
    );
    out.view = one_of<StripView>(
        call,
        "view",
        "table",
        {{"table", StripView::table}, {"curve", StripView::curve}, {"circle", StripView::circle}}
    );
    out.dark = one_of<bool>(call, "theme", "light", {{"light", false}, {"dark", true}});
    out.language = one_of<std::string>(
        call, "language", usual_language, {{"en", "en"}, {"pl", "pl"}, {"ru", "ru"}}
    );
    return out;
}

Answer picture(House& house, const Call& call) {
    const auto directory = house.catalogue.directory();
    const auto& usual = directory->firm.language;
    auto asked = picture_in(call, usual == "pl" || usual == "ru" ? usual : "en");
    const auto [journey, map] = journey_and_map(house, call);
    const bool may = call.actor.has(people::may::read_figures);
    if (may && map.head.kind == journey::MapKind::as_is) {  // what is to be cannot be measured yet
        asked.measured = story::measured_feelings(
            house.engine,
            *directory,
            call.actor,
            map.doc,
            house.database.read(story::metrics_not_lived)
        );
    }
    const auto format = parameter(call, "format").value_or("pdf");
    return file_answer(
        format == "svg"   ? "image/svg+xml"
        : format == "png" ? "image/png"
                          : pdf_type,
        journey.name + " - " + map.head.name + "." + format,
        story::draw_journey(journey, map, *directory, asked)
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
         .gives = "journey_file",
         .files = "text/csv "
                  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
         .asks = "format language"}
    );
    router.add(
        Method::get,
        "/api/v1/journey_maps/{id}/picture",
        logged_in,
        with(house, picture),
        {.summary = "The map to print: table, curve or circle, A3 on its side",
         .files = "image/svg+xml image/png application/pdf",
         .asks = "format view language theme"}
    );
}

}  // namespace styk::http
