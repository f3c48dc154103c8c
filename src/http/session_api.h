// Coming in and going out: log-in, one-time links, and what people change about themselves.
#pragma once

#include <chrono>
#include <string_view>

#include "http/house.h"
#include "http/router.h"
#include "story/log_in.h"

namespace styk::http {

void add_session_routes(Router& router, House& house);

// Who has just come in, as POST /session answers: the body of the session and its cookie. Where the
// second step is still to come: a problem (401) that names /code or /set_up, and the cookie of the
// half log-in.
[[nodiscard]] Answer entered_answer(House& house, const Call& call, const story::Entered& entered);

inline constexpr std::string_view half_cookie = "styk_half";

[[nodiscard]] json::Object session_json(House& house, const people::User& user);
[[nodiscard]] Answer with_session(Answer answer, const Call& call, const std::string& token);

// Out of reach of scripts and of other sites; an empty value with 0 s takes it away.
[[nodiscard]] Answer with_cookie(
    Answer answer,
    const Call& call,
    std::string_view name,
    std::string_view value,
    std::chrono::seconds lasts
);

// Refusal{forbidden} for programs.
[[nodiscard]] Id<people::User> need_user(const Call& call);

[[nodiscard]] std::string shown_session(const Call& call);  // the hash of its token
[[nodiscard]] people::Origin origin_of(const Call& call);

}  // namespace styk::http
