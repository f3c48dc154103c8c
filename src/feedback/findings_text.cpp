#include "feedback/findings_text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <fmt/format.h>

namespace styk::feedback {

namespace {

using text::Span;

constexpr double steps_of_one = 1000;  // of a probability: whole numbers are shorter

std::int64_t steps_of(double value) {
    return std::llround(value * steps_of_one);
}

// Writes JSON straight into a text: of a hundred small numbers no value is made before.
class Writer {
public:
    [[nodiscard]] std::string end() && { return std::move(out_) + '}'; }

    template <class T>
    void member(std::string_view name, const T& value) {
        out_ += out_.size() == 1 ? "\"" : ",\"";
        out_ += name;
        out_ += "\":";
        put(value);
    }

    template <class T>
    void member_if_any(std::string_view name, const std::vector<T>& all) {
        if (!all.empty()) {
            member(name, all);
        }
    }

private:
    void put(std::int64_t number) {
        const fmt::format_int digits(number);
        out_.append(digits.data(), digits.size());
    }

    // A key, a code or a version: nothing that would have to be escaped.
    void put(const std::string& text) {
        out_ += '"';
        out_ += text;
        out_ += '"';
    }

    void put(const text::Sentiment& one) {
        row(static_cast<std::int64_t>(one.label), steps_of(one.score), std::int64_t{one.ordinal});
    }

    void put(const text::Weighed& one) {
        row(std::int64_t{one.span.from}, std::int64_t{one.span.to}, steps_of(one.weight));
    }

    void put(const text::Label& one) { row(one.key, steps_of(one.probability), one.because); }

    void put(const text::Topic& one) {
        row(one.key, steps_of(one.probability), one.because, one.sentiment);
    }

    void put(const text::PersonalData& one) {
        row(static_cast<std::int64_t>(one.kind),
            std::int64_t{one.span.from},
            std::int64_t{one.span.to});
    }

    void put(const text::Clause& one) {
        row(std::int64_t{one.span.from}, std::int64_t{one.span.to}, one.sentiment, one.topics);
    }

    // The numbers of spans stand side by side.
    void put(const Span& one) {
        put(std::int64_t{one.from});
        out_ += ',';
        put(std::int64_t{one.to});
    }

    template <class T>
    void put(const std::vector<T>& all) {
        out_ += '[';
        for (std::size_t i = 0; i < all.size(); ++i) {
            out_ += i == 0 ? "" : ",";
            put(all[i]);
        }
        out_ += ']';
    }

    template <class First, class... Rest>
    void row(const First& first, const Rest&... rest) {
        out_ += '[';
        put(first);
        ((out_ += ',', put(rest)), ...);
        out_ += ']';
    }

    std::string out_ = "{";
};

struct Unreadable {};

// Reads what Writer wrote and nothing else: no space stands in it. Throws Unreadable.
class Parser {
public:
    explicit Parser(std::string_view text) : rest_(text) {}

    text::Findings findings() {
        text::Findings found;
        each('{', '}', [&] {
            const auto name = key();
            need(':');
            member(name, found);
        });
        if (!rest_.empty()) {
            throw Unreadable{};
        }
        return found;
    }

private:
    void member(std::string_view name, text::Findings& into) {
        if (name == "l") {
            into.language = key();
        } else if (name == "m") {
            into.model = key();
        } else if (name == "s") {
            into.sentiment = sentiment();
        } else if (name == "w") {
            each([&] { into.because.push_back(weighed()); });
        } else if (name == "t") {
            each([&] { into.topics.push_back(topic()); });
        } else if (name == "i") {
            each([&] { into.intents.push_back(label()); });
        } else if (name == "e") {
            each([&] { into.emotions.push_back(label()); });
        } else if (name == "p") {
            each([&] { into.personal_data.push_back(personal()); });
        } else if (name == "x") {
            into.profanity = spans();
        } else if (name == "c") {
            each([&] { into.clauses.push_back(clause()); });
        } else {
            throw Unreadable{};
        }
    }

    bool take(char sign) {
        const bool there = rest_.starts_with(sign);
        rest_.remove_prefix(there ? 1 : 0);
        return there;
    }

    void need(char sign) {
        if (!take(sign)) {
            throw Unreadable{};
        }
    }

    // Calls `read` for each item between two signs.
    template <class Read>
    void each(char opens, char closes, const Read& read) {
        need(opens);
        if (take(closes)) {
            return;
        }
        do {
            read();
        } while (take(','));
        need(closes);
    }

    template <class Read>
    void each(const Read& read) {
        each('[', ']', read);
    }

    std::int64_t number() {
        std::int64_t value = 0;
        const auto read = std::from_chars(rest_.data(), rest_.data() + rest_.size(), value);
        if (read.ec != std::errc()) {
            throw Unreadable{};
        }
        rest_.remove_prefix(static_cast<std::size_t>(read.ptr - rest_.data()));
        return value;
    }

    std::int64_t next_number() {
        need(',');
        return number();
    }

    std::string key() {
        need('"');
        const auto end = rest_.find_first_of("\"\\");
        std::string key(rest_.substr(0, end));
        rest_.remove_prefix(key.size());
        need('"');
        return key;
    }

    static double share(std::int64_t steps) { return static_cast<double>(steps) / steps_of_one; }

    static std::uint32_t place(std::int64_t number) { return static_cast<std::uint32_t>(number); }

    text::Sentiment sentiment() {
        need('[');
        text::Sentiment one;
        one.label = static_cast<text::Tone>(std::clamp<std::int64_t>(number(), 0, 3));
        one.score = share(next_number());
        one.ordinal = static_cast<int>(next_number());
        need(']');
        return one;
    }

    std::vector<Span> spans() {
        std::vector<Span> all;
        each([&] {
            const auto from = place(number());
            all.push_back({from, place(next_number())});
        });
        return all;
    }

    // The two numbers that a row begins with.
    Span begin_with_span() {
        need('[');
        const auto from = place(number());
        return {from, place(next_number())};
    }

    text::Weighed weighed() {
        text::Weighed one;
        one.span = begin_with_span();
        one.weight = share(next_number());
        need(']');
        return one;
    }

    text::Label begin_label() {
        need('[');
        text::Label one{key()};
        one.probability = share(next_number());
        need(',');
        one.because = spans();
        return one;
    }

    text::Label label() {
        auto one = begin_label();
        need(']');
        return one;
    }

    text::Topic topic() {
        auto begun = begin_label();
        need(',');
        text::Topic one{
            std::move(begun.key), begun.probability, std::move(begun.because), sentiment()
        };
        need(']');
        return one;
    }

    text::PersonalData personal() {
        need('[');
        const auto kind = number();
        if (kind < 0 || kind > static_cast<std::int64_t>(text::PersonalKind::address)) {
            throw Unreadable{};
        }
        const auto from = place(next_number());
        const Span span{from, place(next_number())};
        need(']');
        return {static_cast<text::PersonalKind>(kind), span};
    }

    text::Clause clause() {
        text::Clause one;
        one.span = begin_with_span();
        need(',');
        one.sentiment = sentiment();
        need(',');
        each([&] { one.topics.push_back(key()); });
        need(']');
        return one;
    }

    std::string_view rest_;
};

}  // namespace

std::string write_findings(const text::Findings& findings) {
    Writer out;
    if (!findings.language.empty()) {
        out.member("l", findings.language);
    }
    if (!findings.model.empty()) {
        out.member("m", findings.model);
    }
    if (findings.sentiment) {
        out.member("s", *findings.sentiment);
    }
    out.member_if_any("w", findings.because);
    out.member_if_any("t", findings.topics);
    out.member_if_any("i", findings.intents);
    out.member_if_any("e", findings.emotions);
    out.member_if_any("p", findings.personal_data);
    out.member_if_any("x", findings.profanity);
    out.member_if_any("c", findings.clauses);
    return std::move(out).end();
}

std::optional<text::Findings> read_findings(std::string_view text) {
    try {
        return Parser(text).findings();
    } catch (const Unreadable&) {
        return {};
    }
}

}  // namespace styk::feedback
