#include "text/reading.h"

#include <algorithm>
#include <cmath>

#include "text/profanity.h"

namespace styk::text {

namespace {

constexpr std::size_t negative = 0, positive = 2;  // columns of a tone head
constexpr float telling = 0.35F;  // of the strongest word's share: shown as a reason
constexpr std::size_t most_reasons = 4;

void sort(auto& labels) {
    std::stable_sort(labels.begin(), labels.end(), [](const auto& a, const auto& b) {
        return a.probability > b.probability;
    });
}

// Both because of the same words.
void join(std::vector<Span>& into, const std::vector<Span>& more) {
    into.insert(into.end(), more.begin(), more.end());
    std::sort(into.begin(), into.end(), [](const Span& a, const Span& b) {
        return std::pair(a.from, b.to) < std::pair(b.from, a.to);
    });
    std::size_t kept = 0;
    for (const Span& one : into) {
        if (kept > 0 && one.from < into[kept - 1].to) {
            into[kept - 1].to = std::max(into[kept - 1].to, one.to);
        } else {
            into[kept++] = one;
        }
    }
    into.resize(kept);
}

void add_label(std::vector<Label>& into, Label one) {
    const auto same = std::find_if(into.begin(), into.end(), [&](const Label& other) {
        return other.key == one.key;
    });
    if (same == into.end()) {
        into.push_back(std::move(one));
    } else {
        same->probability = std::max(same->probability, one.probability);
        join(same->because, one.because);
    }
}

void add(auto& to, const auto& more, double times = 1) {
    for (std::size_t i = 0; i < to.size(); ++i) {
        to[i] += static_cast<std::decay_t<decltype(to[i])>>(times * static_cast<double>(more[i]));
    }
}

}  // namespace

Reading::Reading(const Trained& by, std::string_view comment, const Tokens& tokens)
    : by_(by), comment_(comment), tokens_(tokens), spoken_(spoken_of(by, comment, tokens)) {
    gather(tone_, by.model.tone);
    if (by.taught) {
        gather(taught_tone_, by.taught->tone);
    }
}

void Reading::gather(Evidence& evidence, const Head& head) const {
    evidence.gather(head, tokens_, spoken_.items, spoken_.signs, by_.features);
}

void Reading::read_personal_data(Findings& into) const {
    into.personal_data = spoken_.personal;
    into.profanity = find_profanity(comment_, tokens_, spoken_.signs, by_.model.words);
}

std::optional<Sentiment> Reading::sentiment() {
    cut();
    return spoken_.items.empty() ? std::nullopt : std::optional(sentiment_of_all());
}

void Reading::read_tone(Findings& into) {
    cut();
    if (spoken_.items.empty()) {
        return;
    }
    into.sentiment = sentiment_of_all();
    for (std::size_t i = 0; i < ranges_.size(); ++i) {
        into.clauses.push_back({span_of(tokens_, ranges_[i]), sentiment_of(odds_[i])});
    }
    into.because = weighed();
}

void Reading::read_matter(Findings& into, Language language, const Taxonomy* taxonomy) {
    gather_matter();
    auto topics = given(by_.topics, taxonomy, Taxonomy::Kind::topic);
    into.emotions = given(by_.emotions, taxonomy, Taxonomy::Kind::emotion);
    into.intents = given(by_.intents);
    if (taxonomy != nullptr) {
        for (const auto& own : taxonomy->find(tokens_, language)) {
            const Span span{tokens_.items[own.first].span.from, tokens_.items[own.last].span.to};
            if (spoken_.hides(span)) {
                continue;
            }
            add_label(
                own.kind == Taxonomy::Kind::topic ? topics : into.emotions,
                {std::string(own.key), 1, {span}}
            );
        }
    }
    for (Label& one : topics) {
        into.topics.push_back(topic(std::move(one), into.clauses));
    }
    sort(into.topics);
    sort(into.intents);
    sort(into.emotions);
}

LogOdds Reading::log_odds() {
    cut();
    gather_matter();
    LogOdds found{whole_odds_, {}};
    for (const auto* labels : {&by_.topics, &by_.intents, &by_.emotions}) {
        for (const auto& one : *labels) {
            found.labels[one.name] = log_odds_of(one) - needed(one);
        }
    }
    return found;
}

Range Reading::all() const {
    return {0, static_cast<std::uint32_t>(tokens_.items.size())};
}

void Reading::cut() {
    ranges_ = clauses_of(tokens_, spoken_.items, spoken_.signs, by_.clause_cues);
    std::array<float, 4> part{};
    for (const auto& range : ranges_) {
        odds_.push_back(tone_odds(tone_of(range, part)));
    }
    whole_odds_ = tone_of(all(), whole_);
}

// `margins` gets those of the model.
ToneLogOdds Reading::tone_of(Range range, std::span<float> margins) const {
    tone_.margins(by_.model.tone, range, margins);
    auto found = tone_log_odds(by_.model.tone, margins);
    if (by_.taught) {
        std::array<float, tones> more{};
        taught_tone_.margins(by_.taught->tone, range, more);
        add(found, more);
    }
    return found;
}

Sentiment Reading::sentiment_of_all() const {
    auto found = sentiment_of(tone_odds(whole_odds_));
    if (odds_.size() > 1 && is_mixed(by_.model.tone, odds_, whole_)) {
        found = sentiment_of(mean_of_clauses());
        found.label = Tone::mixed;
    }
    return found;
}

ToneOdds Reading::mean_of_clauses() const {
    ToneOdds mean{};
    for (const auto& odds : odds_) {
        add(mean, odds, 1 / static_cast<double>(odds_.size()));
    }
    return mean;
}

// What each token adds to the log-odds of a side.
std::vector<float> Reading::shares_of_side(std::size_t side) const {
    std::vector<float> shares(tokens_.items.size());
    tone_.shares(side, all(), shares);
    if (by_.taught) {
        std::vector<float> more(shares.size());
        taught_tone_.shares(side, all(), more);
        add(more, shares, static_cast<double>(by_.model.tone.columns[side].slope));
        shares = std::move(more);
    }
    forget_hidden(shares);
    return shares;
}

// Two words are a pair over what is hidden between them, which has no share in it.
void Reading::forget_hidden(std::vector<float>& shares) const {
    for (std::size_t i = 0; i < shares.size() && !spoken_.personal.empty(); ++i) {
        shares[i] = spoken_.hides(tokens_.items[i].span) ? 0 : shares[i];
    }
}

// The words that speak most for or against, as shares of the strongest.
std::vector<Weighed> Reading::weighed() const {
    auto good = shares_of_side(positive);
    add(good, shares_of_side(negative), -1);
    float strongest = 0;
    for (const float share : good) {
        strongest = std::max(strongest, std::abs(share));
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

void Reading::gather_matter() {
    gather(matter_, by_.model.matter);
    margins_.resize(by_.model.matter.columns.size());
    matter_.margins(by_.model.matter, all(), margins_);
    if (by_.taught) {
        gather(taught_matter_, by_.taught->matter);
        taught_margins_.resize(by_.taught->matter.columns.size());
        taught_matter_.margins(by_.taught->matter, all(), taught_margins_);
    }
}

double Reading::log_odds_of(const Decided& one) const {
    double found = unheard_of;
    if (one.column) {
        const auto& column = by_.model.matter.columns[*one.column];
        found = text::log_odds(column, margins_[*one.column], has_pattern(one));
    }
    return found + (one.taught ? static_cast<double>(taught_margins_[*one.taught]) : 0);
}

double Reading::needed(const Decided& one) const {
    if (!one.column) {
        return 0;
    }
    const auto threshold = static_cast<double>(by_.model.matter.columns[*one.column].threshold);
    return std::log(threshold / (1 - threshold));
}

bool Reading::has_pattern(const Decided& one) const {
    return std::any_of(spoken_.signs.begin(), spoken_.signs.end(), [&](const Sign& sign) {
        return sign.cue == one.cue && !sign.denied;
    });
}

// The labels that are given, under the names that the firm gives them.
std::vector<Label> Reading::given(
    const std::vector<Decided>& labels, const Taxonomy* taxonomy, Taxonomy::Kind kind
) const {
    std::vector<Label> found;
    for (const auto& one : labels) {
        const double odds = log_odds_of(one);
        const auto key = taxonomy == nullptr ? std::optional<std::string_view>(one.key)
                                             : taxonomy->told(kind, one.key);
        if (key && odds >= needed(one)) {
            add_label(found, {std::string(*key), probability(odds), because(one)});
        }
    }
    return found;
}

// What the patterns of the label stand on; where there are none, the words with most weight.
std::vector<Span> Reading::because(const Decided& one) const {
    std::vector<bool> shown(tokens_.items.size());
    if (has_pattern(one)) {
        for (const auto& sign : spoken_.signs) {
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

void Reading::mark_strongest(const Decided& one, std::vector<bool>& shown) const {
    std::vector<float> shares(tokens_.items.size()), more(shares.size());
    if (one.column) {
        matter_.shares(*one.column, all(), more);
        const auto& column = by_.model.matter.columns[*one.column];
        add(shares, more, static_cast<double>(column.slope));
    }
    if (one.taught) {
        taught_matter_.shares(*one.taught, all(), more);
        add(shares, more);
    }
    forget_hidden(shares);
    const auto strongest = shares.empty() ? 0 : *std::max_element(shares.begin(), shares.end());
    std::size_t marked = 0;
    for (std::size_t i = 0; i < shares.size() && marked < most_reasons; ++i) {
        if (shares[i] > 0 && shares[i] >= 2 * telling * strongest) {
            shown[i] = true;
            ++marked;
        }
    }
}

// The topic, and each clause that speaks of it told so.
Topic Reading::topic(Label one, std::vector<Clause>& clauses) const {
    Topic found{std::move(one.key), one.probability, std::move(one.because)};
    ToneOdds odds{};
    std::size_t spoken = 0;
    for (std::size_t i = 0; i < clauses.size(); ++i) {
        const auto first = std::lower_bound(
            found.because.begin(),
            found.because.end(),
            clauses[i].span.from,
            [](const Span& span, auto from) { return span.from < from; }
        );
        if (first != found.because.end() && first->from < clauses[i].span.to) {
            clauses[i].topics.push_back(found.key);
            add(odds, odds_[i]);
            ++spoken;
        }
    }
    for (double& side : odds) {
        side /= static_cast<double>(std::max<std::size_t>(spoken, 1));
    }
    found.sentiment = sentiment_of(spoken > 0 ? odds : tone_odds(whole_odds_));
    return found;
}

}  // namespace styk::text
