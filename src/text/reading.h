// One comment on its way through a model.
#pragma once

#include <map>

#include "text/spoken.h"
#include "text/taxonomy.h"
#include "text/tone.h"
#include "text/trained.h"

namespace styk::text {

inline constexpr double unheard_of = -3;  // log-odds of a label that the model does not know

// Of a whole comment, and of each label that is decided about.
struct LogOdds {
    ToneLogOdds tone{};
    std::map<std::string, double> labels{};  // "topic.price" …: above zero it is given
};

class Reading {
public:
    // All three must stay as long as this does.
    Reading(const Trained& by, std::string_view comment, const Tokens& tokens);

    void read_personal_data(Findings& into) const;
    void read_tone(Findings& into);

    // After the tone; as the firm wants it told.
    void read_matter(Findings& into, Language language, const Taxonomy* taxonomy);

    [[nodiscard]] std::optional<Sentiment> sentiment();

    [[nodiscard]] LogOdds log_odds();

private:
    [[nodiscard]] Range all() const;
    void cut();
    [[nodiscard]] ToneLogOdds tone_of(Range range, std::span<float> margins) const;
    [[nodiscard]] Sentiment sentiment_of_all() const;
    [[nodiscard]] ToneOdds mean_of_clauses() const;
    [[nodiscard]] std::vector<Weighed> weighed() const;
    [[nodiscard]] std::vector<float> shares_of_side(std::size_t side) const;
    void forget_hidden(std::vector<float>& shares) const;

    void gather(Evidence& evidence, const Head& head) const;
    void gather_matter();
    [[nodiscard]] double log_odds_of(const Decided& one) const;
    [[nodiscard]] double needed(const Decided& one) const;
    [[nodiscard]] bool has_pattern(const Decided& one) const;
    [[nodiscard]] std::vector<Label> given(
        const std::vector<Decided>& labels,
        const Taxonomy* taxonomy = nullptr,
        Taxonomy::Kind kind = Taxonomy::Kind::topic
    ) const;
    [[nodiscard]] Topic topic(Label one, std::vector<Clause>& clauses) const;
    [[nodiscard]] std::vector<Span> because(const Decided& one) const;
    void mark_strongest(const Decided& one, std::vector<bool>& shown) const;

    const Trained& by_;
    std::string_view comment_;
    const Tokens& tokens_;
    Spoken spoken_;
    Evidence tone_, matter_, taught_tone_, taught_matter_;
    std::vector<Range> ranges_;
    std::vector<ToneOdds> odds_;  // by clause
    std::array<float, 4> whole_{};
    ToneLogOdds whole_odds_{};
    std::vector<float> margins_, taught_margins_;  // of the labels
};

}  // namespace styk::text
