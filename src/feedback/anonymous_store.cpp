#include "feedback/anonymous_store.h"

#include "base/result.h"
#include "db/full_text.h"
#include "feedback/correction_store.h"
#include "feedback/facts_store.h"
#include "feedback/theme_store.h"

namespace styk::feedback {

namespace {

constexpr std::string_view update =
    "UPDATE feedback SET id = $1, revision = revision + 1, customer_id = $2, occurred_at = $3, "
    "received_at = $4, comment = NULL, sentiment = NULL, said = NULL, findings = NULL, "
    "read_by = NULL, attributes = $5, tags = $6, external_key = $7, import_id = $8 "
    "WHERE seq = $9 AND revision = $10";

db::Param or_null(const std::string& text) {
    return text.empty() ? db::Param() : db::Param(std::string_view(text));
}

}  // namespace

Feedback made_wordless(const Feedback& before) {
    Feedback after = before;
    after.comment.clear();
    after.reading.reset();
    after.corrections.clear();
    return after;
}

Feedback made_anonymous(const Feedback& before, const Id<Feedback>& id, Instant day) {
    Feedback after = made_wordless(before);
    after.id = id;
    after.customer_id.reset();
    after.customer_key.clear();
    after.customer_name.clear();
    after.occurred_at = after.received_at = day;
    after.attributes.clear();
    after.tags.clear();
    after.external_key.clear();
    after.import_id.clear();
    return after;
}

bool rewrite(db::Tx& tx, const Feedback& before, const Feedback& after, std::string_view facts) {
    const std::string id = after.id.text(),
                      customer = after.customer_id ? after.customer_id->text() : "";
    const bool keeps_tags = after.tags == before.tags;
    if (!keeps_tags && !after.tags.empty()) {
        throw Fault("tags are taken away here, not changed");
    }
    const auto tags = keeps_tags
                          ? tx.find_text("SELECT tags FROM feedback WHERE seq = $1", before.seq)
                          : std::optional<std::string>();
    if (tx.run(
            update,
            id,
            or_null(customer),
            after.occurred_at.us,
            after.received_at.us,
            or_null(after.attributes),
            tags,
            or_null(after.external_key),
            or_null(after.import_id),
            before.seq,
            before.revision
        ) != 1) {
        return false;
    }
    remove_corrections(tx, before.seq);
    forget_quotes(tx, before.id.text());
    db::forget_text(tx, before.seq, before.comment);
    log_changed_facts(tx, before.seq, facts);
    return true;
}

}  // namespace styk::feedback
