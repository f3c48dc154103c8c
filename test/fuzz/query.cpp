// Query strings, forms and targets: what was read is read again when it is written.
#include "net/query.h"

#include <string>

#include "fuzz.h"
#include "net/target.h"

namespace styk {

STYK_FUZZ_TARGET(const std::uint8_t* data, std::size_t size) {
    const auto text = fuzz::text_of(data, size);
    if (const auto target = net::parse_target(text)) {
        fuzz::need(
            target->path.empty() || target->path.front() == '/' || target->path == "*",
            "a path begins at the top"
        );
    }
    const auto query = net::Query::parse(text);
    if (!query) {
        return 0;
    }
    std::string written;
    for (const auto& [name, value] : query->pairs()) {
        written += net::percent_encode(name) + '=' + net::percent_encode(value) + '&';
    }
    const auto again = net::Query::parse(written);
    fuzz::need(again && again->pairs() == query->pairs(), "what was written is read as it was");
    return 0;
}

}  // namespace styk
