#include "courier/message.h"

#include "base/result.h"
#include "courier/gmime.h"
#include "courier/reply.h"

namespace styk::courier {

namespace {

constexpr const char* utf_8 =
    "utf-8";  // everywhere: left alone, GMime takes the smallest that fits

// A header is one line: what people typed must not begin another.
std::string one_line(std::string text) {
    for (char& c : text) {
        const auto byte = static_cast<unsigned char>(c);
        c = byte < ' ' || byte == 0x7f ? ' ' : c;
    }
    return text;
}

void add_mailbox(GMimeMessage* mail, GMimeAddressType as, const Mailbox& box) {
    if (box.address.empty() || one_line(box.address) != box.address) {
        throw Fault("a mail needs an address");
    }
    const std::string name = one_line(box.name);
    const Owned<InternetAddress> made(
        internet_address_mailbox_new(name.empty() ? nullptr : name.c_str(), box.address.c_str())
    );
    internet_address_set_charset(made.get(), utf_8);
    internet_address_list_add(g_mime_message_get_addresses(mail, as), made.get());
}

void set_header(GMimeMessage* mail, const char* name, const std::string& value) {
    g_mime_object_set_header(GMIME_OBJECT(mail), name, one_line(value).c_str(), nullptr);
}

void set_head(GMimeMessage* mail, const Message& message, const Conversation& conversation) {
    add_mailbox(mail, GMIME_ADDRESS_TYPE_FROM, message.from);
    add_mailbox(mail, GMIME_ADDRESS_TYPE_TO, message.to);
    if (message.reply_to) {
        add_mailbox(mail, GMIME_ADDRESS_TYPE_REPLY_TO, *message.reply_to);
    }
    g_mime_message_set_subject(mail, one_line(message.subject).c_str(), utf_8);
    g_mime_message_set_message_id(mail, one_line(message.message_id).c_str());
    const std::unique_ptr<GDateTime, decltype(&g_date_time_unref)> date(
        g_date_time_new_from_unix_utc(message.date.us / 1'000'000), &g_date_time_unref
    );
    g_mime_message_set_date(mail, date.get());
    if (!conversation.personal) {  // RFC 3834: no answering machine answers
        set_header(mail, "Auto-Submitted", "auto-generated");
    }
    if (!conversation.thread.empty()) {
        std::string references;
        for (const std::string& id : conversation.thread) {
            references += (references.empty() ? "<" : " <") + id + ">";
        }
        set_header(mail, "In-Reply-To", "<" + conversation.thread.back() + ">");
        set_header(mail, "References", references);
    }
    if (!message.unsubscribe.empty()) {
        set_header(mail, "List-Unsubscribe", "<" + message.unsubscribe + ">");
        set_header(mail, "List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
    }
}

Owned<GMimeObject> words(const char* subtype, const std::string& text) {
    Owned<GMimeObject> part(GMIME_OBJECT(g_mime_text_part_new_with_subtype(subtype)));
    g_mime_text_part_set_charset(GMIME_TEXT_PART(part.get()), utf_8);
    g_mime_text_part_set_text(GMIME_TEXT_PART(part.get()), text.c_str());
    g_mime_part_set_content_encoding(
        GMIME_PART(part.get()), GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE
    );
    return part;
}

void say_utf_8(GMimeParamList* list, const char* name) {
    if (auto* param = g_mime_param_list_get_parameter(list, name)) {
        g_mime_param_set_charset(param, utf_8);
    }
}

Owned<GMimeObject> file(const Attachment& attachment) {
    const std::string type = one_line(attachment.type);
    const auto slash = type.find('/');
    Owned<GMimeObject> part(
        slash == std::string::npos
            ? GMIME_OBJECT(g_mime_part_new_with_type("application", "octet-stream"))
            : GMIME_OBJECT(g_mime_part_new_with_type(
                  type.substr(0, slash).c_str(), type.substr(slash + 1).c_str()
              ))
    );
    const Owned<GMimeStream> stream(
        g_mime_stream_mem_new_with_buffer(attachment.bytes.data(), attachment.bytes.size())
    );
    const Owned<GMimeDataWrapper> content(
        g_mime_data_wrapper_new_with_stream(stream.get(), GMIME_CONTENT_ENCODING_DEFAULT)
    );
    g_mime_part_set_content(GMIME_PART(part.get()), content.get());
    g_mime_part_set_content_encoding(GMIME_PART(part.get()), GMIME_CONTENT_ENCODING_BASE64);
    g_mime_object_set_disposition(part.get(), GMIME_DISPOSITION_ATTACHMENT);
    g_mime_part_set_filename(GMIME_PART(part.get()), one_line(attachment.name).c_str());
    say_utf_8(
        g_mime_content_disposition_get_parameters(g_mime_object_get_content_disposition(part.get())
        ),
        "filename"
    );
    say_utf_8(
        g_mime_content_type_get_parameters(g_mime_object_get_content_type(part.get())), "name"
    );
    return part;
}

// "=_" never stands in what is encoded, so no content can look like the boundary.
Owned<GMimeObject> together(
    const char* subtype, const std::string& message_id, const std::vector<Owned<GMimeObject>>& parts
) {
    Owned<GMimeObject> whole(GMIME_OBJECT(g_mime_multipart_new_with_subtype(subtype)));
    const std::string boundary = std::string("=_") + subtype + "_" +
                                 message_id.substr(0, message_id.find('@')).substr(0, 40);
    g_mime_multipart_set_boundary(GMIME_MULTIPART(whole.get()), one_line(boundary).c_str());
    for (const auto& part : parts) {
        g_mime_multipart_add(GMIME_MULTIPART(whole.get()), part.get());
    }
    return whole;
}

Owned<GMimeObject> body_of(const Message& message) {
    std::vector<Owned<GMimeObject>> ways;
    ways.push_back(words("plain", message.text));
    if (!message.html.empty()) {
        ways.push_back(words("html", message.html));
    }
    Owned<GMimeObject> body = ways.size() == 1 ? std::move(ways.front())
                                               : together("alternative", message.message_id, ways);
    if (message.attachments.empty()) {
        return body;
    }
    std::vector<Owned<GMimeObject>> all;
    all.push_back(std::move(body));
    for (const auto& attachment : message.attachments) {
        all.push_back(file(attachment));
    }
    return together("mixed", message.message_id, all);
}

}  // namespace

std::string compose(const Message& message) {
    return compose(message, {});
}

std::string compose(const Message& message, const Conversation& conversation) {
    start_gmime();
    const Owned<GMimeMessage> mail(g_mime_message_new(TRUE));
    set_head(mail.get(), message, conversation);
    const auto body = body_of(message);
    g_mime_message_set_mime_part(mail.get(), body.get());
    const std::unique_ptr<GMimeFormatOptions, decltype(&g_mime_format_options_free)> options(
        g_mime_format_options_new(), &g_mime_format_options_free
    );
    g_mime_format_options_set_newline_format(options.get(), GMIME_NEWLINE_FORMAT_DOS);
    const std::unique_ptr<char, decltype(&g_free)> text(
        g_mime_object_to_string(GMIME_OBJECT(mail.get()), options.get()), &g_free
    );
    return text.get();
}

}  // namespace styk::courier
