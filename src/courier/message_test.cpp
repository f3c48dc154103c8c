#include "courier/message.h"

#include <algorithm>
#include <gmime/gmime.h>
#include <gtest/gtest.h>

#include "base/result.h"

namespace styk::courier {
namespace {

Message letter() {
    Message message;
    message.from = {"styk@bursztyn.example", "Hotele „Bursztyn”"};
    message.to = {"anna@example.org", "Anna Żółć"};
    message.subject = "Zażółć gęślą jaźń: wynik spadł poniżej progu w tygodniu 47, Gdańsk i Sopot";
    message.text = "Dzień dobry.\n\n.kropka na początku\n";
    message.message_id = "0190-42@bursztyn.example";
    message.date = {1'795'000'000'000'000};
    return message;
}

// The lines of the head, unfolded.
std::vector<std::string> head_of(const std::string& composed) {
    std::vector<std::string> lines;
    std::size_t at = 0;
    while (true) {
        const auto end = composed.find("\r\n", at);
        const std::string line = composed.substr(at, end - at);
        if (line.empty() || end == std::string::npos) {
            return lines;
        }
        if (line.front() == ' ' || line.front() == '\t') {
            lines.back() += line;
        } else {
            lines.push_back(line);
        }
        at = end + 2;
    }
}

bool has_header(const std::string& composed, const std::string& beginning) {
    const auto lines = head_of(composed);
    return std::any_of(lines.begin(), lines.end(), [&](const std::string& line) {
        return line.starts_with(beginning);
    });
}

TEST(Message, is_seven_bit_and_every_line_ends_as_the_standard_wants) {
    auto message = letter();
    message.html = "<p>Dzień dobry</p>\n";
    message.attachments = {{"a.bin", "application/octet-stream", std::string("\0\n\r\xFF", 4)}};
    const std::string text = compose(message);
    for (std::size_t i = 0; i < text.size(); ++i) {
        ASSERT_LT(static_cast<unsigned char>(text[i]), 0x80) << i;
        if (text[i] == '\n') {
            ASSERT_TRUE(i > 0 && text[i - 1] == '\r') << i;
        }
        if (text[i] == '\r') {
            ASSERT_TRUE(i + 1 < text.size() && text[i + 1] == '\n') << i;
        }
    }
    std::size_t at = 0;
    for (auto end = text.find("\r\n"); end != std::string::npos; end = text.find("\r\n", at)) {
        ASSERT_LE(end - at, 998U);
        at = end + 2;
    }
}

TEST(Message, says_who_what_when) {
    const std::string text = compose(letter());
    EXPECT_TRUE(has_header(text, "Message-Id: <0190-42@bursztyn.example>"));
    EXPECT_TRUE(has_header(text, "Date: Wed, 18 Nov 2026 11:06:40 +0000"));
    EXPECT_TRUE(has_header(text, "Auto-Submitted: auto-generated"));
    EXPECT_TRUE(has_header(text, "Subject: =?UTF-8?"));
    EXPECT_TRUE(has_header(text, "Content-Type: text/plain"));
    EXPECT_TRUE(has_header(text, "To: Anna =?UTF-8?"));
    EXPECT_FALSE(has_header(text, "List-Unsubscribe"));
    EXPECT_FALSE(has_header(text, "Reply-To"));
}

TEST(Message, composed_twice_is_the_same_to_the_byte) {
    auto message = letter();
    message.html = "<p>x</p>";
    message.attachments = {{"raport.pdf", "application/pdf", "%PDF"}};
    EXPECT_EQ(compose(message), compose(message));
}

TEST(Message, lets_nobody_slip_a_header_in) {
    auto message = letter();
    message.subject = "Hello\r\nBcc: all@example.org\r\n\r\nother body";
    message.to.name = "Anna\nBcc: x@example.org";
    message.from.name = "Firm\r\nX-Evil: 1";
    message.reply_to = Mailbox{"reply@example.org", "a\rb"};
    message.unsubscribe = "https://x.example/u\r\nX-Evil: 2";
    message.attachments = {{"a\r\nX-Evil: 3.pdf", "application/pdf\r\nX-Evil: 4", "x"}};
    const std::string text = compose(message);
    EXPECT_FALSE(has_header(text, "Bcc"));
    EXPECT_EQ(text.find("\nX-Evil"), std::string::npos);
    message.to.address = "anna@example.org\r\nBcc: x@example.org";
    EXPECT_THROW((void)compose(message), Fault);
    message.to.address = "";
    EXPECT_THROW((void)compose(message), Fault);
}

TEST(Message, offers_to_unsubscribe_in_one_click_where_there_is_an_address) {
    auto message = letter();
    message.unsubscribe = "https://cx.example.org/u/1";
    const std::string text = compose(message);
    EXPECT_TRUE(has_header(text, "List-Unsubscribe: <https://cx.example.org/u/1>"));
    EXPECT_TRUE(has_header(text, "List-Unsubscribe-Post: List-Unsubscribe=One-Click"));
}

// What a reader of mail makes of it.
class ReadBack {
public:
    explicit ReadBack(const std::string& text)
        : stream_(g_mime_stream_mem_new_with_buffer(text.data(), text.size())),
          parser_(g_mime_parser_new_with_stream(stream_)),
          mail_(g_mime_parser_construct_message(parser_, nullptr)) {}

    ReadBack(const ReadBack&) = delete;
    ReadBack& operator=(const ReadBack&) = delete;

    ~ReadBack() {
        g_object_unref(mail_);
        g_object_unref(parser_);
        g_object_unref(stream_);
    }

    [[nodiscard]] GMimeMessage* mail() const { return mail_; }

    [[nodiscard]] GMimeObject* part(int n) const {
        return g_mime_multipart_get_part(GMIME_MULTIPART(g_mime_message_get_mime_part(mail_)), n);
    }

private:
    GMimeStream* stream_;
    GMimeParser* parser_;
    GMimeMessage* mail_;
};

TEST(Message, is_read_as_it_was_written) {
    auto message = letter();
    message.html = "<p>Dzień dobry &amp; do widzenia</p>\n";
    std::string bytes;
    for (int i = 0; i < 1000; ++i) {
        bytes += static_cast<char>(i * 7);
    }
    message.attachments = {{"Zestawienie – listopad.pdf", "application/pdf", bytes}};
    const std::string text = compose(message);
    const ReadBack read(text);
    EXPECT_EQ(g_mime_message_get_subject(read.mail()), message.subject);
    auto* to = internet_address_list_get_address(g_mime_message_get_to(read.mail()), 0);
    EXPECT_STREQ(internet_address_get_name(to), "Anna Żółć");
    auto* alternative = read.part(0);
    ASSERT_TRUE(GMIME_IS_MULTIPART(alternative));
    char* plain = g_mime_text_part_get_text(
        GMIME_TEXT_PART(g_mime_multipart_get_part(GMIME_MULTIPART(alternative), 0))
    );
    std::string found = plain;
    g_free(plain);
    found.erase(std::remove(found.begin(), found.end(), '\r'), found.end());
    EXPECT_EQ(found, message.text);
    auto* file = GMIME_PART(read.part(1));
    EXPECT_STREQ(g_mime_part_get_filename(file), "Zestawienie – listopad.pdf");
    auto* content = g_mime_part_get_content(file);
    auto* memory = g_mime_stream_mem_new();
    g_mime_data_wrapper_write_to_stream(content, memory);
    const auto* array = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(memory));
    EXPECT_EQ(std::string(reinterpret_cast<const char*>(array->data), array->len), bytes);
    g_object_unref(memory);
}

}  // namespace
}  // namespace styk::courier
