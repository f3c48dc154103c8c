#include "net/reader.h"

#include <fstream>
#include <gtest/gtest.h>
#include <sstream>

namespace styk::net {
namespace {

using State = Reader::State;
using std::string_view_literals::operator""sv;

// Feeds the bytes in pieces of `step`, as a network would; keeps what is not used.
State feed(Reader& reader, std::string_view bytes, std::size_t step, std::string* rest = nullptr) {
    std::string pending;
    const BodyRule rule{1000, false};
    while (reader.state() != State::done && reader.state() != State::refused) {
        if (reader.state() == State::head_read) {
            reader.accept_body(rule);
        } else if (bytes.empty()) {
            break;
        } else {
            pending += bytes.substr(0, step);
            bytes.remove_prefix(std::min(step, bytes.size()));
        }
        if (!pending.empty()) {
            pending.erase(0, reader.feed(pending));
        }
    }
    if (rest != nullptr) {
        *rest = pending + std::string(bytes);
    }
    return reader.state();
}

int status_of(std::string_view bytes) {
    int status = -1;
    for (const std::size_t step : {std::size_t{1}, std::size_t{7}, bytes.size()}) {
        const Options options;
        Reader reader(options);
        const State state = feed(reader, bytes, step);
        const int now = state == State::refused ? reader.refused().status
                        : state == State::done  ? 200
                                                : 0;
        EXPECT_TRUE(status == -1 || status == now) << "depends on the pieces: " << bytes;
        status = now;
    }
    return status;
}

TEST(Reader, reads_the_same_request_from_any_pieces) {
    const std::string_view bytes =
        "\r\nPOST /a%20b?c=d HTTP/1.1\r\nHost: h\r\nX-One: 1\r\nx-two:  2 \r\nContent-Length: "
        "5\r\n\r\nhelloGET";
    for (std::size_t step = 1; step <= bytes.size(); ++step) {
        const Options options;
        Reader reader(options);
        std::string rest;
        ASSERT_EQ(feed(reader, bytes, step, &rest), State::done) << step;
        const Request& request = reader.request();
        EXPECT_EQ(request.method, Method::post);
        EXPECT_EQ(request.path, "/a b");
        EXPECT_EQ(request.query, "c=d");
        EXPECT_EQ(request.header("X-TWO"), "2");
        EXPECT_EQ(request.header("x-three"), "");
        EXPECT_EQ(request.body, "hello");
        EXPECT_EQ(rest, "GET");
        EXPECT_TRUE(reader.keep_alive());
    }
}

TEST(Reader, reads_chunks_and_forgets_trailers) {
    const std::string_view bytes =
        "PUT /a HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: Chunked\r\n\r\n"
        "5;x=y\r\nhello\r\n6\r\n world\r\n0\r\nX-Trailer: t\r\n\r\n";
    EXPECT_EQ(status_of(std::string(bytes.substr(0, bytes.find("5;"))) + "0\r\n\r\n"), 200);
    for (std::size_t step = 1; step <= bytes.size(); ++step) {
        const Options options;
        Reader reader(options);
        ASSERT_EQ(feed(reader, bytes, step), State::done) << step;
        EXPECT_EQ(reader.request().body, "hello world");
        EXPECT_EQ(reader.request().header("X-Trailer"), "");
    }
}

TEST(Reader, a_body_over_the_rule_is_too_large_however_it_is_framed) {
    const std::string large(1001, 'x');
    EXPECT_EQ(status_of("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1001\r\n\r\n"), 413);
    EXPECT_EQ(status_of("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1000\r\n\r\n" + large), 200);
    const std::string chunked = "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n";
    EXPECT_EQ(status_of(chunked + "3e9\r\n" + large + "\r\n0\r\n\r\n"), 413);
    EXPECT_EQ(status_of(chunked + "200\r\n" + large.substr(0, 512) + "\r\n200\r\n" + large), 413);
    EXPECT_EQ(status_of(chunked + "3e8\r\n" + large.substr(0, 1000) + "\r\n0\r\n\r\n"), 200);
}

TEST(Reader, refuses_two_opinions_on_where_a_body_ends) {
    const std::string start = "POST / HTTP/1.1\r\nHost: h\r\n";
    const std::string chunked = "Transfer-Encoding: chunked\r\n";
    const std::string end = "\r\n0\r\n\r\n";
    EXPECT_EQ(status_of(start + "Content-Length: 5\r\n" + chunked + end), 400);
    EXPECT_EQ(status_of(start + chunked + "Content-Length: 5\r\n" + end), 400);
    EXPECT_EQ(status_of(start + "Content-Length: 5\r\nContent-Length: 6\r\n" + end), 400);
    EXPECT_EQ(status_of(start + "Content-Length: 5, 6\r\n" + end), 400);
    EXPECT_EQ(status_of(start + "Content-Length: +5\r\n" + end), 400);
    EXPECT_EQ(status_of(start + "Content-Length: -5\r\n" + end), 400);
    EXPECT_EQ(status_of(start + "Content-Length: 0x5\r\n" + end), 400);
    EXPECT_EQ(status_of(start + "Content-Length: 99999999999999999999\r\n" + end), 400);
    EXPECT_EQ(status_of(start + "Content-Length:\r\n" + end), 400);
    EXPECT_EQ(status_of(start + "Content-Length : 5\r\n" + end), 400);
    EXPECT_EQ(status_of(start + chunked + chunked + end), 400);
    EXPECT_EQ(status_of(start + "Transfer-Encoding: gzip\r\n" + chunked + end), 400);
    EXPECT_EQ(status_of(start + "Transfer-Encoding: gzip, chunked\r\n" + end), 501);
    EXPECT_EQ(status_of(start + "Transfer-Encoding: xchunked\r\n" + end), 501);
    EXPECT_EQ(status_of("POST / HTTP/1.0\r\n" + chunked + end), 400);
    EXPECT_EQ(status_of(start + chunked + "\r\nzz\r\n" + end), 400);
    EXPECT_EQ(status_of(start + chunked + "\r\n2\r\nabc\r\n0\r\n\r\n"), 400);
    EXPECT_EQ(status_of(start + chunked + "\r\n-1\r\n" + end), 400);
    EXPECT_EQ(status_of(start + chunked + "\r\nfffffffffffffffff\r\n" + end), 400);
}

TEST(Reader, refuses_what_is_not_http) {
    EXPECT_EQ(status_of("GET / HTTP/1.1\r\n\r\n"), 400);  // no host
    EXPECT_EQ(status_of("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n"), 400);
    EXPECT_EQ(status_of("GET / HTTP/2.0\r\nHost: h\r\n\r\n"), 505);
    EXPECT_EQ(status_of("GET /\r\n\r\n"), 400);
    EXPECT_EQ(status_of("GET  / HTTP/1.1\r\nHost: h\r\n\r\n"), 400);
    EXPECT_EQ(status_of("G\x01T / HTTP/1.1\r\nHost: h\r\n\r\n"), 400);
    EXPECT_EQ(status_of("GET / HTTP/1.1\r\nHost: h\r\nno colon\r\n\r\n"), 400);
    EXPECT_EQ(status_of("GET / HTTP/1.1\r\nHost: h\r\nX: a\0b\r\n\r\n"sv), 400);
    EXPECT_EQ(status_of("GET /%00 HTTP/1.1\r\nHost: h\r\n\r\n"), 400);
    EXPECT_EQ(status_of("GET /%2e%2e/x HTTP/1.1\r\nHost: h\r\n\r\n"), 400);
    EXPECT_EQ(status_of("CONNECT h:443 HTTP/1.1\r\nHost: h\r\n\r\n"), 400);
    EXPECT_EQ(status_of("PUT / HTTP/1.1\r\nHost: h\r\nExpect: tea\r\n\r\n"), 417);
    EXPECT_EQ(status_of("GET / HTTP/1.0\r\n\r\n"), 200);
}

TEST(Reader, a_bare_line_feed_ends_no_line) {
    for (const std::size_t step : {std::size_t{1}, std::size_t{100}}) {
        const Options options;
        Reader reader(options);
        EXPECT_NE(feed(reader, "GET / HTTP/1.1\nHost: h\n\n", step), State::done);
    }
}

TEST(Reader, refuses_a_head_that_is_too_large) {
    const std::string start = "GET / HTTP/1.1\r\nHost: h\r\n";
    EXPECT_EQ(status_of(start + "X: " + std::string(15'000, 'x') + "\r\n\r\n"), 200);
    EXPECT_EQ(status_of(start + "X: " + std::string(17'000, 'x') + "\r\n\r\n"), 431);
    EXPECT_EQ(status_of(start + "X: " + std::string(17'000, 'x')), 431);
    EXPECT_EQ(status_of("GET /" + std::string(17'000, 'x')), 431);
    std::string many = start;
    for (int i = 0; i < 100; ++i) {
        many += "X: y\r\n";
    }
    EXPECT_EQ(status_of(many + "\r\n"), 431);
    std::string lines = start;
    for (int i = 0; i < 90; ++i) {
        lines += "X: " + std::string(200, 'y') + "\r\n";
    }
    EXPECT_EQ(status_of(lines + "\r\n"), 431);
}

TEST(Reader, refuses_an_endless_chunk_line) {
    const std::string start = "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n";
    EXPECT_EQ(status_of(start + "5;" + std::string(20'000, 'x')), 400);
    std::string trailers = start + "0\r\n";
    for (int i = 0; i < 200; ++i) {
        trailers += "X: y\r\n";
    }
    EXPECT_EQ(status_of(trailers + "\r\n"), 431);
}

TEST(Reader, a_spooled_body_is_a_file_until_the_spool_goes) {
    const Options options;
    std::filesystem::path path;
    {
        Reader reader(options);
        EXPECT_EQ(reader.feed("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\n"), 47U);
        ASSERT_EQ(reader.state(), State::head_read);
        reader.accept_body({10, true});
        EXPECT_EQ(reader.feed("hello"), 5U);
        ASSERT_EQ(reader.state(), State::done);
        EXPECT_EQ(reader.request().body, "");
        ASSERT_TRUE(reader.request().body_file);
        path = *reader.request().body_file;
        std::stringstream content;
        content << std::ifstream(path).rdbuf();
        EXPECT_EQ(content.str(), "hello");
        const auto mode = std::filesystem::status(path).permissions();
        EXPECT_EQ(mode, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
    }
    EXPECT_FALSE(std::filesystem::exists(path));
}

TEST(Reader, says_so_when_there_is_no_room_for_a_spooled_body) {
    Options options;
    options.spool_folder = "/nowhere/at/all";
    Reader reader(options);
    EXPECT_EQ(reader.feed("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\n"), 47U);
    reader.accept_body({10, true});
    ASSERT_EQ(reader.state(), State::refused);
    EXPECT_EQ(reader.refused().status, 507);
}

}  // namespace
}  // namespace styk::net
