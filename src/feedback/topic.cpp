#include "feedback/topic.h"

#include <algorithm>
#include <fmt/format.h>

#include "base/checksum.h"
#include "base/text.h"
#include "json/json.h"
#include "people/roles.h"
#include "record/rules.h"

namespace styk {

namespace feedback {

namespace {

constexpr std::size_t most_patterns = 200, longest_pattern = 120, longest_name = 200;

struct Named {
    const char *key, *en, *pl, *ru;
};

constexpr Named topics_of_everybody[] = {
    {"delivery", "Delivery", "Dostawa", "Доставка"},
    {"price", "Price", "Cena", "Цена"},
    {"staff", "Staff", "Personel", "Персонал"},
    {"waiting", "Waiting", "Czekanie", "Ожидание"},
    {"website_app", "Website and app", "Strona i aplikacja", "Сайт и приложение"},
    {"invoice_payment", "Invoice and payment", "Faktura i płatność", "Счёт и оплата"},
    {"product_quality", "Product quality", "Jakość produktu", "Качество товара"},
    {"availability", "Availability", "Dostępność", "Наличие"},
    {"returns_refund", "Returns and refunds", "Zwroty", "Возвраты"},
    {"support_contact", "Support and contact", "Kontakt i pomoc", "Поддержка и связь"},
    {"location_premises", "Place and premises", "Miejsce i lokal", "Место и помещение"},
    {"cleanliness", "Cleanliness", "Czystość", "Чистота"},
    {"contract_terms", "Contract and terms", "Umowa i warunki", "Договор и условия"},
    {"communication", "Communication", "Komunikacja", "Информирование"},
};

constexpr Named emotions_of_everybody[] = {
    {"satisfaction", "Satisfaction", "Zadowolenie", "Удовлетворение"},
    {"delight", "Delight", "Zachwyt", "Восторг"},
    {"gratitude", "Gratitude", "Wdzięczność", "Благодарность"},
    {"trust", "Trust", "Zaufanie", "Доверие"},
    {"surprise", "Surprise", "Zaskoczenie", "Удивление"},
    {"disappointment", "Disappointment", "Rozczarowanie", "Разочарование"},
    {"anger", "Anger", "Złość", "Злость"},
    {"resentment", "Resentment", "Żal", "Обида"},
    {"anxiety", "Anxiety", "Niepokój", "Тревога"},
    {"helplessness", "Helplessness", "Bezradność", "Беспомощность"},
};

template <class T, std::size_t N>
std::vector<T> made_of(const Named (&all)[N]) {
    std::vector<T> made;
    for (const Named& one : all) {
        T& record = made.emplace_back();
        record.key = one.key;
        record.name = one.en;
        record.names.text =
            json::write(json::Object{{"en", one.en}, {"pl", one.pl}, {"ru", one.ru}});
        record.built_in = true;
        record.position = static_cast<std::int64_t>(made.size());
    }
    return made;
}

// A member a language; `wrong` judges what stands there.
template <class Wrong>
std::optional<std::string> check_by_language(const record::Value& value, const Wrong& wrong) {
    const auto object = json::try_parse(std::get<std::string>(value));
    if (!object || !object->is_object()) {
        return "must be an object with a member for each language";
    }
    for (const auto& [name, part] : object->get_object()) {
        if (!text::language_of(name)) {
            return "has members pl, ru and en only";
        }
        if (auto said = wrong(part)) {
            return fmt::format("{}: {}", std::string_view(name), *said);
        }
    }
    return {};
}

std::optional<std::string> check_names(const record::Value& value) {
    return check_by_language(value, [](const json::Value& name) -> std::optional<std::string> {
        const bool right = name.is_string() && !trim(name.get_string()).empty() &&
                           count_code_points(name.get_string()) <= longest_name;
        return right
                   ? std::nullopt
                   : std::optional(fmt::format("must be a text of 1 to {} characters", longest_name)
                     );
    });
}

std::optional<std::string> wrong_with_item(const json::Value& item) {
    if (!item.is_string() || item.get_string().size() > longest_pattern) {
        return fmt::format("must be texts of at most {} bytes", longest_pattern);
    }
    if (const auto wrong = text::wrong_with(item.get_string())) {
        return fmt::format("\"{}\": {}", std::string_view(item.get_string()), *wrong);
    }
    return {};
}

std::optional<std::string> check_patterns(const record::Value& value) {
    return check_by_language(value, [](const json::Value& list) -> std::optional<std::string> {
        if (!list.is_array() || list.get_array().size() > most_patterns) {
            return fmt::format("must be a list of at most {} texts", most_patterns);
        }
        for (const auto& item : list.get_array()) {
            if (auto wrong = wrong_with_item(item)) {
                return wrong;
            }
        }
        return {};
    });
}

template <class T>
text::Subject subject_of(const T& record) {
    text::Subject subject{.key = record.key, .is_told = record.active};
    if constexpr (requires { record.merged_into; }) {
        subject.instead = record.merged_into.value_or("");
    }
    const auto patterns = json::try_parse(record.patterns.text);
    if (!patterns || !patterns->is_object()) {
        return subject;
    }
    for (const auto& [name, list] : patterns->get_object()) {
        const auto language = text::language_of(name);
        if (!language || !list.is_array()) {
            continue;
        }
        for (const auto& item : list.get_array()) {
            if (item.is_string()) {
                subject.patterns[static_cast<std::size_t>(*language)].emplace_back(item.get_string()
                );
            }
        }
    }
    return subject;
}

template <class T>
std::vector<text::Subject> subjects_of(const std::vector<T>& records) {
    std::vector<text::Subject> all;
    all.reserve(records.size());
    for (const T& one : records) {
        all.push_back(subject_of(one));
    }
    return all;
}

// In the order of keys, so that nothing but what is read by tells.
std::uint64_t sum_of(std::vector<text::Subject> subjects, std::uint64_t seed) {
    std::sort(subjects.begin(), subjects.end(), [](const auto& a, const auto& b) {
        return a.key < b.key;
    });
    for (const auto& one : subjects) {
        seed = checksum(one.key, seed);
        seed = checksum(one.is_told ? one.instead + "+" : "-", seed);
        for (const auto& patterns : one.patterns) {
            for (const auto& pattern : patterns) {
                seed = checksum(pattern, seed);
            }
            seed = checksum("|", seed);
        }
    }
    return seed;
}

}  // namespace

std::vector<Topic> built_in_topics() {
    return made_of<Topic>(topics_of_everybody);
}

std::vector<Emotion> built_in_emotions() {
    return made_of<Emotion>(emotions_of_everybody);
}

const std::vector<std::string>& intents() {
    static const std::vector<std::string> all{
        "complaint", "churn_risk", "public_risk", "request", "question", "praise"
    };
    return all;
}

const std::vector<std::string>& sentiments() {
    static const std::vector<std::string> all{"negative", "neutral", "positive", "mixed"};
    return all;
}

text::Taxonomy taxonomy_of(const std::vector<Topic>& topics, const std::vector<Emotion>& emotions) {
    return {subjects_of(topics), subjects_of(emotions)};
}

std::string version_of(const std::vector<Topic>& topics, const std::vector<Emotion>& emotions) {
    const auto sum = sum_of(subjects_of(emotions), sum_of(subjects_of(topics), 0));
    return fmt::format("{:016x}", sum);
}

std::string name_in(const Topic& topic, std::string_view language) {
    const auto names = json::try_parse(topic.names.text);
    if (names && names->is_object()) {
        const auto* name = names->get_object().if_contains(language);
        if (name != nullptr && name->is_string()) {
            return std::string(name->get_string());
        }
    }
    return topic.name;
}

}  // namespace feedback

template <>
const record::Shape& record::shape_of<feedback::Topic>() {
    using feedback::Topic;
    static const Shape shape =
        describe<Topic>("topic", "topics")
            .field<&Topic::key>(rule::key(), searchable | sortable | filterable | unique | fixed)
            .field<&Topic::name>(rule::length(1, 200), searchable | sortable)
            .field<&Topic::names>(feedback::check_names)
            .field<&Topic::patterns>(feedback::check_patterns)
            .field<&Topic::active>({}, filterable)
            .field<&Topic::merged_into>(rule::key(), filterable)
            .field<&Topic::built_in>({}, filterable | read_only)
            .field<&Topic::position>(rule::between(0, 1'000'000), sortable)
            .sorted_by("position")
            .may(everybody, people::may::read_people);
    return shape;
}

template <>
const record::Shape& record::shape_of<feedback::Emotion>() {
    using feedback::Emotion;
    static const Shape shape =
        describe<Emotion>("emotion", "emotions")
            .field<&Emotion::key>(rule::key(), searchable | sortable | filterable | unique | fixed)
            .field<&Emotion::name>(rule::length(1, 200), searchable | sortable)
            .field<&Emotion::names>(feedback::check_names)
            .field<&Emotion::patterns>(feedback::check_patterns)
            .field<&Emotion::active>({}, filterable)
            .field<&Emotion::built_in>({}, filterable | read_only)
            .field<&Emotion::position>(rule::between(0, 1'000'000), sortable)
            .sorted_by("position")
            .may(everybody, people::may::read_people);
    return shape;
}

}  // namespace styk
