#include "http/event_api.h"

#include <charconv>
#include <fmt/format.h>

#include "customer/customer_store.h"
#include "feedback/filter.h"
#include "http/customer_scope.h"
#include "http/ndjson.h"
#include "http/once.h"
#include "json/json.h"
#include "people/roles.h"
#include "story/record_events.h"

namespace styk::http {

namespace {

using customer::Choice;
using customer::EventPlace;
using customer::EventQuery;

Answer event_answer(const story::RecordedEvent& recorded) {
    const int status = recorded.put == customer::Put::added ? 201 : 200;
    return with_etag(
        json_answer(status, customer::to_json(recorded.event)), recorded.event.revision
    );
}

Answer counted_answer(const story::RecordedEvents& counted) {
    return json_answer(
        200,
        json::Object{
            {"added", counted.added}, {"changed", counted.changed}, {"unchanged", counted.unchanged}
        }
    );
}

Answer record_lines(House& house, const Call& call) {
    Problems problems;
    std::vector<story::NumberedEvent> lines;
    each_line(call.request.body, problems, [&](std::size_t number, const json::Value& value) {
        if (!value.is_object()) {
            problems.push_back({fmt::format("/{}", number), "must be an object"});
            return;
        }
        customer::SentEvent sent;
        auto of_line = customer::read_event(value.get_object(), sent);
        for (auto& [pointer, message] : of_line) {
            problems.push_back({fmt::format("/{}{}", number, pointer), std::move(message)});
        }
        if (of_line.empty()) {  // what could not be read is not judged a second time
            lines.push_back({number, std::move(sent)});
        }
    });
    return counted_answer(story::record_events(
        house.intake(),
        std::move(lines),
        std::move(problems),
        call.change(),
        [&](db::Tx&, const story::RecordedEvents& so_far) {
            remember(call, counted_answer(so_far));
        }
    ));
}

Answer record(House& house, const Call& call) {
    if (is_ndjson(call.request.header("Content-Type"))) {
        return record_lines(house, call);
    }
    const json::Value body = call.body();
    customer::SentEvent sent;
    refuse_if(customer::read_event(json::need_object(body), sent));
    return event_answer(story::record_event(
        house.intake(),
        sent,
        call.change(),
        [&](db::Tx&, const story::RecordedEvent& recorded) {
            remember(call, event_answer(recorded));
        }
    ));
}

std::string write_place(const EventPlace& place) {
    return record::write_cursor({place.at.us, std::to_string(place.seq)});
}

std::optional<EventPlace> read_place(std::string_view text) {
    const auto cursor = record::read_cursor(text);
    const auto* at = cursor ? std::get_if<std::int64_t>(&cursor->sort_value) : nullptr;
    if (at == nullptr || cursor->id.empty()) {
        return {};
    }
    EventPlace place{.at = {*at}};
    const char* end = cursor->id.data() + cursor->id.size();
    const auto read = std::from_chars(cursor->id.data(), end, place.seq);
    return read.ec == std::errc() && read.ptr == end ? std::optional(place) : std::nullopt;
}

// Reads the query string into what the store is asked. Names of touchpoints and channels become
// keys, those of customers ids.
class Asking {
public:
    Asking(const feedback::Directory& directory, db::Reader& reader)
        : directory_(directory), reader_(reader) {}

    void read(const std::string& name, const std::string& text) {
        if (name == "from" || name == "to") {
            read_moment(name, text, name == "from" ? query_.from : query_.to);
        } else if (name == "limit") {
            const auto limit = record::read_limit(text);
            limit ? void(query_.limit = *limit) : problems_.push_back(limit.error());
        } else if (name == "cursor") {
            const auto place = read_place(text);
            place ? void(query_.after = *place) : fail(name, "is not a cursor of this list");
        } else if (Choice* choice = choice_of(name)) {
            const bool negated = text.starts_with('!');
            auto& values = negated ? choice->none_of : choice->any_of;
            values.push_back(resolve(name, negated ? text.substr(1) : text));
        } else {
            fail(name, "is not a parameter of this list");
        }
    }

    EventQuery query() && {
        refuse_if(std::move(problems_));
        return std::move(query_);
    }

private:
    void fail(const std::string& name, const char* message) {
        problems_.push_back({name, message});
    }

    Choice* choice_of(std::string_view name) {
        return name == "type"         ? &query_.type
               : name == "touchpoint" ? &query_.touchpoint
               : name == "channel"    ? &query_.channel
               : name == "customer"   ? &query_.customer_id
                                      : nullptr;
    }

    void read_moment(
        const std::string& name, const std::string& text, std::optional<Instant>& out
    ) {
        out = feedback::read_moment(directory_, text);
        if (!out) {
            fail(name, "must be a day such as 2026-11-21 or an instant");
        }
    }

    std::string resolve(const std::string& name, const std::string& text) {
        if (name == "touchpoint") {
            const auto* found = directory_.touchpoints.find(text);
            return found == nullptr ? text : found->key;
        }
        if (name == "customer" && !text.empty()) {
            const auto found = customer::find_customer(reader_, text);
            return found ? found->id.text() : text;
        }
        return text;
    }

    const feedback::Directory& directory_;
    db::Reader& reader_;
    EventQuery query_;
    Problems problems_;
};

Answer list(House& house, const Call& call) {
    const auto directory = house.catalogue.directory();
    json::Object body{{"items", json::Array()}, {"next_cursor", nullptr}};
    house.database.read([&](db::Reader& reader) {
        Asking asking(*directory, reader);
        for (const auto& [name, text] : call.parameters()) {
            asking.read(name, text);
        }
        EventQuery query = std::move(asking).query();
        query.locations = places_in_scope(call.actor, *directory);
        auto events = customer::list_events(reader, query);
        if (events.size() > static_cast<std::size_t>(query.limit)) {
            events.pop_back();
            body["next_cursor"] = write_place({events.back().occurred_at, events.back().seq});
        }
        for (const auto& event : events) {
            body["items"].get_array().push_back(customer::to_json(event));
        }
    });
    return json_answer(200, body);
}

}  // namespace

void add_event_routes(Router& router, House& house) {
    for (const auto& [name, schema] : customer::event_schemas()) {
        router.add_schema(name, json::parse(schema).get_object());
    }
    const std::string path = "/api/v1/events";
    router.add(
        net::Method::post,
        path,
        only(people::may::set_up),
        with(house, record),
        {.summary = "Record an event, or many (NDJSON); a known key is replaced",
         .takes = "event_draft",
         .gives = "event",
         .status = 201,
         .lines = "event_or_counts"}
    );
    router.add(
        net::Method::get,
        path,
        only(people::may::read_people),
        with(house, list),
        {.summary = "Events, newest first",
         .gives = "event",
         .page = true,
         .asks = "page from to type touchpoint channel customer"}
    );
}

}  // namespace styk::http
