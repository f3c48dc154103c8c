// Another firm's service that carries short messages: a request over HTTP, described as data.
#pragma once

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "record/shape.h"

namespace styk::survey {

BOOST_DEFINE_ENUM_CLASS(GatewayChannel, sms, messenger)
// As HTTP writes them. NOLINTNEXTLINE(readability-identifier-naming)
BOOST_DEFINE_ENUM_CLASS(GatewayMethod, POST, PUT, GET)

struct Gateway {
    Id<Gateway> id;
    std::int64_t revision = 0;
    Instant created_at, updated_at;

    std::string key, name;
    GatewayChannel channel = GatewayChannel::sms;
    GatewayMethod method = GatewayMethod::POST;
    std::string url;  // with placeholders, as headers and body
    std::string content_type = "application/json";
    record::JsonObject headers{};                // name: value
    std::string body;                            // {"to": "{to}", "text": "{text}"}
    std::optional<std::string> success_path{};   // JSON Pointer into the answer
    std::optional<std::string> success_value{};  // what must stand there
    bool active = true;
    std::optional<std::string> secret_sealed{};  // people/safe.h
};
BOOST_DESCRIBE_STRUCT(
    Gateway,
    (),
    (id,
     revision,
     created_at,
     updated_at,
     key,
     name,
     channel,
     method,
     url,
     content_type,
     headers,
     body,
     success_path,
     success_value,
     active,
     secret_sealed)
)

// Rules over more than one field; pointers are "/name".
[[nodiscard]] Problems check(const Gateway& gateway);

// https anywhere, http only to this machine: what is sent holds a secret and people's numbers.
[[nodiscard]] bool may_be_asked(std::string_view url);

// What stands for {to}, {text}, {id}, {secret}, {name}.
struct GatewayValues {
    std::string to, text, id, secret, name;
};

struct GatewayRequest {
    std::string method, url, content_type, body;
    std::vector<std::pair<std::string, std::string>> headers;
};

// Each value is escaped for where it stands: an address, a JSON or form body, a header.
[[nodiscard]] GatewayRequest fill(const Gateway& gateway, const GatewayValues& values);

// Whether the answer says that the message was taken.
[[nodiscard]] bool was_taken(const Gateway& gateway, int status, std::string_view body);

// "+48 600-700-800" -> "+48600700800".
[[nodiscard]] std::string plain_phone(std::string_view phone);

}  // namespace styk::survey

namespace styk::record {
template <>
const Shape& shape_of<survey::Gateway>();
}  // namespace styk::record
