#include "http/customer_api.h"

#include <charconv>
#include <fmt/format.h>
#include <unordered_map>

#include "customer/customer_json.h"
#include "customer/customer_store.h"
#include "customer/event_json.h"
#include "customer/event_store.h"
#include "feedback/feedback_json.h"
#include "feedback/feedback_store.h"
#include "http/customer_scope.h"
#include "http/ndjson.h"
#include "http/once.h"
#include "http/record_api.h"
#include "http/schema_words.h"
#include "json/json.h"
#include "people/roles.h"
#include "record/wire.h"
#include "story/import_customers.h"
#include "story/scope.h"

namespace styk::http {

namespace {

using customer::Customer;
using customer::TimelineItem;
using customer::TimelinePlace;

Answer customer_answer(int status, const Customer& customer, const Call& call) {
    auto body = record::to_json(record::shape_of<Customer>(), &customer, call.actor.bits());
    return with_etag(json_answer(status, body), customer.revision);
}

Answer import_lines(House& house, const Call& call) {
    Problems problems;
    std::vector<story::NumberedCustomer> lines;
    each_line(call.request.body, problems, [&](std::size_t number, const json::Value& value) {
        if (!value.is_object()) {
            problems.push_back({fmt::format("/{}", number), "must be an object"});
            return;
        }
        auto& line = lines.emplace_back(story::NumberedCustomer{number, {}});
        for (auto& [pointer, message] :
             customer::read_upsert(value.get_object(), call.actor.bits(), line.upsert)) {
            problems.push_back({fmt::format("/{}{}", number, pointer), std::move(message)});
        }
    });
    const auto counted = story::import_customers(
        house.intake(),
        std::move(lines),
        std::move(problems),
        call.change(),
        [&](db::Tx&, const customer::Counted& so_far) {
            remember(call, json_answer(200, customer::to_json(so_far)));
        }
    );
    return json_answer(200, customer::to_json(counted));
}

Answer add_one(House& house, const Call& call) {
    const json::Value body = call.body();
    Customer customer;
    refuse_if(record::read_json(
        record::shape_of<Customer>(),
        json::need_object(body),
        &customer,
        record::Intent::add,
        call.actor.bits()
    ));
    customer.id.uuid = make_uuid_v7(house.clock, house.random);
    house.database.write([&](db::Tx& tx) {
        customer::check_references(tx, customer);
        db::add(tx, customer, call.change());
        remember(call, customer_answer(201, customer, call));
    });
    return customer_answer(201, customer, call);
}

Answer add(House& house, const Call& call) {
    return is_ndjson(call.request.header("Content-Type")) ? import_lines(house, call)
                                                          : add_one(house, call);
}

// "f17", "e4": which of the two lists, and the place in it.
std::string write_place(const TimelinePlace& place) {
    return record::write_cursor(
        {place.at.us, fmt::format("{}{}", place.is_feedback ? 'f' : 'e', place.seq)}
    );
}

std::optional<TimelinePlace> read_place(std::string_view text) {
    const auto cursor = record::read_cursor(text);
    const auto* at = cursor ? std::get_if<std::int64_t>(&cursor->sort_value) : nullptr;
    if (at == nullptr || cursor->id.size() < 2 || (cursor->id[0] != 'f' && cursor->id[0] != 'e')) {
        return {};
    }
    TimelinePlace place{.at = {*at}, .is_feedback = cursor->id[0] == 'f'};
    const char* end = cursor->id.data() + cursor->id.size();
    const auto read = std::from_chars(cursor->id.data() + 1, end, place.seq);
    return read.ec == std::errc() && read.ptr == end ? std::optional(place) : std::nullopt;
}

struct Page {
    int limit = record::default_limit;
    TimelinePlace after{};
};

Page read_page(const Call& call) {
    Page page;
    Problems problems;
    for (const auto& [name, text] : call.parameters()) {
        if (name == "limit") {
            const auto limit = record::read_limit(text);
            limit ? void(page.limit = *limit) : problems.push_back(limit.error());
        } else if (name == "cursor") {
            const auto place = read_place(text);
            place ? void(page.after = *place)
                  : problems.push_back({"cursor", "is not a cursor of this list"});
        } else {
            problems.push_back({name, "is not a parameter of this list"});
        }
    }
    refuse_if(std::move(problems));
    return page;
}

using FeedbackById = std::unordered_map<std::string, feedback::Feedback>;

FeedbackById load_feedback(db::Reader& reader, const std::vector<TimelineItem>& items) {
    std::vector<std::string> ids;
    for (const TimelineItem& item : items) {
        if (item.feedback_id) {
            ids.push_back(*item.feedback_id);
        }
    }
    FeedbackById found;
    for (feedback::Feedback& one : feedback::load_many(reader, ids)) {
        std::string id = one.id.text();
        found.emplace(std::move(id), std::move(one));
    }
    return found;
}

// Nothing for feedback that this actor may not see.
std::optional<json::Object> to_json(
    const TimelineItem& item,
    const FeedbackById& feedback,
    const people::Actor& actor,
    const feedback::Directory& directory
) {
    json::Object out{{"at", to_rfc3339(item.place.at)}};
    if (item.event) {
        out["type"] = "event";
        out["event"] = customer::to_json(*item.event);
        return out;
    }
    const auto found = feedback.find(*item.feedback_id);
    if (found == feedback.end() || !story::is_in_scope(found->second, actor, directory)) {
        return {};
    }
    out["type"] = "feedback";
    out["feedback"] = feedback::to_json(found->second);
    return out;
}

Answer show_timeline(House& house, const Call& call) {
    const Page page = read_page(call);
    const auto directory = house.catalogue.directory();
    json::Object body{{"items", json::Array()}, {"next_cursor", nullptr}};
    house.database.read([&](db::Reader& reader) {
        const auto customer = db::load(reader, call.id<Customer>());
        if (!is_in_scope(customer, call.actor, *directory)) {
            db::erased::refuse_absent(record::shape_of<Customer>());
        }
        auto items = customer::timeline(reader, customer.id, page.limit, page.after);
        if (items.size() > static_cast<std::size_t>(page.limit)) {
            items.pop_back();
            body["next_cursor"] = write_place(items.back().place);
        }
        const auto feedback = load_feedback(reader, items);
        for (const TimelineItem& item : items) {
            if (auto shown = to_json(item, feedback, call.actor, *directory)) {
                body["items"].get_array().push_back(*std::move(shown));
            }
        }
    });
    return json_answer(200, body);
}

void narrow_to_scope(House& house, const Call& call, record::ListQuery& query) {
    const auto places = places_in_scope(call.actor, *house.catalogue.directory());
    if (!places) {
        return;
    }
    auto& narrow = query.narrow.emplace_back(
        record::Narrow{record::shape_of<Customer>().find("location_id"), {std::string()}}
    );
    narrow.any_of.insert(narrow.any_of.end(), places->begin(), places->end());
}

}  // namespace

void add_customer_routes(Router& router, House& house) {
    const std::string path = "/api/v1/customers";
    RecordRules<Customer> rules;
    rules.check = customer::check_references;
    rules.removing = [](db::Tx& tx, const Customer& one) { customer::check_removal(tx, one); };
    rules.narrow = [&house](const Call& call, record::ListQuery& query) {
        narrow_to_scope(house, call, query);
    };
    rules.may_add = false;  // POST takes one or, as NDJSON, many
    add_record_routes<Customer>(router, {house.database, house.clock, house.random}, rules);
    router.add(
        net::Method::post,
        path,
        only(people::may::set_up),
        with(house, add),
        {.summary = "Add one, or add and change many by key (NDJSON)",
         .takes = "customer",
         .gives = "customer",
         .status = 201,
         .lines = "counts"}
    );
    router.add_schema(
        "moment", schema_of_words("at:string type:string event?:event feedback?:feedback")
    );
    router.add(
        net::Method::get,
        path + "/{id}/timeline",
        only(people::may::read_people),
        with(house, show_timeline),
        {.summary = "What a customer said and lived, newest first",
         .gives = "moment",
         .page = true,
         .asks = "page"}
    );
}

}  // namespace styk::http
