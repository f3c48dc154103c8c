#include "net/encode.h"

#include <gtest/gtest.h>

#include "base/result.h"
#include "net/gzip.h"

namespace styk::net {
namespace {

constexpr std::size_t from = 100;

Response json(std::size_t size) {
    Response response;
    response.headers = {{"Content-Type", "application/json; charset=utf-8"}};
    response.body = std::string(size, 'x');
    return response;
}

bool has(const std::string& head, std::string_view line) {
    return head.find("\r\n" + std::string(line) + "\r\n") != std::string::npos;
}

TEST(Encode, compresses_text_that_is_long_enough_for_clients_that_take_it) {
    const Outgoing out = encode(json(from), {.gzip = true}, from);
    EXPECT_EQ(gunzip(out.body), std::string(from, 'x'));
    EXPECT_TRUE(has(out.head, "Content-Encoding: gzip"));
    EXPECT_TRUE(has(out.head, "Vary: Accept-Encoding"));
    EXPECT_TRUE(has(out.head, "Content-Length: " + std::to_string(out.body.size())));
}

TEST(Gunzip, refuses_what_is_damaged) {
    const std::string packed = gzip(std::string(1000, 'x'));
    std::string flipped = packed;
    flipped[packed.size() / 2] ^= 1;
    for (const std::string& damaged :
         {flipped, packed.substr(0, packed.size() - 9), std::string()}) {
        EXPECT_THROW((void)gunzip(damaged), Fault);
    }
}

TEST(Encode, says_that_the_form_varies_also_when_it_sends_the_plain_one) {
    const Outgoing out = encode(json(from), {}, from);
    EXPECT_EQ(out.body.size(), from);
    EXPECT_TRUE(has(out.head, "Vary: Accept-Encoding"));
    const auto varied = with_header(json(from), "Vary", "Accept-Language");
    EXPECT_TRUE(has(encode(varied, {}, from).head, "Vary: Accept-Language, Accept-Encoding"));
}

TEST(Encode, leaves_short_encoded_partial_and_other_bodies_alone) {
    const auto stays = [](const Response& response) {
        const Outgoing out = encode(response, {.gzip = true}, from);
        return out.body == response.body && !has(out.head, "Content-Encoding: gzip");
    };
    EXPECT_TRUE(stays(json(from - 1)));
    EXPECT_TRUE(stays(with_header(json(from), "Content-Encoding", "br")));
    Response part = json(from);
    part.status = 206;
    EXPECT_TRUE(stays(part));
    Response picture = json(from);
    picture.headers = {{"Content-Type", "image/png"}};
    EXPECT_TRUE(stays(picture));
}

TEST(Encode, knows_which_codings_a_client_takes) {
    for (const char* yes : {"gzip", "br, gzip;q=0.5", "GZIP", "*", "deflate, *;q=0.1"}) {
        EXPECT_TRUE(accepts_gzip(yes)) << yes;
    }
    for (const char* no : {"", "br", "gzip;q=0", "gzip; q=0.000, *", "*;q=0", "gzipped"}) {
        EXPECT_FALSE(accepts_gzip(no)) << no;
    }
}

TEST(Encode, an_event_stream_is_never_compressed_and_never_kept) {
    Response response;
    response.event_stream = true;
    const Outgoing out = encode(response, {.gzip = true}, 0);
    EXPECT_TRUE(has(out.head, "Content-Type: text/event-stream"));
    EXPECT_TRUE(has(out.head, "Connection: close"));
    EXPECT_EQ(out.head.find("Content-Length"), std::string::npos);
    EXPECT_EQ(out.head.find("Content-Encoding"), std::string::npos);
    EXPECT_FALSE(is_compressible("text/event-stream"));
}

TEST(Encode, a_line_break_in_a_value_makes_no_header) {
    const auto out = encode(with_header({}, "X-Name", "a\r\nSet-Cookie: b"), {}, from);
    EXPECT_TRUE(has(out.head, "X-Name: a  Set-Cookie: b"));
}

TEST(Encode, framing_is_not_the_handlers_to_say) {
    Response response = with_header(json(3), "content-length", "7");
    response = with_header(std::move(response), "Transfer-Encoding", "chunked");
    const auto out = encode(response, {}, from);
    EXPECT_TRUE(has(out.head, "Content-Length: 3"));
    EXPECT_EQ(out.head.find("content-length"), std::string::npos);
    EXPECT_EQ(out.head.find("Transfer-Encoding"), std::string::npos);
}

TEST(Encode, statuses_without_a_body_carry_none) {
    for (const int status : {204, 304}) {
        Response response = json(5);
        response.status = status;
        const auto out = encode(response, {}, from);
        EXPECT_EQ(out.content(), "");
        EXPECT_EQ(out.head.find("Content-Length"), std::string::npos);
    }
}

TEST(Encode, a_head_answer_has_the_length_of_the_body_it_leaves_out) {
    const auto out = encode(json(7), {.head_only = true}, from);
    EXPECT_EQ(out.content(), "");
    EXPECT_TRUE(has(out.head, "Content-Length: 7"));
}

TEST(Encode, frames_chunks) {
    EXPECT_EQ(to_chunk("hello world, hello", false), "12\r\nhello world, hello\r\n");
    EXPECT_EQ(to_chunk("a", true), "1\r\na\r\n0\r\n\r\n");
    EXPECT_EQ(to_chunk("", true), "0\r\n\r\n");
    EXPECT_EQ(to_chunk("", false), "");
}

TEST(Encode, writes_dates_as_http_has_them) {
    EXPECT_EQ(http_date(784'111'777), "Sun, 06 Nov 1994 08:49:37 GMT");
}

TEST(Encode, a_problem_is_json_with_its_status) {
    const Response problem = plain_problem(413, "Too large.");
    EXPECT_EQ(
        problem.body,
        R"({"type":"about:blank","title":"Content Too Large","status":413,"detail":"Too large.","problems":[]})"
    );
    EXPECT_EQ(find_header(problem.headers, "content-TYPE"), "application/problem+json");
}

}  // namespace
}  // namespace styk::net
