#include "http/once.h"

#include <array>
#include <fmt/format.h>
#include <openssl/sha.h>

#include "json/json.h"

namespace styk::http {

namespace {

constexpr std::size_t longest_key = 200;

std::string sha256(std::string_view text) {
    std::array<unsigned char, SHA256_DIGEST_LENGTH> digest{};
    SHA256(reinterpret_cast<const unsigned char*>(text.data()), text.size(), digest.data());
    std::string hex;
    for (const unsigned char byte : digest) {
        hex += fmt::format("{:02x}", byte);
    }
    return hex;
}

struct Earlier {
    std::string body_hash;
    int status;
    std::string body;
};

constexpr std::string_view find_earlier =
    "SELECT body_hash, status, body FROM idempotency WHERE key_hash = $1";

std::optional<Earlier> find(db::Database& database, const std::string& key) {
    std::optional<Earlier> found;
    database.read([&](db::Reader& reader) {
        reader.query(
            find_earlier,
            [&](const db::Row& row) {
                found = Earlier{row.string(0), static_cast<int>(row.integer(1)), row.string(2)};
            },
            key
        );
    });
    return found;
}

Answer replay(const Earlier& earlier, const std::string& body_hash) {
    if (earlier.body_hash != body_hash) {
        throw Refusal(
            Code::invalid,
            "This Idempotency-Key was used before with another body. Nothing was written.",
            {{"", "differs from the body first sent with this Idempotency-Key"}}
        );
    }
    Answer answer;
    answer.status = earlier.status;
    answer.headers.emplace_back("Content-Type", "application/json");
    answer.headers.emplace_back("Idempotency-Replayed", "true");
    answer.body = earlier.body;
    const auto told = json::try_parse(earlier.body);
    if (told && told->is_object() && told->get_object().contains("revision")) {
        return with_etag(
            std::move(answer), told->get_object().at("revision").to_number<std::int64_t>()
        );
    }
    return answer;
}

}  // namespace

bool has_key(const Call& call) {
    return !call.request.header("Idempotency-Key").empty();
}

Answer once(
    db::Database& database, const Call& call, const std::function<Answer(const Remember&)>& work
) {
    const auto key = call.request.header("Idempotency-Key");
    if (key.empty()) {
        return work([](db::Tx&, const Answer&) {});
    }
    if (key.size() > longest_key) {
        throw Refusal(
            Code::invalid, fmt::format("An Idempotency-Key has at most {} characters.", longest_key)
        );
    }
    const std::string key_hash = sha256(
        fmt::format("{}\n{}\n{}\n{}", call.actor.kind_name(), call.actor.id, call.request.path, key)
    );
    const std::string body_hash = sha256(call.request.body);
    if (const auto earlier = find(database, key_hash)) {
        return replay(*earlier, body_hash);
    }
    try {
        return work([&](db::Tx& tx, const Answer& answer) {
            tx.run(
                "INSERT INTO idempotency (key_hash, body_hash, status, body, created_at) "
                "VALUES ($1, $2, $3, $4, $5)",
                key_hash,
                body_hash,
                answer.status,
                answer.body,
                call.at.us
            );
        });
    } catch (const db::Conflict&) {  // the same request arrived twice at once; the other one won
        if (const auto earlier = find(database, key_hash)) {
            return replay(*earlier, body_hash);
        }
        throw;
    }
}

}  // namespace styk::http
