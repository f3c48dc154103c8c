// The settings of log-in, for administrators.
#pragma once

#include <string>

#include "http/house.h"
#include "http/router.h"

namespace styk::story {
class SignOn;
}

namespace styk::http {

void add_log_in_settings_routes(Router& router, House& house, story::SignOn& sign_on);

// How this Styk is reached from outside, without a slash at the end: as the mail settings say, else
// as this request came.
[[nodiscard]] std::string base_of(House& house, const Call& call);

}  // namespace styk::http
