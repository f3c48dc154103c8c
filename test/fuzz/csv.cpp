// CSV: the same rows however the bytes are cut. The first two bytes say the delimiter and the size
// of the pieces.
#include "base/csv.h"

#include <string>

#include "fuzz.h"

namespace styk {

namespace {

std::string read_in_pieces(std::string_view bytes, char delimiter, std::size_t piece) {
    std::string out;
    CsvReader reader(delimiter, [&](const CsvRow& row) {
        out += std::to_string(row.number) + std::string(row.problem);
        for (const auto cell : row.cells) {
            out += "\x1f" + std::string(cell);
        }
        out += '\x1e';
        return true;
    });
    while (!bytes.empty() && reader.feed(bytes.substr(0, piece))) {
        bytes.remove_prefix(std::min(piece, bytes.size()));
    }
    reader.finish();
    if (reader.problem()) {
        out += reader.problem()->message;
    }
    return out;
}

}  // namespace

STYK_FUZZ_TARGET(const std::uint8_t* data, std::size_t size) {
    if (size < 2) {
        return 0;
    }
    const char delimiter = csv_delimiters[data[0] % csv_delimiters.size()];
    const std::size_t piece = data[1] % 16U + 1;
    const auto bytes = fuzz::text_of(data + 2, size - 2);
    (void)guess_delimiter(bytes);
    fuzz::need(
        read_in_pieces(bytes, delimiter, piece) ==
            read_in_pieces(bytes, delimiter, bytes.size() + 1),
        "a file is the same in pieces"
    );
    return 0;
}

}  // namespace styk
