#include "courier/received.h"

#include <algorithm>
#include <array>
#include <unordered_set>

#include "base/text.h"
#include "courier/gmime.h"

namespace styk::courier {

namespace {

std::string header_of(GMimeObject* mail, const char* name) {
    const char* value = g_mime_object_get_header(mail, name);
    return value == nullptr ? "" : value;
}

std::string utf8_or_nothing(const char* text) {
    const std::string out = text == nullptr ? "" : text;
    return is_utf8(out) ? out : "";
}

// "<a@b> <c@d>" -> a@b, c@d. What is no id is passed over.
void add_ids(const std::string& header, std::vector<std::string>& into) {
    std::size_t at = 0;
    while ((at = header.find('<', at)) != std::string::npos) {
        const auto end = header.find('>', at);
        if (end == std::string::npos) {
            return;
        }
        const std::string id = header.substr(at + 1, end - at - 1);
        if (id.find('@') != std::string::npos && id.size() < 500 &&
            std::find(into.begin(), into.end(), id) == into.end()) {
            into.push_back(id);
        }
        at = end;
    }
}

constexpr std::size_t most_answers = 50;

std::vector<std::string> answers_of(GMimeObject* mail) {
    std::vector<std::string> out, references;
    add_ids(header_of(mail, "In-Reply-To"), out);
    add_ids(header_of(mail, "References"), references);
    for (auto one = references.rbegin(); one != references.rend(); ++one) {
        if (std::find(out.begin(), out.end(), *one) == out.end()) {
            out.push_back(*one);
        }
    }
    out.resize(std::min(out.size(), most_answers));
    return out;
}

void add_addresses(InternetAddressList* list, std::vector<std::string>& into) {
    const int count = list == nullptr ? 0 : internet_address_list_length(list);
    for (int i = 0; i < count; ++i) {
        InternetAddress* one = internet_address_list_get_address(list, i);
        if (INTERNET_ADDRESS_IS_MAILBOX(one)) {
            const char* address = internet_address_mailbox_get_addr(INTERNET_ADDRESS_MAILBOX(one));
            into.push_back(to_lower_ascii(address == nullptr ? "" : address));
        }
    }
}

// What delivered it wrote down whom it was for, each in its own header.
std::vector<std::string> sent_to(GMimeMessage* mail) {
    std::vector<std::string> out;
    add_addresses(g_mime_message_get_addresses(mail, GMIME_ADDRESS_TYPE_TO), out);
    add_addresses(g_mime_message_get_addresses(mail, GMIME_ADDRESS_TYPE_CC), out);
    for (const char* name : {"Delivered-To", "X-Original-To", "Envelope-To", "X-Forwarded-To"}) {
        const std::string value = header_of(GMIME_OBJECT(mail), name);
        if (!value.empty()) {
            InternetAddressList* parsed = internet_address_list_parse(nullptr, value.c_str());
            add_addresses(parsed, out);
            if (parsed != nullptr) {
                g_object_unref(parsed);
            }
        }
    }
    return out;
}

std::optional<Mailbox> sender_of(GMimeMessage* mail) {
    InternetAddressList* list = g_mime_message_get_addresses(mail, GMIME_ADDRESS_TYPE_FROM);
    const int count = list == nullptr ? 0 : internet_address_list_length(list);
    for (int i = 0; i < count; ++i) {
        InternetAddress* one = internet_address_list_get_address(list, i);
        if (!INTERNET_ADDRESS_IS_MAILBOX(one)) {
            continue;
        }
        const char* address = internet_address_mailbox_get_addr(INTERNET_ADDRESS_MAILBOX(one));
        const std::string text = to_lower_ascii(utf8_or_nothing(address));
        if (text.find('@') != std::string::npos) {
            return Mailbox{text, utf8_or_nothing(internet_address_get_name(one))};
        }
    }
    return {};
}

// RFC 3834 and what programs did before it. A list or a report is no person either.
bool is_automatic(GMimeObject* mail, const Mailbox& from) {
    const auto value = [&](const char* name) { return to_lower_ascii(header_of(mail, name)); };
    const std::string submitted = value("Auto-Submitted"), precedence = value("Precedence");
    const bool said = !submitted.empty() && !submitted.starts_with("no");
    const bool crowd = precedence == "bulk" || precedence == "junk" || precedence == "list" ||
                       precedence == "auto_reply";
    const bool reply = !value("X-Autoreply").empty() || !value("X-Autorespond").empty() ||
                       value("X-Auto-Response-Suppress").find("all") != std::string::npos;
    const bool list = !value("List-Id").empty() || !value("List-Unsubscribe").empty();
    const std::string path = value("Return-Path"),
                      name = from.address.substr(0, from.address.find('@'));
    const bool machine = path == "<>" || name == "mailer-daemon" || name == "postmaster" ||
                         name == "noreply" || name == "no-reply" || name == "donotreply";
    const bool report = value("Content-Type").starts_with("multipart/report");
    return said || crowd || reply || list || machine || report;
}

std::string text_of(GMimeTextPart* part) {
    char* text = g_mime_text_part_get_text(part);
    const std::string out = text == nullptr ? "" : text;
    g_free(text);
    return is_utf8(out) ? out : "";
}

// A name that is only a name: no folder, nothing that a screen would not show.
std::string plain_name(std::string name) {
    const auto slash = name.find_last_of("/\\");
    name = slash == std::string::npos ? name : name.substr(slash + 1);
    std::erase_if(name, [](unsigned char c) { return c < ' ' || c == 0x7f; });
    return name.empty() ? "attachment" : name.substr(0, 200);
}

// Walks the parts: the first plain text and the first HTML are what it says, the rest is attached.
struct Parts {
    const ReceiveLimits& limits;
    ReceivedMail& mail;
    std::string plain, html;
    bool has_plain = false, has_html = false;
    std::size_t bytes = 0;

    void visit(GMimeObject* object) {
        if (GMIME_IS_MULTIPART(object)) {
            auto* many = GMIME_MULTIPART(object);
            for (int i = 0; i < g_mime_multipart_get_count(many); ++i) {
                visit(g_mime_multipart_get_part(many, i));
            }
        } else if (GMIME_IS_PART(object)) {
            leaf(object);
        }
    }

    void leaf(GMimeObject* object) {
        const char* disposition = g_mime_object_get_disposition(object);
        const bool attached = disposition != nullptr && to_lower_ascii(disposition) == "attachment";
        GMimeContentType* type = g_mime_object_get_content_type(object);
        const char* name = g_mime_part_get_filename(GMIME_PART(object));
        const bool text = GMIME_IS_TEXT_PART(object) && !attached && name == nullptr;
        if (text && g_mime_content_type_is_type(type, "text", "plain") && !has_plain) {
            has_plain = true;
            plain = text_of(GMIME_TEXT_PART(object));
        } else if (text && g_mime_content_type_is_type(type, "text", "html") && !has_html) {
            has_html = true;
            html = text_of(GMIME_TEXT_PART(object));
        } else if (attached || name != nullptr) {
            attach(GMIME_PART(object), type, utf8_or_nothing(name));
        }
    }

    void attach(GMimePart* part, GMimeContentType* type, const std::string& name) {
        if (mail.attachments.size() >= limits.most_attachments) {
            ++mail.left_out;
            return;
        }
        char* mime = g_mime_content_type_get_mime_type(type);
        std::string content = bytes_of(part);
        const bool fits = bytes + content.size() <= limits.most_bytes;
        bytes += fits ? content.size() : 0;
        mail.left_out += fits ? 0 : 1;
        mail.attachments.push_back(
            {plain_name(name),
             mime == nullptr ? "application/octet-stream" : mime,
             fits ? std::move(content) : ""}
        );
        g_free(mime);
    }
};

std::string cut(std::string text, std::size_t most) {
    if (text.size() > most) {
        while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xC0U) == 0x80) {
            --most;
        }
        text.resize(most);
    }
    return text;
}

// Lines ended by \n, no control characters, at most one empty line after another.
std::string tidy(std::string_view text) {
    std::string out;
    int breaks = 0;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '\n') {
            breaks += 1;
            out += breaks <= 2 ? "\n" : "";
        } else if (c == '\t' || byte >= ' ') {
            if (byte != 0x7f) {
                out += c;
                breaks = 0;
            }
        }
    }
    return std::string(trim(out));
}

// ---- what a reply repeats

bool ends_with_any(std::string_view line, std::initializer_list<std::string_view> ends) {
    return std::any_of(ends.begin(), ends.end(), [&](std::string_view end) {
        return line.ends_with(end);
    });
}

// "On 21 November 2026 Anna wrote:", as programs of three languages say it; it may take two lines.
bool introduces_quote(std::string_view line) {
    return ends_with_any(
        line,
        {"wrote:",
         "writes:",
         "pisze:",
         "napisał:",
         "napisała:",
         "napisał(a):",
         "пишет:",
         "написал:",
         "написала:",
         "писал(а):",
         "написал(а):"}
    );
}

bool is_divider(std::string_view line) {
    static const std::array<std::string_view, 8> words{
        "original message",
        "forwarded message",
        "wiadomość oryginalna",
        "oryginalna wiadomość",
        "исходное сообщение",
        "пересылаемое сообщение",
        "ursprüngliche nachricht",
        "message d'origine"
    };
    if (!line.starts_with("---") && !line.starts_with("___")) {
        return false;
    }
    const std::string low = fold_for_search(line);
    return line.starts_with("________") ||
           std::any_of(words.begin(), words.end(), [&](std::string_view one) {
               return low.find(fold_for_search(one)) != std::string::npos;
           });
}

// The head of a repeated mail, as Outlook writes it without any mark.
bool is_head(std::string_view line, std::string_view next) {
    const auto begins = [](std::string_view text, std::initializer_list<std::string_view> with) {
        return std::any_of(with.begin(), with.end(), [&](std::string_view one) {
            return text.starts_with(one);
        });
    };
    return begins(line, {"From: ", "Od: ", "От: "}) && begins(
                                                           next,
                                                           {"Sent: ",
                                                            "Date: ",
                                                            "To: ",
                                                            "Wysłano: ",
                                                            "Data: ",
                                                            "Do: ",
                                                            "Отправлено: ",
                                                            "Дата: ",
                                                            "Кому: "}
                                                       );
}

}  // namespace

Reply split_reply(std::string_view text) {
    const auto lines = split(text, '\n');
    std::size_t cut_at = lines.size();
    for (std::size_t i = 0; i < lines.size() && cut_at == lines.size(); ++i) {
        const auto line = trim(lines[i]);
        const auto next = i + 1 < lines.size() ? trim(lines[i + 1]) : std::string_view();
        const bool quoted_next = next.starts_with('>') || next.empty();
        const bool begins_quote =
            (introduces_quote(line) && (quoted_next || i + 2 >= lines.size())) ||
            is_divider(line) || is_head(line, next);
        if (begins_quote) {
            // "On 21 November 2026 at 10:00 Anna <anna@example.org>" stands on a line of its own.
            const bool two = i > 0 && introduces_quote(line) && line.find('@') != line.npos &&
                             !trim(lines[i - 1]).empty() &&
                             lines[i - 1].find_first_of("0123456789") != std::string_view::npos &&
                             trim(line).size() < 60;
            cut_at = two ? i - 1 : i;
        } else if (line.starts_with('>') && i > 0) {
            const bool rest = std::all_of(
                lines.begin() + static_cast<std::ptrdiff_t>(i),
                lines.end(),
                [](std::string_view one) { return trim(one).empty() || trim(one).starts_with('>'); }
            );
            cut_at = rest ? i : cut_at;
        }
    }
    Reply out;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        std::string& into = i < cut_at ? out.fresh : out.quoted;
        into.append(lines[i]).push_back('\n');
    }
    out.fresh = tidy(out.fresh);
    out.quoted = tidy(out.quoted);
    if (out.fresh.empty()) {  // somebody wrote between the lines, or above nothing
        out.fresh = std::move(out.quoted);
        out.quoted.clear();
    }
    return out;
}

namespace {

struct Entity {
    std::string_view name, text;
};

constexpr std::array<Entity, 9> entities{
    {{"amp", "&"},
     {"lt", "<"},
     {"gt", ">"},
     {"quot", "\""},
     {"apos", "'"},
     {"nbsp", " "},
     {"ndash", "–"},
     {"mdash", "—"},
     {"hellip", "…"}}
};

void append_code_point(std::uint32_t code, std::string& into) {
    if (code < 0x80) {
        into += code < 0x20 && code != '\n' ? ' ' : static_cast<char>(code);
    } else if (code < 0x800) {
        into += static_cast<char>(0xC0U | (code >> 6U));
        into += static_cast<char>(0x80U | (code & 0x3FU));
    } else if (code < 0x10000) {
        const bool surrogate = code >= 0xD800 && code < 0xE000;
        if (!surrogate) {
            into += static_cast<char>(0xE0U | (code >> 12U));
            into += static_cast<char>(0x80U | ((code >> 6U) & 0x3FU));
            into += static_cast<char>(0x80U | (code & 0x3FU));
        }
    } else if (code < 0x110000) {
        into += static_cast<char>(0xF0U | (code >> 18U));
        into += static_cast<char>(0x80U | ((code >> 12U) & 0x3FU));
        into += static_cast<char>(0x80U | ((code >> 6U) & 0x3FU));
        into += static_cast<char>(0x80U | (code & 0x3FU));
    }
}

// "&nbsp;" at `at`: appends what it means and gives where it ends; the ampersand itself when it is
// no entity.
std::size_t read_entity(std::string_view html, std::size_t at, std::string& into) {
    const auto end = html.find(';', at);
    if (end == std::string_view::npos || end - at > 10) {
        into += '&';
        return at + 1;
    }
    const auto name = html.substr(at + 1, end - at - 1);
    if (name.starts_with('#') && name.size() > 1) {
        const bool hex = name[1] == 'x' || name[1] == 'X';
        const std::string digits(name.substr(hex ? 2 : 1));
        append_code_point(
            static_cast<std::uint32_t>(std::strtoul(digits.c_str(), nullptr, hex ? 16 : 10)), into
        );
        return end + 1;
    }
    for (const Entity& one : entities) {
        if (one.name == name) {
            into += one.text;
            return end + 1;
        }
    }
    into += '&';
    return at + 1;
}

bool breaks_line(std::string_view tag) {
    static const std::unordered_set<std::string_view> all{
        "br",
        "p",
        "/p",
        "div",
        "/div",
        "tr",
        "/tr",
        "li",
        "h1",
        "h2",
        "h3",
        "/h1",
        "/h2",
        "/h3",
        "blockquote",
        "/blockquote",
        "hr",
        "table"
    };
    return all.contains(tag);
}

}  // namespace

std::string text_of_html(std::string_view html) {
    std::string out;
    std::size_t at = 0;
    while (at < html.size()) {
        if (html[at] == '<') {
            const bool comment = html.substr(at).starts_with("<!--");
            auto end = comment ? html.find("-->", at) : html.find('>', at);
            if (end == std::string_view::npos) {
                break;
            }
            const auto inside = html.substr(at + 1, end - at - 1);
            const std::string tag =
                to_lower_ascii(inside.substr(0, inside.find_first_of(" \t\r\n/", 1)));
            at = end + (comment ? 3 : 1);
            if (tag == "style" || tag == "script" || tag == "head" || tag == "title") {
                const auto closing = to_lower_ascii(html.substr(at)).find("</" + tag);
                at = closing == std::string::npos ? html.size() : at + closing;
            } else if (tag == "blockquote") {
                out += "\n> ";  // what it repeats begins here
            } else if (breaks_line(tag)) {
                out += '\n';
            }
        } else if (html[at] == '&') {
            at = read_entity(html, at, out);
        } else {
            const bool space = html[at] == '\n' || html[at] == '\r' || html[at] == '\t';
            const bool again = space && !out.empty() && (out.back() == ' ' || out.back() == '\n');
            out += again ? "" : std::string(1, space ? ' ' : html[at]);
            ++at;
        }
    }
    return tidy(out);
}

std::optional<ReceivedMail> read_mail(std::string_view raw, const ReceiveLimits& limits) {
    start_gmime();
    const Owned<GMimeStream> stream(g_mime_stream_mem_new_with_buffer(raw.data(), raw.size()));
    const Owned<GMimeParser> parser(g_mime_parser_new_with_stream(stream.get()));
    GMimeMessage* parsed = g_mime_parser_construct_message(parser.get(), nullptr);
    if (parsed == nullptr) {
        return {};
    }
    const Owned<GMimeMessage> message(parsed);
    auto* object = GMIME_OBJECT(parsed);
    const auto from = sender_of(parsed);
    if (!from) {
        return {};
    }
    ReceivedMail out;
    out.from = *from;
    std::vector<std::string> own;
    add_ids("<" + utf8_or_nothing(g_mime_message_get_message_id(parsed)) + ">", own);
    out.message_id = own.empty() ? "" : own.front();
    out.answers = answers_of(object);
    out.sent_to = sent_to(parsed);
    out.subject = tidy(utf8_or_nothing(g_mime_message_get_subject(parsed)));
    out.automatic = is_automatic(object, *from);
    if (GDateTime* date = g_mime_message_get_date(parsed)) {
        out.date = Instant{g_date_time_to_unix(date) * 1'000'000};
    }
    Parts parts{limits, out, {}, {}};
    if (GMimeObject* root = g_mime_message_get_mime_part(parsed)) {
        parts.visit(root);
    }
    std::string all =
        parts.has_plain && !trim(parts.plain).empty() ? parts.plain : text_of_html(parts.html);
    std::erase(all, '\r');
    auto reply = split_reply(all);
    out.text = cut(std::move(reply.fresh), limits.longest_text);
    out.quoted = cut(std::move(reply.quoted), limits.longest_text);
    return out;
}

}  // namespace styk::courier
