#include "survey/response_privacy_store.h"

#include "survey/definition_json.h"
#include "survey/response_store.h"

namespace styk::survey {

namespace {

bool is_counted(const Question& question) {
    switch (question.type) {
        case Type::text:
        case Type::long_text:
        case Type::contact:
        case Type::statement:
            return false;
        default:
            return true;
    }
}

constexpr std::string_view update =
    "UPDATE response SET id = $2, token = NULL, receipt = NULL, invitation_id = NULL, "
    "customer_id = NULL, hidden = NULL, answers = $3, seconds = NULL, external_key = NULL, "
    "import_id = NULL, feedback_id = $4, occurred_at = $5, started_at = $5, changed_at = $5, "
    "completed_at = CASE WHEN completed_at IS NULL THEN NULL ELSE CAST($5 AS BIGINT) END "
    "WHERE id = $1";

}  // namespace

Map without_words(const Definition* definition, const Map& answers) {
    Map out;
    for (const auto& [name, value] : answers) {
        const auto* question = definition == nullptr ? nullptr : definition->find(name);
        if (question != nullptr && is_counted(*question)) {
            out.emplace_back(name, value);
        }
    }
    return out;
}

void make_anonymous(
    db::Tx& tx,
    const Response& before,
    const Id<Response>& id,
    const Map& answers,
    const std::optional<std::string>& feedback_id,
    Instant day
) {
    tx.run(update, before.id.text(), id.text(), write_map(answers), feedback_id, day.us);
}

std::optional<Response> find_response_behind(
    db::Reader& reader, const Id<feedback::Feedback>& feedback
) {
    const auto id =
        reader.find_text("SELECT id FROM response WHERE feedback_id = $1", feedback.text());
    return id ? find_response(reader, Id<Response>::parse(*id).value()) : std::nullopt;
}

void change_answers(db::Tx& tx, const Id<Response>& id, const Map& answers) {
    tx.run("UPDATE response SET answers = $2 WHERE id = $1", id.text(), write_map(answers));
}

}  // namespace styk::survey
