#include "http/address.h"

namespace styk::http {

std::string own_address(const Call& call) {
    const auto host = call.request.header("Host");
    const bool secure = call.request.header("X-Forwarded-Proto") == "https";
    return (secure ? "https://" : "http://") + std::string(host.empty() ? "localhost" : host);
}

}  // namespace styk::http
