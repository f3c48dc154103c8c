#include "http/problem.h"

#include <string>

#include "json/json.h"

namespace styk::http {

namespace {

net::Response answer_with(
    int status, std::string_view type, const std::string& detail, const Problems& problems
) {
    json::Array list;
    for (const auto& [pointer, message] : problems) {
        list.push_back(json::Object{{"pointer", pointer}, {"message", message}});
    }
    const json::Object body{
        {"type", "urn:styk:problem:" + std::string(type)},
        {"title", net::reason_of(status)},
        {"status", status},
        {"detail", detail},
        {"problems", std::move(list)}
    };
    net::Response response;
    response.status = status;
    response.headers.emplace_back("Content-Type", "application/problem+json");
    response.body = json::write(body);
    return response;
}

struct Row {
    int status;
    std::string_view name;
};

Row row_of(Code code) {
    switch (code) {
        case Code::unreadable:
            return {400, "unreadable"};
        case Code::unauthenticated:
            return {401, "unauthenticated"};
        case Code::forbidden:
            return {403, "forbidden"};
        case Code::not_found:
            return {404, "not_found"};
        case Code::method_not_allowed:
            return {405, "method_not_allowed"};
        case Code::conflict:
            return {409, "conflict"};
        case Code::stale:
            return {412, "stale"};
        case Code::too_large:
            return {413, "too_large"};
        case Code::unsupported_type:
            return {415, "unsupported_type"};
        case Code::invalid:
            return {422, "invalid"};
        case Code::precondition_required:
            return {428, "precondition_required"};
        case Code::too_many:
            return {429, "too_many"};
        case Code::busy:
            return {503, "busy"};
    }
    return {500, "fault"};
}

}  // namespace

net::Response problem_answer(const Refusal& refusal) {
    const auto [status, name] = row_of(refusal.code());
    auto response = answer_with(status, name, refusal.what(), refusal.problems());
    if (refusal.retry_after_s > 0) {
        response.headers.emplace_back("Retry-After", std::to_string(refusal.retry_after_s));
    }
    return response;
}

net::Response fault_answer() {
    return answer_with(500, "fault", "Something of ours is broken. The operator can see what.", {});
}

net::Response half_told_answer() {
    return answer_with(
        500,
        "fault",
        "Something of ours broke after a part was written: it may have been done. Read it again "
        "before "
        "you send it again.",
        {}
    );
}

}  // namespace styk::http
