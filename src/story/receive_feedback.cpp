#include "story/receive_feedback.h"

#include <fmt/format.h>

#include <unordered_map>

#include "customer/customer_store.h"
#include "feedback/facts_store.h"
#include "feedback/feedback_store.h"
#include "json/json.h"
#include "feedback/feedback_json.h"
#include "record/convert.h"

namespace styk::story {

namespace {

using feedback::Draft;
using feedback::Feedback;

void attach(Feedback& feedback, const customer::Customer& customer) {
    feedback.customer_id = customer.id;
    feedback.customer_key = customer.key;
    feedback.customer_name = customer.name;
    feedback.lifecycle = record::name_of_choice(customer.lifecycle);
    feedback.segment = customer.segment.value_or("");
}

// A person who writes a note is named in the audit trail; feedback over the API names its source itself.
void audit_note(db::Tx& tx, const Feedback& feedback, const db::Change& by) {
    if (by.author.kind == "user") {
        db::audit(tx, by, "add", "feedback", feedback.id.text(), "",
                  json::write(feedback::to_json(feedback)));
    }
}

}  // namespace

std::vector<Prepared> prepare(const Intake& intake, std::vector<Feedback> checked,
                              const std::vector<Draft>& drafts) {
    std::unordered_map<std::string, std::optional<customer::Customer>> known;
    intake.database.read([&](db::Reader& reader) {
        for (const Draft& draft : drafts) {
            if (draft.customer && !known.contains(*draft.customer)) {
                known.emplace(*draft.customer, customer::find_customer(reader, *draft.customer));
            }
        }
    });
    std::vector<Prepared> prepared;
    prepared.reserve(checked.size());
    const Instant now = intake.clock.now();
    for (std::size_t i = 0; i < checked.size(); ++i) {
        Prepared& one = prepared.emplace_back(Prepared{std::move(checked[i]), {}});
        one.feedback.id.uuid = make_uuid_v7(intake.clock, intake.random);
        one.feedback.received_at = now;
        if (!drafts[i].customer) {
            continue;
        }
        auto& found = known[*drafts[i].customer];
        if (!found) {
            found = customer::Customer{};
            found->id.uuid = make_uuid_v7(intake.clock, intake.random);
            found->key = *drafts[i].customer;
            one.new_customer_key = found->key;
        }
        attach(one.feedback, *found);
    }
    return prepared;
}

void write(db::Tx& tx, const Intake& intake, const feedback::Directory& directory,
           std::vector<Prepared>& prepared, const db::Change& by) {
    for (Prepared& one : prepared) {
        if (!one.new_customer_key.empty()) {
            attach(one.feedback,
                   customer::ensure(tx, one.new_customer_key, *one.feedback.customer_id, by));
        }
        feedback::add(tx, one.feedback,
                      feedback::pack_facts(intake.terms, directory, one.feedback));
    }
}

feedback::Feedback receive_feedback(const Intake& intake, const Draft& draft, const db::Change& by,
                                    const AlsoWrite& also) {
    auto directory = intake.catalogue.directory();
    Problems problems;
    Feedback checked = feedback::check(*directory, draft, by.at, problems);
    if (!problems.empty() && intake.catalogue.refresh()) {  // another process may have added what is named
        problems.clear();
        directory = intake.catalogue.directory();
        checked = feedback::check(*directory, draft, by.at, problems);
    }
    refuse_if(std::move(problems));
    std::vector<Feedback> one;
    one.push_back(std::move(checked));
    auto prepared = prepare(intake, std::move(one), {draft});
    // New terms are written in a transaction of their own, so they must be known before this one begins.
    (void)feedback::pack_facts(intake.terms, *directory, prepared[0].feedback);
    intake.database.write([&](db::Tx& tx) {
        write(tx, intake, *directory, prepared, by);
        audit_note(tx, prepared[0].feedback, by);
        if (also) {
            also(tx, prepared[0].feedback);
        }
    });
    return std::move(prepared[0].feedback);
}

std::size_t receive_many(const Intake& intake, const std::vector<Draft>& drafts, Problems problems,
                         const db::Change& by, const AlsoWrite& also) {
    const auto directory = intake.catalogue.directory();
    std::vector<Feedback> checked;
    checked.reserve(drafts.size());
    for (std::size_t i = 0; i < drafts.size(); ++i) {
        Problems of_line;
        checked.push_back(feedback::check(*directory, drafts[i], by.at, of_line));
        for (auto& [pointer, message] : of_line) {
            problems.push_back({fmt::format("/{}{}", i + 1, pointer), std::move(message)});
        }
    }
    refuse_if(std::move(problems));
    auto prepared = prepare(intake, std::move(checked), drafts);
    for (const Prepared& one : prepared) {
        (void)feedback::pack_facts(intake.terms, *directory, one.feedback);
    }
    intake.database.write([&](db::Tx& tx) {
        write(tx, intake, *directory, prepared, by);
        if (also) {
            also(tx, prepared.front().feedback);
        }
    });
    return prepared.size();
}

}  // namespace styk::story
