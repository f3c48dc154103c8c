// The facts of one feedback as a row of the log keeps them: bytes that are read are exactly those
// that would be written.
#include "cube/facts_codec.h"
#include "fuzz.h"

namespace styk {

STYK_FUZZ_TARGET(const std::uint8_t* data, std::size_t size) {
    const auto bytes = fuzz::text_of(data, size);
    const auto facts = cube::decode(bytes);
    if (!facts) {
        return 0;
    }
    fuzz::need(cube::encode(*facts) == bytes, "facts have one form");
    for (const auto topic : facts->topics) {
        fuzz::need(topic >= 1 && topic <= cube::max_topics, "a topic has a place in the cube");
    }
    return 0;
}

}  // namespace styk
