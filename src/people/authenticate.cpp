#include "people/authenticate.h"

#include <vector>

#include "base/text.h"
#include "people/secret.h"
#include "people/session_store.h"
#include "people/token_store.h"

namespace styk::people {

namespace {

constexpr std::chrono::seconds remembered_for{5};
constexpr std::chrono::seconds between_seen{60};
constexpr std::chrono::seconds between_writes{10};
constexpr std::size_t most_known = 8192;
constexpr std::size_t longest_secret = 200;

// "Bearer X" in any case of letters -> "X".
std::string_view bearer_in(std::string_view authorization) {
    constexpr std::string_view scheme = "bearer ";
    const bool fits = authorization.size() > scheme.size() &&
                      to_lower_ascii(authorization.substr(0, scheme.size())) == scheme;
    return fits ? trim(authorization.substr(scheme.size())) : std::string_view();
}

}  // namespace

Authenticator::Authenticator(db::Database& database, const Clock& clock)
    : database_(database),
      clock_(clock),
      writer_([this](const std::stop_token& stop) { keep_writing(stop); }) {}

Authenticator::~Authenticator() {
    writer_.request_stop();
    writer_.join();
    try {
        write_seen();
    } catch (const std::exception&) {  // when somebody was last seen is not worth a failed shutdown
    }
}

Actor Authenticator::of_session(std::string_view cookie_token) {
    return look_up(Secret::session, cookie_token);
}

Actor Authenticator::of_bearer(std::string_view api_token) {
    return look_up(Secret::token, api_token);
}

Actor Authenticator::of(std::string_view authorization, std::string_view cookie_token) {
    return authorization.empty() ? of_session(cookie_token) : of_bearer(bearer_in(authorization));
}

Actor Authenticator::look_up(Secret kind, std::string_view secret) {
    if (secret.empty() || secret.size() > longest_secret) {
        return {};
    }
    const Instant now = clock_.now();
    const std::string hash = hash_secret(secret);
    // One map for both kinds: a session's token is no API token, so the kind is part of the key.
    const std::string key = (kind == Secret::token ? "t" : "s") + hash;
    std::uint64_t generation = 0;
    {
        const std::lock_guard lock(mutex_);
        if (const auto found = known_.find(key);
            found != known_.end() && now < found->second.until &&
            now >= found->second.until - remembered_for) {  // not by a clock that was set back
            return found->second.actor;
        }
        generation = generation_;
    }
    const auto found = kind == Secret::token ? find_token_actor(database_, hash, now)
                                             : find_session_actor(database_, hash, now);
    if (!found) {
        return {};
    }
    remember(key, found->actor, now, generation);
    if (!found->seen_at || now - *found->seen_at >= between_seen) {
        note_seen(kind, hash, found->actor, now);
    }
    return found->actor;
}

void Authenticator::remember(
    const std::string& key, const Actor& actor, Instant now, std::uint64_t generation
) {
    const std::lock_guard lock(mutex_);
    if (generation != generation_) {
        return;
    }
    if (known_.size() >= most_known) {
        std::erase_if(known_, [&](const auto& one) { return one.second.until <= now; });
    }
    if (known_.size() < most_known) {
        known_[key] = {actor, now + remembered_for};
    }
}

void Authenticator::note_seen(
    Secret kind, const std::string& hash, const Actor& actor, Instant now
) {
    {
        const std::lock_guard lock(mutex_);
        seen_[hash] = {kind == Secret::token, hash, actor.id, now};
    }
    something_seen_.notify_one();
}

void Authenticator::forget() {
    const std::lock_guard lock(mutex_);
    known_.clear();
    ++generation_;
}

void Authenticator::write_seen() {
    const std::lock_guard writing(writing_);
    std::vector<Seen> all;
    {
        const std::lock_guard lock(mutex_);
        for (auto& [hash, one] : seen_) {
            all.push_back(std::move(one));
        }
        seen_.clear();
    }
    people::write_seen(database_, all);
}

void Authenticator::keep_writing(const std::stop_token& stop) {
    while (!stop.stop_requested()) {
        {
            std::unique_lock lock(mutex_);
            something_seen_.wait(lock, stop, [&] { return !seen_.empty(); });
        }
        if (stop.stop_requested()) {
            return;
        }
        try {
            write_seen();
        } catch (const std::exception&) {  // the next time they are seen is soon enough
        }
        std::unique_lock lock(mutex_);
        something_seen_.wait_for(lock, stop, between_writes, [] { return false; });
    }
}

}  // namespace styk::people
