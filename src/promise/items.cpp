#include "promise/items.h"

#include <array>
#include <fmt/format.h>

#include "json/json.h"

namespace styk::promise {

namespace {

// In English, Polish and Russian; {} is the promise.
struct Words {
    std::array<std::string_view, 3> in;

    [[nodiscard]] std::string_view of(std::string_view language) const {
        return in[language == "pl" ? 1 : language == "ru" ? 2 : 0];
    }
};

constexpr std::array<std::string_view, 3> languages{"en", "pl", "ru"};

struct Form {
    std::string_view role;
    Words name, title, low, high, description;
    int max = 5;
};

constexpr Form forms[] = {
    {"expected",
     {{"Expected: {}", "Oczekiwane: {}", "Ожидание: {}"}},
     {{"We promise: “{}”. How good did you expect it to be?",
       "Obiecujemy: „{}”. Jak dobrze miało być?",
       "Мы обещаем: «{}». Насколько хорошо это должно было быть?"}},
     {{"Very poor", "Bardzo źle", "Очень плохо"}},
     {{"Excellent", "Doskonale", "Отлично"}},
     {},
     5},
    {"lived",
     {{"Lived: {}", "Przeżyte: {}", "Прожитое: {}"}},
     {{"And how was it: “{}”?", "A jak dobrze było: „{}”?", "А как было на самом деле: «{}»?"}},
     {{"Very poor", "Bardzo źle", "Очень плохо"}},
     {{"Excellent", "Doskonale", "Отлично"}},
     {},
     5},
    {"kept",
     {{"Kept: {}", "Dotrzymane: {}", "Выполнено: {}"}},
     {{"Did we keep this promise: “{}”?",
       "Czy ta obietnica została dotrzymana: „{}”?",
       "Выполнено ли это обещание: «{}»?"}},
     {{"No", "Nie", "Нет"}},
     {{"Yes", "Tak", "Да"}},
     {{"1 no, 2 partly, 3 yes", "1 nie, 2 częściowo, 3 tak", "1 нет, 2 частично, 3 да"}},
     3},
    {"believed",
     {{"Believed: {}", "Wiarygodne: {}", "Верят: {}"}},
     {{"“{}”: how true is this of us?",
       "„{}”: na ile to o nas prawda?",
       "«{}»: насколько это правда о нас?"}},
     {{"Not true at all", "Zupełna nieprawda", "Совсем неправда"}},
     {{"Completely true", "Całkowita prawda", "Полная правда"}},
     {},
     5},
};

constexpr Form so_this_time{
    "kept",
    {{"Was it so: {}", "Czy tak było: {}", "Было ли так: {}"}},
    {{"Was it so this time: “{}”?",
      "Czy tym razem tak było: „{}”?",
      "Было ли так на этот раз: «{}»?"}},
    {{"No", "Nie", "Нет"}},
    {{"Yes", "Tak", "Да"}},
    {{"1 no, 2 partly, 3 yes", "1 nie, 2 częściowo, 3 tak", "1 нет, 2 частично, 3 да"}},
    3
};

using TextIn = std::function<std::string(std::string_view language)>;

std::string filled(std::string_view pattern, const std::string& text) {
    return fmt::format(fmt::runtime(pattern), text);
}

// Metrics have names of 200 characters at most; a promise may be longer.
std::string cut(std::string name) {
    constexpr std::size_t longest_bytes = 190;
    if (name.size() <= longest_bytes) {
        return name;
    }
    std::size_t end = longest_bytes;
    while (end > 0 && (static_cast<unsigned char>(name[end]) & 0xC0U) == 0x80U) {
        --end;  // not in the middle of a character
    }
    name.resize(end);
    return name + "…";
}

metric::Metric new_metric(
    const Form& form, const std::string& key, const TextIn& text, std::string_view language
) {
    metric::Metric made;
    made.key = key;
    made.name = cut(filled(form.name.of(language), text(language)));
    made.question = cut(filled(form.title.of(language), text(language)));
    made.min = 1;
    made.max = form.max;
    if (form.max == 3) {
        made.kind = metric::Kind::box;
        made.positive = {3};
        made.negative = {1};
    } else {
        made.kind = form.role == "believed" ? metric::Kind::box : metric::Kind::mean;
        made.positive = {4, 5};
        made.negative = {1, 2};
    }
    return made;
}

json::Object in_all(const Words& words, const TextIn& text) {
    json::Object out;
    for (const auto language : languages) {
        out[language] = filled(words.of(language), text(language));
    }
    return out;
}

std::string question_of(
    const Form& form,
    const metric::Metric& metric,
    const TextIn& text,
    const std::string& touchpoint,
    const std::string& promise
) {
    json::Object out{
        {"type", "rating"},
        {"name", metric.key},
        {"title", in_all(form.title, text)},
        {"metric", metric.key},
        {"rateMin", metric.min},
        {"rateMax", metric.max},
        {"minRateDescription", in_all(form.low, text)},
        {"maxRateDescription", in_all(form.high, text)}
    };
    if (!form.description.in[0].empty() && metric.max == form.max) {
        out["description"] = in_all(form.description, text);
    }
    if (!touchpoint.empty()) {
        out["touchpoint"] = touchpoint;
    }
    if (!promise.empty()) {
        out["promise"] = promise;
    }
    return json::write(out);
}

const std::optional<std::string>& metric_for(const Promise& promise, std::string_view role) {
    return role == "expected" ? promise.expectation_metric
           : role == "lived"  ? promise.experience_metric
           : role == "kept"   ? promise.kept_metric
                              : promise.believed_metric;
}

bool is_asked(const Promise& promise, std::string_view role) {
    const bool is_told =
        promise.kind == PromiseKind::slogan || promise.kind == PromiseKind::campaign;
    return role != "believed" || is_told || promise.believed_metric;
}

}  // namespace

std::vector<Item> items_of(
    const Promise& promise,
    const std::string& touchpoint,
    std::string_view language,
    const FindMetric& find
) {
    const TextIn text = [&](std::string_view in) { return text_in(promise, in); };
    std::vector<Item> out;
    for (const Form& form : forms) {
        if (!is_asked(promise, form.role)) {
            continue;
        }
        const std::string key = metric_for(promise, form.role)
                                    .value_or(fmt::format("promise_{}_{}", promise.key, form.role));
        auto known = find(key);
        Item item{form.role};
        item.is_new = !known;
        item.metric = known ? *std::move(known) : new_metric(form, key, text, language);
        item.question = question_of(form, item.metric, text, touchpoint, promise.key);
        out.push_back(std::move(item));
    }
    return out;
}

Item item_of(
    const Standard& standard,
    const std::optional<metric::Metric>& own,
    const std::string& touchpoint,
    std::string_view language,
    const FindMetric& find
) {
    const TextIn text = [&](std::string_view) { return standard.name; };
    const std::string key = fmt::format("standard_{}", standard.key);
    auto known = own ? own : find(key);
    Item item{so_this_time.role};
    item.is_new = !known;
    item.metric = known ? *std::move(known) : new_metric(so_this_time, key, text, language);
    item.question = question_of(so_this_time, item.metric, text, touchpoint, "");
    return item;
}

}  // namespace styk::promise
