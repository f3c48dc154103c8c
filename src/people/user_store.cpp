#include "people/user_store.h"

#include "people/session_store.h"

namespace styk::people {

namespace {

bool administers(const User& user) {
    return user.active && user.role == Role::administrator;
}

// PostgreSQL holds the rows until the end, so that two who leave at once do not each count on the
// other.
constexpr std::string_view other_administrators =
    "SELECT id FROM person WHERE role = 'administrator' AND active = 1 AND id <> $1";
constexpr std::string_view lock_administrators =
    "SELECT id FROM person WHERE role = 'administrator' AND active = 1 ORDER BY id FOR UPDATE";

}  // namespace

std::optional<User> find_user_by_email(db::Reader& reader, std::string_view email) {
    return db::find_by<User>(reader, "email", clean_email(email));
}

bool has_administrator(db::Reader& reader) {
    return reader
        .find_integer(
            "SELECT 1 FROM person WHERE role = 'administrator' AND active = 1 AND password_hash IS "
            "NOT NULL LIMIT 1"
        )
        .has_value();
}

void keep_an_administrator(db::Tx& tx, const User& before, const User* after) {
    if (!administers(before) || (after != nullptr && administers(*after))) {
        return;
    }
    if (tx.dialect() == db::Dialect::postgresql) {
        tx.query(lock_administrators, [](const db::Row&) {});
    }
    if (!tx.find_text(other_administrators, before.id.text())) {
        throw Refusal(
            Code::conflict, "This is the last active administrator. Name another one first."
        );
    }
}

void set_password(
    db::Tx& tx,
    const User& user,
    const std::string& password_hash,
    const db::Change& change,
    std::string_view keep_session
) {
    // The revision grows, so that a change of the user that was read before does not write the old
    // hash back.
    tx.run(
        "UPDATE person SET password_hash = $1, revision = revision + 1, updated_at = $2 WHERE id = "
        "$3",
        password_hash,
        change.at.us,
        user.id.text()
    );
    tx.run("DELETE FROM welcome WHERE user_id = $1", user.id.text());
    tx.run("DELETE FROM half_log_in WHERE user_id = $1", user.id.text());
    tx.run("UPDATE second_step SET failed = 0 WHERE user_id = $1", user.id.text());
    end_sessions(tx, user.id, keep_session);
    db::audit(tx, change, "set_password", "person", user.id.text(), "", "");
}

bool has_people(db::Reader& reader, const Id<Department>& department) {
    return reader
        .find_integer("SELECT 1 FROM person WHERE department_id = $1 LIMIT 1", department.text())
        .has_value();
}

}  // namespace styk::people
