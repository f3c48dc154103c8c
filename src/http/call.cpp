#include "http/call.h"

#include <charconv>
#include <fmt/format.h>

#include "json/json.h"

namespace styk::http {

json::Value Call::body() const {
    const auto type = request.header("Content-Type");
    if (!type.empty() && !type.starts_with("application/json") &&
        !type.starts_with("application/merge-patch+json")) {
        throw Refusal(
            Code::unsupported_type, fmt::format("The body must be application/json, not {}.", type)
        );
    }
    return json::parse(request.body);
}

db::Change Call::change() const {
    return {.author = {actor.kind_name(), actor.id, actor.name}, .at = at};
}

std::int64_t Call::expected_revision() const {
    auto tag = request.header("If-Match");
    if (tag.empty()) {
        throw Refusal(
            Code::precondition_required,
            "Say in If-Match which revision is meant: the ETag of what was read."
        );
    }
    tag = tag.starts_with("W/") ? tag.substr(2) : tag;
    std::int64_t revision = 0;
    const bool quoted = tag.size() > 2 && tag.front() == '"' && tag.back() == '"';
    const auto digits = quoted ? tag.substr(1, tag.size() - 2) : tag;
    const auto [end, error] =
        std::from_chars(digits.data(), digits.data() + digits.size(), revision);
    if (error != std::errc() || end != digits.data() + digits.size()) {
        throw Refusal(Code::stale, "If-Match names no revision of this.");
    }
    return revision;
}

Answer json_answer(int status, const json::Object& body) {
    Answer answer;
    answer.status = status;
    answer.headers.emplace_back("Content-Type", "application/json");
    answer.body = json::write(body);
    return answer;
}

Answer with_etag(Answer answer, std::int64_t revision) {
    answer.headers.emplace_back("ETag", fmt::format("\"{}\"", revision));
    return answer;
}

Answer empty_answer(int status) {
    Answer answer;
    answer.status = status;
    return answer;
}

void need_revision(const Call& call, std::int64_t actual) {
    if (call.expected_revision() != actual) {
        throw Refusal(Code::stale, "Someone else changed this in the meantime. Read it again.");
    }
}

}  // namespace styk::http
