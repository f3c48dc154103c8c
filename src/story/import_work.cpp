#include "story/import_work.h"

#include <algorithm>
#include <fmt/format.h>

#include "casework/case_import_store.h"
#include "customer/customer_json.h"
#include "customer/customer_store.h"
#include "customer/event_store.h"
#include "db/growth.h"
#include "feedback/feedback_json.h"
#include "feedback/import_store.h"
#include "json/json.h"
#include "people/roles.h"
#include "record/wire.h"
#include "story/case_reaction.h"
#include "story/import_answers.h"
#include "story/record_events.h"
#include "survey/response_store.h"

namespace styk::story {

namespace {

using feedback::Cells;
using feedback::ImportKind;

class FeedbackWork final : public ImportWork {
public:
    explicit FeedbackWork(const ImportPlan& plan)
        : plan_(plan), rows_(*plan.directory, plan.map, plan.columns, plan.import.created_at) {}

    void take(Cells cells, Problems& problems) override {
        take(rows_.read(cells, problems), problems);
    }

    void take(const json::Value& line, Problems& problems) override {
        const auto draft = feedback::read_draft(line, problems);
        if (problems.empty()) {
            take(draft, problems);
        }
    }

    [[nodiscard]] json::Object preview() const override {
        feedback::Feedback one = checked_.back();
        one.received_at = plan_.import.created_at;
        one.customer_key = customers_.back().value_or("");
        return feedback::to_json(one);
    }

    [[nodiscard]] const feedback::RowReader& reader() const override { return rows_; }

    void forget_batch() override {
        checked_.clear();
        customers_.clear();
    }

    void write_batch(const db::Change& by, const Keep& keep) override {
        ImportCounts counts;
        const auto rows = checked_.size();
        drop_known();
        for (const auto& one : checked_) {
            counts.ratings += static_cast<std::int64_t>(one.ratings.size());
        }
        counts.added = static_cast<std::int64_t>(checked_.size());
        counts.skipped = static_cast<std::int64_t>(rows) - counts.added;
        auto prepared =
            prepare_packed(plan_.intake, *plan_.directory, std::move(checked_), customers_);
        const auto reactions =
            plan_.import.open_cases
                ? react_to(plan_.intake, *plan_.directory, prepared, by.at, OfImports::as_usual)
                : Reactions();
        plan_.intake.database.write([&](db::Tx& tx) {
            write(tx, plan_.intake, *plan_.directory, prepared, by);
            write_reactions(tx, reactions, prepared);
            keep(tx, counts);
        });
        forget_batch();
    }

private:
    void take(const feedback::Draft& draft, Problems& problems) {
        auto checked = feedback::check(*plan_.directory, draft, plan_.import.created_at, problems);
        if (problems.empty()) {
            checked.import_id = import_id_;
            checked_.push_back(std::move(checked));
            customers_.push_back(draft.customer);
        }
    }

    // What is there already, or stands in the batch twice, is left out: the first one counts.
    void drop_known() {
        std::vector<std::string> keys;
        for (const auto& one : checked_) {
            if (!one.external_key.empty()) {
                keys.push_back(one.external_key);
            }
        }
        if (keys.empty()) {
            return;
        }
        auto known = plan_.intake.database.read([&](db::Reader& reader) {
            return feedback::list_known_keys(reader, keys);
        });
        std::size_t kept = 0;
        for (std::size_t i = 0; i < checked_.size(); ++i) {
            const auto& key = checked_[i].external_key;
            if (!key.empty() && !known.insert(key).second) {
                continue;
            }
            if (kept != i) {
                checked_[kept] = std::move(checked_[i]);
                customers_[kept] = std::move(customers_[i]);
            }
            ++kept;
        }
        checked_.resize(kept);
        customers_.resize(kept);
    }

    const ImportPlan& plan_;
    feedback::FeedbackRows rows_;
    std::string import_id_ = plan_.import.id.text();
    std::vector<feedback::Feedback> checked_;
    std::vector<std::optional<std::string>> customers_;
};

class CustomerWork final : public ImportWork {
public:
    explicit CustomerWork(const ImportPlan& plan)
        : plan_(plan), rows_(*plan.directory, plan.map, plan.columns) {}

    void take(Cells cells, Problems& problems) override {
        auto line = rows_.read(cells, problems);
        if (problems.empty()) {
            batch_.push_back(std::move(line));
        }
    }

    void take(const json::Value& line, Problems& problems) override {
        customer::Upsert upsert;
        if (line.is_object()) {
            problems = customer::read_upsert(line.get_object(), people::may::set_up, upsert);
        } else {
            problems.push_back({"", "must be an object"});
        }
        const auto& location = upsert.customer.location_id;
        if (location && plan_.directory->locations.find(location->text()) == nullptr) {
            problems.push_back({"/location_id", "is no location"});
        }
        if (problems.empty()) {
            batch_.push_back(std::move(upsert));
        }
    }

    [[nodiscard]] json::Object preview() const override {
        return record::to_json(record::shape_of<customer::Customer>(), &batch_.back().customer);
    }

    [[nodiscard]] const feedback::RowReader& reader() const override { return rows_; }

    void forget_batch() override { batch_.clear(); }

    // Known customers take what their row says: they count as added when that changes them, as
    // skipped when it does not.
    void write_batch(const db::Change& by, const Keep& keep) override {
        std::vector<std::string> ids;
        for (customer::Upsert& line : batch_) {
            line.customer.id.uuid = make_uuid_v7(plan_.intake.clock, plan_.intake.random);
            ids.push_back(line.customer.id.text());
        }
        plan_.intake.database.write([&](db::Tx& tx) {
            const auto counted = customer::upsert(tx, batch_, by);
            feedback::note_new_customers(tx, plan_.import.id, ids);
            keep(tx, {counted.added + counted.changed, counted.unchanged, 0});
        });
        db::note_growth(plan_.intake.database, "customer");
        forget_batch();
    }

private:
    const ImportPlan& plan_;
    feedback::CustomerRows rows_;
    std::vector<customer::Upsert> batch_;
};

class EventWork final : public ImportWork {
public:
    explicit EventWork(const ImportPlan& plan)
        : plan_(plan), rows_(*plan.directory, plan.map, plan.columns) {}

    void take(Cells cells, Problems& problems) override {
        take(rows_.read(cells, problems), problems);
    }

    void take(const json::Value& line, Problems& problems) override {
        customer::SentEvent sent;
        if (line.is_object()) {
            problems = customer::read_event(line.get_object(), sent);
        } else {
            problems.push_back({"", "must be an object"});
        }
        take(std::move(sent), problems);
    }

    [[nodiscard]] json::Object preview() const override {
        auto one = batch_.back().sent;
        one.event.customer = one.customer;
        return customer::to_json(one.event);
    }

    [[nodiscard]] const feedback::RowReader& reader() const override { return rows_; }

    void forget_batch() override { batch_.clear(); }

    void write_batch(const db::Change& by, const Keep& keep) override {
        const auto counts_of = [](const RecordedEvents& all) {
            return ImportCounts{all.added + all.changed, all.unchanged, 0};
        };
        record_events(
            plan_.intake,
            std::move(batch_),
            {},
            by,
            [&](db::Tx& tx, const RecordedEvents& all) { keep(tx, counts_of(all)); }
        );
        forget_batch();
    }

private:
    void take(customer::SentEvent sent, Problems& problems) {
        if (!problems.empty()) {
            return;
        }
        sent.event.import_id = plan_.import.id.text();
        std::vector<NumberedEvent> one{{0, std::move(sent)}};
        for (auto& [pointer, message] :
             check_events(*plan_.directory, one, plan_.intake.clock.now())) {
            problems.push_back({pointer.substr(pointer.find('/', 1)), std::move(message)});
        }
        if (problems.empty()) {
            batch_.push_back(std::move(one[0]));
        }
    }

    const ImportPlan& plan_;
    feedback::EventRows rows_;
    std::vector<NumberedEvent> batch_;
};

}  // namespace

std::unique_ptr<ImportWork> make_import_work(const ImportPlan& plan) {
    switch (plan.import.kind) {
        case ImportKind::customers:
            return std::make_unique<CustomerWork>(plan);
        case ImportKind::events:
            return std::make_unique<EventWork>(plan);
        case ImportKind::feedback:
            break;
    }
    return plan.map.answers.empty() ? std::make_unique<FeedbackWork>(plan) : make_answer_work(plan);
}

std::int64_t undo_some(
    db::Tx& tx, const feedback::Import& import, int limit, const db::Change& by
) {
    switch (import.kind) {
        case ImportKind::customers:
            return feedback::remove_customers_of(tx, import.id, limit, by);
        case ImportKind::events:
            return customer::remove_events_of(tx, import.id.text(), limit);
        case ImportKind::feedback:
            break;
    }
    if (import.open_cases && import.rows_done == 0) {
        casework::remove_cases_of_import(tx, import.id.text());
    }
    const auto answers = survey::remove_responses_of_import(tx, import.id.text(), limit);
    if (answers < limit) {
        survey::remove_waiting_of_import(tx, import.id.text());
    }
    return std::max(answers, feedback::remove_feedback_of(tx, import.id, limit));
}

}  // namespace styk::story
