// A mail that somebody wrote, or a machine: as a conversation and as a report of what became of
// another mail. What is kept of it is text, within the limits.
#include <string>

#include "base/text.h"
#include "courier/received.h"
#include "courier/report.h"
#include "fuzz.h"

namespace styk {

namespace {

void read_conversation(std::string_view raw) {
    const courier::ReceiveLimits limits{
        .most_attachments = 4, .most_bytes = 2000, .longest_text = 500
    };
    const auto mail = courier::read_mail(raw, limits);
    if (!mail) {
        return;
    }
    fuzz::need(is_utf8(mail->text) && is_utf8(mail->quoted), "a text is text");
    fuzz::need(is_utf8(mail->subject) && is_utf8(mail->message_id), "so are its headers");
    fuzz::need(
        mail->text.size() <= limits.longest_text && mail->quoted.size() <= limits.longest_text,
        "a text is within its limit"
    );
    fuzz::need(mail->attachments.size() <= limits.most_attachments, "not too many files");
    std::size_t bytes = 0;
    for (const auto& one : mail->attachments) {
        bytes += one.bytes.size();
    }
    fuzz::need(bytes <= limits.most_bytes, "not too long files");
}

}  // namespace

STYK_FUZZ_TARGET(const std::uint8_t* data, std::size_t size) {
    const auto raw = fuzz::text_of(data, size);
    read_conversation(raw);
    if (const auto report = courier::read_report(raw)) {
        fuzz::need(!courier::name_of(report->kind).empty(), "a report is of a kind");
    }
    const auto reply = courier::split_reply(raw);
    fuzz::need(reply.fresh.size() + reply.quoted.size() <= raw.size() + 2, "a reply grows nothing");
    (void)courier::text_of_html(raw);
    return 0;
}

}  // namespace styk
