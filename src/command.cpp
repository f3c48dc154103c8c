#include "command.h"

#include <iostream>
#include <thread>

#include "net/server.h"

namespace styk {

namespace {

net::Method method_of(const std::string& name) {
    return name == "GET"      ? net::Method::get
           : name == "POST"   ? net::Method::post
           : name == "PATCH"  ? net::Method::patch
           : name == "DELETE" ? net::Method::del
                              : net::Method::other;
}

// The same request as it would come over the socket, without the socket.
net::Request request_of(const cli::Asked& asked) {
    net::Request request;
    request.method = method_of(asked.method);
    request.target = asked.path;
    const auto question = asked.path.find('?');
    request.path = asked.path.substr(0, question);
    request.query = question == std::string::npos ? "" : asked.path.substr(question + 1);
    request.headers.emplace_back("Content-Type", asked.content_type);
    request.body = asked.body;
    request.body_file = asked.body_file;
    request.remote = "unix";
    request.local = true;
    return request;
}

int run_here(const Place& place, const std::function<int(const cli::Workplace&)>& command) {
    Premises premises(
        {.place = place, .group_commit = true, .count_in_database = true, .figures = {}}
    );
    premises.work_queue();
    const SystemClock clock;
    const cli::Workplace workplace{
        [&](const cli::Asked& asked) {
            auto response = premises.answer(request_of(asked));
            return cli::Reply{response.status, std::move(response.body)};
        },
        clock,
        std::cout,
        std::cerr
    };
    return command(workplace);
}

}  // namespace

int run_command(const Place& place, const std::function<int(const cli::Workplace&)>& command) {
    const auto lock = place.is_sqlite() ? Lock::take(place) : std::nullopt;
    if (!place.is_sqlite() || lock) {
        return run_here(place, command);
    }
    const SystemClock clock;
    return command({cli::ask_over_socket(place.socket()), clock, std::cout, std::cerr});
}

}  // namespace styk
