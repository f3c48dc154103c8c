#include "story/speaker.h"

#include <cmath>
#include <fmt/format.h>

#include "base/result.h"
#include "firm/terms.h"

namespace styk::story {

namespace {

std::span<const Said> words_of(std::string_view language) {
    return language == "pl" ? words_pl() : language == "ru" ? words_ru() : words_en();
}

// "New [[case]]" -> "New {own0}", with what stood in the place.
std::string with_places(
    std::string_view pattern, std::vector<std::string>& names, std::vector<std::string>& terms
) {
    std::string out;
    for (std::size_t at = 0; at < pattern.size();) {
        const auto open = pattern.find("[[", at), close = pattern.find("]]", open);
        if (close == std::string_view::npos) {
            return out.append(pattern.substr(at));
        }
        names.push_back(fmt::format("own{}", names.size()));
        terms.emplace_back(pattern.substr(open, close + 2 - open));
        out.append(pattern.substr(at, open - at)).append("{" + names.back() + "}");
        at = close + 2;
    }
    return out;
}

}  // namespace

Speaker::Speaker(std::string_view language, std::string words)
    : language_(language), words_(std::move(words)) {
    for (const auto& [key, pattern] : words_of(language_.code())) {
        patterns_.emplace(key, pattern);
    }
}

Pieces Speaker::say(std::string_view key, const PatternValues& values) const {
    const auto found = patterns_.find(key);
    if (found == patterns_.end()) {
        throw Fault(fmt::format("there are no words for {}", key));
    }
    if (found->second.find("[[") == std::string_view::npos) {
        return language_.sentence(found->second, values);
    }
    // The firm's words are values too, so that nothing in them is read as a pattern.
    std::vector<std::string> names, terms;
    const auto pattern = with_places(found->second, names, terms);
    PatternValues all = values;
    for (std::size_t i = 0; i < names.size(); ++i) {
        all.emplace_back(names[i], firm::in_own_words(terms[i], language_.code(), words_));
    }
    return language_.sentence(pattern, all);
}

std::string Speaker::text(std::string_view key, const PatternValues& values) const {
    return plain(say(key, values));
}

double FigureWords::points(double value) const {
    const bool hundred = kind_ == metric::Kind::net || kind_ == metric::Kind::box;
    return hundred ? value * 100 : value;
}

int FigureWords::decimals() const {
    return kind_ == metric::Kind::mean ? 2 : 0;
}

int FigureWords::decimals_between(double lo, double hi) const {
    const bool alike = std::llround(points(lo)) == std::llround(points(hi));
    return decimals() == 0 && alike && lo != hi ? 1 : decimals();
}

std::string FigureWords::bare(double value, int decimals) const {
    return speaker_.language().number(points(value), decimals);
}

std::string FigureWords::written(double value, int decimals) const {
    switch (kind_) {
        case metric::Kind::net:
            return speaker_.language().signed_number(points(value), decimals);
        case metric::Kind::box:
            return speaker_.language().percent(value, decimals);
        case metric::Kind::mean:
        case metric::Kind::index:
            break;
    }
    return bare(value, decimals);
}

std::string FigureWords::value(double value) const {
    return written(value, decimals());
}

std::string FigureWords::end(double value, double other) const {
    return written(value, decimals_between(value, other));
}

std::string FigureWords::range(double lo, double hi) const {
    if (kind_ == metric::Kind::net) {
        return ends(lo, hi);
    }
    return bare(lo, decimals_between(lo, hi)) + "–" +
           (kind_ == metric::Kind::box ? end(hi, lo) : bare(hi, decimals_between(lo, hi)));
}

std::string FigureWords::ends(double lo, double hi) const {
    const int more = decimals_between(lo, hi);
    return speaker_.text("range", {{"lo", bare(lo, more)}, {"hi", bare(hi, more)}});
}

std::string FigureWords::range_of(const stats::Estimate& of) const {
    return of.lo && of.hi ? range(*of.lo, *of.hi) : std::string();
}

std::string FigureWords::amount(double difference) const {
    const double size = std::abs(points(difference));
    if (kind_ == metric::Kind::mean) {
        return speaker_.text("amount_mean", {{"value", speaker_.language().number(size, 2)}});
    }
    return speaker_.text("amount", {{"n", std::int64_t{std::llround(size)}}});
}

std::string FigureWords::delta(double difference) const {
    return speaker_.language().signed_number(points(difference), decimals());
}

std::string FigureWords::slope(double a_step) const {
    const int more = kind_ == metric::Kind::mean ? 3 : 1;
    return speaker_.language().number(std::abs(points(a_step)), more);
}

std::string FigureWords::amounts(const stats::Difference& of) const {
    if (!of.value || !of.lo || !of.hi) {
        return {};
    }
    return *of.value < 0 ? ends(-*of.hi, -*of.lo) : ends(*of.lo, *of.hi);
}

std::string FigureWords::deltas(const stats::Difference& of) const {
    return of.lo && of.hi ? ends(*of.lo, *of.hi) : std::string();
}

}  // namespace styk::story
