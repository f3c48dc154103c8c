#include "feedback/import_guess.h"

#include <algorithm>
#include <charconv>
#include <set>

#include "base/text.h"
#include "customer/customer.h"
#include "feedback/feedback.h"
#include "feedback/written_moment.h"
#include "record/rules.h"

namespace styk::feedback {

namespace {

using Words = std::vector<std::string_view>;

constexpr std::size_t few_values = 30;  // that a dimension has at most, in the sample
constexpr std::size_t long_text = 25;   // bytes, on average: words, not names
constexpr std::int64_t worst_written_scale = 10;

// What is looked at again and again in one column.
struct Column {
    const SampleColumn& sample;
    std::string words;               // its name, folded, with a blank at both ends
    std::vector<std::string> given;  // cells that are not empty
    std::set<std::string> distinct{};
    bool whole = false;  // whole numbers only
    std::int64_t least = 0, most = 0;
    std::size_t average = 0;

    explicit Column(const SampleColumn& of);

    // Any of these begins a word of the name.
    [[nodiscard]] bool says(const Words& beginnings) const {
        return std::any_of(beginnings.begin(), beginnings.end(), [&](std::string_view one) {
            return words.find(" " + std::string(one)) != std::string::npos;
        });
    }

    // The name is one of these.
    [[nodiscard]] bool is(const Words& names) const {
        return std::any_of(names.begin(), names.end(), [&](std::string_view one) {
            return words == " " + std::string(one) + " ";
        });
    }

    [[nodiscard]] bool is_unique() const {
        return !given.empty() && distinct.size() == sample.values.size();
    }

    [[nodiscard]] bool has_few_values() const {
        return distinct.size() <= few_values &&
               (distinct.size() * 2 <= given.size() || distinct.size() <= 3);
    }
};

Column::Column(const SampleColumn& of) : sample(of), words(" " + fold_for_search(of.name) + " ") {
    std::size_t bytes = 0;
    for (const std::string& value : of.values) {
        if (!value.empty()) {
            given.push_back(value);
            distinct.insert(value);
            bytes += value.size();
        }
    }
    average = given.empty() ? 0 : bytes / given.size();
    whole = !given.empty();
    for (const std::string& value : given) {
        std::int64_t number = 0;
        const char* end = value.data() + value.size();
        const auto read = std::from_chars(value.data(), end, number);
        whole = whole && read.ec == std::errc() && read.ptr == end;
        least = &value == &given.front() ? number : std::min(least, number);
        most = &value == &given.front() ? number : std::max(most, number);
    }
}

const Words recommending{"nps", "recommend", "polec", "rekomend", "рекоменд"};
const Words effort{"ces", "effort", "wysil", "усили"};
const Words satisfaction{"csat", "satisf", "zadow", "ocena", "rating", "score", "удовл", "оцен"};
const Words comment{
    "comment",
    "komentarz",
    "opinia",
    "uwag",
    "wypowiedz",
    "feedback",
    "review",
    "verbatim",
    "отзыв",
    "комментар"
};
const Words date{
    "date", "data", "time", "czas", "when", "kiedy", "occurred", "created", "дата", "время"
};
const Words person{
    "customer",
    "customer id",
    "customer key",
    "customer number",
    "client",
    "client id",
    "guest",
    "guest id",
    "klient",
    "id klienta",
    "nr klienta",
    "numer klienta",
    "клиент",
    "id клиента",
    "номер клиента"
};
const Words own_key{
    "id",
    "key",
    "no",
    "number",
    "nr",
    "numer",
    "lp",
    "klucz",
    "response id",
    "responseid",
    "respondent id",
    "response token",
    "id odpowiedzi",
    "id ответа",
    "номер",
    "ид"
};
const Words place{
    "location",
    "branch",
    "hotel",
    "store",
    "shop",
    "site",
    "city",
    "lokalizacja",
    "oddzial",
    "sklep",
    "miasto",
    "salon",
    "филиал",
    "магазин",
    "город",
    "отель"
};
const Words email{"email", "e mail", "mail", "почта", "адрес почты"};

class Guesser {
public:
    Guesser(const Directory& directory, ImportKind kind, const std::vector<SampleColumn>& columns)
        : directory_(directory), kind_(kind) {
        for (const SampleColumn& one : columns) {
            columns_.emplace_back(one);
        }
    }

    ImportMap guess() {
        for (const Column& column : columns_) {
            take(column);
        }
        take_comment();
        for (const Column& column : columns_) {
            if (!map_.names_column(column.sample.name)) {
                take_rest(column);
            }
        }
        fill_in();
        return std::move(map_);
    }

private:
    // One column a field: the first that looks like it.
    bool give(std::string_view field, const Column& column, std::string format = {}) {
        const auto all = fields_of(kind_);
        const bool known =
            std::any_of(all.begin(), all.end(), [&](const auto& one) { return one.name == field; });
        if (!known || map_.find(field) != nullptr) {
            return false;
        }
        MappedField mapped;
        mapped.column = column.sample.name;
        mapped.format = std::move(format);
        mapped.create = field == "location" || field == "brand";
        map_.fields.emplace(field, std::move(mapped));
        return true;
    }

    void take(const Column& column) {
        if (column.given.empty() || take_key(column) || take_person(column) || take_word(column)) {
            return;
        }
        if (kind_ != ImportKind::customers && !column.whole) {
            if (const auto format = guess_moment_format(column.given)) {
                if (give("occurred_at", column, *format)) {
                    return;
                }
            }
        }
        if (kind_ == ImportKind::feedback) {
            take_score(column);
        }
    }

    bool take_key(const Column& column) {
        const bool named = column.is(own_key) || column.sample.name == "#" ||
                           (kind_ != ImportKind::feedback && column.says({"key", "id", "klucz"}));
        const bool of_person = kind_ == ImportKind::customers && column.is(person);
        return (named || of_person) && column.is_unique() && give("key", column);
    }

    bool take_person(const Column& column) {
        const bool mail =
            std::all_of(column.given.begin(), column.given.end(), record::rule::is_email);
        if (mail || column.is(email)) {
            return give(kind_ == ImportKind::customers ? "email" : "customer", column);
        }
        if (column.is(person)) {
            return give("customer", column);
        }
        return kind_ == ImportKind::customers &&
               ((column.is({"name", "full name", "nazwa", "imie i nazwisko", "имя", "фио"}) &&
                 give("name", column)) ||
                (column.says({"phone", "tel", "telefon", "телефон"}) && give("phone", column)));
    }

    bool take_word(const Column& column) {
        if (column.is({"channel", "kanal", "канал"}) && all_known(column, directory_.channels)) {
            return give("channel", column);
        }
        if (column.is({"touchpoint", "punkt styku", "точка контакта"})) {
            return give("touchpoint", column);
        }
        if (column.is(
                {"language",
                 "lang",
                 "startlanguage",
                 "start language",
                 "userlanguage",
                 "user language",
                 "jezyk",
                 "язык"}
            ) &&
            are_languages(column)) {
            return give("language", column);
        }
        if (column.is({"brand", "marka", "бренд"})) {
            return give("brand", column);
        }
        if (column.is(place) && column.has_few_values()) {
            return give("location", column);
        }
        return take_own_word(column);
    }

    bool take_own_word(const Column& column) {
        const auto is_choice = [&](const auto& names) {
            return std::all_of(
                column.distinct.begin(),
                column.distinct.end(),
                [&](const std::string& one) {
                    return std::find(names.begin(), names.end(), to_lower_ascii(one)) !=
                           names.end();
                }
            );
        };
        switch (kind_) {
            case ImportKind::feedback:
                return column.is({"kind", "rodzaj", "вид"}) &&
                       is_choice(record::choices_of<Kind>()) && give("kind", column);
            case ImportKind::customers:
                return (column.is({"kind", "rodzaj"}) &&
                        is_choice(record::choices_of<customer::CustomerKind>()) &&
                        give("kind", column)) ||
                       (column.is({"lifecycle", "status"}) &&
                        is_choice(record::choices_of<customer::Lifecycle>()) &&
                        give("lifecycle", column)) ||
                       (column.is({"segment", "сегмент"}) && give("segment", column));
            case ImportKind::events:
                return (column.is(
                            {"type", "event", "event type", "typ", "zdarzenie", "тип", "событие"}
                        ) &&
                        give("type", column)) ||
                       (column.says({"duration", "czas trwania", "длительность"}) && column.whole &&
                        give("duration_s", column)) ||
                       (column.is({"case", "sprawa", "обращение"}) && give("case", column)) ||
                       (column.is({"order", "order id", "zamowienie", "заказ"}) &&
                        give("order", column));
        }
        return false;
    }

    template <class T>
    static bool all_known(const Column& column, const Register<T>& all) {
        return std::all_of(
            column.distinct.begin(),
            column.distinct.end(),
            [&](const std::string& one) {
                return all.find(one) != nullptr || all.find(to_key(one)) != nullptr;
            }
        );
    }

    static bool are_languages(const Column& column) {
        return std::none_of(
            column.distinct.begin(),
            column.distinct.end(),
            [](const std::string& one) {
                return record::rule::language()(to_lower_ascii(one)).has_value();
            }
        );
    }

    [[nodiscard]] std::string metric_of(const Column& column) const {
        if (!column.whole || column.least < 0 || column.most > worst_written_scale) {
            return "";
        }
        const auto has = [&](const char* key) {
            return directory_.metrics.find(key) != nullptr ? key : "";
        };
        if (column.words.find(" wr ") != std::string::npos && column.least >= 1) {
            return has("wr");
        }
        if (column.says(recommending)) {
            return has("nps");
        }
        if (column.says(effort) && column.most <= 7) {
            return has("ces");
        }
        const bool looks_rated =
            column.most > 1 && (column.distinct.size() > 2 || column.says(satisfaction));
        if (!looks_rated || column.says(date) ||
            column.says({"age", "wiek", "возраст", "count", "liczba", "ilosc"})) {
            return "";
        }
        return column.most <= 5 ? has("csat") : column.most > 7 ? has("nps") : "";
    }

    void take_score(const Column& column) {
        const auto metric = metric_of(column);
        if (metric.empty()) {
            return;
        }
        MappedRating rating{column.sample.name, metric, {}, {}};
        const bool of_whole =
            column.is({"nps", "csat", "ces", "wr", "score", "rating", "ocena", "оценка"}) ||
            metric == "nps" || metric == "wr";
        const auto key = to_key(column.sample.name).substr(0, 64);
        if (!of_whole && is_key(key)) {
            rating.touchpoint = key;
        }
        if (column.least == 0 &&
            metric != "nps") {  // below the scale: what is rated did not happen
            rating.not_applicable.emplace_back("0");
        }
        map_.ratings.push_back(std::move(rating));
    }

    void take_comment() {
        const Column* best = nullptr;
        for (const Column& column : columns_) {
            const bool free =
                !map_.names_column(column.sample.name) && !column.whole && !column.given.empty();
            const bool wordy =
                column.says(comment) || (column.average > long_text && !column.has_few_values());
            if (free && wordy && (best == nullptr || column.average > best->average)) {
                best = &column;
            }
        }
        if (best != nullptr) {
            give("comment", *best);
        }
    }

    // Few values: something to count by. Many numbers: worth keeping. Many texts: names, addresses;
    // left out.
    void take_rest(const Column& column) {
        const bool dimension = column.has_few_values() && column.average <= 2 * long_text &&
                               (!column.whole || column.most <= worst_written_scale);
        const auto key = to_key(column.sample.name).substr(0, 64);
        const bool taken =
            std::any_of(map_.attributes.begin(), map_.attributes.end(), [&](const auto& one) {
                return one.key == key;
            });
        if (!column.given.empty() && (dimension || column.whole) && is_key(key) && !taken) {
            map_.attributes.push_back({column.sample.name, key, dimension});
        }
    }

    void fill_in() {
        if (kind_ != ImportKind::customers && map_.find("channel") == nullptr &&
            !directory_.channels.all().empty()) {
            const bool web = directory_.channels.find("web") != nullptr;
            MappedField mapped;
            mapped.value = web ? "web" : directory_.channels.all().front().key;
            map_.fields.emplace("channel", std::move(mapped));
        }
        std::vector<std::string> names;
        names.reserve(columns_.size());
        for (const Column& column : columns_) {
            names.push_back(column.sample.name);
        }
        ignore_the_rest(map_, names);
    }

    const Directory& directory_;
    ImportKind kind_;
    std::vector<Column> columns_;
    ImportMap map_;
};

}  // namespace

ImportMap guess_map(
    const Directory& directory, ImportKind kind, const std::vector<SampleColumn>& columns
) {
    return Guesser(directory, kind, columns).guess();
}

}  // namespace styk::feedback
