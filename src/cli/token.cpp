#include "cli/token.h"

#include <chrono>
#include <fmt/format.h>
#include <fmt/ostream.h>
#include <ostream>
#include <string_view>

#include "cli/workplace.h"
#include "json/json.h"

namespace styk::cli {

json::Object body_of(const TokenAdd& add, Instant now) {
    json::Object body{{"name", add.name}, {"role", add.role}};
    if (add.expires_days) {
        body["expires_at"] = to_rfc3339(now + std::chrono::days(*add.expires_days));
    }
    return body;
}

void print_added_token(const json::Object& answer, std::ostream& out) {
    fmt::print(out, "{}\n", std::string_view(answer.at("token").as_string()));
}

int token_add(const TokenAdd& add, const Workplace& workplace) {
    const auto body = body_of(add, workplace.clock.now());
    const auto answer = workplace.call({"POST", "/api/v1/tokens", json::write(body)});
    print_added_token(json::need_object(answer), workplace.out);
    return 0;
}

}  // namespace styk::cli
