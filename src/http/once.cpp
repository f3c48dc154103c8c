#include "http/once.h"

#include <array>
#include <fmt/format.h>
#include <openssl/sha.h>
#include <spdlog/spdlog.h>

#include "base/faults.h"
#include "db/along.h"
#include "db/commits.h"

namespace styk::http {

namespace {

constexpr std::size_t longest_key = 200;
constexpr std::int64_t us_a_day = 24LL * 3600 * 1'000'000;
constexpr int not_known = 0;                         // the status of an answer that was not kept
constexpr int not_told = -1;                         // of one that nobody may be told
constexpr std::chrono::seconds longest_request{30};  // whoever began it may still be at it

std::string sha256(std::string_view text) {
    std::array<unsigned char, SHA256_DIGEST_LENGTH> digest{};
    SHA256(reinterpret_cast<const unsigned char*>(text.data()), text.size(), digest.data());
    std::string hex;
    for (const unsigned char byte : digest) {
        hex += fmt::format("{:02x}", byte);
    }
    return hex;
}

std::string need_key(const Call& call) {
    const auto key = call.request.header("Idempotency-Key");
    if (key.size() > longest_key) {
        throw Refusal(
            Code::invalid, fmt::format("An Idempotency-Key has at most {} characters.", longest_key)
        );
    }
    return std::string(key);
}

}  // namespace

// One request with its key. The key itself is part of the hash of the body: nobody who reads the
// table can try out what the body was.
class Keyed {
public:
    explicit Keyed(const Call& call) : at_(call.at), kept_at_(call.at) {
        const auto key = need_key(call);
        const auto& request = call.request;
        key_hash_ = sha256(
            fmt::format("{}\n{}\n{}\n{}", call.actor.kind_name(), call.actor.id, request.path, key)
        );
        body_hash_ = sha256(fmt::format("{}\n{}\n{}", key, request.query, request.body));
    }

    void remember(const Answer& answer) {
        status_ = answer.status;
        body_ = answer.body;
        etag_ = net::find_header(answer.headers, "ETag");
    }

    void forget() { forgotten_ = true; }

    void keep_no_trace() {
        status_ = status_ == not_known ? not_told : status_;
        body_hash_.clear();
        kept_at_ = {(at_.us / us_a_day + 1) * us_a_day};  // ahead, so that it is kept for a day
    }

    void write(db::Tx& tx) const {
        if (!forgotten_) {
            tx.run(
                "INSERT INTO idempotency (key_hash, body_hash, status, body, etag, created_at) "
                "VALUES ($1, $2, $3, $4, $5, $6)",
                key_hash_,
                body_hash_,
                status_,
                body_,
                etag_,
                kept_at_.us
            );
        }
    }

    [[nodiscard]] const std::string& key_hash() const { return key_hash_; }

    [[nodiscard]] const std::string& body_hash() const { return body_hash_; }

    [[nodiscard]] bool is_open() const { return !forgotten_ && status_ == not_known; }

private:
    Instant at_, kept_at_;
    std::string key_hash_, body_hash_;
    int status_ = not_known;
    std::string body_, etag_;
    bool forgotten_ = false;
};

namespace {

struct Earlier {
    std::string body_hash;
    int status;
    std::string body, etag;
    Instant at;
};

constexpr std::string_view find_earlier =
    "SELECT body_hash, status, body, etag, created_at FROM idempotency WHERE key_hash = $1";

std::optional<Earlier> find(db::Database& database, const Keyed& keyed) {
    return database.read([&](db::Reader& reader) {
        std::optional<Earlier> found;
        reader.query(
            find_earlier,
            [&](const db::Row& row) {
                found = Earlier{
                    row.string(0),
                    static_cast<int>(row.integer(1)),
                    row.string(2),
                    row.string(3),
                    {row.integer(4)}
                };
            },
            keyed.key_hash()
        );
        return found;
    });
}

[[noreturn]] void refuse_to_tell() {
    throw Refusal(
        Code::conflict,
        "This was done with this Idempotency-Key. What a voice was answered is not kept, so that "
        "nobody finds out whose it is."
    );
}

[[noreturn]] void refuse_without_answer(const Earlier& earlier, Again again, Instant now) {
    Refusal refusal(
        Code::conflict,
        again == Again::told_once
            ? "This was done with this Idempotency-Key. Its answer holds a secret, which is told "
              "only once."
            : "This was begun with this Idempotency-Key, and its answer is not known. Send it "
              "again in a moment, or look at what is there."
    );
    const bool may_be_at_it = again != Again::told_once && now - earlier.at < longest_request;
    refusal.retry_after_s = may_be_at_it ? 1 : 0;
    throw refusal;
}

Answer told_again(const Earlier& earlier) {
    Answer answer;
    answer.status = earlier.status;
    answer.headers.emplace_back("Idempotency-Replayed", "true");
    answer.body = earlier.body;
    if (!earlier.body.empty()) {
        answer.headers.emplace_back("Content-Type", "application/json");
    }
    if (!earlier.etag.empty()) {
        answer.headers.emplace_back("ETag", earlier.etag);
    }
    return answer;
}

Answer replay(const Earlier& earlier, const Keyed& keyed, Again again, Instant now) {
    if (earlier.status == not_told) {
        refuse_to_tell();
    }
    if (!earlier.body_hash.empty() && earlier.body_hash != keyed.body_hash()) {
        throw Refusal(
            Code::invalid,
            "This Idempotency-Key was used before with another body. Nothing was written.",
            {{"", "differs from the body first sent with this Idempotency-Key"}}
        );
    }
    if (earlier.status == not_known) {
        refuse_without_answer(earlier, again, now);
    }
    return told_again(earlier);
}

bool can_be_kept(const Answer& answer) {
    const bool whole = !answer.chunks && !answer.shared_body && !answer.event_stream;
    const bool json = net::find_header(answer.headers, "Content-Type") == "application/json";
    return whole && answer.status < 400 && (json || answer.body.empty());
}

// It is no part of the request any more: when it fails, what was done is answered all the same.
void keep(db::Database& database, const Keyed& keyed, const Answer& answer) {
    const FaultScope no_more(nullptr);
    const db::AsideScope beside;
    try {
        database.write([&](db::Tx& tx) {
            tx.run(
                "UPDATE idempotency SET status = $2, body = $3, etag = $4 WHERE key_hash = $1",
                keyed.key_hash(),
                answer.status,
                answer.body,
                net::find_header(answer.headers, "ETag")
            );
        });
    } catch (const std::exception& why) {
        spdlog::warn("an answer was not kept for its Idempotency-Key: {}", why.what());
    }
}

// Refused after something was noted of it, so nothing was done: the key is free.
void release(db::Database& database, const Keyed& keyed) {
    database.write([&](db::Tx& tx) {
        tx.run("DELETE FROM idempotency WHERE key_hash = $1", keyed.key_hash());
    });
}

Answer carry_out(db::Database& database, const Call& call, const Route& route, Keyed& keyed) {
    Call mine = call;
    mine.keyed = &keyed;
    const db::AlongScope along([&](db::Tx& tx) { keyed.write(tx); });
    try {
        Answer answer = route.handler(mine);
        const bool open = along.written() && keyed.is_open();
        if (open && route.doc.again == Again::same_answer && can_be_kept(answer)) {
            keep(database, keyed, answer);
        }
        return answer;
    } catch (const Refusal&) {
        if (along.written()) {
            release(database, keyed);
        }
        throw;
    }
}

}  // namespace

bool has_key(const Call& call) {
    return call.keyed != nullptr;
}

void remember(const Call& call, const Answer& answer) {
    if (call.keyed != nullptr) {
        call.keyed->remember(answer);
    }
}

void forget_key(const Call& call) {
    if (call.keyed != nullptr) {
        call.keyed->forget();
    }
}

void keep_no_trace(const Call& call) {
    if (call.keyed != nullptr) {
        call.keyed->keep_no_trace();
    }
}

Answer once(db::Database& database, const Call& call, const Route& route) {
    if (!route.takes_key() || call.request.header("Idempotency-Key").empty()) {
        return route.handler(call);
    }
    Keyed keyed(call);
    const auto earlier = [&] { return find(database, keyed); };
    const auto again = route.doc.again;
    if (const auto found = earlier()) {
        return replay(*found, keyed, again, call.at);
    }
    try {
        return carry_out(database, call, route, keyed);
    } catch (const db::Conflict&) {  // the same request came twice at once; the other one won
        if (const auto found = earlier()) {
            return replay(*found, keyed, again, call.at);
        }
        throw;
    } catch (const Refusal&) {  // because of what the other one wrote
        if (const auto found = earlier()) {
            return replay(*found, keyed, again, call.at);
        }
        throw;
    }
}

}  // namespace styk::http
