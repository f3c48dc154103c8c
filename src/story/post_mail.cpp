#include "story/post_mail.h"

#include "base/result.h"
#include "firm/mail_settings_store.h"
#include "story/outbox_store.h"

namespace styk::story {

namespace {

// The domain of a Message-ID is the sender's, as receivers expect; before there is a sender any
// name serves that is nobody's (RFC 6761).
std::string domain_of(const firm::MailSettings& settings) {
    const std::string from = settings.from_address.value_or("styk@styk.invalid");
    return from.substr(from.find('@') + 1);
}

}  // namespace

void post_mail(db::Tx& tx, const Mail& mail, Instant now) {
    if (mail.id == Uuid{}) {
        throw Fault("a mail was posted without an id");
    }
    OutgoingMail out;
    out.id = mail.id.text();
    // Fixed here: a mail that is sent again after a crash is the same mail to whoever receives it.
    out.message_id = out.id + "@" + domain_of(firm::load_mail_settings(tx));
    out.recipient = mail.to;
    out.recipient_name = mail.to_name;
    out.subject = mail.subject;
    out.text = mail.text;
    out.html = mail.html;
    out.unsubscribe = mail.unsubscribe;
    out.attachments = mail.attachments;
    out.created_at = now;
    add_mail(tx, out);
    ask_send_mail(tx, out.id, now);
}

}  // namespace styk::story
