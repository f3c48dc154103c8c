#include "base/language.h"

#include <algorithm>
#include <fmt/format.h>
#include <unicode/dtitvfmt.h>
#include <unicode/dtptngen.h>
#include <unicode/listformatter.h>
#include <unicode/msgfmt.h>
#include <unicode/numberformatter.h>
#include <unicode/smpdtfmt.h>

#include "base/result.h"

namespace styk {

namespace {

// Stand for <b> and </b> while ICU works: private characters, which no text of a person may hold.
constexpr char16_t strong_begins = u'\uE000', strong_ends = u'\uE001';

std::string from_icu(const icu::UnicodeString& text) {
    std::string out;
    text.toUTF8String(out);
    return out;
}

icu::UnicodeString to_icu(std::string_view text) {
    return icu::UnicodeString::fromUTF8(
        icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size()))
    );
}

void check(UErrorCode status, std::string_view what) {
    if (U_FAILURE(status) != 0) {
        throw Fault(fmt::format("ICU cannot {}: {}", what, u_errorName(status)));
    }
}

// Dates come with thin and narrow spaces, which few people can type when they search.
std::string with_plain_spaces(icu::UnicodeString text) {
    text.findAndReplace(u"\u2009", u" ");
    text.findAndReplace(u"\u202f", u"\u00a0");
    return from_icu(text);
}

std::string with_minus(icu::UnicodeString text) {
    text.findAndReplace(u"-", u"\u2212");
    return from_icu(text);
}

UDate to_icu(Day day) {
    return static_cast<UDate>(day) * 86'400'000.0;
}

Pieces cut(const icu::UnicodeString& text) {
    Pieces pieces;
    icu::UnicodeString now;
    const auto end = [&](bool strong) {
        if (!now.isEmpty()) {
            pieces.push_back({from_icu(now), strong});
            now.remove();
        }
    };
    for (std::int32_t i = 0; i < text.length(); ++i) {
        const char16_t c = text[i];
        if (c == strong_begins || c == strong_ends) {
            end(c == strong_ends);
        } else {
            now.append(c);
        }
    }
    end(false);
    return pieces;
}

icu::Formattable argument_of(const PatternValue& value) {
    if (const auto* whole = std::get_if<std::int64_t>(&value)) {
        return icu::Formattable(*whole);
    }
    auto text = to_icu(std::get<std::string>(value));
    text.findAndReplace(icu::UnicodeString(strong_begins), icu::UnicodeString());
    text.findAndReplace(icu::UnicodeString(strong_ends), icu::UnicodeString());
    return icu::Formattable(text);
}

}  // namespace

class Language::Icu {
public:
    explicit Icu(const char* name) : locale(name) {
        UErrorCode status = U_ZERO_ERROR;
        patterns.reset(icu::DateTimePatternGenerator::createInstance(locale, status));
        check(status, "load its patterns of dates");
    }

    [[nodiscard]] icu::number::LocalizedNumberFormatter numbers(int decimals) const {
        return icu::number::NumberFormatter::withLocale(locale)
            .precision(icu::number::Precision::fixedFraction(decimals))
            .roundingMode(UNUM_ROUND_HALFUP);
    }

    // `skeleton`: the parts wanted, "dMMMMy"; the language says in which order.
    [[nodiscard]] std::string date(const char16_t* skeleton, Day day) const {
        UErrorCode status = U_ZERO_ERROR;
        icu::SimpleDateFormat format(patterns->getBestPattern(skeleton, status), locale, status);
        check(status, "write a date");
        format.setTimeZone(*icu::TimeZone::getGMT());
        icu::UnicodeString out;
        return with_plain_spaces(format.format(to_icu(day), out));
    }

    icu::Locale locale;
    std::unique_ptr<icu::DateTimePatternGenerator> patterns;
};

std::string plain(const Pieces& pieces) {
    std::string out;
    for (const Piece& piece : pieces) {
        out += piece.text;
    }
    return out;
}

Language::Language(std::string_view code)
    : code_(code == "pl" || code == "ru" ? code : "en"),
      icu_(std::make_unique<Icu>(code_ == "en" ? "en_GB" : code_.c_str())) {}

Language::Language(Language&& other) noexcept = default;
Language& Language::operator=(Language&& other) noexcept = default;
Language::~Language() = default;

std::string Language::number(double value, int decimals) const {
    UErrorCode status = U_ZERO_ERROR;
    auto out = icu_->numbers(decimals)
                   .sign(UNUM_SIGN_NEGATIVE)
                   .formatDouble(value, status)
                   .toString(status);
    check(status, "write a number");
    return with_minus(std::move(out));
}

std::string Language::signed_number(double value, int decimals) const {
    UErrorCode status = U_ZERO_ERROR;
    auto out = icu_->numbers(decimals)
                   .sign(UNUM_SIGN_EXCEPT_ZERO)
                   .formatDouble(value, status)
                   .toString(status);
    check(status, "write a number");
    return with_minus(std::move(out));
}

std::string Language::percent(double share, int decimals) const {
    UErrorCode status = U_ZERO_ERROR;
    auto out = icu_->numbers(decimals)
                   .unit(icu::NoUnit::percent())
                   .scale(icu::number::Scale::powerOfTen(2))
                   .sign(UNUM_SIGN_NEGATIVE)
                   .formatDouble(share, status)
                   .toString(status);
    check(status, "write a share");
    return with_minus(std::move(out));
}

std::string Language::day(Day day) const {
    return icu_->date(u"dMMMMy", day);
}

std::string Language::short_day(Day day) const {
    return icu_->date(u"dMMMy", day);
}

std::string Language::month(Day day) const {
    return icu_->date(u"LLLLy", day);
}

std::string Language::short_month(Day day) const {
    return icu_->date(u"LLL", day);
}

std::string Language::days(Day first, Day last) const {
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<icu::DateIntervalFormat> format(
        icu::DateIntervalFormat::createInstance(u"dMMMMy", icu_->locale, status)
    );
    check(status, "write two dates");
    format->setTimeZone(*icu::TimeZone::getGMT());
    const icu::DateInterval interval(to_icu(first), to_icu(last));
    icu::UnicodeString out;
    icu::FieldPosition nowhere(icu::FieldPosition::DONT_CARE);
    format->format(&interval, out, nowhere, status);
    check(status, "write two dates");
    return with_plain_spaces(out);
}

std::string Language::list(const std::vector<std::string>& names) const {
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<icu::ListFormatter> format(
        icu::ListFormatter::createInstance(icu_->locale, status)
    );
    check(status, "write a list");
    std::vector<icu::UnicodeString> items;
    items.reserve(names.size());
    for (const auto& name : names) {
        items.push_back(to_icu(name));
    }
    icu::UnicodeString out;
    format->format(items.data(), static_cast<std::int32_t>(items.size()), out, status);
    check(status, "write a list");
    return from_icu(out);
}

Pieces Language::sentence(std::string_view pattern, const PatternValues& values) const {
    auto marked = to_icu(pattern);
    marked.findAndReplace(u"<b>", icu::UnicodeString(strong_begins));
    marked.findAndReplace(u"</b>", icu::UnicodeString(strong_ends));
    UErrorCode status = U_ZERO_ERROR;
    const icu::MessageFormat format(marked, icu_->locale, status);
    check(status, fmt::format("read the pattern {}", pattern));
    std::vector<icu::UnicodeString> names;
    std::vector<icu::Formattable> arguments;
    for (const auto& [name, value] : values) {
        names.push_back(to_icu(name));
        arguments.push_back(argument_of(value));
    }
    icu::UnicodeString out;
    format.format(
        names.data(), arguments.data(), static_cast<std::int32_t>(names.size()), out, status
    );
    check(status, fmt::format("fill the pattern {}", pattern));
    return cut(out);
}

}  // namespace styk
