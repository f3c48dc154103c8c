#include "story/erase_person.h"

#include <algorithm>

#include "feedback/anonymous_store.h"
#include "feedback/facts_store.h"
#include "feedback/feedback_store.h"
#include "people/secret.h"
#include "people/user_store.h"
#include "privacy/erasure_store.h"
#include "privacy/sweep_store.h"
#include "privacy/trace_store.h"
#include "queue/queue.h"
#include "story/erasure_list.h"
#include "survey/response_privacy_store.h"
#include "survey/response_store.h"

namespace styk::story {

namespace {

using privacy::Mode;
using privacy::Subject;
using privacy::Trace;
using privacy::Traces;

[[noreturn]] void refuse_absent(Subject subject) {
    throw Refusal(
        Code::not_found,
        subject == Subject::customer ? "There is no such customer." : "There is no such user."
    );
}

Traces traces_of(db::Reader& reader, Subject subject, const std::string& id) {
    auto found = privacy::find_traces(reader, subject, id);
    if (!found) {
        refuse_absent(subject);
    }
    return *std::move(found);
}

std::string confirmation(db::Reader& reader, Subject subject, const std::string& id) {
    return reader
        .find_text(
            subject == Subject::customer ? "SELECT key FROM customer WHERE id = $1"
                                         : "SELECT email FROM person WHERE id = $1",
            id
        )
        .value_or("");
}

// From them, or somebody worked on it, since it was plan.
class MoreHasCome : public std::exception {};

// One feedback or response, and what takes its place.
struct NewFeedback {
    feedback::Feedback before, after;
    std::string facts;
};

struct NewResponse {
    survey::Response before;
    Id<survey::Response> id;
    survey::Map answers;
    std::optional<std::string> feedback_id;
    Instant day;
};

struct Plan {
    Traces traces;
    std::map<std::string, std::string> marks;  // of addresses
    std::vector<NewFeedback> feedback;
    std::vector<NewResponse> responses;
};

class Eraser {
public:
    Eraser(const Intake& intake, const ErasureOrder& order)
        : intake_(intake), order_(order), directory_(intake.catalogue.directory()) {}

    [[nodiscard]] Plan prepare() const {
        std::vector<survey::Response> responses;
        std::vector<feedback::Feedback> all;
        Plan out;
        intake_.database.read([&](db::Reader& reader) {
            out.traces = traces_of(reader, order_.subject, order_.id);
            all = feedback::load_many(reader, out.traces.of(Trace::feedback_id));
            responses.clear();
            for (const std::string& id : out.traces.of(Trace::response)) {
                if (auto one =
                        survey::find_response(reader, Id<survey::Response>::parse(id).value())) {
                    responses.push_back(*std::move(one));
                }
            }
        });
        for (const std::string& address : out.traces.of(Trace::address)) {
            out.marks[address] = intake_.catalogue.mark_of(address);
        }
        for (auto& one : all) {
            out.feedback.push_back(renewed(std::move(one)));
        }
        for (auto& one : responses) {
            out.responses.push_back(renewed(std::move(one), out.feedback));
        }
        return out;
    }

    // Throws MoreHasCome, which undoes it.
    void write(db::Tx& tx, const Plan& plan, privacy::Erasure& erasure, const db::Change& by)
        const {
        const Traces now = traces_of(tx, order_.subject, order_.id);
        if (now.of(Trace::feedback_id) != plan.traces.of(Trace::feedback_id) ||
            now.of(Trace::response) != plan.traces.of(Trace::response) ||
            now.of(Trace::address) != plan.traces.of(Trace::address)) {
            throw MoreHasCome();
        }
        std::int64_t records = write_feedback(tx, plan);
        privacy::hide_suppressions(tx, now, plan.marks);
        records += privacy::erase_rows(tx, now, order_.mode);
        records += privacy::scrub_audit(tx, now);
        if (order_.subject == Subject::customer) {
            records += privacy::remove_customer(tx, order_.id) ? 1 : 0;
        } else {
            records += privacy::empty_user(tx, order_.id, by.at) ? 1 : 0;
        }
        records += privacy::strike_out(tx, now);
        privacy::drop_figures_marks(tx);
        erasure.records = records;
        if (!privacy::add_erasure(tx, erasure)) {
            privacy::note_repeated(tx, erasure.subject_hash, by.at);
        }
        db::audit(tx, by, "erase", "erasure", erasure.id, "", "");
        queue::put_one(tx, keep_list_work, by.at, by.at);
    }

private:
    [[nodiscard]] Instant day_of(Instant at) const {
        return directory_->zone.start_of(directory_->zone.day_of(at));
    }

    [[nodiscard]] NewFeedback renewed(feedback::Feedback before) const {
        NewFeedback out{std::move(before), {}, {}};
        if (order_.mode == Mode::keep_figures) {
            out.after = feedback::made_anonymous(
                out.before,
                Id<feedback::Feedback>{make_uuid_v4(intake_.random)},
                day_of(out.before.occurred_at)
            );
            out.facts = feedback::pack_facts(intake_.terms, *directory_, out.after);
        }
        return out;
    }

    [[nodiscard]] NewResponse renewed(
        survey::Response before, const std::vector<NewFeedback>& feedback
    ) const {
        NewResponse out{std::move(before), {}, {}, {}, {}};
        out.id.uuid = make_uuid_v4(intake_.random);
        out.day = day_of(out.before.started_at);
        const auto definition =
            intake_.catalogue.definition(out.before.survey_id, out.before.version);
        out.answers = survey::without_words(definition.get(), out.before.answers);
        for (const NewFeedback& one : feedback) {
            if (out.before.feedback_id == one.before.id) {
                out.feedback_id = one.after.id.text();
            }
        }
        return out;
    }

    std::int64_t write_feedback(db::Tx& tx, const Plan& plan) const {
        std::int64_t records = 0;
        const bool keeps = order_.mode == Mode::keep_figures;
        for (const NewResponse& one : plan.responses) {
            const bool whole = one.before.state != survey::ResponseState::partial;
            if (keeps && whole) {
                survey::make_anonymous(
                    tx, one.before, one.id, one.answers, one.feedback_id, one.day
                );
            } else {
                survey::remove_response(tx, one.before.id);
            }
            ++records;
        }
        for (const NewFeedback& one : plan.feedback) {
            if (keeps && !feedback::rewrite(tx, one.before, one.after, one.facts)) {
                throw MoreHasCome();
            }
            if (!keeps) {
                feedback::remove(tx, one.before);
            }
            ++records;
        }
        return records;
    }

    const Intake& intake_;
    const ErasureOrder& order_;
    std::shared_ptr<const feedback::Directory> directory_;
};

void refuse_last_administrator(db::Reader& reader, const ErasureOrder& order) {
    if (order.subject != Subject::user) {
        return;
    }
    constexpr std::string_view administrators =
        "SELECT COUNT(*) FROM person WHERE role = 'administrator' AND active = 1 AND id = $1";
    constexpr std::string_view others =
        "SELECT COUNT(*) FROM person WHERE role = 'administrator' AND active = 1 AND id <> $1";
    if (reader.find_integer(administrators, order.id) == 1 &&
        reader.find_integer(others, order.id) == 0) {
        throw Refusal(
            Code::conflict,
            "Somebody must be able to administer: give another user that role first."
        );
    }
}

}  // namespace

ErasurePreview preview_erasure(
    db::Database& database, privacy::Subject subject, const std::string& id
) {
    return database.read([&](db::Reader& reader) {
        const Traces traces = traces_of(reader, subject, id);
        ErasurePreview out;
        out.name = traces.name;
        out.confirm = confirmation(reader, subject, id);
        out.keep_figures = privacy::count_rows(reader, traces, Mode::keep_figures);
        out.everything = privacy::count_rows(reader, traces, Mode::everything);
        out.open_cases = reader
                             .find_integer(
                                 "SELECT COUNT(*) FROM customer_case WHERE customer_id = $1 AND "
                                 "state <> 'closed'",
                                 id
                             )
                             .value_or(0);
        out.files_coming_in =
            reader.find_integer("SELECT COUNT(DISTINCT import_id) FROM import_chunk").value_or(0);
        return out;
    });
}

privacy::Erasure erase_person(
    const Intake& intake, const ErasureOrder& order, const db::Change& by
) {
    constexpr int tries = 5;
    const Eraser eraser(intake, order);
    privacy::Erasure erasure;
    erasure.id = make_uuid_v7(intake.clock, intake.random).text();
    erasure.subject = order.subject;
    erasure.subject_hash = people::hash_secret(order.id);
    erasure.mode = order.mode;
    erasure.reason = order.reason;
    erasure.at = by.at;
    if (by.author.kind == "user" && by.author.id != order.id) {
        erasure.by_id = by.author.id;
    }
    for (int i = 0; i < tries; ++i) {
        const Plan plan = eraser.prepare();
        try {
            intake.database.write([&](db::Tx& tx) {
                refuse_last_administrator(tx, order);
                eraser.write(tx, plan, erasure, by);
            });
            return erasure;
        } catch (const MoreHasCome&) {
            continue;
        }
    }
    throw Refusal(Code::conflict, "More comes from this person all the time. Try again.");
}

}  // namespace styk::story
