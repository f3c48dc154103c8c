#include "http/address.h"
#include "http/body_reader.h"
#include "http/journey_json.h"
#include "http/journey_live_api.h"
#include "http/journeys_api.h"
#include "journey/map_json.h"
#include "journey/share_store.h"
#include "people/roles.h"
#include "people/secret.h"
#include "story/picture_type.h"

namespace styk::http {

namespace {

namespace may = people::may;
using journey::File;
using journey::Journey;

constexpr std::chrono::minutes noted_again_after{10};

json::Object share_json(const journey::Share& share) {
    return {
        {"id", share.id},
        {"name", share.name},
        {"created_at", to_rfc3339(share.created_at)},
        {"created_by", or_null(share.created_by)},
        {"expires_at", or_null(share.expires_at)},
        {"last_used_at", or_null(share.last_used_at)}
    };
}

Answer add_share(House& house, const Call& call) {
    BodyReader body(call, {"name", "expires_at"});
    journey::Share share;
    share.name = body.need_text("name");
    share.expires_at = body.find_instant("expires_at");
    if (share.expires_at && *share.expires_at <= call.at) {
        body.say("/expires_at", "is over already");
    }
    body.finish();
    share.id = make_uuid_v7(house.clock, house.random).text();
    share.journey_id = call.id<Journey>();
    share.created_at = call.at;
    share.created_by = call.actor.name;
    const auto token = random_hex(house.random, 16);
    house.database.write([&](db::Tx& tx) {
        (void)db::load(tx, share.journey_id);
        journey::add_share(tx, share, people::hash_secret(token));
        db::audit(
            tx, call.change(), "add", "journey_share", share.id, "", json::write(share_json(share))
        );
    });
    auto answer = share_json(share);
    answer["path"] = "/j/" + token;
    answer["url"] = own_address(call) + "/j/" + token;
    return json_answer(201, answer);
}

Answer list_shares(House& house, const Call& call) {
    json::Array items;
    house.database.read([&](db::Reader& reader) {
        (void)db::load(reader, call.id<Journey>());
        for (const auto& one : journey::list_shares(reader, call.id<Journey>())) {
            items.push_back(share_json(one));
        }
    });
    return json_answer(200, json::Object{{"items", std::move(items)}, {"next_cursor", nullptr}});
}

Answer remove_share(House& house, const Call& call) {
    house.database.write([&](db::Tx& tx) {
        const auto& share = call.path_values.at(1);
        if (!journey::remove_share(tx, call.id<Journey>(), share)) {
            throw Refusal(Code::not_found, "There is no such link of this journey.");
        }
        db::audit(tx, call.change(), "remove", "journey_share", share, "", "");
    });
    return empty_answer();
}

// ---- what a link shows: never names of people, never what customers said

journey::MapDoc without_people(journey::MapDoc doc) {
    for (auto& step : doc.steps) {
        for (auto& idea : step.ideas) {
            idea.author_id.reset();
            idea.votes.clear();
        }
        for (auto& mark : step.marks) {
            mark.by.reset();
        }
    }
    return doc;
}

json::Array maps_json(const std::vector<journey::JourneyMap>& maps) {
    json::Array out;
    for (const auto& map : maps) {
        out.push_back(json::Object{
            {"id", map.head.id},
            {"kind", record::name_of_choice(map.head.kind)},
            {"name", map.head.name},
            {"steps", map.head.steps},
            {"updated_at", to_rfc3339(map.head.updated_at)},
            {"doc", journey::to_json(without_people(map.doc))}
        });
    }
    return out;
}

template <class T>
json::Array names_of(const feedback::Register<T>& all) {
    json::Array out;
    for (const auto& one : all.all()) {
        out.push_back(json::Object{{"key", one.key}, {"name", one.name}});
    }
    return out;
}

// Steps name departments by id.
json::Array departments_of(const feedback::Directory& directory) {
    json::Array out;
    for (const auto& one : directory.departments.all()) {
        out.push_back(json::Object{{"key", one.id.text()}, {"name", one.name}});
    }
    return out;
}

struct Shared {
    journey::Share share;
    Journey journey;
    std::vector<journey::JourneyMap> maps;
};

std::optional<Shared> find_shared(House& house, const Call& call) {
    const auto hash = people::hash_secret(call.path_values.at(0));
    return house.database.read([&](db::Reader& reader) -> std::optional<Shared> {
        const auto share = journey::find_share(reader, hash, call.at);
        if (!share) {
            return {};
        }
        return Shared{
            *share,
            db::load(reader, share->journey_id),
            journey::load_maps(reader, share->journey_id)
        };
    });
}

Answer read_shared(House& house, const Call& call) {
    const auto found = find_shared(house, call);
    if (!found) {
        throw Refusal(Code::not_found, "This link leads nowhere, or its time is over.");
    }
    if (!found->share.last_used_at || call.at - *found->share.last_used_at > noted_again_after) {
        house.database.write([&](db::Tx& tx) {
            journey::note_share_used(tx, found->share.id, call.at);
        });
    }
    const auto directory = house.catalogue.directory();
    return json_answer(
        200,
        json::Object{
            {"journey",
             json::Object{
                 {"name", found->journey.name},
                 {"description", or_null(found->journey.description)},
                 {"firm", directory->firm.name},
                 {"language", directory->firm.language}
             }},
            {"maps", maps_json(found->maps)},
            {"touchpoints", names_of(directory->touchpoints)},
            {"channels", names_of(directory->channels)},
            {"departments", departments_of(*directory)},
            {"emotions", names_of(directory->emotions)},
            {"live",
             found->maps.empty()
                 ? json::Value(nullptr)
                 : json::Value(shared_live_json(house, found->maps.front(), call.at))}
        }
    );
}

// ---- files

Answer add_file(House& house, const Call& call) {
    const auto& bytes = call.request.body;
    const auto type = story::file_type(bytes);
    if (!type) {
        throw Refusal(
            Code::unsupported_type, "A picture is a PNG, JPEG or WebP file, a document a PDF."
        );
    }
    const bool document = *type == story::document_type;
    if (bytes.size() > (document ? story::most_document_bytes : story::most_picture_bytes)) {
        throw Refusal(Code::too_large, "A picture may have one megabyte at most, a document ten.");
    }
    const File file{{make_uuid_v7(house.clock, house.random)}, std::string(*type), bytes};
    house.database.write([&](db::Tx& tx) { journey::add_file(tx, file, call.change()); });
    return json_answer(
        201,
        json::Object{
            {"id", file.id.text()},
            {"type", file.type},
            {"size", bytes.size()},
            {"url", "/api/v1/files/" + file.id.text()}
        }
    );
}

Answer read_file(House& house, const Call& call) {
    auto file = house.database.read([&](db::Reader& reader) {
        return journey::find_file(reader, call.id<File>());
    });
    if (!file) {
        throw Refusal(Code::not_found, "There is no such file.");
    }
    Answer answer;
    answer.headers.emplace_back("Content-Type", file->type);
    answer.headers.emplace_back("Cache-Control", "private, max-age=31536000, immutable");
    answer.headers.emplace_back("Content-Security-Policy", "default-src 'none'; sandbox");
    if (file->type == story::document_type) {
        answer.headers.emplace_back("Content-Disposition", "attachment; filename=\"evidence.pdf\"");
    }
    answer.body = std::move(file->bytes);
    return answer;
}

constexpr std::string_view file_types = "image/png image/jpeg image/webp application/pdf";

}  // namespace

void add_journey_share_routes(Router& router, House& house) {
    using net::Method;
    const std::string shares = "/api/v1/journeys/{id}/shares";
    router.add(
        Method::get,
        shares,
        only(may::read_feedback),
        with(house, list_shares),
        {.summary = "Links by which this journey can be looked at",
         .gives = "journey_share",
         .page = true}
    );
    router.add(
        Method::post,
        shares,
        only(may::read_feedback),
        with(house, add_share),
        {.summary = "A link to look at; its address is told this once",
         .takes = "journey_share_new",
         .gives = "journey_share",
         .status = 201,
         .again = Again::told_once}
    );
    router.add(
        Method::del,
        shares + "/{share}",
        only(may::read_feedback),
        with(house, remove_share),
        {.summary = "Withdraw a link", .status = 204}
    );
    router.add(
        Method::get,
        "/api/v1/shared_journeys/{token}",
        anyone,
        with(house, read_shared),
        {.summary = "What a link shows, without a log-in", .gives = "shared_journey"}
    );
    router.add(
        Method::post,
        "/api/v1/files",
        only(may::read_feedback),
        with(house, add_file),
        {.summary = "Keep a picture (PNG, JPEG or WebP, one megabyte at most) or a PDF (ten); the "
                    "body is its "
                    "bytes",
         .gives = "stored_file",
         .status = 201}
    );
    router.add(
        Method::get,
        "/api/v1/files/{id}",
        logged_in,
        with(house, read_file),
        {.summary = "A picture or a document", .files = file_types}
    );
}

}  // namespace styk::http
