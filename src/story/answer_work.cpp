// The work of an import whose rows are responses to a survey.
#include <algorithm>
#include <fmt/format.h>
#include <unordered_map>
#include <unordered_set>

#include "base/checksum.h"
#include "customer/customer_store.h"
#include "feedback/feedback_json.h"
#include "json/json.h"
#include "people/secret.h"
#include "story/beside_answers.h"
#include "story/case_reaction.h"
#include "story/import_answers.h"
#include "story/response_feedback.h"
#include "story/settle_anonymous.h"
#include "survey/definition_json.h"
#include "survey/lot.h"
#include "survey/response_store.h"
#include "travel/history_answers.h"

namespace styk::story {

namespace {

using feedback::Cells;
using survey::Mode;
using survey::Response;
using survey::ResponseState;

// A row that has no name of its own is known by what stands in it.
class RowNames {
public:
    // The same row again in one file is another response.
    std::string name(Cells cells) {
        std::string all;
        for (const std::string_view cell : cells) {
            all.append(cell).push_back('\x1f');
        }
        const auto times = ++seen_[checksum(all)];
        return fmt::format("row {}/{}", people::hash_secret(all).substr(0, 32), times);
    }

private:
    std::unordered_map<std::uint64_t, std::uint32_t> seen_;
};

// The way through the survey of somebody who went another tool's: what was answered was asked.
survey::Route way_of(
    const survey::Definition& definition,
    const travel::ReadAnswers& read,
    const survey::Setting& setting
) {
    auto route = survey::route_of(definition, read.answers, setting);
    route.answers = read.answers;
    for (std::size_t i = 0; i < definition.questions.size(); ++i) {
        const auto& question = definition.questions[i];
        if (survey::find(read.answers, question.name) == nullptr || route.shows(i)) {
            continue;
        }
        const auto stop =
            std::find_if(route.stops.begin(), route.stops.end(), [&](const survey::Stop& one) {
                return one.page == question.page;
            });
        if (stop == route.stops.end()) {
            route.stops.push_back({question.page, {i}});
        } else {
            stop->questions.push_back(i);
        }
    }
    return route;
}

class AnswerWork final : public ImportWork {
public:
    explicit AnswerWork(const ImportPlan& plan)
        : plan_(plan),
          survey_(plan.directory->surveys.find(plan.map.find("survey")->value)),
          definition_(
              survey_ == nullptr ? nullptr
                                 : plan.intake.catalogue.definition(survey_->id, survey_->version)
          ),
          rows_(*plan.directory, plan.map, plan.columns, plan.import.created_at) {
        if (definition_ != nullptr) {
            find_places();
        }
        const auto* finished = plan.map.find("finished");
        finished_ = finished == nullptr ? plan.columns.size() : place_of(finished->column);
    }

    void take(Cells cells, Problems& problems) override {
        const feedback::Draft& base = rows_.read(cells, problems);
        const auto read = read_answers(cells, problems);
        if (!problems.empty()) {
            return;
        }
        const bool whole = finished_ >= cells.size() || !travel::says_no(cells[finished_]);
        Entry entry{response_of(base, read, whole), {}, base.customer, base};
        entry.response.external_key =
            key_of(base.external_key.empty() ? names_.name(cells) : base.external_key);
        if (whole) {
            entry.feedback.push_back(feedback_of(base, read, entry.response, problems));
        }
        if (problems.empty()) {
            entries_.push_back(std::move(entry));
        }
    }

    void take(const json::Value&, Problems& problems) override {
        problems.push_back({"", "answers to a survey come in columns"});
    }

    [[nodiscard]] json::Object preview() const override {
        const Entry& entry = entries_.back();
        json::Object out{
            {"kind", "response"},
            {"occurred_at", to_rfc3339(entry.response.started_at)},
            {"channel", entry.response.channel},
            {"comment", nullptr},
            {"ratings", json::Array()}
        };
        if (!entry.feedback.empty()) {
            feedback::Feedback one = entry.feedback.front();
            one.received_at = plan_.import.created_at;
            one.customer_key = survey_->mode == Mode::identified ? entry.customer.value_or("") : "";
            out = feedback::to_json(one);
        }
        out["state"] = entry.feedback.empty() ? "partial" : "complete";
        out["answers"] = survey::to_json(entry.response.answers);
        return out;
    }

    [[nodiscard]] const feedback::RowReader& reader() const override { return rows_; }

    void forget_batch() override { entries_.clear(); }

    void write_batch(const db::Change& by, const Keep& keep) override {
        ImportCounts counts;
        const auto rows = entries_.size();
        const auto replaced = drop_known();
        counts.added = static_cast<std::int64_t>(entries_.size());
        counts.skipped = static_cast<std::int64_t>(rows) - counts.added;
        if (survey::goes_in_lots(*survey_)) {
            return write_waiting_entries(counts, replaced, keep);
        }
        auto prepared = prepare_entries(counts);
        const auto reactions =
            plan_.import.open_cases && survey_->mode != Mode::anonymous
                ? react_to(plan_.intake, *plan_.directory, prepared, by.at, OfImports::as_usual)
                : Reactions();
        plan_.intake.database.write([&](db::Tx& tx) {
            for (const auto& one : replaced) {
                survey::remove_response(tx, one);
            }
            write_entries(tx, prepared, reactions, by);
            keep(tx, counts);
        });
        forget_batch();
    }

    void finish(db::Tx& tx, Instant now) override {
        if (survey_ != nullptr && survey::goes_in_lots(*survey_)) {
            ask_settle(tx, survey_->id, now);
        }
    }

private:
    struct Entry {
        Response response;
        std::vector<feedback::Feedback> feedback;  // one, or none while it is not finished
        std::optional<std::string> customer;
        feedback::Draft beside;  // what the row says beside the answers
    };

    [[nodiscard]] std::size_t place_of(const std::string& column) const {
        const auto found = std::find(plan_.columns.begin(), plan_.columns.end(), column);
        return static_cast<std::size_t>(found - plan_.columns.begin());
    }

    void find_places() {
        places_ = travel::places_of(*definition_);
        std::vector<travel::AnswerColumn> columns;
        for (const auto& one : plan_.map.answers) {
            if (const auto* place = travel::find_place(places_, one.answer)) {
                columns.push_back({place, one.no_answer});
                cells_.push_back(place_of(one.column));
            }
        }
        reader_.emplace(*definition_, std::move(columns));
    }

    travel::ReadAnswers read_answers(Cells cells, Problems& problems) const {
        if (!reader_) {
            problems.push_back({"", "the survey is not there any more"});
            return {};
        }
        std::vector<std::string_view> texts;
        texts.reserve(cells_.size());
        for (const std::size_t at : cells_) {
            texts.push_back(at < cells.size() ? cells[at] : std::string_view());
        }
        Problems found;
        auto read = reader_->read(texts, found);
        for (auto& [number, message] : found) {
            const std::string& column = plan_.columns[cells_[std::stoul(number)]];
            problems.push_back({"#" + column, std::move(message)});
        }
        return read;
    }

    // Of an anonymous survey nothing is kept by which the other tool's record could be found.
    [[nodiscard]] std::string key_of(const std::string& key) const {
        return survey_->mode == Mode::anonymous
                   ? plan_.intake.catalogue.mark_of(survey_->id.text() + "\n" + key)
                   : key;
    }

    Response response_of(const feedback::Draft& base, const travel::ReadAnswers& read, bool whole)
        const {
        const bool anonymous = survey_->mode == Mode::anonymous;
        const auto& zone = plan_.directory->zone;
        const Instant moment = base.occurred_at.value_or(plan_.import.created_at);
        Response out;
        out.id.uuid = anonymous ? make_uuid_v4(plan_.intake.random)
                                : make_uuid_v7(plan_.intake.clock, plan_.intake.random);
        out.survey_id = survey_->id;
        out.version = survey_->version;
        out.state = whole ? ResponseState::complete : ResponseState::partial;
        out.language = base.language.value_or(survey_->language);
        out.channel = base.channel;
        out.touchpoint = base.touchpoint.value_or("");
        out.location = base.location.value_or("");
        out.brand = base.brand.value_or("");
        out.hidden = read.hidden;
        out.answers = read.answers;
        out.started_at = out.changed_at = anonymous ? zone.start_of(zone.day_of(moment)) : moment;
        out.occurred_at = out.started_at;
        out.completed_at = whole ? std::optional(out.started_at) : std::nullopt;
        out.import_id = plan_.import.id.text();
        return out;
    }

    feedback::Feedback feedback_of(
        const feedback::Draft& base,
        const travel::ReadAnswers& read,
        const Response& response,
        Problems& problems
    ) const {
        const survey::Setting setting{
            .hidden = read.hidden,
            .today = plan_.directory->zone.day_of(response.started_at),
            .seed = 0
        };
        const auto route = way_of(*definition_, read, setting);
        auto draft = draft_of(*plan_.directory, *survey_, *definition_, route, response);
        add_beside(draft, base);
        auto checked = feedback::check(*plan_.directory, draft, plan_.import.created_at, problems);
        checked.import_id = plan_.import.id.text();
        return checked;
    }

    // What is there already, or stands in the batch twice, is left out: the first one counts. But
    // one that had been begun only, and is finished now, takes its place.
    std::vector<Id<Response>> drop_known() {
        std::vector<std::string> keys;
        keys.reserve(entries_.size());
        for (const Entry& one : entries_) {
            keys.push_back(one.response.external_key);
        }
        std::unordered_map<std::string, survey::KnownResponse> known;
        plan_.intake.database.read([&](db::Reader& reader) {
            known.clear();
            for (auto& one : survey::list_known_responses(reader, survey_->id, keys)) {
                known.emplace(one.external_key, one);
            }
        });
        std::vector<Id<Response>> replaced;
        std::unordered_set<std::string> taken;
        std::erase_if(entries_, [&](const Entry& one) {
            const auto found = known.find(one.response.external_key);
            const bool finishes = found != known.end() && !one.feedback.empty() &&
                                  found->second.state == ResponseState::partial;
            if ((found != known.end() && !finishes) ||
                !taken.insert(one.response.external_key).second) {
                return true;
            }
            if (finishes) {
                replaced.push_back(found->second.id);
            }
            return false;
        });
        return replaced;
    }

    // In the order of the finished entries.
    std::vector<Prepared> prepare_entries(ImportCounts& counts) {
        std::vector<feedback::Feedback> checked;
        std::vector<std::optional<std::string>> customers;
        for (Entry& one : entries_) {
            for (auto& feedback : one.feedback) {
                counts.ratings += static_cast<std::int64_t>(feedback.ratings.size());
                checked.push_back(std::move(feedback));
                customers.push_back(
                    survey_->mode == Mode::identified ? one.customer : std::nullopt
                );
            }
        }
        auto prepared =
            prepare_packed(plan_.intake, *plan_.directory, std::move(checked), customers);
        if (survey_->mode == Mode::anonymous) {
            for (Prepared& one : prepared) {
                one.feedback.id.uuid = make_uuid_v4(plan_.intake.random);
                one.feedback.received_at = one.feedback.occurred_at;
            }
        }
        if (survey_->mode == Mode::confidential) {
            confide();
        }
        return prepared;
    }

    // Who it was stays with the response, where only erasure and contact rules look.
    void confide() {
        std::vector<std::string> names;
        for (const Entry& one : entries_) {
            if (one.customer) {
                names.push_back(*one.customer);
            }
        }
        const auto known = plan_.intake.database.read([&](db::Reader& reader) {
            return customer::find_customers(reader, names);
        });
        for (Entry& one : entries_) {
            const auto found = one.customer ? known.find(*one.customer) : known.end();
            if (found != known.end()) {
                one.response.customer_id = found->second.id;
            }
        }
    }

    // Answers of employees go on in lots when the whole file is in, and their feedback with them.
    void write_waiting_entries(
        const ImportCounts& known, const std::vector<Id<Response>>& replaced, const Keep& keep
    ) {
        std::vector<survey::Waiting> rows;
        rows.reserve(entries_.size());
        for (const Entry& one : entries_) {
            rows.push_back(waiting_row(one.response, one.beside));
        }
        plan_.intake.database.write([&](db::Tx& tx) {
            for (const auto& one : replaced) {
                survey::remove_response(tx, one);
            }
            ImportCounts counts = known;
            for (std::size_t i = 0; i < rows.size(); ++i) {
                add_waiting_entry(tx, entries_[i], rows[i], counts);
            }
            keep(tx, counts);
        });
        forget_batch();
    }

    // One that was begun only waits for nobody; one that waits already is known.
    static void add_waiting_entry(
        db::Tx& tx, const Entry& one, const survey::Waiting& row, ImportCounts& counts
    ) {
        const bool begun = one.feedback.empty();
        const bool added = begun ? !survey::has_waiting_under(tx, row.token) &&
                                       survey::put_response(tx, one.response)
                                 : survey::add_waiting(tx, row);
        counts.added -= added ? 0 : 1;
        counts.skipped += added ? 0 : 1;
        if (added && !begun) {
            counts.ratings += static_cast<std::int64_t>(one.feedback.front().ratings.size());
        }
    }

    void write_entries(
        db::Tx& tx,
        const std::vector<Prepared>& prepared,
        const Reactions& reactions,
        const db::Change& by
    ) const {
        auto feedback = prepared;  // may be called again when the transaction has to be repeated
        story::write(tx, plan_.intake, *plan_.directory, feedback, by);
        write_reactions(tx, reactions, feedback);
        std::size_t next = 0;
        for (const Entry& one : entries_) {
            Response response = one.response;
            if (!one.feedback.empty()) {
                response.feedback_id = feedback[next].feedback.id;
                if (survey_->mode == Mode::identified) {
                    response.customer_id = feedback[next].feedback.customer_id;
                }
                ++next;
            }
            if (!survey::put_response(tx, response)) {
                throw Fault("a response of a file met itself");
            }
        }
    }

    const ImportPlan& plan_;
    const survey::Survey* survey_;
    std::shared_ptr<const survey::Definition> definition_;
    feedback::FeedbackRows rows_;
    std::vector<travel::Place> places_;
    std::optional<travel::AnswerReader> reader_;
    std::vector<std::size_t> cells_;  // where the reader's columns stand in a row
    std::size_t finished_ = 0;
    RowNames names_;
    std::vector<Entry> entries_;
};

}  // namespace

std::unique_ptr<ImportWork> make_answer_work(const ImportPlan& plan) {
    return std::make_unique<AnswerWork>(plan);
}

}  // namespace styk::story
