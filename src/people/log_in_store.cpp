#include "people/log_in_store.h"

namespace styk::people {

namespace {

constexpr std::string_view select_break_glass =
    "SELECT 1 FROM break_glass b JOIN person p ON p.id = b.user_id "
    "WHERE p.active = 1 AND p.role = 'administrator' AND p.password_hash IS NOT NULL LIMIT 1";

}  // namespace

LogInSettings load_log_in_settings(db::Reader& reader) {
    const auto id =
        reader.find_text("SELECT id FROM log_in_settings ORDER BY created_at, id LIMIT 1");
    const auto found =
        id ? db::find_by<LogInSettings>(reader, "id", *id) : std::optional<LogInSettings>();
    return found.value_or(LogInSettings{});
}

void change_log_in_settings(
    db::Tx& tx,
    const LogInSettings& before,
    LogInSettings& after,
    const Id<LogInSettings>& fresh,
    const db::Change& by
) {
    refuse_if(check(after));
    if (before.revision > 0) {
        db::change(tx, before, after, by);
        return;
    }
    // Two who change them for the first time at the same moment: the second one finds a record.
    if (tx.dialect() == db::Dialect::postgresql) {
        tx.run("LOCK TABLE log_in_settings IN EXCLUSIVE MODE");
    }
    if (load_log_in_settings(tx).revision > 0) {
        throw Refusal(Code::stale, "Someone else changed this in the meantime. Read it again.");
    }
    after.id = fresh;
    db::add(tx, after, by);
}

std::optional<Id<User>> find_identity(
    db::Reader& reader, std::string_view issuer, std::string_view subject
) {
    const auto id = reader.find_text(
        "SELECT user_id FROM identity WHERE issuer = $1 AND subject = $2", issuer, subject
    );
    return id ? Id<User>::parse(*id) : std::nullopt;
}

bool has_identity(db::Reader& reader, const Id<User>& user) {
    return reader.find_integer("SELECT 1 FROM identity WHERE user_id = $1 LIMIT 1", user.text())
        .has_value();
}

void add_identity(
    db::Tx& tx, std::string_view issuer, std::string_view subject, const Id<User>& user
) {
    tx.run(
        "INSERT INTO identity (issuer, subject, user_id) VALUES ($1, $2, $3)",
        issuer,
        subject,
        user.text()
    );
}

bool is_break_glass(db::Reader& reader, const Id<User>& user) {
    return reader.find_integer("SELECT 1 FROM break_glass WHERE user_id = $1", user.text())
        .has_value();
}

bool has_break_glass(db::Reader& reader) {
    return reader.find_integer(select_break_glass).has_value();
}

void set_break_glass(db::Tx& tx, const Id<User>& user, bool on, Instant now) {
    tx.run("DELETE FROM break_glass WHERE user_id = $1", user.text());
    if (on) {
        tx.run("INSERT INTO break_glass (user_id, at) VALUES ($1, $2)", user.text(), now.us);
    }
}

}  // namespace styk::people
