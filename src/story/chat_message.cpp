#include "story/chat_message.h"

#include <array>
#include <fmt/format.h>

#include "json/json.h"

namespace styk::story {

namespace {

constexpr std::size_t longest_quote = 300;  // bytes

struct Words {
    std::string_view language;
    std::string_view feedback, response, opened, changed, closed, alert, rule, test, open;
};

constexpr std::array<Words, 3> all_words{
    {{"en",
      "New feedback",
      "A survey was answered",
      "Case {} opened",
      "Case {} has changed",
      "Case {} closed",
      "An alert was raised",
      "“{}” holds",
      "This chat hears from Styk now.",
      "Open"},
     {"pl",
      "Nowa opinia",
      "Wypełniono ankietę",
      "Otwarto sprawę {}",
      "Zmiana w sprawie {}",
      "Zamknięto sprawę {}",
      "Odezwał się alert",
      "Pasuje reguła „{}”",
      "Ten czat dostaje odtąd wiadomości ze Styku.",
      "Otwórz"},
     {"ru",
      "Новый отзыв",
      "Заполнен опрос",
      "Открыто обращение {}",
      "Изменение в обращении {}",
      "Закрыто обращение {}",
      "Сработало оповещение",
      "Сработало правило «{}»",
      "Сюда теперь приходят сообщения из Styk.",
      "Открыть"}}
};

const Words& words_of(std::string_view language) {
    for (const Words& one : all_words) {
        if (one.language == language) {
            return one;
        }
    }
    return all_words.front();
}

std::string text_in(const json::Object& data, std::string_view name) {
    const auto* value = data.if_contains(name);
    return value != nullptr && value->is_string() ? std::string(value->get_string()) : "";
}

// What people wrote calls nobody ("@all") and is no link of anybody's ("[here](https://…)").
std::string harmless(std::string_view text) {
    std::string out;
    for (const char c : text) {
        const bool link = c == '(' && out.ends_with(']');
        out += link ? " (" : std::string(1, c);
        out += c == '@' ? "\u200b" : "";
    }
    return out;
}

std::string name_of_rule(const json::Object& data) {
    const auto* rule = data.if_contains("rule");
    const auto* found = rule == nullptr ? nullptr : rule->if_object();
    return found == nullptr ? "" : text_in(*found, "name");
}

std::string headline(const ChatNews& news, const json::Object& data) {
    const Words& words = words_of(news.language);
    const std::string number = text_in(data, "number");
    const auto of_case = [&](std::string_view pattern) {
        return fmt::format(fmt::runtime(pattern), number);
    };
    return news.type == "feedback.received"    ? std::string(words.feedback)
           : news.type == "response.completed" ? std::string(words.response)
           : news.type == "case.opened"        ? of_case(words.opened)
           : news.type == "case.changed"       ? of_case(words.changed)
           : news.type == "case.closed"        ? of_case(words.closed)
           : news.type == "alert.raised"       ? std::string(words.alert)
           : news.type == "rule.matched"
               ? fmt::format(fmt::runtime(words.rule), harmless(name_of_rule(data)))
               : std::string(words.test);
}

// "csat 2, nps 3"
std::string ratings_in(const json::Object& data) {
    std::string out;
    const auto* list = data.if_contains("ratings");
    if (list == nullptr || !list->is_array()) {
        return out;
    }
    for (const auto& one : list->get_array()) {
        const auto* rating = one.if_object();
        const auto* value = rating == nullptr ? nullptr : rating->if_contains("value");
        if (value != nullptr && value->is_int64()) {
            out += fmt::format(
                "{}{} {}", out.empty() ? "" : ", ", text_in(*rating, "metric"), value->get_int64()
            );
        }
    }
    return out;
}

std::string cut(std::string text) {
    if (text.size() <= longest_quote) {
        return text;
    }
    text.resize(longest_quote);
    while (!text.empty() && (static_cast<unsigned char>(text.back()) & 0xC0U) == 0x80) {
        text.pop_back();
    }
    if (!text.empty()) {
        text.pop_back();  // the first byte of what was cut, or a whole letter: no matter
    }
    return text + "…";
}

std::string join(std::initializer_list<std::string> parts, std::string_view with) {
    std::string out;
    for (const std::string& one : parts) {
        out += one.empty() || out.empty() ? one : std::string(with) + one;
    }
    return out;
}

std::string link_of(const ChatNews& news) {
    if (news.console_url.empty()) {
        return {};
    }
    const bool feedback = news.type == "feedback.received" || news.type == "response.completed" ||
                          news.type == "rule.matched";
    const bool of_case = news.type.starts_with("case.");
    return feedback  ? fmt::format("{}/feedback?id={}", news.console_url, news.subject)
           : of_case ? fmt::format("{}/cases/{}", news.console_url, news.subject)
                     : std::string(news.console_url);
}

// Slack reads <…> and & as its own; what people wrote must not (its documentation names these
// three).
std::string for_slack(std::string_view text) {
    std::string out;
    for (const char c : text) {
        out += c == '&' ? "&amp;" : c == '<' ? "&lt;" : c == '>' ? "&gt;" : std::string(1, c);
    }
    return out;
}

struct Told {
    std::string head, rest, quote, link, open;
};

Told tell(const ChatNews& news) {
    const auto read = json::try_parse(news.data);
    const json::Object none;
    const json::Object& data = read && read->is_object() ? read->get_object() : none;
    Told out;
    out.head = headline(news, data);
    out.rest = join(
        {text_in(data, "title"),
         text_in(data, "name"),
         text_in(data, "touchpoint"),
         text_in(data, "location"),
         ratings_in(data)},
        " · "
    );
    out.quote = harmless(cut(text_in(data, "comment")));
    out.link = link_of(news);
    out.open = words_of(news.language).open;
    return out;
}

std::string slack(const Told& told) {
    std::string text = fmt::format("*{}*", for_slack(told.head));
    text += told.rest.empty() ? "" : "\n" + for_slack(told.rest);
    text += told.quote.empty() ? "" : "\n> " + for_slack(told.quote);
    text += told.link.empty() ? "" : fmt::format("\n<{}|{}>", told.link, told.open);
    return json::write(json::Object{{"text", text}, {"unfurl_links", false}});
}

// An adaptive card, as the workflows of Teams take it.
std::string teams(const Told& told) {
    json::Array blocks{json::Object{
        {"type", "TextBlock"}, {"text", told.head}, {"weight", "Bolder"}, {"wrap", true}
    }};
    for (const std::string& one : {told.rest, told.quote}) {
        if (!one.empty()) {
            blocks.push_back(json::Object{{"type", "TextBlock"}, {"text", one}, {"wrap", true}});
        }
    }
    json::Object card{
        {"$schema", "http://adaptivecards.io/schemas/adaptive-card.json"},
        {"type", "AdaptiveCard"},
        {"version", "1.4"},
        {"body", std::move(blocks)}
    };
    if (!told.link.empty()) {
        card["actions"] = json::Array{
            json::Object{{"type", "Action.OpenUrl"}, {"title", told.open}, {"url", told.link}}
        };
    }
    const json::Object attachment{
        {"contentType", "application/vnd.microsoft.card.adaptive"}, {"content", std::move(card)}
    };
    return json::write(json::Object{{"type", "message"}, {"attachments", json::Array{attachment}}});
}

std::string plain(const Told& told) {
    return json::write(json::Object{
        {"text", join({told.head, told.rest, told.quote, told.link}, "\n")}, {"username", "Styk"}
    });
}

}  // namespace

std::string chat_body(firm::ChatKind kind, const ChatNews& news) {
    const Told told = tell(news);
    switch (kind) {
        case firm::ChatKind::slack:
            return slack(told);
        case firm::ChatKind::teams:
            return teams(told);
        case firm::ChatKind::matrix:  // hookshot's generic hooks take the same as a plain one
        case firm::ChatKind::plain:
            break;
    }
    return plain(told);
}

}  // namespace styk::story
