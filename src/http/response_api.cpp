#include "http/response_api.h"

#include <algorithm>
#include <charconv>
#include <fmt/format.h>

#include "feedback/feedback_store.h"
#include "http/figure_json.h"
#include "http/once.h"
#include "http/results_json.h"
#include "http/survey_schema.h"
#include "json/json.h"
#include "record/convert.h"
#include "record/list_query.h"
#include "story/receive_response.h"
#include "story/scope.h"
#include "survey/definition_json.h"

namespace styk::http {

namespace {

using people::may::read_feedback;
using people::may::send_feedback;
using people::may::set_up;
using survey::Response;
using survey::Survey;

Survey load(House& house, const Call& call) {
    return house.database.read([&](db::Reader& reader) {
        return db::load(reader, call.id<Survey>());
    });
}

// ---- one comes in

// The body: answers and what is known of the moment. Names are looked up in the directory.
class DraftReader {
public:
    DraftReader(const feedback::Directory& directory, Problems& problems)
        : directory_(directory), problems_(problems) {}

    void read(const json::Object& body) {
        for (const auto& [name, value] : body) {
            if (!value.is_null()) {
                field(name, value);
            }
        }
        if (!has_answers_) {
            problems_.push_back({"/answers", "is missing"});
        }
    }

    void fill(story::Entry& entry, story::Progress& progress) const {
        entry.channel = channel_.empty() ? "web" : channel_;
        entry.touchpoint = touchpoint_ ? touchpoint_ : entry.touchpoint;
        entry.location = location_ ? location_ : entry.location;
        entry.brand = brand_ ? brand_ : entry.brand;
        entry.hidden = hidden_;
        entry.occurred_at = occurred_at_;
        entry.customer = customer_;
        progress.answers = answers_;
        progress.language = language_.value_or(entry.survey.language);
    }

    [[nodiscard]] std::optional<std::int64_t> version() const { return version_; }

    [[nodiscard]] const std::optional<std::string>& customer() const { return customer_; }

    [[nodiscard]] const std::optional<std::string>& language() const { return language_; }

private:
    void say(std::string_view name, std::string message) {
        problems_.push_back({"/" + json::escape_pointer(name), std::move(message)});
    }

    void field(std::string_view name, const json::Value& value) {
        if (name == "answers" || name == "hidden") {
            object(name, value);
        } else if (name == "version") {
            value.is_int64() ? void(version_ = value.get_int64())
                             : say(name, "must be a whole number");
        } else if (!value.is_string()) {
            say(name, "must be a text");
        } else {
            word(name, std::string(value.get_string()));
        }
    }

    void object(std::string_view name, const json::Value& value) {
        if (!value.is_object()) {
            return say(name, "must be an object");
        }
        const survey::Value read = survey::to_value(value);
        (name == "answers" ? answers_ : hidden_) = *read.as<survey::Map>();
        has_answers_ = has_answers_ || name == "answers";
    }

    void word(std::string_view name, const std::string& text) {
        if (name == "language") {
            language_ = text;
        } else if (name == "customer") {
            customer_ = text;
        } else if (name == "channel") {
            channel_ = known(name, directory_.channels, text);
        } else if (name == "touchpoint") {
            touchpoint_ = known(name, directory_.touchpoints, text);
        } else if (name == "location") {
            location_ = known(name, directory_.locations, text);
        } else if (name == "brand") {
            brand_ = known(name, directory_.brands, text);
        } else if (name == "occurred_at") {
            occurred_at_ = parse_rfc3339(text);
            if (!occurred_at_) {
                say(name, "must be an instant such as 2026-11-21T18:30:00Z");
            }
        } else {
            say(name, "is not a field of a response");
        }
    }

    template <class T>
    std::string known(
        std::string_view name, const feedback::Register<T>& all, const std::string& key
    ) {
        const T* found = all.find(key);
        if (found == nullptr) {
            say(name, fmt::format("there is no {} {}", name, key));
        }
        return found == nullptr ? "" : found->key;
    }

    const feedback::Directory& directory_;
    Problems& problems_;
    survey::Map answers_, hidden_;
    bool has_answers_ = false;
    std::string channel_;
    std::optional<std::string> language_, customer_, touchpoint_, location_, brand_;
    std::optional<Instant> occurred_at_;
    std::optional<std::int64_t> version_;
};

json::Object receipt_json(const story::Received& received) {
    return {
        {"id", received.id},
        {"feedback_id", text_or_null(received.feedback_id.value_or(""))},
        {"outcome", record::name_of_choice(received.state)},
        {"quota", text_or_null(received.quota)},
        {"receipt_code", received.receipt_code},
        {"thanks", received.thanks}
    };
}

void check_entry(const story::Entry& entry, const DraftReader& draft) {
    Problems problems;
    if (draft.customer() && entry.survey.mode == survey::Mode::anonymous) {
        problems.push_back({"/customer", "must not be told to an anonymous survey"});
    }
    const auto& offered = entry.survey.languages;
    if (draft.language() &&
        std::find(offered.begin(), offered.end(), *draft.language()) == offered.end()) {
        problems.push_back(
            {"/language", fmt::format("this survey does not speak {}", *draft.language())}
        );
    }
    refuse_if(std::move(problems));
}

Answer receive(House& house, const Call& call) {
    const json::Value body = call.body();
    Problems problems;
    DraftReader draft(*house.catalogue.directory(), problems);
    draft.read(json::need_object(body));
    refuse_if(std::move(problems));
    auto entry =
        story::enter_by_program(house.intake(), call.id<Survey>(), draft.version(), call.at);
    check_entry(entry, draft);
    story::Progress progress;
    draft.fill(entry, progress);
    // What was answered to an anonymous survey is not kept for the sake of a repeated request.
    const bool may_remember = entry.survey.mode != survey::Mode::anonymous && has_key(call);
    const auto work = [&](const Remember& remember) {
        const auto received = story::receive_response(
            house.intake(),
            entry,
            progress,
            call.at,
            [&](db::Tx& tx, const story::Received& one) {
                if (may_remember) {
                    remember(tx, json_answer(201, receipt_json(one)));
                }
            }
        );
        return json_answer(201, receipt_json(received));
    };
    return may_remember ? once(house.database, call, work) : work({});
}

// ---- what is there

json::Value instant_json(const std::optional<Instant>& at) {
    return at ? json::Value(to_rfc3339(*at)) : json::Value(nullptr);
}

json::Value seconds_of(const Response& one) {
    double total = 0;
    for (const auto& [page, value] : one.seconds) {
        const auto* seconds = value.as<double>();
        total += seconds == nullptr ? 0 : *seconds;
    }
    return one.seconds.empty() ? json::Value(nullptr) : json::Value(total);
}

// Who answered is shown in identified surveys alone.
json::Object response_json(const Response& one, survey::Mode mode) {
    const bool named = mode == survey::Mode::identified && one.customer_id;
    return {
        {"id", one.id.text()},
        {"survey_id", one.survey_id.text()},
        {"state", record::name_of_choice(one.state)},
        {"version", one.version},
        {"language", one.language},
        {"channel", one.channel},
        {"touchpoint", text_or_null(one.touchpoint)},
        {"location", text_or_null(one.location)},
        {"started_at", to_rfc3339(one.started_at)},
        {"completed_at", instant_json(one.completed_at)},
        {"page", text_or_null(one.page)},
        {"last_question", text_or_null(one.question)},
        {"seconds", seconds_of(one)},
        {"quota", text_or_null(one.quota)},
        {"customer_id", named ? json::Value(one.customer_id->text()) : json::Value(nullptr)},
        {"feedback_id",
         one.feedback_id ? json::Value(one.feedback_id->text()) : json::Value(nullptr)},
        {"hidden", survey::to_json(one.hidden)},
        {"answers", survey::to_json(one.answers)}
    };
}

// Of the viewer's own places and touchpoints.
bool is_visible(House& house, const Call& call, const Response& one) {
    const auto directory = house.catalogue.directory();
    feedback::Feedback as_feedback;
    as_feedback.touchpoint = one.touchpoint;
    as_feedback.location = one.location;
    return story::is_in_scope(as_feedback, call.actor, *directory);
}

class FilterReader {
public:
    FilterReader(const feedback::Directory& directory, Problems& problems)
        : directory_(directory), problems_(problems) {}

    // False when the name is not one of these.
    bool read(const std::string& name, const std::string& text) {
        if (name == "state") {
            filter.state = record::choice_of<survey::ResponseState>(text);
            if (!filter.state) {
                say(name, "must be partial, complete, screened_out or over_quota");
            }
        } else if (name == "version") {
            std::int64_t number = 0;
            const auto [end, error] =
                std::from_chars(text.data(), text.data() + text.size(), number);
            if (error != std::errc() || end != text.data() + text.size()) {
                say(name, "must be a whole number");
            }
            filter.version = number;
        } else if (name == "from" || name == "to") {
            auto& moment = name == "from" ? filter.from : filter.to;
            moment = feedback::read_moment(directory_, text);
            if (!moment) {
                say(name, "must be a date such as 2026-11-21 or an instant");
            }
        } else if (name == "language") {
            filter.languages.push_back(text);
        } else if (name == "channel") {
            add(name, directory_.channels, text, filter.channels);
        } else if (name == "touchpoint") {
            add(name, directory_.touchpoints, text, filter.touchpoints);
        } else if (name == "location") {
            places(text);
        } else {
            return false;
        }
        return true;
    }

    survey::ResponseFilter filter;

private:
    void say(const std::string& name, std::string message) {
        problems_.push_back({name, std::move(message)});
    }

    template <class T>
    void add(
        const std::string& name,
        const feedback::Register<T>& all,
        const std::string& text,
        std::vector<std::string>& to
    ) {
        const T* found = all.find(text);
        found == nullptr ? say(name, fmt::format("there is no {} {}", name, text))
                         : to.push_back(found->key);
    }

    void places(const std::string& text) {
        const auto below = directory_.places_below(text);
        if (below.empty()) {
            say("location", fmt::format("there is no location {}", text));
        }
        filter.locations.insert(filter.locations.end(), below.begin(), below.end());
    }

    const feedback::Directory& directory_;
    Problems& problems_;
};

// The viewer's places and touchpoints, where they have such.
void narrow_to_actor(House& house, const Call& call, survey::ResponseFilter& filter) {
    const auto directory = house.catalogue.directory();
    feedback::Filter scope;
    story::narrow_to_scope(scope, call.actor, *directory);
    const auto narrow = [](std::vector<std::string>& asked,
                           const std::vector<std::string>& allowed) {
        if (asked.empty()) {
            asked = allowed;
        } else {
            std::erase_if(asked, [&](const std::string& one) {
                return std::find(allowed.begin(), allowed.end(), one) == allowed.end();
            });
        }
        if (asked.empty()) {
            asked.emplace_back("-");  // nothing is called that
        }
    };
    for (const auto& clause : scope.clauses) {
        if (clause.criterion == feedback::Criterion::location) {
            narrow(filter.locations, clause.values);
        } else if (clause.criterion == feedback::Criterion::touchpoint) {
            narrow(filter.touchpoints, clause.values);
        }
    }
}

void read_place(
    const std::string& name,
    const std::string& text,
    survey::ResponseQuery& query,
    Problems& problems
) {
    if (name == "limit") {
        const auto limit = record::read_limit(text);
        limit ? void(query.limit = *limit) : problems.push_back(limit.error());
    } else if (name == "cursor") {
        std::int64_t seq = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seq);
        if (error != std::errc() || end != text.data() + text.size()) {
            problems.push_back({"cursor", "is not a cursor of this list"});
        }
        query.before = seq;
    } else {
        problems.push_back({name, "is not a filter of this list"});
    }
}

Answer list(House& house, const Call& call) {
    const Survey survey = load(house, call);
    Problems problems;
    FilterReader reader_of_filter(*house.catalogue.directory(), problems);
    survey::ResponseQuery query;
    for (const auto& [name, text] : call.parameters()) {
        if (!reader_of_filter.read(name, text)) {
            read_place(name, text, query, problems);
        }
    }
    refuse_if(std::move(problems));
    query.filter = std::move(reader_of_filter.filter);
    narrow_to_actor(house, call, query.filter);
    auto all = house.database.read([&](db::Reader& reader) {
        return survey::list_responses(reader, survey.id, query);
    });
    json::Value next = nullptr;
    if (all.size() > static_cast<std::size_t>(query.limit)) {
        all.pop_back();
        next = json::Value(std::to_string(all.back().seq));
    }
    json::Array items;
    for (const Response& one : all) {
        items.push_back(response_json(one, survey.mode));
    }
    return json_answer(200, json::Object{{"items", std::move(items)}, {"next_cursor", next}});
}

struct Found {
    Response response;
    survey::Mode mode;
};

Found find(House& house, db::Reader& reader, const Call& call) {
    auto response = survey::find_response(reader, call.id<Response>());
    if (!response || !is_visible(house, call, *response)) {
        throw Refusal(Code::not_found, "There is no such response.");
    }
    const auto survey = db::load(reader, response->survey_id);
    return {*std::move(response), survey.mode};
}

Answer read_one(House& house, const Call& call) {
    const auto found =
        house.database.read([&](db::Reader& reader) { return find(house, reader, call); });
    return json_answer(200, response_json(found.response, found.mode));
}

Answer remove(House& house, const Call& call) {
    house.database.write([&](db::Tx& tx) {
        const auto found = find(house, tx, call);
        const auto& id = found.response.feedback_id;
        if (const auto feedback = id ? feedback::find(tx, *id) : std::nullopt) {
            feedback::remove(tx, *feedback);
        }
        survey::remove_response(tx, found.response.id);
        db::audit(tx, call.change(), "remove", "response", found.response.id.text(), "", "");
    });
    return empty_answer();
}

Answer results(House& house, const Call& call) {
    const Survey survey = load(house, call);
    const auto directory = house.catalogue.directory();
    Problems problems;
    FilterReader filter(*directory, problems);
    std::string language = survey.language;
    for (const auto& [name, text] : call.parameters()) {
        if (name == "titles") {
            language = text;
        } else if (!filter.read(name, text)) {
            problems.push_back({name, "is not a filter of results"});
        }
    }
    refuse_if(std::move(problems));
    narrow_to_actor(house, call, filter.filter);
    const auto found = story::show_results(house.intake(), survey, filter.filter);
    if (!found) {
        throw Refusal(Code::not_found, "There is no such version: publish the survey first.");
    }
    auto body = results_json(
        survey,
        filter.filter.version.value_or(survey.version),
        *found,
        story::limits_of(*directory, survey),
        language
    );
    body["as_of"] = to_rfc3339(call.at);
    return json_answer(200, body);
}

Answer texts(House& house, const Call& call) {
    const Survey survey = load(house, call);
    survey::ResponseQuery place;
    std::string question;
    Problems problems;
    for (const auto& [name, text] : call.parameters()) {
        name == "question" ? void(question = text) : read_place(name, text, place, problems);
    }
    if (question.empty()) {
        problems.push_back({"question", "is missing"});
    }
    refuse_if(std::move(problems));
    narrow_to_actor(house, call, place.filter);
    const auto found = story::list_open_answers(house.intake(), survey, question, place);
    json::Array items;
    for (const auto& one : found.items) {
        items.push_back(json::Object{
            {"response_id", one.response_id},
            {"feedback_id", text_or_null(one.feedback_id.value_or(""))},
            {"at", to_rfc3339(one.at)},
            {"language", one.language},
            {"text", one.text}
        });
    }
    return json_answer(
        200,
        json::Object{
            {"items", std::move(items)},
            {"next_cursor",
             found.next ? json::Value(std::to_string(*found.next)) : json::Value(nullptr)},
            {"reason", found.hidden ? json::Value("hidden") : json::Value(nullptr)}
        }
    );
}

}  // namespace

void add_response_routes(Router& router, House& house) {
    using net::Method;
    for (const auto& [name, schema] : response_schemas()) {
        router.add_schema(name, json::parse(schema).get_object());
    }
    const auto add = [&](Method method,
                         const char* path,
                         record::Roles who,
                         Answer (*handler)(House&, const Call&),
                         const Doc& doc) {
        router.add(
            method,
            path,
            only(who),
            [&house, handler](const Call& call) { return handler(house, call); },
            doc
        );
    };
    add(Method::post,
        "/api/v1/surveys/{id}/responses",
        send_feedback,
        receive,
        {.summary = "A filled survey",
         .takes = "survey_response_draft",
         .gives = "survey_receipt",
         .status = 201});
    add(Method::get,
        "/api/v1/surveys/{id}/responses",
        read_feedback,
        list,
        {.summary = "Responses, newest first", .gives = "survey_response", .page = true});
    add(Method::get,
        "/api/v1/survey_responses/{id}",
        read_feedback,
        read_one,
        {.summary = "One response", .gives = "survey_response"});
    add(Method::del,
        "/api/v1/survey_responses/{id}",
        set_up,
        remove,
        {.summary = "Remove a response and its feedback", .status = 204});
    add(Method::get,
        "/api/v1/surveys/{id}/results",
        read_feedback,
        results,
        {.summary = "What was answered, question by question", .gives = "survey_results"});
    add(Method::get,
        "/api/v1/surveys/{id}/texts",
        read_feedback,
        texts,
        {.summary = "The open answers to one question (?question=NAME)", .gives = "survey_texts"});
}

}  // namespace styk::http
