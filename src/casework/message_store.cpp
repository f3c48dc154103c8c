#include "casework/message_store.h"

#include <unordered_map>

namespace styk::casework {

namespace {

constexpr std::string_view insert_message =
    "INSERT INTO case_message (id, case_id, at, direction, message_id, sender, sender_name, "
    "recipient, subject, body, quoted, automatic, ask_after, by_id, by_name, left_out) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)";

constexpr std::string_view insert_attachment =
    "INSERT INTO case_attachment (id, case_message_id, n, name, type, size, bytes) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7)";

// A mail that left the outbox again was sent long ago.
constexpr std::string_view select_messages =
    "SELECT m.position, m.id, m.at, m.direction, m.message_id, m.sender, m.sender_name, "
    "m.recipient, m.subject, m.body, m.quoted, m.automatic, m.ask_after, m.by_id, m.by_name, "
    "m.left_out, COALESCE(o.state, 'sent') FROM case_message m "
    "LEFT JOIN outgoing_mail o ON o.id = m.id WHERE m.case_id = $1 "
    "ORDER BY m.at, m.direction, m.position";

constexpr std::string_view select_attachments =
    "SELECT a.case_message_id, a.id, a.name, a.type, a.size, CASE WHEN a.bytes IS NULL THEN 0 ELSE "
    "1 END FROM case_attachment a JOIN case_message m ON m.id = a.case_message_id "
    "WHERE m.case_id = $1 ORDER BY a.case_message_id, a.n";

std::string state_of(bool incoming, std::string_view in_outbox) {
    return incoming ? "received" : in_outbox == "waiting" ? "queued" : std::string(in_outbox);
}

CaseMessage read_message(const db::Row& row, const Id<Case>& id) {
    CaseMessage out;
    out.position = row.integer(0);
    out.id = row.string(1);
    out.case_id = id;
    out.at = {row.integer(2)};
    out.incoming = row.text(3) == "in";
    out.message_id = row.string(4);
    out.sender = row.string(5);
    out.sender_name = row.string(6);
    out.recipient = row.string(7);
    out.subject = row.string(8);
    out.body = row.string(9);
    out.quoted = row.string(10);
    out.automatic = row.integer(11) != 0;
    out.ask_after = row.integer(12) != 0;
    out.by_id = row.maybe_string(13);
    out.by_name = row.maybe_string(14);
    out.left_out = row.integer(15);
    out.state = state_of(out.incoming, row.text(16));
    return out;
}

}  // namespace

void add_message(db::Tx& tx, const CaseMessage& message) {
    tx.run(
        insert_message,
        message.id,
        message.case_id.text(),
        message.at.us,
        message.incoming ? "in" : "out",
        message.message_id,
        message.sender,
        message.sender_name,
        message.recipient,
        message.subject,
        message.body,
        message.quoted,
        message.automatic,
        message.ask_after,
        message.by_id,
        message.by_name,
        message.left_out
    );
    for (std::size_t n = 0; n < message.attachments.size(); ++n) {
        const auto& one = message.attachments[n];
        const auto bytes = one.bytes ? std::optional(db::Bytes{*one.bytes}) : std::nullopt;
        tx.run(
            insert_attachment,
            one.id,
            message.id,
            static_cast<std::int64_t>(n),
            one.name,
            one.type,
            one.size,
            bytes
        );
    }
}

std::vector<CaseMessage> list_messages(db::Reader& reader, const Id<Case>& id) {
    std::vector<CaseMessage> out;
    std::unordered_map<std::string, std::size_t> places;
    reader.query(
        select_messages,
        [&](const db::Row& row) {
            out.push_back(read_message(row, id));
            places.emplace(out.back().id, out.size() - 1);
        },
        id.text()
    );
    reader.query(
        select_attachments,
        [&](const db::Row& row) {
            CaseAttachment one{row.string(1), row.string(2), row.string(3), row.integer(4)};
            if (row.integer(5) != 0) {
                one.bytes = "";
            }
            out[places.at(row.string(0))].attachments.push_back(std::move(one));
        },
        id.text()
    );
    return out;
}

std::optional<Id<Case>> find_case_of_mails(
    db::Reader& reader, const std::vector<std::string>& message_ids
) {
    for (const std::string& one : message_ids) {
        const auto found =
            reader.find_text("SELECT case_id FROM case_message WHERE message_id = $1", one);
        if (found) {
            return Id<Case>::parse(*found);
        }
    }
    return {};
}

std::optional<CaseAttachment> find_attachment(
    db::Reader& reader, const Id<Case>& id, const std::string& attachment
) {
    std::optional<CaseAttachment> out;
    reader.query(
        "SELECT a.id, a.name, a.type, a.size, a.bytes FROM case_attachment a "
        "JOIN case_message m ON m.id = a.case_message_id WHERE m.case_id = $1 AND a.id = $2",
        [&](const db::Row& row) {
            out = CaseAttachment{row.string(0), row.string(1), row.string(2), row.integer(3)};
            if (!row.is_null(4)) {
                out->bytes = std::string(row.bytes(4));
            }
        },
        id.text(),
        attachment
    );
    return out;
}

void thread_receipts(db::Tx& tx, const Id<Case>& id, const std::string& message_id) {
    tx.run(
        "UPDATE outgoing_mail SET thread = $2 WHERE thread IS NULL AND state = 'waiting' AND id IN "
        "("
        "SELECT id FROM case_message WHERE case_id = $1 AND direction = 'out' AND automatic = 1)",
        id.text(),
        message_id
    );
}

void move_messages(db::Tx& tx, const Id<Case>& from, const Id<Case>& into) {
    tx.run("UPDATE case_message SET case_id = $2 WHERE case_id = $1", from.text(), into.text());
}

}  // namespace styk::casework
