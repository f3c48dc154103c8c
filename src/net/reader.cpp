// The one place that includes Boost.Beast: its parser of the HTTP/1 grammar. What the grammar
// allows and we do not (other transfer codings, two hosts, trailers) is decided here.
#include "net/reader.h"

#include <algorithm>
#include <array>
#include <boost/beast/http/basic_parser.hpp>
#include <utility>

#include "base/text.h"
#include "net/target.h"

namespace styk::net {

namespace beast = boost::beast;
namespace http = boost::beast::http;

class Reader::Parser final : public http::basic_parser<true> {
public:
    explicit Parser(Reader& reader) : reader_(reader) {
        body_limit(boost::none);  // Reader counts for itself
        header_limit(static_cast<std::uint32_t>(reader.options_.max_header));
    }

private:
    void
    on_request_impl(http::verb, beast::string_view method, beast::string_view target, int version, beast::error_code&)
        override {
        reader_.set_method({method.data(), method.size()});
        reader_.request_.target.assign(target.data(), target.size());
        reader_.old_protocol_ = version == 10;
    }

    void on_response_impl(int, beast::string_view, int, beast::error_code&) override {}

    void on_field_impl(
        http::field, beast::string_view name, beast::string_view value, beast::error_code& failure
    ) override {
        reader_.add_field({name.data(), name.size()}, {value.data(), value.size()});
        stop_if_refused(failure);
    }

    void on_header_impl(beast::error_code&) override {}

    void on_body_init_impl(const boost::optional<std::uint64_t>&, beast::error_code&) override {}

    std::size_t on_body_impl(beast::string_view body, beast::error_code& failure) override {
        if (!reader_.add_body({body.data(), body.size()})) {
            stop_if_refused(failure);
        }
        return body.size();
    }

    void on_chunk_header_impl(std::uint64_t, beast::string_view, beast::error_code&) override {}

    std::size_t on_chunk_body_impl(
        std::uint64_t, beast::string_view body, beast::error_code& failure
    ) override {
        return on_body_impl(body, failure);
    }

    void on_finish_impl(beast::error_code&) override {}

    void stop_if_refused(beast::error_code& failure) const {
        if (reader_.state_ == State::refused) {
            failure = http::error::body_limit;
        }
    }

    Reader& reader_;
};

namespace {

Refused refusal_of(const beast::error_code& failure) {
    if (failure == http::error::header_limit || failure == http::error::buffer_overflow) {
        return {431, "The head of the request is too large."};
    }
    if (failure == http::error::bad_version) {
        return {505, "The server speaks HTTP/1.1 and HTTP/1.0."};
    }
    if (failure == http::error::bad_content_length ||
        failure == http::error::multiple_content_length ||
        failure == http::error::bad_transfer_encoding) {
        return {400, "Content-Length and Transfer-Encoding do not say one length."};
    }
    if (failure == http::error::bad_chunk || failure == http::error::bad_chunk_extension) {
        return {400, "A chunk of the body is malformed."};
    }
    return {400, "The request is not HTTP."};
}

std::size_t count_fields(const Headers& headers, std::string_view lower_name) {
    return static_cast<std::size_t>(std::count_if(
        headers.begin(),
        headers.end(),
        [&](const auto& field) {
            return field.first.size() == lower_name.size() &&
                   to_lower_ascii(field.first) == lower_name;
        }
    ));
}

}  // namespace

Reader::Reader(const Options& options) : options_(options) {
    begin();
}

Reader::~Reader() = default;

void Reader::begin() {
    parser_ = std::make_unique<Parser>(*this);
    state_ = State::head;
    request_ = Request();
    spool_.reset();
    head_bytes_ = 0;
    fields_ = 0;
    body_bytes_ = 0;
    expects_continue_ = false;
}

void Reader::refuse(int status, std::string_view detail) {
    if (state_ != State::refused) {
        state_ = State::refused;
        refused_ = {status, detail};
    }
}

bool Reader::must_wait(std::string_view bytes) const {
    if (state_ == State::head) {
        return bytes.empty() || (head_bytes_ == 0 && bytes == "\r");
    }
    // No chunked body ends with fewer than the five bytes "0\r\n\r\n"; given fewer of an empty
    // one, Beast 1.81 fails an assertion.
    const std::size_t least = parser_->chunked() ? 5 : 1;
    return state_ != State::body || bytes.size() < least;
}

std::size_t Reader::feed(std::string_view bytes) {
    std::size_t used = 0;
    // An empty line before a request is a relic some clients send after a body (RFC 9112, 2.2).
    while (state_ == State::head && head_bytes_ == 0 && bytes.substr(used).starts_with("\r\n")) {
        used += 2;
    }
    if (must_wait(bytes.substr(used))) {
        return used;
    }
    parser_->eager(state_ == State::body);
    beast::error_code failure;
    const std::size_t parsed = parser_->put({bytes.data() + used, bytes.size() - used}, failure);
    used += parsed;
    if (failure && failure != http::error::need_more) {
        const Refused refused = refusal_of(failure);
        refuse(refused.status, refused.detail);
        return used;
    }
    const std::size_t rest = bytes.size() - used;
    if (state_ == State::head) {
        head_bytes_ += parsed;
        if (parser_->is_header_done()) {
            settle_head();
        }
        if (head_bytes_ + (state_ == State::head ? rest : 0) > options_.max_header) {
            refuse(431, "The head of the request is too large.");
        }
        head_bytes_ = std::max<std::size_t>(head_bytes_, 1);
    } else if (parser_->is_done()) {
        settle_body();
    } else if (rest > options_.max_header) {
        refuse(400, "A chunk of the body is malformed.");
    }
    return used;
}

void Reader::set_method(std::string_view name) {
    static constexpr std::array methods{
        Method::get,
        Method::head,
        Method::post,
        Method::put,
        Method::patch,
        Method::del,
        Method::options
    };
    const auto* const found = std::find_if(methods.begin(), methods.end(), [&](Method method) {
        return to_text(method) == name;
    });
    request_.method = found == methods.end() ? Method::other : *found;
}

void Reader::add_field(std::string_view name, std::string_view value) {
    if (++fields_ > options_.max_header_fields) {
        refuse(431, "The request has too many header fields.");
    }
    if (state_ == State::head) {  // afterwards they are trailers, which nobody reads
        request_.headers.emplace_back(name, value);
    }
}

void Reader::settle_head() {
    keep_alive_ = parser_->keep_alive();
    state_ = State::head_read;
    auto target = parse_target(request_.target);
    if (!target) {
        refuse(400, "The target of the request cannot be read.");
        return;
    }
    request_.path = std::move(target->path);
    request_.query = std::move(target->query);
    check_framing();
    if (state_ == State::head_read && parser_->is_done()) {
        state_ = State::done;
    }
}

void Reader::check_framing() {
    const std::size_t hosts = count_fields(request_.headers, "host");
    if (hosts > 1 || (hosts == 0 && !old_protocol_)) {
        refuse(400, "The request must name one host.");
    }
    const std::size_t codings = count_fields(request_.headers, "transfer-encoding");
    if (codings > 1 || (codings == 1 && old_protocol_)) {
        refuse(400, "Content-Length and Transfer-Encoding do not say one length.");
    } else if (codings == 1 && to_lower_ascii(request_.header("Transfer-Encoding")) != "chunked") {
        refuse(501, "The only transfer coding is chunked.");
    }
    const std::string expected = to_lower_ascii(request_.header("Expect"));
    expects_continue_ = expected == "100-continue" && !old_protocol_ && !parser_->is_done();
    if (!expected.empty() && expected != "100-continue") {
        refuse(417, "The only expectation is 100-continue.");
    }
}

void Reader::accept_body(const BodyRule& rule) {
    rule_ = rule;
    const auto length = parser_->content_length();
    if (length && *length > rule.max_bytes) {
        refuse(413, "The body is larger than is accepted here.");
        return;
    }
    state_ = State::body;
    if (!rule.spool) {
        return;
    }
    spool_ = SpoolFile::create(options_.spool_folder);
    if (!spool_) {
        refuse(507, "The server has no room for the body.");
    }
}

bool Reader::add_body(std::string_view bytes) {
    body_bytes_ += bytes.size();
    if (body_bytes_ > rule_.max_bytes) {
        refuse(413, "The body is larger than is accepted here.");
        return false;
    }
    if (!spool_) {
        request_.body += bytes;
        return true;
    }
    if (!spool_->write(bytes)) {
        refuse(507, "The server has no room for the body.");
        return false;
    }
    return true;
}

void Reader::settle_body() {
    state_ = State::done;
    if (!spool_) {
        return;
    }
    if (!spool_->finish()) {
        refuse(507, "The server has no room for the body.");
        return;
    }
    request_.body_file = spool_->path();
}

}  // namespace styk::net
