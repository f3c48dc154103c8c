#include "privacy/trace_store.h"

#include <algorithm>
#include <fmt/format.h>

#include "base/text.h"
#include "survey/suppression.h"

namespace styk::privacy {

namespace {

using Texts = std::vector<std::string>;

// At most so many values a statement; shorter lists repeat their last one, so that few different
// statements come to be.
constexpr std::size_t sizes[] = {1, 8, 64};
constexpr std::size_t shortest_mark = 5, shortest_quote = 12, longest_quote = 40;  // bytes, letters

std::size_t padded(std::size_t n) {
    for (const std::size_t size : sizes) {
        if (n <= size) {
            return size;
        }
    }
    return sizes[2];
}

std::vector<Found> in_lists(std::string_view column, const Texts& all) {
    std::vector<Found> out;
    for (std::size_t at = 0; at < all.size(); at += sizes[2]) {
        Found& one = out.emplace_back();
        const auto end = std::min(all.size(), at + sizes[2]);
        one.values.assign(
            all.begin() + static_cast<std::ptrdiff_t>(at),
            all.begin() + static_cast<std::ptrdiff_t>(end)
        );
        one.values.resize(padded(one.values.size()), one.values.back());
        std::string list;
        for (std::size_t i = 1; i <= one.values.size(); ++i) {
            list += fmt::format("{}${}", i == 1 ? "" : ", ", i);
        }
        one.where = fmt::format("\"{}\" IN ({})", column, list);
    }
    return out;
}

void add_once(Texts& all, std::string text) {
    if (!text.empty() && std::find(all.begin(), all.end(), text) == all.end()) {
        all.push_back(std::move(text));
    }
}

// Never in the middle of a letter.
std::string_view beginning(std::string_view text) {
    std::size_t letters = 0, end = 0;
    for (; end < text.size(); ++end) {
        const bool starts_letter = (static_cast<unsigned char>(text[end]) & 0xC0U) != 0x80;
        if (starts_letter && ++letters > longest_quote) {
            break;
        }
    }
    return text.substr(0, end);
}

// Adds the first column of what is found.
void collect(
    db::Reader& reader,
    Traces& traces,
    Trace into,
    std::string_view select,
    std::string_view column,
    Trace by
) {
    Texts& all = traces.ids[into];
    for (const Found& found : in_lists(column, Texts(traces.of(by)))) {
        reader.query_params(
            fmt::format("{} WHERE {}", select, found.where),
            params_of(found),
            [&](const db::Row& row) {
                if (!row.is_null(0)) {
                    all.push_back(row.string(0));
                }
            }
        );
    }
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
}

// As it stands inside a text of JSON, without the quotation marks around it.
std::string inside_json(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '"' || c == '\\') {
            out += '\\';
        }
        out += c;
    }
    return out;
}

void add_mark(Traces& traces, const std::string& text) {
    if (text.size() < shortest_mark) {
        return;
    }
    add_once(traces.marks, text);
    add_once(traces.marks, inside_json(text));
    add_once(traces.marks, fold_for_search(text));
}

void add_address(Traces& traces, const std::string& text) {
    auto& all = traces.ids[Trace::address];
    add_once(all, text);
    add_once(all, to_lower_ascii(text));
    add_once(all, survey::plain_address(text));
    for (const std::string& one : Texts(all)) {
        add_mark(traces, one);
    }
}

bool find_customer(db::Reader& reader, Traces& traces) {
    bool found = false;
    reader.query(
        "SELECT key, name, email, phone FROM customer WHERE id = $1",
        [&](const db::Row& row) {
            found = true;
            traces.name = row.string(1);
            for (const int column : {2, 3}) {
                if (const auto address = row.maybe_string(column)) {
                    add_address(traces, *address);
                }
            }
            add_mark(traces, traces.name);
            // A key is short and may stand in many words: only where it stands alone.
            add_once(traces.marks, fmt::format("\"{}\"", inside_json(row.text(0))));
        },
        traces.id
    );
    return found;
}

bool find_user(db::Reader& reader, Traces& traces) {
    bool found = false;
    reader.query(
        "SELECT name, email FROM person WHERE id = $1",
        [&](const db::Row& row) {
            found = true;
            traces.name = row.string(0);
            add_mark(traces, traces.name);
            add_address(traces, row.string(1));
        },
        traces.id
    );
    return found;
}

// A case that one of their feedbacks joined may be somebody else's.
void leave_cases_of_others(db::Reader& reader, Traces& traces) {
    auto& cases = traces.ids[Trace::work_case];
    Texts others;
    for (const Found& found : in_lists("id", cases)) {
        reader.query_params(
            "SELECT id, customer_id FROM customer_case WHERE " + found.where,
            params_of(found),
            [&](const db::Row& row) {
                if (!row.is_null(1) && row.text(1) != traces.id) {
                    others.push_back(row.string(0));
                }
            }
        );
    }
    std::erase_if(cases, [&](const std::string& one) {
        return std::find(others.begin(), others.end(), one) != others.end();
    });
}

void collect_of_customer(db::Reader& reader, Traces& traces) {
    const auto add = [&](Trace into, std::string_view select, std::string_view column, Trace by) {
        collect(reader, traces, into, select, column, by);
    };
    add(Trace::invitation, "SELECT id FROM survey_invitation", "customer_id", Trace::self);
    add(Trace::invitation, "SELECT id FROM campaign_recipient", "customer_id", Trace::self);
    add(Trace::response, "SELECT id FROM response", "customer_id", Trace::self);
    add(Trace::response, "SELECT id FROM response", "invitation_id", Trace::invitation);
    add(Trace::feedback_id, "SELECT id FROM feedback", "customer_id", Trace::self);
    add(Trace::feedback_id, "SELECT feedback_id FROM response", "id", Trace::response);
    add(Trace::response, "SELECT id FROM response", "feedback_id", Trace::feedback_id);
    add(Trace::feedback_seq, "SELECT seq FROM feedback", "id", Trace::feedback_id);
    add(Trace::work_case, "SELECT id FROM customer_case", "customer_id", Trace::self);
    add(Trace::work_case, "SELECT id FROM customer_case", "feedback_id", Trace::feedback_id);
    add(Trace::work_case, "SELECT case_id FROM case_feedback", "feedback_id", Trace::feedback_id);
    leave_cases_of_others(reader, traces);
    add(Trace::message, "SELECT id FROM case_message", "case_id", Trace::work_case);
    add(Trace::mail, "SELECT id FROM outgoing_mail", "recipient", Trace::address);
    const Trace kinds[] = {
        Trace::self,
        Trace::invitation,
        Trace::response,
        Trace::feedback_id,
        Trace::work_case,
        Trace::message
    };
    auto& subject = traces.ids[Trace::subject];
    for (const Trace one : kinds) {
        const auto& ids = traces.of(one);
        subject.insert(subject.end(), ids.begin(), ids.end());
    }
    add(Trace::subject, "SELECT id FROM consent", "customer_id", Trace::self);
    add(Trace::subject, "SELECT id FROM event", "customer_id", Trace::self);
    add(Trace::news, "SELECT id FROM webhook_event", "subject", Trace::subject);
}

void collect_quotes(db::Reader& reader, Traces& traces) {
    const auto read = [&](std::string_view select, Trace by, std::string_view column) {
        for (const Found& found : in_lists(column, traces.of(by))) {
            reader.query_params(
                fmt::format("{} WHERE {}", select, found.where),
                params_of(found),
                [&](const db::Row& row) { add_once(traces.quotes, telling_piece(row.text(0))); }
            );
        }
    };
    read("SELECT COALESCE(comment, '') FROM feedback", Trace::feedback_id, "id");
    read("SELECT COALESCE(remedy_sought, '') FROM customer_case", Trace::work_case, "id");
    read("SELECT body FROM case_message", Trace::message, "id");
}

}  // namespace

const std::vector<std::string>& Traces::of(Trace trace) const {
    static const Texts none;
    const auto found = ids.find(trace);
    return found == ids.end() ? none : found->second;
}

std::optional<Traces> find_traces(db::Reader& reader, Subject subject, const std::string& id) {
    Traces traces;
    traces.subject = subject;
    traces.id = id;
    traces.ids[Trace::self] = {id};
    if (!(subject == Subject::customer ? find_customer(reader, traces) : find_user(reader, traces)
        )) {
        return {};
    }
    if (subject == Subject::customer) {
        collect_of_customer(reader, traces);
        collect_quotes(reader, traces);
    } else {
        traces.ids[Trace::subject] = {id};
        collect(
            reader, traces, Trace::mail, "SELECT id FROM outgoing_mail", "recipient", Trace::address
        );
    }
    // The longest first: what is struck out must not leave a tail of a longer one.
    std::stable_sort(traces.marks.begin(), traces.marks.end(), [](const auto& a, const auto& b) {
        return a.size() > b.size();
    });
    return traces;
}

std::vector<Found> conditions_of(const Part& part, const Traces& traces) {
    std::vector<Found> out;
    for (const Link& link : part.links) {
        if (link.column.empty()) {
            break;
        }
        auto some = in_lists(link.column, traces.of(link.by));
        out.insert(out.end(), some.begin(), some.end());
    }
    return out;
}

std::vector<db::Param> params_of(const Found& found) {
    std::vector<db::Param> params;
    params.reserve(found.values.size());
    for (const std::string& one : found.values) {
        params.emplace_back(std::string_view(one));
    }
    return params;
}

std::string telling_piece(std::string_view comment) {
    // Digits and addresses are masked in copies, line breaks become blanks, HTML escapes some
    // letters.
    constexpr std::string_view breaks = "\r\n\t&<>\"'\\0123456789@+*";
    std::string_view best;
    for (std::size_t at = 0; at < comment.size();) {
        const auto end = std::min(comment.find_first_of(breaks, at), comment.size());
        std::string_view piece = comment.substr(at, end - at);
        while (!piece.empty() && piece.back() == ' ') {
            piece.remove_suffix(1);
        }
        while (!piece.empty() && piece.front() == ' ') {
            piece.remove_prefix(1);
        }
        best = piece.size() > best.size() ? piece : best;
        at = end + 1;
    }
    return best.size() < shortest_quote ? std::string() : std::string(beginning(best));
}

}  // namespace styk::privacy
