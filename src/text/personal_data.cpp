#include "text/personal_data.h"

#include <algorithm>

#include "text/check_digits.h"
#include "text/personal_numbers.h"

namespace styk::text {

namespace {

constexpr std::size_t most_groups = 8;                           // of one number
constexpr std::uint32_t reach_of_announcer = 5;                  // tokens
constexpr std::uint32_t widest_announcer = 16;                   // tokens, with what they pass over
constexpr std::uint32_t longest_name = 3, longest_address = 10;  // tokens
constexpr std::uint16_t longest_abbreviation = 3;                // letters: "nr.", "ref."

bool is_local_part(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
           c == '_' || c == '%' || c == '+' || c == '-';
}

bool is_domain_part(char c) {
    return is_local_part(c) && c != '_' && c != '%' && c != '+';
}

bool is_capital(char c) {
    return c >= 'A' && c <= 'Z';
}

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || is_capital(c);
}

bool is_digit_byte(char c) {
    return c >= '0' && c <= '9';
}

Span span_between(std::size_t from, std::size_t to) {
    return {static_cast<std::uint32_t>(from), static_cast<std::uint32_t>(to)};
}

// The address around an "@"; empty where it is none.
Span email_around(std::string_view comment, std::size_t at) {
    auto from = at, to = at + 1;
    while (from > 0 && is_local_part(comment[from - 1])) {
        --from;
    }
    while (from < at && comment[from] == '.') {
        ++from;
    }
    while (to < comment.size() && is_domain_part(comment[to])) {
        ++to;
    }
    while (to > at && !is_letter(comment[to - 1])) {
        --to;
    }
    const auto domain = comment.substr(at + 1, to > at ? to - at - 1 : 0);
    const auto dot = domain.rfind('.');
    const bool whole =
        from < at && dot != std::string_view::npos && dot > 0 && domain.size() - dot > 2 &&
        std::all_of(domain.begin() + static_cast<std::ptrdiff_t>(dot) + 1, domain.end(), is_letter);
    return whole ? span_between(from, to) : Span{};
}

// The account number that begins at `at`, its groups parted by single spaces; empty where none
// does.
Span iban_at(std::string_view comment, std::size_t at) {
    const auto length = iban_length(comment.substr(at, 2));
    std::string iban;
    auto to = at;
    for (; to < comment.size() && iban.size() < length; ++to) {
        const char c = comment[to];
        if (is_capital(c) || is_digit_byte(c)) {
            iban += c;
        } else if (c != ' ' || comment[to - 1] == ' ') {
            break;
        }
    }
    return length > 0 && is_iban(iban) ? span_between(at, to) : Span{};
}

// Words that say what follows, on tokens [first, last].
struct Announcer {
    std::string_view what;  // PersonalCues
    std::uint32_t first = 0, last = 0;
};

class Search {
public:
    Search(
        std::string_view comment,
        const Tokens& tokens,
        std::span<const Sign> signs,
        const PersonalCues& cues
    )
        : comment_(comment), tokens_(tokens) {
        for (const auto& sign : signs) {
            if (sign.cue < cues.by_cue.size() && !cues.by_cue[sign.cue].empty()) {
                announcers_.push_back({cues.by_cue[sign.cue], sign.first, sign.last});
            }
        }
    }

    std::vector<PersonalData> run() {
        emails();
        accounts();
        for (const auto& run : digit_runs(comment_)) {
            numbers(run);
        }
        for (const auto& one : announcers_) {
            if (one.what == "name") {
                name_after(one.last + 1);
            } else if (one.what == "address") {
                address_after(one.last + 1);
            }
        }
        std::sort(found_.begin(), found_.end(), [](const auto& a, const auto& b) {
            return a.span.from < b.span.from;
        });
        return std::move(found_);
    }

private:
    void add(PersonalKind kind, Span span) {
        const bool taken = std::any_of(found_.begin(), found_.end(), [&](const PersonalData& one) {
            return one.span.from < span.to && span.from < one.span.to;
        });
        if (!taken) {
            found_.push_back({kind, span});
        }
    }

    void emails() {
        for (auto at = comment_.find('@'); at != std::string_view::npos;
             at = comment_.find('@', at + 1)) {
            const auto span = email_around(comment_, at);
            if (span.size() > 0) {
                add(PersonalKind::email, span);
            }
        }
    }

    void accounts() {
        for (std::size_t at = 0; at + 4 < comment_.size(); ++at) {
            const bool begins = is_capital(comment_[at]) && is_capital(comment_[at + 1]) &&
                                is_digit_byte(comment_[at + 2]) &&
                                is_digit_byte(comment_[at + 3]) &&
                                (at == 0 || !is_letter(comment_[at - 1]));
            if (const auto span = begins ? iban_at(comment_, at) : Span{}; span.size() > 0) {
                add(PersonalKind::iban, span);
            }
        }
    }

    // The first token that begins at `byte` or later.
    [[nodiscard]] std::uint32_t token_at(std::uint32_t byte) const {
        const auto found = std::lower_bound(
            tokens_.items.begin(),
            tokens_.items.end(),
            byte,
            [](const Token& token, auto at) { return token.span.to <= at; }
        );
        return static_cast<std::uint32_t>(found - tokens_.items.begin());
    }

    [[nodiscard]] std::string_view announced_before(std::uint32_t byte) const {
        constexpr std::uint32_t reach = reach_of_announcer + widest_announcer;
        const auto token = token_at(byte);
        std::string_view nearest;
        auto one = std::lower_bound(
            announcers_.begin(),
            announcers_.end(),
            token > reach ? token - reach : 0,
            [](const Announcer& announcer, auto first) { return announcer.first < first; }
        );
        for (; one != announcers_.end() && one->first < token; ++one) {
            const bool reaches = one->last < token && token - one->last <= reach_of_announcer;
            if (reaches && announces_number(*one, token)) {
                nearest = one->what;
            }
        }
        return nearest;
    }

    // A number is that of an order only where both stand in one part of a sentence; a telephone's
    // may stand in the next: who forgets to hide it does harm.
    [[nodiscard]] bool announces_number(const Announcer& one, std::uint32_t token) const {
        if (one.what == "other") {
            for (auto between = one.last + 1; between < token; ++between) {
                if (parts(between)) {
                    return false;
                }
            }
        }
        return one.what != "name" && one.what != "address";
    }

    [[nodiscard]] bool parts(std::uint32_t token) const {
        const bool abbreviation =
            is_mark(token, '.') && tokens_.items[token - 1].length <= longest_abbreviation;
        return tokens_.items[token].kind == Kind::mark && !abbreviation && !is_mark(token, ':') &&
               !is_mark(token, '-') && !is_mark(token, '(') && !is_mark(token, '/');
    }

    [[nodiscard]] NumberContext context_before(const DigitGroup& group) const {
        NumberContext context;
        auto at = group.span.from;
        context.bracket = at > 0 && comment_[at - 1] == '(';
        at -= context.bracket ? 1 : 0;
        context.plus = at > 0 && comment_[at - 1] == '+';
        auto letters = group.span.from;
        while (letters > 0 && is_letter(comment_[letters - 1])) {
            --letters;
        }
        if (letters == group.span.from && letters > 3 && comment_[letters - 1] == ' ' &&
            is_capital(comment_[letters - 2])) {
            context.letters = capitals_before(letters - 1);  // "ABC 523456"
        } else {
            context.letters = comment_.substr(letters, group.span.from - letters);
        }
        context.announced = announced_before(group.span.from);
        return context;
    }

    // Two or three capital letters that end at `end`, and nothing before them.
    [[nodiscard]] std::string_view capitals_before(std::size_t end) const {
        auto from = end;
        while (from > 0 && is_capital(comment_[from - 1])) {
            --from;
        }
        const bool alone = from == 0 || comment_[from - 1] == ' ' || comment_[from - 1] == ':';
        return alone && (end - from == 2 || end - from == 3) ? comment_.substr(from, end - from)
                                                             : std::string_view{};
    }

    void numbers(const DigitRun& run) {
        for (std::size_t first = 0; first < run.size();) {
            const auto taken = number_at(std::span(run).subspan(first));
            first += taken == 0 ? 1 : taken;
        }
    }

    // How many groups from the first on are one personal number.
    std::size_t number_at(std::span<const DigitGroup> groups) {
        auto context = context_before(groups.front());
        const bool loose =
            !context.letters.empty() && comment_[groups.front().span.from - 1] == ' ';
        for (auto count = std::min(groups.size(), most_groups); count > 0; --count) {
            const auto tried = groups.first(count);
            auto kind = kind_of_number(tried, context);
            if (!kind && loose) {
                auto alone = context;
                alone.letters = {};
                kind = kind_of_number(tried, alone);
                if (kind) {
                    context = alone;
                }
            }
            if (kind) {
                add(*kind, {begin_of(tried.front(), *kind, context), tried.back().span.to});
                return count;
            }
        }
        return 0;
    }

    [[nodiscard]] std::uint32_t begin_of(
        const DigitGroup& first, PersonalKind kind, const NumberContext& context
    ) const {
        if (kind == PersonalKind::id_card) {
            return static_cast<std::uint32_t>(context.letters.data() - comment_.data());
        }
        const auto signs = (context.plus ? 1U : 0U) + (context.bracket ? 1U : 0U);
        return kind == PersonalKind::phone ? first.span.from - signs : first.span.from;
    }

    [[nodiscard]] bool is_mark(std::uint32_t token, char mark) const {
        const auto& one = tokens_.items[token];
        return one.kind == Kind::mark && tokens_.plain[one.at] == static_cast<Letter>(mark);
    }

    void name_after(std::uint32_t token) {
        auto end = token;
        while (end < tokens_.items.size() && end - token < longest_name &&
               tokens_.items[end].kind == Kind::word && tokens_.items[end].capital) {
            ++end;
        }
        if (end > token) {
            add(PersonalKind::name,
                {tokens_.items[token].span.from, tokens_.items[end - 1].span.to});
        }
    }

    // Up to the last number near enough: "Długa 5 m. 7".
    void address_after(std::uint32_t token) {
        while (token < tokens_.items.size() && (is_mark(token, ':') || is_mark(token, '.'))) {
            ++token;
        }
        const bool begins =
            token < tokens_.items.size() &&
            (tokens_.items[token].capital || tokens_.items[token].kind == Kind::number);
        auto end = token;
        for (auto at = token; begins && at < tokens_.items.size() && at - token < longest_address;
             ++at) {
            if (tokens_.items[at].kind == Kind::number) {
                end = at + 1;
            } else if (is_mark(at, '\n') || is_mark(at, '!') || is_mark(at, '?')) {
                break;
            }
        }
        if (end > token + 1) {
            add(PersonalKind::address,
                {tokens_.items[token].span.from, tokens_.items[end - 1].span.to});
        }
    }

    std::string_view comment_;
    const Tokens& tokens_;
    std::vector<Announcer> announcers_;  // in the order of their first tokens
    std::vector<PersonalData> found_;
};

}  // namespace

std::string_view name_of(PersonalKind kind) {
    constexpr std::string_view names[] = {
        "email",
        "phone",
        "card",
        "iban",
        "pesel",
        "nip",
        "id_card",
        "snils",
        "inn",
        "passport",
        "name",
        "address"
    };
    return names[static_cast<std::size_t>(kind)];
}

PersonalCues::PersonalCues(const Words& words) {
    constexpr std::string_view prefix = "personal.";
    constexpr std::string_view known[] = {
        "phone", "other", "nip", "pesel", "snils", "inn", "passport", "name", "address"
    };
    for (const std::string_view cue : words.cues()) {
        const auto what = cue.starts_with(prefix) ? cue.substr(prefix.size()) : std::string_view{};
        const auto found = std::find(std::begin(known), std::end(known), what);
        by_cue.push_back(found == std::end(known) ? std::string_view{} : *found);
    }
}

std::vector<PersonalData> find_personal_data(
    std::string_view comment,
    const Tokens& tokens,
    std::span<const Sign> signs,
    const PersonalCues& cues
) {
    return Search(comment, tokens, signs, cues).run();
}

std::string masked(std::string_view comment, std::span<const PersonalData> found) {
    std::string out;
    std::size_t at = 0;
    for (const auto& one : found) {
        out += comment.substr(at, one.span.from - at);
        out += '[';
        out += name_of(one.kind);
        out += ']';
        at = one.span.to;
    }
    out += comment.substr(at);
    return out;
}

}  // namespace styk::text
