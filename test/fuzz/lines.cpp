// A file as it is imported: its bytes made UTF-8, its lines, each a JSON document or not; the same
// in pieces. The first two bytes say the encoding and the size of the pieces.
#include "feedback/lines.h"

#include <algorithm>
#include <string>

#include "base/text.h"
#include "feedback/encoding.h"
#include "fuzz.h"
#include "json/json.h"

namespace styk {

namespace {

// False at a byte that the encoding does not have.
bool decode(
    std::string_view bytes, std::string_view encoding, std::size_t piece, std::string& out
) {
    feedback::Decoder decoder(encoding);
    for (; !bytes.empty(); bytes.remove_prefix(std::min(piece, bytes.size()))) {
        std::string_view text;
        const bool fits = decoder.decode(bytes.substr(0, piece), text);
        out += text;
        if (!fits) {
            return false;
        }
    }
    return true;
}

std::string lines_of(std::string_view bytes, std::size_t piece) {
    std::string out;
    feedback::LineReader reader([&](std::int64_t number, std::string_view line) {
        out += std::to_string(number) + '\x1f' + std::string(line) + '\x1e';
        (void)json::try_parse(line);
        return true;
    });
    bool goes_on = true;
    for (; goes_on && !bytes.empty(); bytes.remove_prefix(std::min(piece, bytes.size()))) {
        goes_on = reader.feed(bytes.substr(0, piece));
    }
    reader.finish();
    return out;
}

}  // namespace

STYK_FUZZ_TARGET(const std::uint8_t* data, std::size_t size) {
    if (size < 2) {
        return 0;
    }
    const auto encoding = feedback::encodings[data[0] % feedback::encodings.size()];
    const std::size_t piece = data[1] % 16U + 1;
    const auto bytes = fuzz::text_of(data + 2, size - 2);
    fuzz::need(feedback::is_encoding(feedback::guess_encoding(bytes)), "a guess is one of them");
    std::string whole;
    std::string pieces;
    const bool fits = decode(bytes, encoding, bytes.size() + 1, whole);
    fuzz::need(decode(bytes, encoding, piece, pieces) == fits, "a byte fits or not, in pieces too");
    fuzz::need(whole == pieces, "a text is the same in pieces");
    fuzz::need(encoding == "utf-8" || is_utf8(whole), "what was decoded is UTF-8");
    fuzz::need(lines_of(whole, piece) == lines_of(whole, whole.size() + 1), "so are its lines");
    return 0;
}

}  // namespace styk
