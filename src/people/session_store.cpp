#include "people/session_store.h"

#include <algorithm>

#include "people/browser.h"
#include "people/secret.h"

namespace styk::people {

namespace {

Instant idle_since(Instant now) {
    return now - session_idle;
}

constexpr std::string_view insert =
    "INSERT INTO session (token_hash, user_id, created_at, last_seen_at, expires_at, address, "
    "browser, device, way, sign_on_session) VALUES ($1, $2, $3, $3, $4, $5, $6, $7, $8, $9)";

constexpr std::string_view select_actor =
    "SELECT p.id, p.name, p.role, p.location_id, s.last_seen_at FROM session s "
    "JOIN person p ON p.id = s.user_id "
    "WHERE s.token_hash = $1 AND s.expires_at > $2 AND s.last_seen_at > $3 AND p.active = 1";

constexpr std::string_view select_of_user =
    "SELECT token_hash, created_at, last_seen_at, expires_at, address, browser, device, way FROM "
    "session WHERE user_id = $1 AND expires_at > $2 AND last_seen_at > $3 ORDER BY last_seen_at "
    "DESC, "
    "token_hash";

std::optional<std::string> known(const std::string& text) {
    return text.empty() ? std::nullopt : std::optional(text);
}

Session read_session(const db::Row& row) {
    Session session{row.string(0), {row.integer(1)}, {row.integer(2)}, {row.integer(3)}};
    session.origin.address = row.maybe_string(4).value_or("");
    session.origin.browser = row.maybe_string(5).value_or("");
    session.origin.device = row.maybe_string(6).value_or("");
    session.origin.way = record::choice_of<Way>(row.text(7)).value_or(Way::password);
    return session;
}

SeenActor read_actor(const db::Row& row) {
    User user;
    user.id = Id<User>::parse(row.text(0)).value();
    user.name = row.string(1);
    user.role = record::choice_of<Role>(row.text(2)).value();
    if (!row.is_null(3)) {
        user.location_id = Id<firm::Location>::parse(row.text(3));
    }
    return {actor_of(user), Instant{row.integer(4)}};
}

}  // namespace

Origin origin_of(std::string_view address, std::string_view user_agent) {
    auto [browser, device] = browser_of(user_agent);
    return {std::string(address), std::move(browser), std::move(device)};
}

std::string Session::id() const {
    constexpr std::size_t letters = 32;
    return hash_secret("session " + token_hash).substr(0, letters);
}

void add_session(
    db::Tx& tx,
    const std::string& token_hash,
    const Id<User>& user,
    Instant now,
    const Origin& origin
) {
    tx.run(
        "DELETE FROM session WHERE user_id = $1 AND (expires_at <= $2 OR last_seen_at <= $3)",
        user.text(),
        now.us,
        idle_since(now).us
    );
    tx.run(
        insert,
        token_hash,
        user.text(),
        now.us,
        (now + session_longest).us,
        known(origin.address),
        known(origin.browser),
        known(origin.device),
        record::name_of_choice(origin.way),
        origin.sign_on_session
    );
}

std::optional<SeenActor> find_session_actor(
    db::Database& database, const std::string& token_hash, Instant now
) {
    return database.read([&](db::Reader& reader) {
        std::optional<SeenActor> found;
        reader.query(
            select_actor,
            [&](const db::Row& row) { found = read_actor(row); },
            token_hash,
            now.us,
            idle_since(now).us
        );
        return found;
    });
}

std::vector<Session> list_sessions(db::Reader& reader, const Id<User>& user, Instant now) {
    std::vector<Session> all;
    reader.query(
        select_of_user,
        [&](const db::Row& row) { all.push_back(read_session(row)); },
        user.text(),
        now.us,
        idle_since(now).us
    );
    return all;
}

void end_session(db::Tx& tx, std::string_view token_hash) {
    tx.run("DELETE FROM session WHERE token_hash = $1", token_hash);
}

bool end_session_named(db::Tx& tx, const Id<User>& user, std::string_view id, Instant now) {
    const auto all = list_sessions(tx, user, now);
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const Session& one) { return one.id() == id; });
    if (found != all.end()) {
        end_session(tx, found->token_hash);
    }
    return found != all.end();
}

std::int64_t end_sign_on_session(db::Tx& tx, std::string_view sign_on_session) {
    return tx.run("DELETE FROM session WHERE sign_on_session = $1", sign_on_session);
}

std::int64_t end_sign_on_sessions(db::Tx& tx, const Id<User>& user) {
    return tx.run("DELETE FROM session WHERE user_id = $1 AND way = 'single_sign_on'", user.text());
}

void end_sessions(db::Tx& tx, const Id<User>& user, std::string_view except_token_hash) {
    tx.run(
        "DELETE FROM session WHERE user_id = $1 AND token_hash <> $2",
        user.text(),
        except_token_hash
    );
}

void forget_ended_sessions(db::Database& database, Instant now) {
    database.write([&](db::Tx& tx) {
        tx.run(
            "DELETE FROM session WHERE expires_at <= $1 OR last_seen_at <= $2",
            now.us,
            idle_since(now).us
        );
    });
}

}  // namespace styk::people
