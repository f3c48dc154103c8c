// The one door: every request comes in here, is recognised, let in or not, handed to its handler,
// and every error becomes an answer here and nowhere else.
#pragma once

#include <string>

#include "http/house.h"
#include "http/router.h"
#include "http/site.h"

namespace styk::http {

class Door {
public:
    Door(House& house, const Router& router, const Site& site)
        : house_(house), router_(router), site_(site) {}

    [[nodiscard]] Answer answer(const net::Request& request) const;

private:
    [[nodiscard]] Answer route(const net::Request& request) const;
    [[nodiscard]] people::Actor recognise(const net::Request& request) const;

    House& house_;
    const Router& router_;
    const Site& site_;
};

// The value of a cookie; "" when there is none.
[[nodiscard]] std::string_view cookie(const net::Request& request, std::string_view name);

inline constexpr std::string_view session_cookie = "styk_session";

}  // namespace styk::http
