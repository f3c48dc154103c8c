#include "http/reach_api.h"

#include <algorithm>
#include <charconv>
#include <fmt/format.h>

#include "http/address.h"
#include "http/qr_code.h"
#include "http/record_api.h"
#include "http/refuse.h"
#include "http/survey_routes.h"
#include "json/json.h"
#include "record/list_query.h"
#include "survey/response_store.h"
#include "survey/survey_store.h"

namespace styk::http {

namespace {

using people::may::read_feedback;
using survey::Link;
using survey::Survey;

constexpr int usual_pixels = 600, most_pixels = 4000;

void check_link(db::Reader& reader, const feedback::Directory& directory, const Link& link) {
    Problems problems;
    const auto need =
        [&](const char* pointer, const auto& all, const std::optional<std::string>& key) {
            if (key && all.find(*key) == nullptr) {
                problems.push_back({pointer, fmt::format("there is no {} {}", pointer + 1, *key)});
            }
        };
    need("/channel", directory.channels, link.channel);
    need("/touchpoint", directory.touchpoints, link.touchpoint);
    need("/location", directory.locations, link.location);
    if (link.sites.size() > survey::most_sites) {
        problems.push_back({"/sites", fmt::format("must be at most {} sites", survey::most_sites)});
    }
    for (std::size_t i = 0; i < link.sites.size(); ++i) {
        if (!survey::is_site(link.sites[i])) {
            problems.push_back(
                {fmt::format("/sites/{}", i), "must be a site such as https://shop.example"}
            );
        }
    }
    if (!db::find<Survey>(reader, link.survey_id)) {
        problems.push_back({"/survey_id", "there is no such survey"});
    }
    refuse_if(std::move(problems));
}

Answer link_counts(House& house, const Call& call) {
    json::Array items;
    house.database.read([&](db::Reader& reader) {
        const Survey survey = db::load(reader, call.id<Survey>());
        const auto counts = survey::count_by_link(reader, survey.id);
        const record::ListQuery query = record::read_list_query(
            record::shape_of<Link>(), {{"survey_id", survey.id.text()}, {"limit", "500"}}
        );
        for (const Link& link : db::list<Link>(reader, query).items) {
            const auto count =
                std::ranges::find(counts, link.id.text(), &survey::LinkCount::link_id);
            const bool used = count != counts.end();
            items.push_back(json::Object{
                {"link_id", link.id.text()},
                {"path", survey::path_of(link)},
                {"url", own_address(call) + survey::path_of(link)},
                {"started", used ? count->started : 0},
                {"complete", used ? count->complete : 0}
            });
        }
    });
    return json_answer(200, json::Object{{"items", std::move(items)}, {"next_cursor", nullptr}});
}

QrCode code_of(House& house, const Call& call) {
    const auto link =
        house.database.read([&](db::Reader& reader) { return db::load(reader, call.id<Link>()); });
    return QrCode(own_address(call) + survey::path_of(link));
}

Answer picture(std::string_view type, std::string body) {
    Answer answer;
    answer.headers.emplace_back("Content-Type", type);
    answer.body = std::move(body);
    return answer;
}

int asked_pixels(const Call& call) {
    const auto text = call.query.find("size");
    int pixels = usual_pixels;
    if (text) {
        const auto [end, error] =
            std::from_chars(text->data(), text->data() + text->size(), pixels);
        const bool right = error == std::errc() && end == text->data() + text->size();
        if (!right || pixels < 32 || pixels > most_pixels) {
            refuse("size", fmt::format("must be a whole number from 32 to {}", most_pixels));
        }
    }
    return pixels;
}

void add_link_records(Router& router, House& house) {
    RecordRules<Link> rules;
    rules.fill = [&house](const Call&, Link& link) { link.key = random_hex(house.random, 16); };
    rules.check = [&house](db::Reader& reader, const Link& link) {
        check_link(reader, *house.catalogue.directory(), link);
    };
    rules.extend = [](const Link& link, json::Object& out) { out["path"] = survey::path_of(link); };
    add_record_routes<Link>(router, {house.database, house.clock, house.random}, rules);
}

}  // namespace

void add_reach_routes(Router& router, House& house) {
    using net::Method;
    HouseRoutes routes(router, house);
    add_link_records(router, house);
    routes.add(
        Method::get,
        "/surveys/{id}/link_counts",
        read_feedback,
        link_counts,
        {.summary = "The addresses of its links, and what came by each",
         .gives = "survey_link_counts",
         .page = true}
    );
    routes.add(
        Method::get,
        "/survey_links/{id}/qr.svg",
        read_feedback,
        [](House& of, const Call& call) {
            return picture("image/svg+xml", code_of(of, call).svg());
        },
        {.summary = "The link as a QR code (SVG)"}
    );
    routes.add(
        Method::get,
        "/survey_links/{id}/qr.png",
        read_feedback,
        [](House& of, const Call& call) {
            const int pixels = asked_pixels(call);
            return picture("image/png", code_of(of, call).png(pixels));
        },
        {.summary = "The link as a QR code (PNG)", .asks = "size"}
    );
}

}  // namespace styk::http
