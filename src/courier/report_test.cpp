#include "courier/report.h"

#include <gtest/gtest.h>
#include <string>

namespace styk::courier {

namespace {

std::string report_of(const std::string& type, const std::string& status) {
    return "From: MAILER-DAEMON@mx.example\r\nTo: styk@firm.example\r\nSubject: Undelivered\r\n"
           "Message-ID: <bounce-1@mx.example>\r\nMIME-Version: 1.0\r\n"
           "Content-Type: multipart/report; report-type=x; boundary=\"cut\"\r\n\r\n"
           "--cut\r\nContent-Type: text/plain\r\n\r\nIt did not go.\r\n"
           "--cut\r\nContent-Type: message/" +
           type + "\r\n\r\n" + status +
           "\r\n--cut\r\nContent-Type: text/rfc822-headers\r\n\r\nSubject: How was it?\r\n"
           "Message-ID:\r\n <0190-abc@firm.example>\r\n\r\n--cut--\r\n";
}

std::string failure(const std::string& status) {
    return report_of(
        "delivery-status",
        "Reporting-MTA: dns; mx.example\r\n\r\nFinal-Recipient: rfc822; anna@example.org\r\n"
        "Action: failed\r\nStatus: " +
            status + "\r\nDiagnostic-Code: smtp; 550 There is\r\n nobody\r\n"
    );
}

}  // namespace

TEST(Report, says_who_was_not_reached_and_by_which_mail) {
    const auto report = read_report(failure("5.1.1"));
    ASSERT_TRUE(report);
    EXPECT_EQ(report->kind, Report::Kind::hard);
    EXPECT_EQ(report->status, "5.1.1");
    EXPECT_EQ(report->address, "anna@example.org");
    EXPECT_EQ(report->said, "550 There is nobody");
    EXPECT_EQ(report->own_id, "bounce-1@mx.example");
    EXPECT_EQ(report->reported_id, "0190-abc@firm.example");
}

TEST(Report, says_what_addresses_it_was_sent_to) {
    const auto report = read_report(
        "Delivered-To: bounces+1@firm.example\r\nTo: Styk <styk@firm.example>, <b@firm.example>\r\n"
        "\r\nGone.\r\n"
    );
    ASSERT_TRUE(report);
    EXPECT_EQ(
        report->sent_to,
        (std::vector<std::string>{"bounces+1@firm.example", "styk@firm.example", "b@firm.example"})
    );
}

TEST(Report, is_soft_when_the_reason_may_pass) {
    EXPECT_EQ(read_report(failure("4.4.1"))->kind, Report::Kind::soft);
    EXPECT_EQ(read_report(failure("5.2.2"))->kind, Report::Kind::soft);
}

TEST(Report, knows_a_complaint) {
    const auto report = read_report(report_of(
        "feedback-report",
        "Feedback-Type: abuse\r\nVersion: 1\r\nOriginal-Rcpt-To: <anna@example.org>\r\n"
    ));
    EXPECT_EQ(report->kind, Report::Kind::complaint);
    EXPECT_EQ(report->address, "anna@example.org");
    EXPECT_EQ(report->reported_id, "0190-abc@firm.example");
}

TEST(Report, takes_a_delay_and_an_ordinary_mail_for_no_bounce) {
    EXPECT_EQ(
        read_report(report_of(
                        "delivery-status",
                        "Reporting-MTA: dns; mx\r\n\r\nFinal-Recipient: rfc822; a@b.c\r\n"
                        "Action: delayed\r\nStatus: 4.4.1\r\n"
                    ))
            ->kind,
        Report::Kind::other
    );
    EXPECT_EQ(
        read_report("From: a@b.c\r\nSubject: Hi\r\n\r\nHello\r\n")->kind, Report::Kind::other
    );
    EXPECT_FALSE(read_report(""));
}

}  // namespace styk::courier
