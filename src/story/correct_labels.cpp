#include "story/correct_labels.h"

#include <algorithm>
#include <fmt/format.h>

#include "feedback/correction_store.h"
#include "feedback/facts_store.h"
#include "feedback/feedback_store.h"
#include "feedback/findings_text.h"
#include "json/json.h"
#include "story/read_comments.h"
#include "story/train_reading.h"

namespace styk::story {

namespace {

using feedback::Correction;
using feedback::Feedback;

constexpr int tries = 3;
constexpr std::chrono::seconds training_waits{10};  // for the next correction

void apply(Feedback& feedback, const LabelChange& change, const db::Change& by) {
    std::erase_if(feedback.corrections, [&](const Correction& one) {
        return one.kind == change.kind && one.key == change.key;
    });
    if (change.value) {
        const bool person = by.author.kind == "user";
        feedback.corrections.push_back(
            {change.kind,
             change.key,
             *change.value,
             feedback.reading->by,
             person ? by.author.id : "",
             by.author.name,
             by.at}
        );
    }
}

std::string labels_text(const Feedback& feedback) {
    json::Array said(feedback.reading->said.begin(), feedback.reading->said.end());
    return json::write(
        json::Object{{"sentiment", feedback.reading->sentiment}, {"said", std::move(said)}}
    );
}

void write_labels(
    db::Tx& tx,
    const Feedback& before,
    const Feedback& after,
    const std::vector<LabelChange>& changes,
    const db::Change& by
) {
    for (const LabelChange& change : changes) {
        const auto made =
            std::find_if(after.corrections.begin(), after.corrections.end(), [&](const auto& one) {
                return one.kind == change.kind && one.key == change.key;
            });
        if (made == after.corrections.end()) {
            feedback::take_back_correction(tx, after.seq, change.kind, change.key);
        } else {
            feedback::put_correction(tx, after.seq, *made);
        }
    }
    ask_training(tx, by.at + training_waits, by.at);
    db::audit(
        tx, by, "correct", "feedback", after.id.text(), labels_text(before), labels_text(after)
    );
}

Feedback load(const Intake& intake, const Id<Feedback>& id) {
    auto found =
        intake.database.read([&](db::Reader& reader) { return feedback::find(reader, id); });
    if (!found) {
        throw Refusal(Code::not_found, "There is no such feedback.");
    }
    return *std::move(found);
}

// What was not read yet is read now.
text::Findings need_findings(
    const Intake& intake, const feedback::Directory& directory, Feedback& feedback
) {
    if (!feedback.reading && intake.catalogue.reader() != nullptr) {
        read_comment(*intake.catalogue.reader(), directory, feedback);
    }
    auto found =
        feedback.reading ? feedback::read_findings(feedback.reading->findings) : std::nullopt;
    if (!found) {
        throw Refusal(Code::conflict, "Nothing was read in this: it has no comment.");
    }
    return *std::move(found);
}

}  // namespace

Feedback correct_labels(
    const Intake& intake,
    const Id<Feedback>& id,
    const std::vector<LabelChange>& changes,
    const db::Change& by
) {
    const auto directory = intake.catalogue.directory();
    for (int i = 0; i < tries; ++i) {
        Feedback before = load(intake, id);
        const auto found = need_findings(intake, *directory, before);
        Feedback after = before;
        for (const LabelChange& change : changes) {
            apply(after, change, by);
        }
        after.reading = feedback::reading_of(found, after.corrections, before.reading->by);
        const auto facts = feedback::pack_facts(intake.terms, *directory, after);
        bool written = false;
        intake.database.write([&](db::Tx& tx) {
            written = feedback::change_labels(tx, after, facts);
            if (written) {
                write_labels(tx, before, after, changes, by);
            }
        });
        if (written) {
            return load(intake, id);
        }
    }
    throw Refusal(Code::stale, "Someone else is changing this. Try again.");
}

}  // namespace styk::story
