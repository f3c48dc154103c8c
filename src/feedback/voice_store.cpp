#include "feedback/voice_store.h"

#include "feedback/draft.h"
#include "feedback/feedback_json.h"
#include "json/json.h"

namespace styk::feedback {

namespace {

constexpr std::string_view insert_waiting =
    "INSERT INTO waiting_voice (id, document, received_on, external_key, import_id) "
    "VALUES ($1, $2, $3, $4, $5)";
constexpr std::string_view select_waiting =
    "SELECT id, document, received_on, external_key, import_id FROM waiting_voice ORDER BY id";
constexpr std::string_view kept[] = {
    "kind",
    "source",
    "channel",
    "touchpoint",
    "location",
    "brand",
    "occurred_at",
    "comment",
    "language",
    "ratings",
    "attributes"
};
constexpr std::string_view optional_names[] = {"touchpoint", "location", "brand", "attributes"};
constexpr std::int64_t us_per_day = 86'400'000'000;

json::Object document_of(const Feedback& voice) {
    const auto wire = to_json(voice);
    json::Object out;
    for (const std::string_view name : kept) {
        out[name] = wire.at(name);
    }
    return out;
}

// The setup may have changed since: first without what may be absent, then without the ratings.
Feedback read_document(const Directory& directory, json::Object document) {
    for (int attempt = 0;; ++attempt) {
        Problems problems;
        const auto draft = read_draft(json::Value(document), problems);
        const Instant now = draft.occurred_at.value_or(Instant{});
        auto voice = check(directory, draft, now, problems);
        if (problems.empty() || attempt == 3) {
            return voice;
        }
        if (attempt == 0) {
            for (const std::string_view name : optional_names) {
                document.erase(name);
            }
        } else if (attempt == 1) {
            document["ratings"] = json::Array();
        } else if (!directory.channels.all().empty()) {
            document["channel"] = directory.channels.all().front().key;
        }
    }
}

std::string text_of(const db::Row& row, int column) {
    return row.is_null(column) ? "" : row.string(column);
}

std::optional<std::string> if_any(const std::string& text) {
    return text.empty() ? std::nullopt : std::optional(text);
}

}  // namespace

void add_waiting(db::Tx& tx, const Feedback& voice) {
    tx.run(
        insert_waiting,
        voice.id.text(),
        json::write(document_of(voice)),
        voice.received_at.us / us_per_day,
        if_any(voice.external_key),
        if_any(voice.import_id)
    );
}

std::vector<Feedback> list_waiting(db::Reader& reader, const Directory& directory) {
    std::vector<Feedback> all;
    reader.query(select_waiting, [&](const db::Row& row) {
        Feedback voice = read_document(directory, json::parse(row.text(1)).get_object());
        voice.id = Id<Feedback>::parse(row.text(0)).value();
        voice.received_at = {row.integer(2) * us_per_day};
        voice.external_key = text_of(row, 3);
        voice.import_id = text_of(row, 4);
        all.push_back(std::move(voice));
    });
    return all;
}

bool take_waiting(db::Tx& tx, const std::vector<Feedback>& voices) {
    for (const Feedback& voice : voices) {
        if (tx.run("DELETE FROM waiting_voice WHERE id = $1", voice.id.text()) != 1) {
            return false;
        }
    }
    return true;
}

std::int64_t remove_waiting_of(db::Tx& tx, std::string_view import_id) {
    return tx.run("DELETE FROM waiting_voice WHERE import_id = $1", import_id);
}

}  // namespace styk::feedback
