#include "courier/received.h"

#include <gtest/gtest.h>

namespace styk::courier {
namespace {

ReceivedMail read(const std::string& head, const std::string& body) {
    std::string raw = head + "\n\n" + body;
    std::string out;
    for (const char c : raw) {
        out += c == '\n' ? "\r\n" : std::string(1, c);
    }
    return read_mail(out).value();
}

constexpr const char* anna =
    "From: =?utf-8?q?Anna_Zieli=C5=84ska?= <Anna@Example.org>\nTo: help@firm.example";

TEST(ReceivedMail, says_who_wrote_to_whom_in_which_thread) {
    const auto mail = read(
        std::string(anna) +
            "\nCc: other@firm.example\nDelivered-To: help+c.1234@firm.example\nSubject: "
            "=?utf-8?b?WsWCeSBwb2vDs2o=?=\nMessage-ID: <a1@example.org>\nIn-Reply-To: "
            "<q2@firm.example>\nReferences: <q1@firm.example> <q2@firm.example>\nDate: Fri, 21 Nov "
            "2025 19:30:00 +0100",
        "Dzień dobry"
    );
    EXPECT_EQ(mail.from.address, "anna@example.org");
    EXPECT_EQ(mail.from.name, "Anna Zielińska");
    EXPECT_EQ(
        mail.sent_to,
        (std::vector<std::string>{
            "help@firm.example", "other@firm.example", "help+c.1234@firm.example"
        })
    );
    EXPECT_EQ(mail.subject, "Zły pokój");
    EXPECT_EQ(mail.message_id, "a1@example.org");
    EXPECT_EQ(mail.answers, (std::vector<std::string>{"q2@firm.example", "q1@firm.example"}));
    EXPECT_EQ(mail.text, "Dzień dobry");
    EXPECT_EQ(to_rfc3339(mail.date.value()), "2025-11-21T18:30:00Z");
    EXPECT_FALSE(mail.automatic);
}

TEST(ReceivedMail, other_encodings_become_utf_8) {
    EXPECT_EQ(
        read(
            std::string(anna) + "\nContent-Type: text/plain; charset=iso-8859-2\n"
                                "Content-Transfer-Encoding: quoted-printable",
            "Za=BF=F3=B3=E6"
        )
            .text,
        "Zażółć"
    );
    EXPECT_EQ(
        read(
            std::string(anna) + "\nContent-Type: text/plain; charset=windows-1251\n"
                                "Content-Transfer-Encoding: base64",
            "z/Do4uXy"
        )
            .text,
        "Привет"
    );
}

TEST(ReceivedMail, a_page_without_plain_text_is_read_as_text) {
    const auto mail = read(
        std::string(anna) + "\nContent-Type: text/html; charset=utf-8",
        "<html><head><title>x</title><style>p{}</style></head><body><p>Room 12 &amp; "
        "13<br>were&nbsp;cold &lt;3 &#379;&#x17c;</p><script>alert(1)</script><div>Anna</div>"
        "<!-- hidden --></body></html>"
    );
    EXPECT_EQ(mail.text, "Room 12 & 13\nwere cold <3 Żż\n\nAnna");
}

TEST(ReceivedMail, attachments_are_listed_and_their_bytes_kept_within_limits) {
    const std::string head =
        std::string(anna) + "\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b";
    const std::string body =
        "--b\nContent-Type: multipart/alternative; boundary=c\n\n--c\nContent-Type: "
        "text/plain\n\nSee the photo\n--c\nContent-Type: text/html\n\n<b>See the "
        "photo</b>\n--c--\n--b\nContent-Type: image/png; name=\"../../etc/photo.png\"\n"
        "Content-Disposition: attachment\nContent-Transfer-Encoding: "
        "base64\n\niVBORw==\n--b\nContent-Type: text/plain\nContent-Disposition: attachment; "
        "filename=big.txt\n\n" +
        std::string(200, 'x') + "\n--b--\n";
    const auto mail = read(head, body);
    EXPECT_EQ(mail.text, "See the photo");
    ASSERT_EQ(mail.attachments.size(), 2U);
    EXPECT_EQ(mail.attachments[0].name, "photo.png");
    EXPECT_EQ(mail.attachments[0].type, "image/png");
    EXPECT_EQ(mail.attachments[0].bytes, "\x89PNG");
    EXPECT_EQ(mail.left_out, 0U);
    const auto small = read_mail(head + "\n\n" + body, {.most_bytes = 100}).value();
    EXPECT_EQ(small.attachments[1].name, "big.txt");
    EXPECT_EQ(small.attachments[1].bytes, "");
    EXPECT_EQ(small.left_out, 1U);
}

TEST(ReceivedMail, machines_are_known_by_their_headers) {
    const auto automatic = [](const std::string& more) {
        return read(std::string(anna) + more, "x").automatic;
    };
    EXPECT_FALSE(automatic(""));
    EXPECT_FALSE(automatic("\nAuto-Submitted: no"));
    for (const char* more :
         {"\nAuto-Submitted: auto-replied",
          "\nAuto-Submitted: auto-generated; x=1",
          "\nPrecedence: bulk",
          "\nX-Autoreply: yes",
          "\nX-Auto-Response-Suppress: All",
          "\nReturn-Path: <>",
          "\nList-Id: <list.example.org>",
          "\nContent-Type: multipart/report; boundary=b; report-type=delivery-status"}) {
        EXPECT_TRUE(automatic(more)) << more;
    }
    EXPECT_TRUE(read("From: MAILER-DAEMON@example.org", "x").automatic);
}

TEST(ReceivedMail, what_is_no_mail_is_nothing) {
    EXPECT_FALSE(read_mail(""));
    EXPECT_FALSE(read_mail("no mail at all"));
    EXPECT_FALSE(read_mail("Subject: nobody sent it\r\n\r\nx"));
    EXPECT_FALSE(read_mail("From: nobody\r\n\r\nx"));
}

TEST(SplitReply, what_is_new_stands_before_what_is_repeated) {
    struct Case {
        const char *text, *fresh;
    };

    for (const auto& [text, fresh] :
         {Case{"Thank you.\n\nOn 21 Nov 2025, Anna wrote:\n> It was cold.\n> Anna", "Thank you."},
          Case{
              "Dziękuję.\n\nW dniu 21.11.2025 o 19:30, Firma pisze:\n> Przepraszamy.", "Dziękuję."
          },
          Case{
              "Спасибо!\n\n21 ноября 2025 г. Фирма <a@b.example> пишет:\n\n> Извините.", "Спасибо!"
          },
          Case{"Fine\n\n-----Original Message-----\nFrom: x\nSent: y\n\nOld", "Fine"},
          Case{"Fine\n\n________________________________\nFrom: x\nOld", "Fine"},
          Case{"Fine\n\nFrom: Firm <a@b.example>\nSent: Friday\nTo: Anna\n\nOld", "Fine"},
          Case{"Fine\n> Old\n> older\n", "Fine"},
          Case{"Anna wrote: it is cold.\nReally", "Anna wrote: it is cold.\nReally"},
          Case{
              "> Is it cold?\nYes.\n> Is it warm?\nNo.", "> Is it cold?\nYes.\n> Is it warm?\nNo."
          },
          Case{"> all of it\n> quoted", "> all of it\n> quoted"},
          Case{"", ""}}) {
        EXPECT_EQ(split_reply(text).fresh, fresh) << text;
    }
    EXPECT_EQ(split_reply("New\n> Old").quoted, "> Old");
}

}  // namespace
}  // namespace styk::courier
