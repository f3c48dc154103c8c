#include "cli/workplace.h"

#include <chrono>
#include <thread>

#include "courier/http_client.h"
#include "json/json.h"

namespace styk::cli {

namespace {

std::string text_at(const json::Object& object, std::string_view name) {
    const auto* value = object.if_contains(name);
    return value != nullptr && value->is_string() ? std::string(value->get_string()) : "";
}

Problems problems_of(const json::Object& problem) {
    Problems out;
    const auto* list = problem.if_contains("problems");
    if (list != nullptr && list->is_array()) {
        for (const auto& one : list->get_array()) {
            if (one.is_object()) {
                out.push_back(
                    {text_at(one.get_object(), "pointer"), text_at(one.get_object(), "message")}
                );
            }
        }
    }
    return out;
}

// A server that is just starting holds the lock before it listens.
void wait_for_server(const std::filesystem::path& socket) {
    for (int tries = 0; tries < 100 && !courier::is_reachable(socket); ++tries) {
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
    }
}

}  // namespace

json::Value Workplace::call(const Asked& asked) const {
    const Reply reply = ask(asked);
    if (reply.status == 204) {
        return nullptr;
    }
    json::Value body = json::parse(reply.body);
    if (reply.status < 400) {
        return body;
    }
    const auto& problem = json::need_object(body);
    if (reply.status >= 500) {
        throw Fault(text_at(problem, "detail"));
    }
    throw Refusal(Code::invalid, text_at(problem, "detail"), problems_of(problem));
}

Ask ask_over_socket(const std::filesystem::path& socket) {
    wait_for_server(socket);
    return [socket](const Asked& asked) {
        auto reply = courier::send(
            {.method = asked.method,
             .url = "http://localhost" + asked.path,
             .content_type = asked.content_type,
             .body = asked.body,
             .body_file = asked.body_file,
             .unix_socket = socket}
        );
        return Reply{reply.status, std::move(reply.body)};
    };
}

}  // namespace styk::cli
