#include "http/door.h"

#include <algorithm>
#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include "base/text.h"
#include "db/commits.h"
#include "db/unable.h"
#include "http/once.h"
#include "http/problem.h"

namespace styk::http {

namespace {

bool writes(net::Method method) {
    return method != net::Method::get && method != net::Method::head &&
           method != net::Method::options;
}

// A browser sends the cookie along whatever page made the request, and would take a new one from it
// (a log-in as somebody else); the Origin says which page that was. Programs send none.
void need_same_origin(const net::Request& request) {
    const auto origin = request.header("Origin");
    const auto host = request.header("Host");
    const auto site = request.header("Sec-Fetch-Site");
    const bool same_site = site.empty() || site == "same-origin" || site == "none";
    const auto scheme_end = origin.find("://");
    const bool same_host = origin.empty() || (scheme_end != std::string_view::npos &&
                                              origin.substr(scheme_end + 3) == host);
    if (!same_site || !same_host) {
        throw Refusal(Code::forbidden, "This request comes from another site's page.");
    }
}

void let_in(const Access& access, const people::Actor& actor) {
    if (access.open) {
        return;
    }
    if (actor.kind == people::Actor::Kind::nobody) {
        throw Refusal(Code::unauthenticated, "Log in, or send a valid token.");
    }
    if (!actor.has(access.roles)) {
        throw Refusal(Code::forbidden, "Your role does not allow this.");
    }
}

[[noreturn]] void refuse_method(const std::vector<net::Method>& allowed) {
    std::string names;
    for (const net::Method one : allowed) {
        names += fmt::format("{}{}", names.empty() ? "" : ", ", net::to_text(one));
    }
    throw Refusal(Code::method_not_allowed, fmt::format("Here only {} can be asked.", names));
}

net::Query read_query(const std::string& text) {
    auto query = net::Query::parse(text);
    if (!query) {
        throw Refusal(Code::unreadable, "The query string is not readable.", {query.error()});
    }
    return *std::move(query);
}

// For the log: the route with the ids that were asked for, but no token that a link carries.
std::string place_of(const Router& router, const net::Request& request) {
    const auto match = router.match(request.method, request.path);
    std::string path = match.route == nullptr ? "a page" : match.route->pattern;
    for (const auto& value : match.values) {
        const auto open = path.find('{');
        const auto close = path.find('}');
        path.replace(open, close + 1 - open, Uuid::parse(value) ? value : "…");
    }
    return fmt::format("{} {}", net::to_text(request.method), path);
}

void add_common_headers(Answer& answer, const net::Request& request) {
    if (request.header("X-Forwarded-Proto") == "https") {  // ours or a proxy's: two years
        answer.headers.emplace_back("Strict-Transport-Security", "max-age=63072000");
    }
    answer.headers.emplace_back("X-Content-Type-Options", "nosniff");
    answer.headers.emplace_back("Referrer-Policy", "same-origin");
    if (net::find_header(answer.headers, "Cache-Control").empty()) {
        answer.headers.emplace_back("Cache-Control", "no-store");
    }
}

// For the person: what is so, and when to try again.
Refusal refusal_of(db::Trouble trouble) {
    constexpr int soon_s = 5, later_s = 30;
    const bool disk = trouble == db::Trouble::full || trouble == db::Trouble::read_only;
    Refusal refusal(
        Code::busy,
        trouble == db::Trouble::full
            ? "Nothing can be stored just now: the disk of the database is full. The operator must "
              "make room."
        : trouble == db::Trouble::read_only
            ? "Nothing can be stored just now: the database may only be read. The operator can see "
              "why."
        : trouble == db::Trouble::unsure
            ? "The database went away while this was stored, so it may be there or not. Send it "
              "again with the same Idempotency-Key, or look before you send it."
            : "The database does not answer just now. Try again in a few seconds."
    );
    refusal.retry_after_s = disk ? later_s : soon_s;
    return refusal;
}

}  // namespace

std::string_view cookie(const net::Request& request, std::string_view name) {
    for (const std::string_view part : split(request.header("Cookie"), ';')) {
        const auto pair = trim(part);
        const auto equals = pair.find('=');
        if (equals != std::string_view::npos && pair.substr(0, equals) == name) {
            return pair.substr(equals + 1);
        }
    }
    return {};
}

people::Actor Door::recognise(const net::Request& request) const {
    if (request.local) {  // only who may open the socket file (mode 0600) comes in that way
        return people::the_system();
    }
    const auto authorization = request.header("Authorization");
    const auto token = cookie(request, session_cookie);
    if (authorization.empty() && writes(request.method)) {
        need_same_origin(request);
    }
    return house_.authenticator.of(authorization, token);
}

Answer Door::route(const net::Request& request) const {
    const auto match = router_.match(request.method, request.path);
    if (match.route == nullptr) {
        if (!match.allowed.empty()) {
            refuse_method(match.allowed);
        }
        if (request.path.starts_with("/api/")) {
            throw Refusal(Code::not_found, "There is nothing here.");
        }
        return site_.answer(request);
    }
    const Access& access = match.route->access;
    auto actor = access.visitors ? people::Actor() : recognise(request);
    const Call call{
        request, read_query(request.query), match.values, std::move(actor), house_.clock.now()
    };
    let_in(access, call.actor);
    return once(house_.database, call, *match.route);
}

Answer Door::answer(const net::Request& request) const {
    const db::DeadlineScope deadline(request.deadline);
    const db::CommitScope own;
    Answer answer;
    try {
        answer = route(request);
    } catch (const Refusal& refusal) {
        answer = problem_answer(refusal);
    } catch (const db::Conflict& conflict) {
        spdlog::info("conflict at {}: {}", place_of(router_, request), conflict.what());
        answer = problem_answer(
            Refusal(Code::conflict, "Someone did the same at the same moment. Try again.")
        );
    } catch (const db::Unable& unable) {
        spdlog::error("database at {}: {}", place_of(router_, request), unable.what());
        const bool stands = unable.trouble() == db::Trouble::away && db::CommitScope::has_written();
        answer = problem_answer(refusal_of(stands ? db::Trouble::unsure : unable.trouble()));
    } catch (const std::exception& fault) {
        spdlog::error("fault at {}: {}", place_of(router_, request), fault.what());
        answer = db::CommitScope::has_written() ? half_told_answer() : fault_answer();
    }
    add_common_headers(answer, request);
    return answer;
}

}  // namespace styk::http
