#include "story/settle_anonymous.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <random>
#include <set>

#include "feedback/facts_store.h"
#include "feedback/import_store.h"
#include "json/json.h"
#include "people/secret.h"
#include "record/convert.h"
#include "story/answer_lots.h"
#include "story/beside_answers.h"
#include "story/case_reaction.h"
#include "story/lot_answers.h"
#include "story/response_feedback.h"
#include "survey/definition_json.h"
#include "survey/lot.h"
#include "survey/response_store.h"
#include "survey/route.h"

namespace styk::story {

namespace {

using survey::Response;
using survey::Survey;

std::string text_in(const json::Object& object, std::string_view name) {
    const auto* value = object.if_contains(name);
    return value != nullptr && value->is_string() ? std::string(value->get_string()) : "";
}

std::int64_t number_in(const json::Object& object, std::string_view name) {
    const auto* value = object.if_contains(name);
    return value != nullptr && value->is_int64() ? value->get_int64() : 0;
}

survey::Map map_in(const json::Object& object, std::string_view name) {
    const auto* value = object.if_contains(name);
    return value != nullptr ? survey::read_map(json::write(*value)) : survey::Map();
}

Response read_waiting(const survey::Waiting& waiting) {
    const json::Value body = json::parse(waiting.body);
    const auto& object = body.get_object();
    Response out;
    out.id = Id<Response>::parse(waiting.id).value();
    out.survey_id = waiting.survey_id;
    out.receipt = waiting.receipt;
    out.version = number_in(object, "version");
    out.state = record::choice_of<survey::ResponseState>(text_in(object, "state")).value();
    out.language = text_in(object, "language");
    out.channel = text_in(object, "channel");
    out.touchpoint = text_in(object, "touchpoint");
    out.location = text_in(object, "location");
    out.brand = text_in(object, "brand");
    out.quota = text_in(object, "quota");
    out.answers = map_in(object, "answers");
    out.hidden = map_in(object, "hidden");
    out.seconds = map_in(object, "seconds");
    out.feedback_id = Id<feedback::Feedback>::parse(text_in(object, "feedback_id"));
    out.import_id = text_in(object, "import_id");
    out.external_key = text_in(object, "external_key");
    out.started_at = out.changed_at = {number_in(object, "day_us")};
    out.completed_at = out.changed_at;
    out.occurred_at = out.changed_at;
    return out;
}

std::optional<feedback::Draft> beside_of(const survey::Waiting& waiting) {
    const json::Value body = json::parse(waiting.body);
    const auto* beside = body.get_object().if_contains("beside");
    return beside == nullptr ? std::nullopt : std::optional(read_beside(*beside));
}

// What an answer of a file was deleted by is nobody's, so it is known by its name there.
std::string row_name(const std::string& external_key) {
    return people::hash_secret("row " + external_key);
}

// Chance that nobody can foretell.
class Dice {
public:
    using result_type = std::uint64_t;

    explicit Dice(Random& random) : random_(random) {}

    static constexpr result_type min() { return 0; }

    static constexpr result_type max() { return ~result_type{0}; }

    result_type operator()() {
        std::array<std::uint8_t, 8> bytes{};
        random_.fill(bytes);
        result_type out = 0;
        for (const std::uint8_t byte : bytes) {
            out = (out << 8U) | byte;
        }
        return out;
    }

private:
    Random& random_;
};

struct Settled {
    std::string waiting_id;
    Response response;
    std::vector<Prepared> prepared;  // one, or none when it is not counted
    Reactions reactions{};
};

Settled settle(
    const Intake& intake,
    const feedback::Directory& directory,
    const Survey& survey,
    const survey::Waiting& waiting
) {
    Settled out{waiting.id, read_waiting(waiting), {}, {}};
    const auto definition = intake.catalogue.definition(survey.id, out.response.version);
    if (out.response.state != survey::ResponseState::complete || !definition) {
        return out;
    }
    const survey::Setting setting{
        .hidden = out.response.hidden,
        .today = directory.zone.day_of(out.response.changed_at),
        .seed = 0
    };
    const auto route = survey::route_of(*definition, out.response.answers, setting);
    auto draft = draft_of(directory, survey, *definition, route, out.response);
    Prepared prepared = prepare_response(intake, directory, std::move(draft), intake.clock.now());
    prepared.feedback.id.uuid = make_uuid_v4(intake.random);
    prepared.feedback.received_at = out.response.changed_at;
    out.response.feedback_id = prepared.feedback.id;
    out.prepared.push_back(std::move(prepared));
    out.reactions = react_to(intake, directory, out.prepared, intake.clock.now());
    return out;
}

void write_settled(
    db::Tx& tx,
    const Intake& intake,
    const feedback::Directory& directory,
    const std::vector<Settled>& all,
    const db::Change& by
) {
    for (const Settled& one : all) {
        if (!survey::remove_waiting(tx, one.waiting_id)) {
            continue;  // deleted by its receipt meanwhile
        }
        auto prepared = one.prepared;
        write(tx, intake, directory, prepared, by);
        write_reactions(tx, one.reactions, prepared);
        if (!survey::put_response(tx, one.response)) {
            throw Fault("an anonymous answer met itself");
        }
    }
}

}  // namespace

void ask_settle(db::Tx& tx, const Id<Survey>& survey, Instant now) {
    const std::string payload = json::write(json::Object{{"survey_id", survey.text()}});
    // Work that is being done will be done once more: it may have looked before this answer came.
    queue::hasten(tx, settle_work, now);
    queue::put(
        tx,
        {.kind = settle_work,
         .payload = payload,
         .due = now,
         .unique_key = fmt::format("{}/{}", settle_work, survey.text())},
        now
    );
}

std::string write_waiting(const Response& response, const feedback::Draft* beside) {
    json::Object out{
        {"version", response.version},
        {"state", record::name_of_choice(response.state)},
        {"language", response.language},
        {"channel", response.channel},
        {"touchpoint", response.touchpoint},
        {"location", response.location},
        {"brand", response.brand},
        {"quota", response.quota},
        {"answers", survey::to_json(response.answers)},
        {"hidden", survey::to_json(response.hidden)},
        {"seconds", survey::to_json(response.seconds)},
        {"import_id", response.import_id},
        {"external_key", response.external_key},
        {"feedback_id", response.feedback_id ? response.feedback_id->text() : ""},
        {"day_us", response.changed_at.us}
    };
    if (beside != nullptr) {
        out["beside"] = write_beside(*beside);
    }
    return json::write(out);
}

survey::Waiting waiting_row(const Response& response, const feedback::Draft& beside) {
    const std::string name = row_name(response.external_key);
    return {response.id.text(), response.survey_id, name, name, write_waiting(response, &beside)};
}

namespace {

void settle_all(
    const Intake& intake,
    const feedback::Directory& directory,
    const Survey& survey,
    const std::vector<survey::Waiting>& waiting
) {
    std::vector<Settled> all;
    all.reserve(waiting.size());
    for (const survey::Waiting& one : waiting) {
        all.push_back(settle(intake, directory, survey, one));
    }
    const db::Change by{{"system", "", "Styk"}, intake.clock.now()};
    intake.database.write([&](db::Tx& tx) { write_settled(tx, intake, directory, all, by); });
}

// False when somebody took one of them back meanwhile.
bool let_out(
    const Intake& intake,
    const feedback::Directory& directory,
    const Survey& survey,
    const std::vector<survey::Waiting>& waiting
) {
    std::vector<LotAnswer> answers;
    answers.reserve(waiting.size());
    for (const survey::Waiting& one : waiting) {
        answers.push_back({read_waiting(one), {}, {}, beside_of(one)});
    }
    const auto lot = make_lot(intake, directory, survey, std::move(answers));
    bool whole = true;
    intake.database.write([&](db::Tx& tx) {
        whole = std::all_of(waiting.begin(), waiting.end(), [&](const survey::Waiting& one) {
            return survey::has_waiting(tx, one.id);
        });
        if (!whole) {
            return;
        }
        for (const survey::Waiting& one : waiting) {
            (void)survey::remove_waiting(tx, one.id);
        }
        write_lot(tx, lot);
    });
    return whole;
}

// Files of which more is still to come, or that are taken back.
std::set<std::string> files_on_their_way(db::Reader& reader, const std::vector<Response>& all) {
    std::set<std::string> files, busy;
    for (const Response& one : all) {
        files.insert(one.import_id);
    }
    for (const std::string& file : files) {
        const auto id = Id<feedback::Import>::parse(file);
        const auto import = id ? feedback::find_import(reader, *id) : std::nullopt;
        if (import && feedback::is_busy(import->state)) {
            busy.insert(file);
        }
    }
    return busy;
}

// What may go on now of those that wait, read.
std::vector<Response> read_whole_files(
    const Intake& intake, std::vector<survey::Waiting>& waiting
) {
    std::vector<Response> all;
    all.reserve(waiting.size());
    for (const survey::Waiting& one : waiting) {
        all.push_back(read_waiting(one));
    }
    const auto busy =
        intake.database.read([&](db::Reader& reader) { return files_on_their_way(reader, all); });
    std::size_t i = 0;
    std::erase_if(waiting, [&](const auto&) { return busy.contains(all[i++].import_id); });
    std::erase_if(all, [&](const Response& one) { return busy.contains(one.import_id); });
    return all;
}

// False when no lot is full.
bool settle_lots(
    const Intake& intake,
    const feedback::Directory& directory,
    const Survey& survey,
    std::vector<survey::Waiting> waiting
) {
    const auto all = read_whole_files(intake, waiting);
    std::vector<std::string> attributes;
    for (const survey::Waiting& one : waiting) {
        const auto beside = beside_of(one);
        attributes.push_back(beside ? beside->attributes : "");
    }
    const auto lots =
        answer_lots(all, directory, least_of(directory), intake.clock.now(), attributes);
    for (const auto& places : lots) {
        std::vector<survey::Waiting> lot;
        lot.reserve(places.size());
        for (const std::size_t i : places) {
            lot.push_back(waiting[i]);
        }
        if (!let_out(intake, directory, survey, lot)) {
            break;
        }
    }
    return !lots.empty();
}

// False when too few wait.
bool settle_once(const Intake& intake, const Id<Survey>& id) {
    intake.catalogue.refresh();
    const auto directory = intake.catalogue.directory();
    const Survey* survey = directory->surveys.find(id.text());
    if (survey == nullptr) {
        return false;
    }
    const bool employees = survey->kind == survey::Kind::employee;
    const std::int64_t threshold =
        employees ? directory->firm.employees_min : directory->firm.customers_min;
    auto waiting =
        intake.database.read([&](db::Reader& reader) { return survey::list_waiting(reader, id); });
    if (static_cast<std::int64_t>(waiting.size()) < std::max(least_together, threshold)) {
        return false;
    }
    std::shuffle(waiting.begin(), waiting.end(), Dice(intake.random));
    if (survey::goes_in_lots(*survey)) {
        return settle_lots(intake, *directory, *survey, std::move(waiting));
    }
    settle_all(intake, *directory, *survey, waiting);
    return true;
}

// Back among those that wait.
void call_back(db::Tx& tx, const Response& one) {
    const std::string name = one.external_key.empty() ? people::hash_secret("lot " + one.id.text())
                                                      : row_name(one.external_key);
    const survey::Waiting waiting{
        one.id.text(),
        one.survey_id,
        one.receipt.empty() ? name : one.receipt,
        one.receipt.empty() ? name : one.receipt,
        write_waiting(one)
    };
    survey::remove_response(tx, one.id);
    if (!survey::add_waiting(tx, waiting) && one.external_key.empty()) {
        throw Fault("an answer that was called back waits already");
    }
}

void call_back_all(db::Tx& tx, const Id<Survey>& survey, Instant now) {
    const auto all = survey::list_without_lot(tx, survey);
    for (const Response& one : all) {
        call_back(tx, one);
    }
    if (!all.empty()) {
        ask_settle(tx, survey, now);
    }
}

}  // namespace

void call_answers_back(const Intake& intake) {
    const auto directory = intake.catalogue.directory();
    for (const Survey& survey : directory->surveys.all()) {
        if (survey::goes_in_lots(survey)) {
            intake.database.write([&](db::Tx& tx) {
                call_back_all(tx, survey.id, intake.clock.now());
            });
        }
    }
}

void settle_anonymous(const Intake& intake, const Id<Survey>& id) {
    while (settle_once(intake, id)) {
    }
}

void ask_settle_all(db::Tx& tx, Instant now) {
    for (const Id<Survey>& one : survey::list_awaited(tx)) {
        ask_settle(tx, one, now);
    }
}

Id<Survey> survey_to_settle(const queue::Work& work) {
    const json::Value payload = json::parse(work.payload);
    return Id<Survey>::parse(text_in(payload.get_object(), "survey_id")).value();
}

}  // namespace styk::story
