#include "text/clauses.h"

#include <algorithm>

namespace styk::text {

namespace {

constexpr std::size_t fewest_items_of_part = 2;

Letter first_letter(const Tokens& tokens, std::uint32_t token) {
    return tokens.plain[tokens.items[token].at];
}

bool is_mark(const Tokens& tokens, std::uint32_t token, std::string_view any_of) {
    return tokens.items[token].kind == Kind::mark &&
           any_of.find(static_cast<char>(first_letter(tokens, token))) != std::string_view::npos;
}

// What signs say at a token: where the latest begins of those that end before it, by what they
// judge; -1 where there is none.
struct Before {
    std::int64_t topic = -1, positive = -1, negative = -1;
    bool contrast = false, shortened = false;  // one begins here; it is part of an abbreviation

    void keep_latest(const Before& last) {
        topic = std::max(topic, last.topic);
        positive = std::max(positive, last.positive);
        negative = std::max(negative, last.negative);
    }
};

class Cutting {
public:
    Cutting(
        const Tokens& tokens,
        std::span<const Item> items,
        std::span<const Sign> signs,
        const ClauseCues& cues
    )
        : tokens_(tokens), before_(tokens.items.size() + 1), counts_(tokens.items.size() + 1) {
        for (const auto& item : items) {
            counts_[item.token + 1] = 1;
        }
        for (std::size_t i = 1; i < counts_.size(); ++i) {
            counts_[i] += counts_[i - 1];
        }
        for (const auto& sign : signs) {
            note(sign, cues);
        }
        for (std::size_t i = 1; i < before_.size(); ++i) {
            before_[i].keep_latest(before_[i - 1]);
        }
    }

    std::vector<Range> run() {
        const auto size = static_cast<std::uint32_t>(tokens_.items.size());
        for (std::uint32_t token = 0; token < size; ++token) {
            if (begins_contrast(token)) {
                cut_before(token);
            } else if (ends_sentence(token)) {
                token = last_of_end(token);
                cut_before(token + 1);
            } else if (is_mark(tokens_, token, ",") && parts_judgements(token)) {
                cut_before(token + 1);
            }
        }
        cut_before(size);
        return std::move(ranges_);
    }

private:
    [[nodiscard]] std::uint32_t items_in(std::uint32_t first, std::uint32_t end) const {
        return counts_[end] - counts_[first];
    }

    // What holds nothing to read joins its neighbour.
    void cut_before(std::uint32_t token) {
        if (token <= first_) {
            return;
        }
        if (items_in(first_, token) > 0) {
            ranges_.push_back({first_, token});
        } else if (!ranges_.empty()) {
            ranges_.back().end = token;
        } else {
            return;
        }
        first_ = token;
    }

    void note(const Sign& sign, const ClauseCues& cues) {
        auto& ended = before_[sign.last + 1];
        const auto at = std::int64_t{sign.first};
        if (cues.is_topic[sign.cue]) {
            ended.topic = std::max(ended.topic, at);
        }
        if (sign.cue == cues.positive || sign.cue == cues.negative) {
            const bool good = (sign.cue == cues.positive) != sign.denied;
            auto& side = good ? ended.positive : ended.negative;
            side = std::max(side, at);
        }
        if (sign.cue == cues.contrast) {
            before_[sign.first].contrast = true;
        }
        for (auto token = sign.first; sign.cue == cues.abbreviation && token <= sign.last;
             ++token) {
            before_[token].shortened = true;
        }
    }

    [[nodiscard]] bool begins_contrast(std::uint32_t token) const {
        return items_in(first_, token) > 0 && before_[token].contrast;
    }

    [[nodiscard]] bool ends_sentence(std::uint32_t token) const {
        if (is_mark(tokens_, token, "!?;\n")) {
            return true;
        }
        if (!is_mark(tokens_, token, ".")) {
            return false;
        }
        if (token == 0 || tokens_.items[token].length > 1) {
            return true;  // three dots
        }
        const auto& before = tokens_.items[token - 1];
        const bool last = token + 1 == tokens_.items.size();
        if (last || !tokens_.items[token].glued) {
            return true;
        }
        const auto& after = tokens_.items[token + 1];
        const bool number = before.kind == Kind::number && after.kind == Kind::number;
        const bool address = after.glued && !after.capital && after.kind == Kind::word;
        const bool initial = before.kind == Kind::word && before.length == 1 && before.capital;
        const bool shortened = before_[token - 1].shortened && !before.capital;
        return !(after.glued && (number || address)) && !initial && !shortened;
    }

    // Emoji, closing quotes and brackets belong to the sentence before them.
    [[nodiscard]] std::uint32_t last_of_end(std::uint32_t token) const {
        auto next = token + 1;
        for (; next < tokens_.items.size(); ++next) {
            const auto& after = tokens_.items[next];
            const bool closes = after.glued && is_mark(tokens_, next, "\")");
            if (after.kind != Kind::emoji && !closes && !is_mark(tokens_, next, "!?\n")) {
                break;
            }
        }
        return next - 1;
    }

    struct Judged {
        bool topic = false, positive = false, negative = false;
    };

    [[nodiscard]] Judged judged(std::uint32_t first, std::uint32_t end) const {
        const auto& ended = before_[end];
        return {ended.topic >= first, ended.positive >= first, ended.negative >= first};
    }

    [[nodiscard]] std::uint32_t end_of_part(std::uint32_t token) const {
        while (token < tokens_.items.size() && !is_mark(tokens_, token, ",.!?;\n")) {
            ++token;
        }
        return token;
    }

    [[nodiscard]] bool parts_judgements(std::uint32_t comma) const {
        const auto end = end_of_part(comma + 1);
        if (items_in(first_, comma) < fewest_items_of_part ||
            items_in(comma + 1, end) < fewest_items_of_part) {
            return false;
        }
        const auto left = judged(first_, comma), right = judged(comma + 1, end);
        const bool opposite =
            (left.positive && !left.negative && right.negative && !right.positive) ||
            (left.negative && !left.positive && right.positive && !right.negative);
        return (left.topic && right.topic) || opposite;
    }

    const Tokens& tokens_;
    std::vector<Before> before_;         // by token, one more than there are
    std::vector<std::uint32_t> counts_;  // items before each token
    std::uint32_t first_ = 0;
    std::vector<Range> ranges_;
};

}  // namespace

ClauseCues::ClauseCues(const Words& words)
    : positive(words.cue("positive")),
      negative(words.cue("negative")),
      contrast(words.cue("contrast")),
      abbreviation(words.cue("abbreviation")) {
    for (const auto& cue : words.cues()) {
        is_topic.push_back(cue.starts_with("topic."));
    }
}

std::vector<Range> clauses_of(
    const Tokens& tokens,
    std::span<const Item> items,
    std::span<const Sign> signs,
    const ClauseCues& cues
) {
    return Cutting(tokens, items, signs, cues).run();
}

Span span_of(const Tokens& tokens, Range range) {
    if (range.first >= range.end) {
        return {};
    }
    return {tokens.items[range.first].span.from, tokens.items[range.end - 1].span.to};
}

}  // namespace styk::text
