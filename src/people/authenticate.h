// From what a request shows to who it is.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <unordered_map>

#include "base/clock.h"
#include "people/actor.h"
#include "people/seen_store.h"

namespace styk::people {

// Safe to call from any thread. An actor is remembered for five seconds, so that a busy client
// costs no query a request; every change made through this process is seen at once (forget), one
// made elsewhere five seconds later. A thread of its own writes when people and tokens were last
// seen, at most once a minute each.
class Authenticator {
public:
    Authenticator(db::Database& database, const Clock& clock);
    Authenticator(const Authenticator&) = delete;
    Authenticator& operator=(const Authenticator&) = delete;
    ~Authenticator();  // writes what was seen

    // Nobody when the secret is unknown, withdrawn or too old.
    [[nodiscard]] Actor of_session(std::string_view cookie_token);
    [[nodiscard]] Actor of_bearer(std::string_view api_token);

    // What a request shows: an Authorization header wins and has no second chance; "" stands for
    // not shown.
    [[nodiscard]] Actor of(std::string_view authorization, std::string_view cookie_token);

    // After any change of users, sessions or tokens.
    void forget();

    // Writes at once what was seen so far.
    void write_seen();

private:
    enum class Secret { session, token };

    struct Known {
        Actor actor;
        Instant until;
    };

    Actor look_up(Secret kind, std::string_view secret);
    void remember(
        const std::string& key, const Actor& actor, Instant now, std::uint64_t generation
    );
    void note_seen(Secret kind, const std::string& hash, const Actor& actor, Instant now);
    void keep_writing(const std::stop_token& stop);

    db::Database& database_;
    const Clock& clock_;

    std::mutex mutex_;
    std::unordered_map<std::string, Known> known_;
    std::uint64_t generation_ =
        0;  // grows with each forget: what was read before it is not remembered after it
    std::unordered_map<std::string, Seen> seen_;
    std::condition_variable_any something_seen_;

    std::mutex writing_;
    std::jthread writer_;  // last: it ends before what it uses
};

}  // namespace styk::people
