#include "casework/reply_template.h"

#include <algorithm>
#include <fmt/format.h>

#include "base/text.h"
#include "json/json.h"
#include "people/roles.h"
#include "record/rules.h"

namespace styk {

namespace casework {

namespace {

constexpr std::size_t longest_subject = 300, longest_body = 20'000;

// Calls `visit` with each {name} of letters and '_', and where it stands: [from, to).
template <class Visit>
void each_blank(std::string_view text, const Visit& visit) {
    for (auto from = text.find('{'); from != std::string_view::npos;
         from = text.find('{', from + 1)) {
        const auto to = text.find_first_not_of("abcdefghijklmnopqrstuvwxyz_", from + 1);
        if (to != std::string_view::npos && text[to] == '}' && to > from + 1) {
            visit(text.substr(from + 1, to - from - 1), from, to + 1);
        }
    }
}

class TextReader {
public:
    TextReader(const ReplyTemplate& of, Problems& problems) : of_(of), problems_(problems) {}

    ReplyText read(std::string_view language, const json::Value& value) {
        pointer_ = fmt::format("/texts/{}", json::escape_pointer(language));
        ReplyText out;
        const auto* object = value.if_object();
        if (object == nullptr) {
            say("", "must be an object");
            return out;
        }
        out.subject = text(*object, "subject", longest_subject);
        out.body = text(*object, "body", longest_body);
        each_blank(out.body, [&](std::string_view name, auto, auto) { check_blank(name); });
        if (of_.kind == TemplateKind::refusal &&
            (out.body.find("{reason}") == std::string::npos ||
             out.body.find("{alternative}") == std::string::npos)) {
            say("/body", "of a refusal has {reason} and {alternative}");
        }
        return out;
    }

private:
    void say(std::string_view part, std::string message) {
        problems_.push_back({pointer_ + std::string(part), std::move(message)});
    }

    std::string text(const json::Object& object, std::string_view name, std::size_t most) {
        const auto* value = object.if_contains(name);
        const bool right = value != nullptr && value->is_string() &&
                           !trim(value->get_string()).empty() &&
                           count_code_points(value->get_string()) <= most;
        if (!right) {
            say("/" + std::string(name), fmt::format("must have 1 to {} characters", most));
            return {};
        }
        return std::string(value->get_string());
    }

    void check_blank(std::string_view name) {
        const auto& known = blanks_of_replies();
        if (std::ranges::find(known, name) == known.end()) {
            say("/body", fmt::format("has {{{}}}, which nothing fills", name));
        }
    }

    const ReplyTemplate& of_;
    Problems& problems_;
    std::string pointer_;
};

// How well one fits; below 0: not at all.
int fit_of(const ReplyTemplate& one, const ReplyNeed& need) {
    const auto judge = [](const std::optional<std::string>& wanted, bool is, int worth) {
        return !wanted ? 0 : is ? worth : -1000;
    };
    const bool topic = one.topic && std::ranges::find(need.topics, *one.topic) != need.topics.end();
    int fit = judge(one.topic, topic, 40) +
              judge(one.touchpoint, one.touchpoint == need.touchpoint, 20) +
              judge(one.segment, one.segment == need.segment, 10);
    const bool natural =
        one.kind == (need.is_complaint ? TemplateKind::apology : TemplateKind::answer);
    const bool other = one.kind == TemplateKind::apology || one.kind == TemplateKind::answer;
    fit += natural ? 6 : other ? 3 : 0;
    Problems ignored;
    return fit + (read_reply_texts(one, ignored).contains(need.language) ? 2 : 0);
}

}  // namespace

const std::vector<std::string_view>& blanks_of_replies() {
    static const std::vector<std::string_view> all{
        "customer_name",
        "first_name",
        "firm",
        "owner_name",
        "case_number",
        "touchpoint",
        "opened_on",
        "answer_by",
        "what_happened",
        "reason",
        "alternative",
        "remedy",
        "status_link"
    };
    return all;
}

std::map<std::string, ReplyText> read_reply_texts(const ReplyTemplate& of, Problems& problems) {
    std::map<std::string, ReplyText> out;
    const auto texts = json::try_parse(of.texts.text);
    if (!texts || !texts->is_object() || texts->get_object().empty()) {
        problems.push_back({"/texts", "must be an object with a text for at least one language"});
        return out;
    }
    TextReader reader(of, problems);
    for (const auto& [language, value] : texts->get_object()) {
        out.emplace(std::string(language), reader.read(language, value));
    }
    return out;
}

Filled fill_blanks(std::string_view text, const std::map<std::string, std::string>& values) {
    Filled out;
    std::size_t done = 0;
    each_blank(text, [&](std::string_view name, std::size_t from, std::size_t to) {
        const auto found = values.find(std::string(name));
        if (found != values.end() && !found->second.empty()) {
            out.text += text.substr(done, from - done);
            out.text += found->second;
            done = to;
        } else if (std::ranges::find(out.blanks, name) == out.blanks.end()) {
            out.blanks.emplace_back(name);
        }
    });
    out.text += text.substr(done);
    return out;
}

const ReplyTemplate* suggest(const std::vector<ReplyTemplate>& all, const ReplyNeed& need) {
    const ReplyTemplate* best = nullptr;
    int best_fit = -1;
    for (const ReplyTemplate& one : all) {
        const int fit = one.active ? fit_of(one, need) : -1;
        if (fit > best_fit) {
            best = &one;
            best_fit = fit;
        }
    }
    return best;
}

}  // namespace casework

template <>
const record::Shape& record::shape_of<casework::ReplyTemplate>() {
    using casework::ReplyTemplate;
    static const Shape shape =
        describe<ReplyTemplate>("reply_template", "reply_templates")
            .field<&ReplyTemplate::key>(
                rule::key(), searchable | sortable | filterable | unique | fixed
            )
            .field<&ReplyTemplate::name>(rule::length(1, 200), searchable | sortable)
            .field<&ReplyTemplate::kind>({}, filterable)
            .field<&ReplyTemplate::texts>()
            .field<&ReplyTemplate::segment>(rule::length(1, 200), filterable)
            .field<&ReplyTemplate::topic>(rule::key(), filterable)
            .field<&ReplyTemplate::touchpoint>(rule::key(), filterable)
            .field<&ReplyTemplate::active>({}, filterable)
            .field<&ReplyTemplate::position>({}, sortable)
            .sorted_by("position")
            .may(people::may::read_feedback, people::may::set_up);
    return shape;
}

}  // namespace styk
