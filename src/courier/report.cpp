#include "courier/report.h"

#include <algorithm>
#include <array>
#include <map>
#include <vector>

#include "base/text.h"
#include "courier/gmime.h"

namespace styk::courier {

namespace {

using Fields = std::map<std::string, std::string>;  // names in lower case

// Groups of "Name: value" lines, apart by empty ones; a line that begins with a space goes on.
std::vector<Fields> read_fields(std::string_view text) {
    std::vector<Fields> groups(1);
    std::string* last = nullptr;
    for (std::string_view line : split(text, '\n')) {
        if (line.ends_with('\r')) {
            line.remove_suffix(1);
        }
        const auto colon = line.find(':');
        if (line.empty()) {
            last = nullptr;
            if (!groups.back().empty()) {
                groups.emplace_back();
            }
        } else if ((line.front() == ' ' || line.front() == '\t') && last != nullptr) {
            *last += " " + std::string(trim(line));
        } else if (colon != std::string_view::npos) {
            auto& value = groups.back()[to_lower_ascii(trim(line.substr(0, colon)))];
            value = trim(line.substr(colon + 1));
            last = &value;
        }
    }
    return groups;
}

std::string field(const Fields& fields, const char* name) {
    const auto found = fields.find(name);
    return found == fields.end() ? "" : found->second;
}

// "rfc822; anna@example.org" -> "anna@example.org".
std::string after_type(const std::string& value) {
    const auto semicolon = value.find(';');
    return std::string(trim(semicolon == std::string::npos ? value : value.substr(semicolon + 1)));
}

std::string without_brackets(std::string text) {
    std::erase_if(text, [](char c) { return c == '<' || c == '>' || c == ' '; });
    return text;
}

Report::Kind kind_of(const std::string& action, const std::string& status) {
    if (action == "delivered" || action == "relayed" || action == "expanded") {
        return Report::Kind::delivered;
    }
    if (action != "failed") {
        return Report::Kind::other;
    }
    const bool full = status == "5.2.2";  // called permanent, yet people empty their mailboxes
    return status.starts_with('5') && !full ? Report::Kind::hard : Report::Kind::soft;
}

// The first group speaks of the message, each other one of a recipient; the worst is told.
void read_status(const std::string& text, Report& report) {
    for (const Fields& fields : read_fields(text)) {
        const std::string action = to_lower_ascii(field(fields, "action"));
        if (action.empty()) {
            continue;
        }
        const std::string status =
            field(fields, "status").substr(0, field(fields, "status").find(' '));
        const auto kind = kind_of(action, status);
        if (report.status.empty() || kind < report.kind) {
            const auto original = after_type(field(fields, "original-recipient"));
            report.kind = kind;
            report.status = status;
            report.address =
                original.empty() ? after_type(field(fields, "final-recipient")) : original;
            report.said = after_type(field(fields, "diagnostic-code"));
        }
    }
}

void read_complaint(const std::string& text, Report& report) {
    report.kind = Report::Kind::complaint;
    for (const Fields& fields : read_fields(text)) {
        const auto address = field(fields, "original-rcpt-to");
        report.address = address.empty() ? report.address : without_brackets(address);
        const auto type = field(fields, "feedback-type");
        report.said = type.empty() ? report.said : type;
    }
}

void read_part(GMimeObject*, GMimeObject* object, gpointer into) {
    Report& report = *static_cast<Report*>(into);
    GMimeContentType* type = g_mime_object_get_content_type(object);
    if (GMIME_IS_MESSAGE_PART(object)) {
        GMimeMessage* inner = g_mime_message_part_get_message(GMIME_MESSAGE_PART(object));
        const char* id = inner == nullptr ? nullptr : g_mime_message_get_message_id(inner);
        report.reported_id = id == nullptr ? report.reported_id : without_brackets(id);
        return;
    }
    if (!GMIME_IS_PART(object)) {
        return;
    }
    const std::string content = bytes_of(GMIME_PART(object));
    if (g_mime_content_type_is_type(type, "message", "delivery-status")) {
        read_status(content, report);
    } else if (g_mime_content_type_is_type(type, "message", "feedback-report")) {
        read_complaint(content, report);
    } else if (g_mime_content_type_is_type(type, "text", "rfc822-headers")) {
        const auto id = field(read_fields(content).front(), "message-id");
        report.reported_id = id.empty() ? report.reported_id : without_brackets(id);
    }
}

// What delivered it wrote down whom it was for, each in its own header.
void read_sent_to(GMimeObject* message, Report& report) {
    for (const char* name : {"Delivered-To", "X-Original-To", "Envelope-To", "To"}) {
        const char* value = g_mime_object_get_header(message, name);
        if (value == nullptr) {
            continue;
        }
        for (const std::string_view one : split(value, ',')) {
            const auto open = one.find('<');
            const auto inside = open == std::string_view::npos ? one : one.substr(open);
            report.sent_to.push_back(without_brackets(std::string(trim(inside))));
        }
    }
}

}  // namespace

std::optional<Report> read_report(std::string_view mail) {
    start_gmime();
    const Owned<GMimeStream> stream(g_mime_stream_mem_new_with_buffer(mail.data(), mail.size()));
    const Owned<GMimeParser> parser(g_mime_parser_new_with_stream(stream.get()));
    GMimeMessage* parsed = g_mime_parser_construct_message(parser.get(), nullptr);
    if (parsed == nullptr) {
        return {};
    }
    const Owned<GMimeMessage> message(parsed);
    if (g_mime_header_list_get_count(g_mime_object_get_header_list(GMIME_OBJECT(parsed))) == 0) {
        return {};
    }
    Report report;
    const char* own = g_mime_message_get_message_id(message.get());
    report.own_id = own == nullptr ? "" : without_brackets(own);
    read_sent_to(GMIME_OBJECT(parsed), report);
    g_mime_message_foreach(message.get(), read_part, &report);
    return report;
}

std::string_view name_of(Report::Kind kind) {
    constexpr std::array<std::string_view, 5> names{
        "hard", "soft", "complaint", "delivered", "other"
    };
    return names.at(static_cast<std::size_t>(kind));
}

}  // namespace styk::courier
