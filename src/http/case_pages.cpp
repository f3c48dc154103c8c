#include "http/case_pages.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <map>

#include "base/html.h"
#include "base/text.h"
#include "casework/case_store.h"
#include "casework/message_store.h"
#include "casework/rulebook.h"
#include "http/form_gate.h"
#include "http/respond_visit.h"
#include "http/schema_words.h"
#include "json/json.h"
#include "record/convert.h"
#include "story/complain.h"
#include "story/setup.h"
#include "story/take_mail.h"
#include "story/tell_customer.h"

namespace styk::http {

namespace {

using casework::Case;
using casework::CaseMessage;
using casework::CaseState;
using net::Method;

constexpr std::size_t longest_reply = 4000;  // bytes
constexpr std::array<std::string_view, 3> languages{"en", "pl", "ru"};

struct Words {
    std::string_view language, own_name;
    std::string_view title, thanks, keep, state_now, way, conversation, you, reply, send, sent,
        reply_missing, closed_hint;
    std::string_view complain_title, complain_text, what, remedy, name, email, email_hint, submit,
        what_missing, too_long, email_wrong, too_many;
};

// More from one place is a machine; who fills in a form by hand, or ten at one desk, never sees it.
constexpr people::Allowance of_one_place{20, 3600};

constexpr std::array<Words, 3> all_words{
    {{"en",
      "English",
      "Your complaint {}",
      "Thank you for telling us. Feedback is a gift: it shows us what to mend.",
      "Keep the address of this page: here you see what happens, and can write to us.",
      "Where it stands",
      "What happened so far",
      "What we wrote to each other",
      "You",
      "Write to us about it",
      "Send",
      "Sent. Somebody will read it and answer.",
      "Please write something first.",
      "It is closed. If you write, we open it again.",
      "Tell us what went wrong",
      "We look into every complaint, and you can see on a page of your own what happens with it.",
      "What happened?",
      "What would put it right? (optional)",
      "Your name (optional)",
      "Your e-mail (optional)",
      "So that we can answer you.",
      "Send",
      "Please write what happened.",
      "This is too long. Please shorten it.",
      "This is no e-mail address.",
      "Very much came from your network within an hour. Please send it again in a while; nothing "
      "you "
      "wrote is lost."},
     {"pl",
      "Polski",
      "Twoja reklamacja {}",
      "Dziękujemy, że nam to mówisz. Opinia to prezent: pokazuje, co naprawić.",
      "Zachowaj adres tej strony: widać na niej, co dzieje się ze sprawą, i można do nas napisać.",
      "Stan sprawy",
      "Co się dotąd wydarzyło",
      "Nasza rozmowa",
      "Ty",
      "Napisz do nas w tej sprawie",
      "Wyślij",
      "Wysłano. Ktoś przeczyta i odpowie.",
      "Najpierw coś napisz.",
      "Sprawa jest zamknięta. Jeśli napiszesz, otworzymy ją ponownie.",
      "Powiedz, co poszło nie tak",
      "Zajmujemy się każdą reklamacją, a na własnej stronie zobaczysz, co się z nią dzieje.",
      "Co się stało?",
      "Co by to naprawiło? (nieobowiązkowe)",
      "Imię i nazwisko (nieobowiązkowe)",
      "E-mail (nieobowiązkowy)",
      "Żebyśmy mogli odpowiedzieć.",
      "Wyślij",
      "Napisz, co się stało.",
      "To za długie. Skróć, proszę.",
      "To nie jest adres e-mail.",
      "W ciągu godziny przyszło bardzo dużo z Twojej sieci. Wyślij, proszę, za jakiś czas; nic z "
      "tego, "
      "co jest w formularzu, nie zginęło."},
     {"ru",
      "Русский",
      "Ваша жалоба {}",
      "Спасибо, что рассказали. Отзыв – это подарок: он показывает, что исправить.",
      "Сохраните адрес этой страницы: здесь видно, что происходит, и можно нам написать.",
      "Состояние",
      "Что уже сделано",
      "Наша переписка",
      "Вы",
      "Написать нам об этом",
      "Отправить",
      "Отправлено. Мы прочитаем и ответим.",
      "Сначала напишите что-нибудь.",
      "Обращение закрыто. Если вы напишете, мы откроем его снова.",
      "Расскажите, что пошло не так",
      "Мы разбираем каждую жалобу, а на своей странице вы увидите, что с ней происходит.",
      "Что случилось?",
      "Что исправило бы положение? (необязательно)",
      "Ваше имя (необязательно)",
      "Ваша почта (необязательно)",
      "Чтобы мы могли ответить.",
      "Отправить",
      "Напишите, что случилось.",
      "Слишком длинно. Сократите, пожалуйста.",
      "Это не адрес электронной почты.",
      "За час из вашей сети пришло очень много. Отправьте, пожалуйста, чуть позже: всё написанное "
      "сохранилось в форме."}}
};

const Words& words_of(std::string_view language) {
    const auto* const found =
        std::find_if(all_words.begin(), all_words.end(), [&](const Words& one) {
            return one.language == language;
        });
    return found == all_words.end() ? all_words.front() : *found;
}

// What the address asks for, else what the browser likes, else what fits.
std::string language_for(House& house, const Call& call, std::string_view usual) {
    const auto wished = call.query.find("language");
    if (wished && std::find(languages.begin(), languages.end(), *wished) != languages.end()) {
        return std::string(*wished);
    }
    const std::string firms = house.catalogue.directory()->firm.language;
    if (!usual.empty()) {
        return std::string(story::spoken(usual, firms));
    }
    const auto preferred = preferred_language(
        call.request.header("Accept-Language"), {languages.begin(), languages.end()}
    );
    return preferred.empty() ? std::string(story::spoken("", firms)) : preferred;
}

// Links to the same page in the other languages.
std::string switch_of(const Call& call, std::string_view language) {
    std::string out = "<p>";
    for (const Words& one : all_words) {
        if (one.language != language) {
            out += fmt::format(
                R"(<a href="{}?language={}" lang="{}" hreflang="{}">{}</a> )",
                escape_html(call.request.path),
                one.language,
                one.language,
                one.language,
                one.own_name
            );
        }
    }
    return out + "</p>";
}

// Breaks of lines stay, nothing of it is HTML.
std::string prose(std::string_view text) {
    std::string out;
    for (const char c : escape_html(text)) {
        out += c == '\n' ? "<br>" : std::string(1, c);
    }
    return out;
}

struct Shown {
    Case one;
    std::vector<std::pair<CaseState, Instant>> reached;  // in the order of the way
    std::vector<CaseMessage> messages;                   // that a person wrote
};

std::optional<Case> find_shown(db::Reader& reader, const std::string& token) {
    const bool right =
        token.size() == 32 && token.find_first_not_of("0123456789abcdef") == std::string::npos;
    auto one = right ? casework::find_case_by_token(reader, token) : std::nullopt;
    for (int left = 10; left > 0 && one && one->merged_into; --left) {
        one = casework::find_case(reader, *one->merged_into);
    }
    return one;
}

// The last time each state was entered, as far as the case has come again since.
std::vector<std::pair<CaseState, Instant>> reached_by(
    const Case& one, const std::vector<casework::Step>& steps
) {
    std::map<CaseState, Instant> at{{CaseState::received, one.opened_at}};
    for (const auto& step : steps) {
        const auto state =
            step.kind == "state" ? record::choice_of<CaseState>(step.after) : std::nullopt;
        if (state) {
            at[*state] = step.at;
        }
    }
    std::erase_if(at, [&](const auto& entry) { return entry.first > one.state; });
    return {at.begin(), at.end()};
}

std::optional<Shown> load(House& house, const std::string& token) {
    return house.database.read([&](db::Reader& reader) -> std::optional<Shown> {
        auto one = find_shown(reader, token);
        if (!one) {
            return {};
        }
        Shown out{*one, reached_by(*one, casework::list_steps(reader, one->id)), {}};
        for (auto& message : casework::list_messages(reader, one->id)) {
            if (!message.automatic && message.state != "failed") {
                out.messages.push_back(std::move(message));
            }
        }
        return out;
    });
}

std::string number_of(House& house, const Case& one) {
    return casework::number_of(
        story::setup_of(house.catalogue)->rulebook->settings().number_prefix, one
    );
}

std::string day_of(House& house, Instant at) {
    return to_iso_day(house.catalogue.directory()->zone.day_of(at));
}

std::string way_html(House& house, const Shown& shown, std::string_view language) {
    std::string out = "<ol>";
    for (const auto& [state, at] : shown.reached) {
        out += fmt::format(
            "<li><time datetime=\"{0}\">{0}</time> {1}</li>",
            day_of(house, at),
            story::state_words(state, language)
        );
    }
    return out + "</ol>";
}

std::string talk_html(House& house, const Shown& shown, const Words& words) {
    if (shown.messages.empty()) {
        return {};
    }
    std::string out = fmt::format("<h2>{}</h2>", words.conversation);
    for (const auto& one : shown.messages) {
        out += fmt::format(
            "<article><p><strong>{}</strong> <time "
            "datetime=\"{}\">{}</time></p><p>{}</p></article>",
            one.incoming ? std::string(words.you)
                         : escape_html(house.catalogue.directory()->firm.name),
            day_of(house, one.at),
            day_of(house, one.at),
            prose(one.body)
        );
    }
    return out;
}

std::string reply_html(
    const Call& call,
    const Shown& shown,
    const Words& words,
    std::string_view problem,
    std::string_view text
) {
    const std::string said =
        problem.empty() ? ""
                        : fmt::format(R"(<p class="problem" id="p" role="alert">{}</p>)", problem);
    return fmt::format(
        R"(<form method="post" action="{}?language={}"><h2><label for="text">{}</label></h2>{}{}<p><textarea id="text" name="text" rows="5" maxlength="{}"{}>{}</textarea></p><div class="steps"><button>{}</button></div></form>)",
        escape_html(call.request.path),
        words.language,
        words.reply,
        casework::is_open(shown.one) ? "" : fmt::format("<p>{}</p>", words.closed_hint),
        said,
        longest_reply,
        problem.empty() ? "" : R"( aria-describedby="p" aria-invalid="true")",
        escape_html(text),
        words.send
    );
}

Answer status_page(
    House& house,
    const Call& call,
    const Shown& shown,
    int status,
    std::string_view problem,
    std::string_view text = {}
) {
    const auto language = language_for(house, call, shown.one.language);
    const Words& words = words_of(language);
    Frame frame;
    frame.firm = house.catalogue.directory()->firm.name;
    frame.language = language;
    frame.title = fmt::format(fmt::runtime(words.title), number_of(house, shown.one));
    std::string inside = fmt::format("<h1>{}</h1>", escape_html(frame.title));
    if (call.query.find("new")) {
        inside += fmt::format(R"(<p role="status">{} {}</p>)", words.thanks, words.keep);
    }
    if (call.query.find("sent")) {
        inside += fmt::format(R"(<p role="status">{}</p>)", words.sent);
    }
    inside += fmt::format(
        "<p>{}: <strong>{}</strong></p><h2>{}</h2>{}{}{}{}",
        words.state_now,
        story::state_words(shown.one.state, language),
        words.way,
        way_html(house, shown, language),
        talk_html(house, shown, words),
        reply_html(call, shown, words, problem, text),
        switch_of(call, language)
    );
    Answer answer = page_answer(status, render_around(frame, inside));
    answer.headers.emplace_back("X-Robots-Tag", "noindex");
    answer.headers.emplace_back("Referrer-Policy", "no-referrer");
    return answer;
}

Answer show_status(House& house, const Call& call) {
    const auto shown = load(house, call.path_values.at(0));
    return shown ? status_page(house, call, *shown, 200, {}) : shut_page(house, call, {});
}

Answer later(Answer answer, int wait_s) {
    answer.headers.emplace_back("Retry-After", std::to_string(wait_s));
    return answer;
}

Answer take_reply(House& house, FormGate& gate, const Call& call) {
    const auto shown = load(house, call.path_values.at(0));
    if (!shown) {
        return shut_page(house, call, {});
    }
    const auto form = form_of(call);
    const std::string text(trim(form.find("text").value_or("")));
    const Words& words = words_of(language_for(house, call, shown->one.language));
    if (text.empty()) {
        return status_page(house, call, *shown, 422, words.reply_missing);
    }
    if (text.size() > longest_reply) {
        return status_page(house, call, *shown, 422, words.too_long, text);
    }
    if (const int wait = gate.wait_s(call.request.remote, call.at); wait > 0) {
        return later(status_page(house, call, *shown, 429, words.too_many, text), wait);
    }
    story::take_reply(house.intake(), shown->one.id, text, call.at);
    return see_other(fmt::format("/c/{}?sent=1&language={}", call.path_values.at(0), words.language)
    );
}

Answer read_status(House& house, const Call& call) {
    const auto shown = load(house, call.path_values.at(0));
    if (!shown) {
        throw Refusal(Code::not_found, "There is nothing here.");
    }
    json::Array steps, messages;
    for (const auto& [state, at] : shown->reached) {
        steps.push_back(
            json::Object{{"state", record::name_of_choice(state)}, {"at", to_rfc3339(at)}}
        );
    }
    for (const auto& one : shown->messages) {
        messages.push_back(json::Object{
            {"at", to_rfc3339(one.at)},
            {"direction", one.incoming ? "in" : "out"},
            {"body", one.body}
        });
    }
    return json_answer(
        200,
        json::Object{
            {"number", number_of(house, shown->one)},
            {"state", record::name_of_choice(shown->one.state)},
            {"steps", std::move(steps)},
            {"messages", std::move(messages)}
        }
    );
}

// ---- the form

struct Filled {
    std::string text, remedy, name, email;
    Problems problems{};
    bool too_many = false;  // from this place, for now
};

std::string field_problem(const Filled& filled, std::string_view pointer, const Words& words) {
    for (const auto& [at, message] : filled.problems) {
        if (at == pointer) {
            const auto said = message == "is missing"    ? words.what_missing
                              : message == "is too long" ? words.too_long
                                                         : words.email_wrong;
            return fmt::format(R"(<p class="problem" role="alert">{}</p>)", said);
        }
    }
    return {};
}

std::string area(std::string_view name, std::string_view label, const std::string& value) {
    return fmt::format(
        R"(<p><label for="{0}">{1}</label><br><textarea id="{0}" name="{0}" rows="{2}" maxlength="{3}">{4}</textarea></p>)",
        name,
        label,
        name == "text" ? 8 : 3,
        story::longest_complaint,
        escape_html(value)
    );
}

std::string line(
    std::string_view name, std::string_view label, std::string_view type, const std::string& value
) {
    return fmt::format(
        R"(<p><label for="{0}">{1}</label><br><input id="{0}" name="{0}" type="{2}" autocomplete="{0}" maxlength="200" value="{3}"></p>)",
        name,
        label,
        type,
        escape_html(value)
    );
}

Answer form_page(House& house, const Call& call, const Filled& filled, int status) {
    const auto language = language_for(house, call, "");
    const Words& words = words_of(language);
    Frame frame;
    frame.firm = house.catalogue.directory()->firm.name;
    frame.language = language;
    frame.title = words.complain_title;
    const auto touchpoint = call.query.find("touchpoint").value_or("");
    // Whoever fills in what nobody sees is a machine.
    constexpr std::string_view trap =
        R"(<p hidden><label>Website <input name="website" tabindex="-1" autocomplete="off"></label></p>)";
    const std::string inside = fmt::format(
        R"(<h1>{}</h1><p>{}</p><form method="post" action="/complain?language={}&amp;touchpoint={}">{}{}{}{}{}{}{}<p>{}</p>{}<div class="steps"><button>{}</button></div></form>{})",
        words.complain_title,
        words.complain_text,
        language,
        escape_html(net::percent_encode(touchpoint)),
        filled.too_many ? fmt::format(R"(<p class="problem" role="alert">{}</p>)", words.too_many)
                        : "",
        field_problem(filled, "/text", words),
        area("text", words.what, filled.text),
        area("remedy", words.remedy, filled.remedy),
        line("name", words.name, "text", filled.name),
        field_problem(filled, "/email", words),
        line("email", words.email, "email", filled.email),
        words.email_hint,
        trap,
        words.submit,
        switch_of(call, language)
    );
    return page_answer(status, render_around(frame, inside));
}

Answer show_form(House& house, const Call& call) {
    return form_page(house, call, {}, 200);
}

Answer take_form(House& house, FormGate& gate, const Call& call) {
    const auto form = form_of(call);
    const auto field = [&](std::string_view name) {
        return std::string(trim(form.find(name).value_or("")));
    };
    Filled filled{field("text"), field("remedy"), field("name"), field("email")};
    const auto language = language_for(house, call, "");
    if (!field("website").empty()) {
        return see_other("/complain?language=" + language);
    }
    if (const int wait = gate.wait_s(call.request.remote, call.at); wait > 0) {
        filled.too_many = true;
        return later(form_page(house, call, filled, 429), wait);
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

}  // namespace

void add_case_pages(Router& router, House& house) {
    router.add_schema("case_status_step", schema_of_words("state:string at:string"));
    router.add_schema(
        "case_status_message", schema_of_words("at:string direction:string body:string")
    );
    router.add_schema(
        "case_status",
        schema_of_words("number:string state:string steps:[case_status_step] "
                        "messages:[case_status_message]")
    );
    const auto page = [&](Method method, const char* path, auto handler, const char* summary) {
        router.add(
            method, path, visitors, with(house, handler), {.summary = summary, .html = true}
        );
    };
    // Both forms are one place's allowance.
    const auto gate = std::make_shared<FormGate>(of_one_place);
    const auto form = [&](Method method, const char* path, auto handler, const char* summary) {
        router.add(
            method,
            path,
            visitors,
            [&house, gate, handler](const Call& call) { return handler(house, *gate, call); },
            {.summary = summary, .html = true}
        );
    };
    page(Method::get, "/c/{token}", show_status, "Where a complaint stands (HTML)");
    form(Method::post, "/c/{token}", take_reply, "The customer writes (a form)");
    page(Method::get, "/complain", show_form, "The form for complaints (HTML)");
    form(Method::post, "/complain", take_form, "A complaint (a form)");
    router.add(
        Method::get,
        "/api/v1/case_status/{token}",
        anyone,
        with(house, read_status),
        {.summary = "Where a complaint stands, by the token of its page", .gives = "case_status"}
    );
}

}  // namespace styk::http
