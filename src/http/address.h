// The server's own address as a client sees it, for links that leave the browser.
#pragma once

#include <string>

#include "http/call.h"

namespace styk::http {

// "https://styk.example.org", by the Host (and X-Forwarded-Proto of a proxy) of the request.
[[nodiscard]] std::string own_address(const Call& call);

}  // namespace styk::http
