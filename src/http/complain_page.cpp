#include "http/complain_page.h"

#include <fmt/format.h>

#include "base/html.h"
#include "base/text.h"
#include "http/case_page.h"
#include "http/respond_page.h"
#include "net/query.h"
#include "story/complain.h"

namespace styk::http {

namespace {

struct Filled {
    std::string text, remedy, name, email;
    Problems problems{};
    bool too_many = false;  // from this place, for now
};

// What is wrong with a field, in words; empty: nothing.
std::string_view problem_at(
    const Filled& filled, std::string_view name, const CasePageWords& words
) {
    for (const auto& [at, message] : filled.problems) {
        if (at == "/" + std::string(name)) {
            return message == "is missing"    ? words.what_missing
                   : message == "is too long" ? words.too_long
                                              : words.email_wrong;
        }
    }
    return {};
}

struct FormField {
    std::string_view name, label, type;  // no type: several lines
    const std::string& value;
    std::string_view hint{};
    bool optional = true;
};

std::string field_html(const FormField& field, const Filled& filled, const CasePageWords& words) {
    const auto wrong = problem_at(filled, field.name, words);
    const std::string label = fmt::format(
        R"(<label for="{}">{}{}</label>)",
        field.name,
        field.label,
        field.optional ? fmt::format(R"( <span class="optional">{}</span>)", words.optional) : ""
    );
    const std::string ties = fmt::format(
        R"(id="{0}" name="{0}"{1}{2})",
        field.name,
        wrong.empty() ? "" : R"( aria-invalid="true")",
        wrong.empty() && field.hint.empty()
            ? ""
            : fmt::format(
                  R"( aria-describedby="{}-{}")", field.name, wrong.empty() ? "hint" : "wrong"
              )
    );
    const std::string control =
        field.type.empty()
            ? fmt::format(
                  R"(<textarea {} rows="{}" maxlength="{}">{}</textarea>)",
                  ties,
                  field.optional ? 3 : 8,
                  story::longest_complaint,
                  escape_html(field.value)
              )
            : fmt::format(
                  R"(<input {} type="{}" autocomplete="{}" maxlength="200" value="{}">)",
                  ties,
                  field.type,
                  field.name,
                  escape_html(field.value)
              );
    const auto below = [&](std::string_view kind, std::string_view text, std::string_view role) {
        return text.empty()
                   ? ""
                   : fmt::format(
                         R"(<p class="{0}" id="{1}-{0}"{2}>{3}</p>)", kind, field.name, role, text
                     );
    };
    return fmt::format(
        R"(<div class="part">{}{}{}{}</div>)",
        label,
        control,
        below("hint", field.hint, ""),
        below("wrong", wrong, R"( role="alert")")
    );
}

Answer form_page(House& house, const Call& call, const Filled& filled, int status) {
    const auto language = case_page_language(house, call, "");
    const CasePageWords& words = case_page_words(language);
    const Frame frame = case_page_frame(house, language, std::string(words.complain_title));
    // Whoever fills in what nobody sees is a machine.
    constexpr std::string_view trap =
        R"(<p hidden><label>Website <input name="website" tabindex="-1" autocomplete="off"></label></p>)";
    const std::string inside = fmt::format(
        R"(<h1>{}</h1><p class="said">{}</p><form method="post" action="/complain?language={}{}">{}{}{}{}{}{}<div class="steps"><button>{}</button></div></form>)",
        words.complain_title,
        words.complain_text,
        language,
        case_page_kept(call),
        filled.too_many ? fmt::format(R"(<p class="wrong" role="alert">{}</p>)", words.too_many)
                        : "",
        field_html({"text", words.what, "", filled.text, {}, false}, filled, words),
        field_html({"remedy", words.remedy, "", filled.remedy}, filled, words),
        field_html({"name", words.name, "text", filled.name}, filled, words),
        field_html({"email", words.email, "email", filled.email, words.email_hint}, filled, words),
        trap,
        words.submit
    );
    return page_answer(status, render_around(frame, inside, case_page_switch(call, words)));
}

}  // namespace

Answer show_complaint_form(House& house, const Call& call) {
    return form_page(house, call, {}, 200);
}

Answer take_complaint_form(House& house, FormGate& gate, const Call& call) {
    const auto form = form_of(call);
    const auto field = [&](std::string_view name) {
        return std::string(trim(form.find(name).value_or("")));
    };
    Filled filled{field("text"), field("remedy"), field("name"), field("email")};
    const auto language = case_page_language(house, call, "");
    if (!field("website").empty()) {
        return see_other("/complain?language=" + language);
    }
    if (const int wait = gate.wait_s(call.request.remote, call.at); wait > 0) {
        filled.too_many = true;
        return answer_later(form_page(house, call, filled, 429), wait);
    }
    story::Complaint complaint{
        filled.text, filled.remedy, filled.email, filled.name, language, std::nullopt
    };
    if (const auto touchpoint = call.query.find("touchpoint"); touchpoint && !touchpoint->empty()) {
        complaint.touchpoint = std::string(*touchpoint);
    }
    try {
        const auto token = story::complain(house.intake(), complaint, call.at);
        return see_other(fmt::format("/c/{}?new=1&language={}", token, language));
    } catch (const Refusal& refusal) {
        if (refusal.code() != Code::invalid) {
            throw;
        }
        filled.problems = refusal.problems();
        return form_page(house, call, filled, 422);
    }
}

}  // namespace styk::http
