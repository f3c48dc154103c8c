#include "text/reader.h"

#include <algorithm>
#include <cmath>

#include "text/profanity.h"
#include "text/tone.h"
#include "text/trained.h"

namespace styk::text {

namespace {

constexpr std::size_t negative = 0, positive = 2;  // columns of a tone head
constexpr float telling = 0.35F;  // of the strongest word's share: shown as a reason
constexpr std::size_t most_reasons = 4;

// One comment on its way through a model.
class Reading {
public:
    Reading(const Trained& by, std::string_view comment, const Tokens& tokens)
        : by_(by), comment_(comment), tokens_(tokens) {
        by.model.words.find(tokens, signs_);
        read_items(tokens, items_);
        tone_.gather(by.model.tone, tokens, items_, signs_, by.features);
    }

    void read_personal_data(Findings& into) const {
        into.personal_data = find_personal_data(comment_, tokens_, signs_, by_.personal_cues);
        into.profanity = find_profanity(comment_, tokens_, signs_, by_.model.words);
    }

    [[nodiscard]] std::optional<Sentiment> sentiment() {
        cut();
        return items_.empty() ? std::nullopt : std::optional(sentiment_of_all());
    }

    void read_tone(Findings& into) {
        cut();
        if (items_.empty()) {
            return;
        }
        into.sentiment = sentiment_of_all();
        for (std::size_t i = 0; i < ranges_.size(); ++i) {
            into.clauses.push_back({span_of(tokens_, ranges_[i]), sentiment_of(odds_[i])});
        }
        into.because = weighed();
    }

    void read_matter(Findings& into) {
        matter_.gather(by_.model.matter, tokens_, items_, signs_, by_.features);
        margins_.resize(by_.model.matter.columns.size());
        matter_.margins(by_.model.matter, all(), margins_);
        for (const auto& one : by_.topics) {
            if (is_given(one)) {
                into.topics.push_back(topic(one, into.clauses));
            }
        }
        for (const auto& one : by_.intents) {
            if (is_given(one)) {
                into.intents.push_back(label(one));
            }
        }
        for (const auto& one : by_.emotions) {
            if (is_given(one)) {
                into.emotions.push_back(label(one));
            }
        }
        sort(into.topics);
        sort(into.intents);
        sort(into.emotions);
    }

private:
    [[nodiscard]] Range all() const {
        return {0, static_cast<std::uint32_t>(tokens_.items.size())};
    }

    void cut() {
        ranges_ = clauses_of(tokens_, items_, signs_, by_.clause_cues);
        for (const auto& range : ranges_) {
            tone_.margins(by_.model.tone, range, part_);
            odds_.push_back(tone_odds(by_.model.tone, part_));
        }
        tone_.margins(by_.model.tone, all(), whole_);
    }

    [[nodiscard]] Sentiment sentiment_of_all() const {
        auto found = sentiment_of(tone_odds(by_.model.tone, whole_));
        if (odds_.size() > 1 && is_mixed(by_.model.tone, odds_, whole_)) {
            found = sentiment_of(mean_of_clauses());
            found.label = Tone::mixed;
        }
        return found;
    }

    [[nodiscard]] ToneOdds mean_of_clauses() const {
        ToneOdds mean{};
        for (const auto& odds : odds_) {
            for (std::size_t i = 0; i < mean.size(); ++i) {
                mean[i] += odds[i] / static_cast<double>(odds_.size());
            }
        }
        return mean;
    }

    // The words that speak most for or against, as shares of the strongest.
    [[nodiscard]] std::vector<Weighed> weighed() const {
        std::vector<float> good(tokens_.items.size()), bad(tokens_.items.size());
        tone_.shares(positive, all(), good);
        tone_.shares(negative, all(), bad);
        float strongest = 0;
        for (std::size_t i = 0; i < good.size(); ++i) {
            good[i] -= bad[i];
            strongest = std::max(strongest, std::abs(good[i]));
        }
        std::vector<Weighed> found;
        for (std::size_t i = 0; i < good.size(); ++i) {
            if (tokens_.items[i].kind != Kind::mark && strongest > 0 &&
                std::abs(good[i]) >= telling * strongest) {
                found.push_back({tokens_.items[i].span, good[i] / strongest});
            }
        }
        return found;
    }

    [[nodiscard]] const Column& column(const Decided& one) const {
        return by_.model.matter.columns[one.column];
    }

    [[nodiscard]] double probability_of(const Decided& one) const {
        return probability(column(one), margins_[one.column], has_pattern(one));
    }

    [[nodiscard]] bool has_pattern(const Decided& one) const {
        return std::any_of(signs_.begin(), signs_.end(), [&](const Sign& sign) {
            return sign.cue == one.cue && !sign.denied;
        });
    }

    [[nodiscard]] bool is_given(const Decided& one) const {
        return probability_of(one) >= static_cast<double>(column(one).threshold);
    }

    [[nodiscard]] Label label(const Decided& one) const {
        return {one.key, probability_of(one), because(one)};
    }

    // What the patterns of the label stand on; where there are none, the words with most weight.
    [[nodiscard]] std::vector<Span> because(const Decided& one) const {
        std::vector<bool> shown(tokens_.items.size());
        if (has_pattern(one)) {
            for (const auto& sign : signs_) {
                if (sign.cue == one.cue && !sign.denied) {
                    std::fill(shown.begin() + sign.first, shown.begin() + sign.last + 1, true);
                }
            }
        } else {
            mark_strongest(one, shown);
        }
        std::vector<Span> spans;
        for (std::size_t i = 0; i < shown.size(); ++i) {
            if (shown[i] && i > 0 && shown[i - 1]) {
                spans.back().to = tokens_.items[i].span.to;
            } else if (shown[i]) {
                spans.push_back(tokens_.items[i].span);
            }
        }
        return spans;
    }

    void mark_strongest(const Decided& one, std::vector<bool>& shown) const {
        std::vector<float> shares(tokens_.items.size());
        matter_.shares(one.column, all(), shares);
        const auto strongest = *std::max_element(shares.begin(), shares.end());
        std::size_t marked = 0;
        for (std::size_t i = 0; i < shares.size() && marked < most_reasons; ++i) {
            if (shares[i] > 0 && shares[i] >= 2 * telling * strongest) {
                shown[i] = true;
                ++marked;
            }
        }
    }

    // The topic, and each clause that speaks of it told so.
    [[nodiscard]] Topic topic(const Decided& one, std::vector<Clause>& clauses) const {
        Topic found{one.key, probability_of(one), because(one)};
        ToneOdds odds{};
        std::size_t spoken = 0;
        for (std::size_t i = 0; i < clauses.size(); ++i) {
            const bool here =
                std::any_of(found.because.begin(), found.because.end(), [&](const Span& span) {
                    return span.from >= clauses[i].span.from && span.from < clauses[i].span.to;
                });
            if (here) {
                clauses[i].topics.push_back(one.key);
                std::transform(
                    odds.begin(), odds.end(), odds_[i].begin(), odds.begin(), std::plus{}
                );
                ++spoken;
            }
        }
        for (double& side : odds) {
            side /= static_cast<double>(std::max<std::size_t>(spoken, 1));
        }
        found.sentiment = sentiment_of(spoken > 0 ? odds : tone_odds(by_.model.tone, whole_));
        return found;
    }

    static void sort(auto& labels) {
        std::stable_sort(labels.begin(), labels.end(), [](const auto& a, const auto& b) {
            return a.probability > b.probability;
        });
    }

    const Trained& by_;
    std::string_view comment_;
    const Tokens& tokens_;
    std::vector<Sign> signs_;
    std::vector<Item> items_;
    Evidence tone_, matter_;
    std::vector<Range> ranges_;
    std::vector<ToneOdds> odds_;  // by clause
    std::array<float, 4> whole_{}, part_{};
    std::vector<float> margins_;
};

}  // namespace

Reader::Reader(std::span<const std::string_view> models) : trained_(all_languages.size()) {
    for (const auto bytes : models) {
        auto model = read_model(bytes);
        if (!model) {
            throw Fault("a text model cannot be read: " + model.error().message);
        }
        if (const auto language = language_of(model->name)) {
            trained_[static_cast<std::size_t>(*language)] =
                std::make_unique<const Trained>(std::move(*model));
        } else {
            id_ = std::make_unique<const Model>(std::move(*model));
        }
    }
}

Reader::~Reader() = default;
Reader::Reader(Reader&&) noexcept = default;
Reader& Reader::operator=(Reader&&) noexcept = default;

const Trained* Reader::trained(Language language) const {
    return trained_[static_cast<std::size_t>(language)].get();
}

std::string_view Reader::version(Language language) const {
    const auto* known = trained(language);
    return known == nullptr ? std::string_view{} : known->model.version;
}

Findings Reader::read(std::string_view comment, const Hint& hint) const {
    const auto tokens = tokens_of(comment);
    Findings found;
    found.language = identify(id_.get(), comment, tokens, hint);
    const auto language = language_of(found.language);
    const auto* by = trained(language.value_or(hint.language.value_or(Language::en)));
    if (by == nullptr) {
        found.personal_data = find_personal_data(comment, tokens, {}, {});
        return found;
    }
    Reading reading(*by, comment, tokens);
    reading.read_personal_data(found);
    const bool wordless =
        std::none_of(tokens.items.begin(), tokens.items.end(), [](const Token& token) {
            return token.kind == Kind::word;
        });
    if (language || wordless) {  // emoji and marks speak every language
        found.model = by->model.version;
        reading.read_tone(found);
        reading.read_matter(found);
    }
    return found;
}

std::optional<Sentiment> Reader::sentiment(std::string_view comment, Language language) const {
    const auto* by = trained(language);
    const auto tokens = tokens_of(comment);
    return by == nullptr ? std::nullopt : Reading(*by, comment, tokens).sentiment();
}

}  // namespace styk::text
