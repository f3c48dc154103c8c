#include "base/language.h"

#include <algorithm>
#include <fmt/format.h>
#include <unicode/dtitvfmt.h>
#include <unicode/dtptngen.h>
#include <unicode/listformatter.h>
#include <unicode/messagepattern.h>
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

// ICU's formatter of patterns parts thousands in four digits, too, where a language parts them only
// from five on (Polish). So what it would write of a whole number n, # and {n}, becomes
// {n_written}, which is given as text.
class NumbersNamed {
public:
    explicit NumbersNamed(const icu::UnicodeString& pattern) : pattern_(pattern) {}

    // `whole`: the names that stand for whole numbers.
    icu::UnicodeString rewrite(const std::vector<icu::UnicodeString>& whole) {
        UErrorCode status = U_ZERO_ERROR;
        const icu::MessagePattern parsed(pattern_, nullptr, status);
        check(status, fmt::format("read the pattern {}", from_icu(pattern_)));
        for (std::int32_t i = 0; i < parsed.countParts(); ++i) {
            see(parsed, i, whole);
        }
        copy_until(pattern_.length());
        return std::move(out_);
    }

private:
    struct Plural {
        icu::UnicodeString name;
        std::int32_t last_part;
    };

    void see(
        const icu::MessagePattern& parsed,
        std::int32_t i,
        const std::vector<icu::UnicodeString>& whole
    ) {
        const auto& part = parsed.getPart(i);
        while (!inside_.empty() && i > inside_.back().last_part) {
            inside_.pop_back();
        }
        if (part.getType() == UMSGPAT_PART_TYPE_REPLACE_NUMBER) {
            put(part.getIndex(), part.getLimit(), inside_.back().name);
        } else if (part.getType() == UMSGPAT_PART_TYPE_ARG_START) {
            const auto name = parsed.getSubstring(parsed.getPart(i + 1));
            const std::int32_t last = parsed.getLimitPartIndex(i);
            if (part.getArgType() == UMSGPAT_ARG_TYPE_PLURAL) {
                inside_.push_back({name, last});
            } else if (part.getArgType() == UMSGPAT_ARG_TYPE_NONE &&
                       std::ranges::find(whole, name) != whole.end()) {
                put(part.getIndex(), parsed.getPart(last).getLimit(), name);
            }
        }
    }

    void put(std::int32_t from, std::int32_t to, const icu::UnicodeString& name) {
        copy_until(from);
        out_.append(u"{", 1).append(name).append(u"_written}", 9);
        done_ = to;
    }

    void copy_until(std::int32_t end) {
        out_.append(pattern_, done_, end - done_);
        done_ = end;
    }

    const icu::UnicodeString& pattern_;
    icu::UnicodeString out_;
    std::vector<Plural> inside_;
    std::int32_t done_ = 0;
};

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
    std::vector<icu::UnicodeString> names, whole;
    std::vector<icu::Formattable> arguments;
    for (const auto& [name, value] : values) {
        names.push_back(to_icu(name));
        arguments.push_back(argument_of(value));
        if (const auto* number_of = std::get_if<std::int64_t>(&value)) {
            whole.push_back(names.back());
            names.push_back(names.back() + u"_written");
            arguments.emplace_back(to_icu(number(static_cast<double>(*number_of))));
        }
    }
    UErrorCode status = U_ZERO_ERROR;
    const icu::MessageFormat format(NumbersNamed(marked).rewrite(whole), icu_->locale, status);
    check(status, fmt::format("read the pattern {}", pattern));
    icu::UnicodeString out;
    format.format(
        names.data(), arguments.data(), static_cast<std::int32_t>(names.size()), out, status
    );
    check(status, fmt::format("fill the pattern {}", pattern));
    return cut(out);
}

}  // namespace styk
