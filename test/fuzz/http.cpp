// A request as bytes: the same however they are cut, and what is taken is within the limits. The
// first byte says the size of the pieces.
#include <algorithm>
#include <string>

#include "fuzz.h"
#include "net/query.h"
#include "net/reader.h"

namespace styk {

namespace {

constexpr net::BodyRule small{.max_bytes = 4096, .spool = false};

struct Outcome {
    net::Reader::State state{};
    int status = 0;
    std::size_t used = 0;  // by a request that is whole: of one that is not, the rest comes later
    std::string told;
    bool open = false;  // its body goes on, and its last bytes are too few to say how
};

std::string told(const net::Request& request) {
    std::string out = std::string(net::to_text(request.method)) + '\x1f' + request.path + '\x1f' +
                      request.query + '\x1f' + request.body;
    for (const auto& [name, value] : request.headers) {
        out += '\x1f' + name + '\x1e' + value;
    }
    return out;
}

Outcome read_in_pieces(const net::Options& options, std::string_view bytes, std::size_t piece) {
    using State = net::Reader::State;
    net::Reader reader(options);
    reader.begin();
    Outcome out;
    std::size_t used = 0;
    std::string waiting;  // what the reader did not use, as a session keeps it
    while (reader.state() != State::done && reader.state() != State::refused) {
        if (reader.state() == State::head_read) {
            reader.accept_body(small);
        } else if (bytes.empty()) {
            break;
        } else {
            const auto next = bytes.substr(0, piece);
            bytes.remove_prefix(next.size());
            waiting += next;
        }
        const std::size_t now = reader.feed(waiting);
        fuzz::need(now <= waiting.size(), "no more is used than there is");
        waiting.erase(0, now);
        used += now;
    }
    out.state = reader.state();
    out.open = out.state == State::body && !waiting.empty();
    if (out.state == State::refused) {
        out.status = reader.refused().status;
    } else if (out.state == State::done) {
        fuzz::need(reader.request().body.size() <= small.max_bytes, "a body is within its limit");
        fuzz::need(
            reader.request().headers.size() <= options.max_header_fields, "so are the headers"
        );
        fuzz::need(
            reader.request().path.find("/../") == std::string::npos, "no path leads upwards"
        );
        out.used = used;
        out.told = told(reader.request());
    }
    return out;
}

net::Options small_limits() {
    net::Options options;
    options.max_header = 2048;
    options.max_header_fields = 20;
    return options;
}

}  // namespace

STYK_FUZZ_TARGET(const std::uint8_t* data, std::size_t size) {
    if (size < 1) {
        return 0;
    }
    static const net::Options options = small_limits();
    // A head always ends: only then is one in pieces judged as one that came whole.
    const auto bytes = std::string(fuzz::text_of(data + 1, size - 1)) + "\r\n\r\n";
    const auto whole = read_in_pieces(options, bytes, bytes.size() + 1);
    const auto pieces = read_in_pieces(options, bytes, data[0] % 16U + 1);
    if (pieces.open) {  // the reader waits for the fifth byte, which would be read with all before
        return 0;
    }
    fuzz::need(whole.state == pieces.state, "a request ends alike in pieces");
    fuzz::need(whole.told == pieces.told, "a request is the same in pieces");
    fuzz::need(whole.used == pieces.used, "what follows a request is the next one's");
    return 0;
}

}  // namespace styk
