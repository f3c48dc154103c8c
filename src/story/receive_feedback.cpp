#include "story/receive_feedback.h"

#include <algorithm>
#include <fmt/format.h>
#include <unordered_map>
#include <unordered_set>

#include "customer/customer_store.h"
#include "db/commits.h"
#include "db/together.h"
#include "feedback/facts_store.h"
#include "feedback/feedback_store.h"
#include "feedback/voice.h"
#include "feedback/voice_store.h"
#include "record/convert.h"
#include "story/audit_note.h"
#include "story/case_reaction.h"
#include "story/feedback_news.h"
#include "story/read_comments.h"
#include "story/release_voices.h"

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

using Named = std::vector<std::optional<std::string>>;

using Customers = std::unordered_map<std::string, customer::Customer>;

Customers find_named(const Intake& intake, const Named& customers) {
    std::vector<std::string> names;
    std::unordered_set<std::string_view> seen;
    for (const auto& one : customers) {
        if (one && seen.insert(*one).second) {
            names.push_back(*one);
        }
    }
    return names.empty() ? Customers() : intake.database.read([&](db::Reader& reader) {
        return customer::find_customers(reader, names);
    });
}

std::vector<Prepared> prepare_named(
    const Intake& intake,
    std::vector<Feedback> checked,
    const Named& customers,
    const Told& told = {}
) {
    Customers known = find_named(intake, customers);
    const auto directory = intake.catalogue.directory();
    std::unordered_set<std::string> fresh;
    std::vector<Prepared> prepared;
    prepared.reserve(checked.size());
    const Instant now = intake.clock.now();
    for (std::size_t i = 0; i < checked.size(); ++i) {
        Prepared& one = prepared.emplace_back(Prepared{std::move(checked[i]), {}});
        one.told = i == 0 ? told : std::nullopt;
        one.feedback.id.uuid = feedback::is_voice(one.feedback)
                                   ? make_uuid_v4(intake.random)
                                   : make_uuid_v7(intake.clock, intake.random);
        one.feedback.received_at = now;
        if (const auto* reader = intake.catalogue.reader()) {
            read_comment(*reader, *directory, one.feedback);
        }
        if (!customers[i]) {
            continue;
        }
        auto [found, is_new] = known.try_emplace(*customers[i]);
        if (is_new) {
            found->second.id.uuid = make_uuid_v7(intake.clock, intake.random);
            found->second.key = *customers[i];
            fresh.insert(*customers[i]);
        }
        if (one.told && one.told->customer.key == found->second.key) {
            found->second = customer::with_given(found->second, *one.told);
        }
        attach(one.feedback, found->second);
        one.new_customer_key = fresh.contains(*customers[i]) ? *customers[i] : "";
    }
    return prepared;
}

// Customers who were nobody's when the feedback was prepared. Most of the time they still are, and
// are made all at once; one whom someone else has made meanwhile keeps their id.
void make_customers(db::Tx& tx, std::vector<Prepared>& prepared, const db::Change& by) {
    std::vector<customer::Upsert> fresh, told;
    std::unordered_set<std::string_view> seen;
    for (const Prepared& one : prepared) {
        const bool is_told = one.told && one.told->customer.key == one.new_customer_key;
        if (!one.new_customer_key.empty() && seen.insert(one.new_customer_key).second) {
            fresh.push_back(is_told ? *one.told : customer::Upsert());
            fresh.back().customer.id = *one.feedback.customer_id;
            fresh.back().customer.key = one.new_customer_key;
        }
        if (one.told && !is_told) {
            told.push_back(*one.told);
        }
    }
    (void)customer::upsert(tx, told, by);
    const auto counted = customer::upsert(tx, fresh, by);
    if (counted.added == static_cast<std::int64_t>(fresh.size())) {
        return;
    }
    for (Prepared& one : prepared) {
        if (!one.new_customer_key.empty()) {
            attach(
                one.feedback,
                customer::ensure(tx, one.new_customer_key, *one.feedback.customer_id, by)
            );
            one.facts.clear();
        }
    }
}

void release_if_any(const Intake& intake, const std::vector<Prepared>& prepared, Instant now) {
    const bool any = std::any_of(prepared.begin(), prepared.end(), [](const Prepared& one) {
        return feedback::is_voice(one.feedback);
    });
    const db::AsideScope no_part_of_it;
    try {
        if (any) {
            release_voices(intake, now);
        }
    } catch (const std::exception&) {  // it is in; those that wait are looked at again each hour
    }
}

void write_together(db::Database& database, const std::function<void(db::Tx&)>& work) {
    const db::TogetherScope many_come_at_once;
    database.write(work);
}

}  // namespace

std::vector<Prepared> prepare(
    const Intake& intake, std::vector<Feedback> checked, const std::vector<Draft>& drafts
) {
    Named customers;
    customers.reserve(drafts.size());
    for (const Draft& draft : drafts) {
        customers.push_back(draft.customer);
    }
    return prepare_named(intake, std::move(checked), customers);
}

std::vector<Prepared> prepare_packed(
    const Intake& intake,
    const feedback::Directory& directory,
    std::vector<Feedback> checked,
    const Named& customers,
    const Told& told
) {
    auto prepared = prepare_named(intake, std::move(checked), customers, told);
    for (Prepared& one : prepared) {
        one.facts = feedback::pack_facts(intake.terms, directory, one.feedback);
    }
    return prepared;
}

void write(
    db::Tx& tx,
    const Intake& intake,
    const feedback::Directory& directory,
    std::vector<Prepared>& prepared,
    const db::Change& by
) {
    make_customers(tx, prepared, by);
    const Listeners listeners(tx);
    for (Prepared& one : prepared) {
        if (feedback::is_voice(one.feedback)) {
            feedback::add_waiting(tx, one.feedback);
            continue;
        }
        feedback::add(
            tx,
            one.feedback,
            one.facts.empty() ? feedback::pack_facts(intake.terms, directory, one.feedback)
                              : one.facts
        );
        announce_feedback(tx, listeners, one.feedback);
    }
}

feedback::Feedback receive_feedback(
    const Intake& intake,
    const Draft& draft,
    const db::Change& by,
    const AlsoWrite& also,
    const Told& told
) {
    auto directory = intake.catalogue.directory();
    Problems problems;
    Feedback checked = feedback::check(*directory, draft, by.at, problems);
    if (!problems.empty() &&
        intake.catalogue.refresh()) {  // another process may have added what is named
        problems.clear();
        directory = intake.catalogue.directory();
        checked = feedback::check(*directory, draft, by.at, problems);
    }
    refuse_if(std::move(problems));
    std::vector<Feedback> one;
    one.push_back(std::move(checked));
    auto prepared = prepare_packed(intake, *directory, std::move(one), {draft.customer}, told);
    const auto reactions = react_to(intake, *directory, prepared, by.at);
    write_together(intake.database, [&](db::Tx& tx) {
        write(tx, intake, *directory, prepared, by);
        write_reactions(tx, reactions, prepared);
        audit_note(tx, prepared[0].feedback, by);
        if (also) {
            also(tx, prepared[0].feedback);
        }
    });
    release_if_any(intake, prepared, by.at);
    return std::move(prepared[0].feedback);
}

std::size_t receive_many(
    const Intake& intake, const std::vector<Draft>& drafts, Problems problems, const db::Change& by
) {
    const auto directory = intake.catalogue.directory();
    std::vector<Feedback> checked;
    checked.reserve(drafts.size());
    for (std::size_t i = 0; i < drafts.size(); ++i) {
        Problems of_line;
        checked.push_back(feedback::check(*directory, drafts[i], by.at, of_line));
        const std::size_t line = drafts[i].line == 0 ? i + 1 : drafts[i].line;
        for (auto& [pointer, message] : of_line) {
            problems.push_back({fmt::format("/{}{}", line, pointer), std::move(message)});
        }
    }
    refuse_if(std::move(problems));
    auto prepared = prepare(intake, std::move(checked), drafts);
    for (const Prepared& one : prepared) {
        (void)feedback::pack_facts(intake.terms, *directory, one.feedback);
    }
    const auto reactions = react_to(intake, *directory, prepared, by.at);
    intake.database.write([&](db::Tx& tx) {
        write(tx, intake, *directory, prepared, by);
        write_reactions(tx, reactions, prepared);
        for (const Prepared& one : prepared) {
            audit_note(tx, one.feedback, by);
        }
    });
    release_if_any(intake, prepared, by.at);
    return prepared.size();
}

}  // namespace styk::story
