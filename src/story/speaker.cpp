#include "story/speaker.h"

#include <cmath>
#include <fmt/format.h>

#include "base/result.h"

namespace styk::story {

namespace {

std::span<const Said> words_of(std::string_view language) {
    return language == "pl" ? words_pl() : language == "ru" ? words_ru() : words_en();
}

}  // namespace

Speaker::Speaker(std::string_view language) : language_(language) {
    for (const auto& [key, pattern] : words_of(language_.code())) {
        patterns_.emplace(key, pattern);
    }
}

Pieces Speaker::say(std::string_view key, const PatternValues& values) const {
    const auto found = patterns_.find(key);
    if (found == patterns_.end()) {
        throw Fault(fmt::format("there are no words for {}", key));
    }
    return language_.sentence(found->second, values);
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

std::string FigureWords::bare(double value) const {
    return speaker_.language().number(points(value), decimals());
}

std::string FigureWords::value(double value) const {
    switch (kind_) {
        case metric::Kind::net:
            return speaker_.language().signed_number(points(value));
        case metric::Kind::box:
            return speaker_.language().percent(value);
        case metric::Kind::mean:
        case metric::Kind::index:
            return bare(value);
    }
    return bare(value);
}

std::string FigureWords::range(double lo, double hi) const {
    if (kind_ == metric::Kind::net) {
        return ends(lo, hi);
    }
    return bare(lo) + "–" + (kind_ == metric::Kind::box ? value(hi) : bare(hi));
}

std::string FigureWords::ends(double lo, double hi) const {
    return speaker_.text("range", {{"lo", bare(lo)}, {"hi", bare(hi)}});
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
