#include "text/corpus.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "text/common_words.h"
#include "text/function_words.h"
#include "text/stems.h"

namespace styk::text {

namespace {

constexpr std::size_t least_letters = 2, least_comments = 2;

// A term as it was met, before it is known whether another comment has it.
struct Met {
    Feature feature = 0;
    std::map<std::string, std::size_t> written;  // how it was written, and how often
    std::size_t comments = 0;
    std::vector<std::size_t> inside;  // of a pair: the places of its words
    TermId id = 0;
};

struct Times {
    std::size_t term = 0, times = 0;
};

class Gathering {
public:
    explicit Gathering(Language language)
        : function_words_(language), stems_(language), common_words_(language, stems_) {}

    void add(std::string_view comment) {
        const auto tokens = tokens_of(comment);
        std::map<std::size_t, std::size_t> times;
        const Token* before = nullptr;
        std::size_t before_term = 0;
        for (const auto& token : tokens.items) {
            const auto stem = stem_of(tokens, token);
            if (stem.empty()) {
                before = nullptr;
                continue;
            }
            const auto here = word(stem, tokens, token);
            ++times[here];
            if (before != nullptr) {
                ++times[pair(before_term, here, tokens, *before, token)];
            }
            before = &token;
            before_term = here;
        }
        close(times);
    }

    [[nodiscard]] std::vector<TermOfCorpus> terms() {
        std::vector<TermOfCorpus> kept;
        for (auto& one : met_) {
            if (one.comments < least_comments) {
                continue;
            }
            one.id = static_cast<TermId>(kept.size());
            kept.push_back({one.feature, usual(one.written), one.comments, {}});
            for (const auto place : one.inside) {
                kept.back().inside.push_back(met_[place].id);  // words come before their pairs
            }
        }
        return kept;
    }

    [[nodiscard]] std::vector<Vector> vectors() const {
        std::vector<Vector> all;
        all.reserve(comments_.size());
        for (const auto& comment : comments_) {
            all.push_back(vector_of(comment));
        }
        return all;
    }

private:
    // Empty: it says nothing of what the comment is about.
    [[nodiscard]] std::basic_string<Letter> stem_of(const Tokens& tokens, const Token& token)
        const {
        const auto letters = tokens.letters(token);
        if (token.kind != Kind::word || token.length < least_letters ||
            function_words_.has(letters)) {
            return {};
        }
        auto stem = stems_.of(letters);
        return common_words_.has(stem) ? std::basic_string<Letter>{} : stem;
    }

    std::size_t word(Letters stem, const Tokens& tokens, const Token& token) {
        return place(word_feature(stem), to_utf8(tokens.exact_letters(token)), {});
    }

    std::size_t pair(
        std::size_t first,
        std::size_t second,
        const Tokens& tokens,
        const Token& before,
        const Token& token
    ) {
        return place(
            pair_feature(met_[first].feature, met_[second].feature),
            to_utf8(tokens.exact_letters(before)) + ' ' + to_utf8(tokens.exact_letters(token)),
            {first, second}
        );
    }

    std::size_t place(
        Feature feature, const std::string& written, std::vector<std::size_t> inside
    ) {
        const auto [at, is_new] = places_.try_emplace(feature, met_.size());
        if (is_new) {
            met_.push_back({feature, {}, 0, std::move(inside), 0});
        }
        ++met_[at->second].written[written];
        return at->second;
    }

    void close(const std::map<std::size_t, std::size_t>& times) {
        comments_.emplace_back();
        for (const auto& [term, count] : times) {
            comments_.back().push_back({term, count});
            ++met_[term].comments;
        }
    }

    [[nodiscard]] Vector vector_of(const std::vector<Times>& comment) const {
        Vector vector;
        double squares = 0;
        for (const auto& [term, times] : comment) {
            const auto& known = met_[term];
            if (known.comments < least_comments) {
                continue;
            }
            const double rarity = std::log(
                (1 + static_cast<double>(comments_.size())) /
                (1 + static_cast<double>(known.comments))
            );
            const double value = (1 + std::log(static_cast<double>(times))) * (rarity + 1);
            squares += value * value;
            vector.push_back({known.id, static_cast<float>(value)});
        }
        for (auto& weight : vector) {
            weight.value /= static_cast<float>(std::sqrt(squares));
        }
        return vector;
    }

    static std::string usual(const std::map<std::string, std::size_t>& written) {
        return std::max_element(
                   written.begin(),
                   written.end(),
                   [](const auto& a, const auto& b) { return a.second < b.second; }
        )->first;
    }

    FunctionWords function_words_;
    Stems stems_;
    CommonWords common_words_;
    std::vector<Met> met_;
    std::unordered_map<Feature, std::size_t> places_;
    std::vector<std::vector<Times>> comments_;
};

}  // namespace

double cosine(const Vector& a, const Vector& b) {
    double sum = 0;
    for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
        if (a[i].term == b[j].term) {
            sum += static_cast<double>(a[i++].value) * static_cast<double>(b[j++].value);
        } else {
            (a[i].term < b[j].term ? i : j) += 1;
        }
    }
    return sum;
}

Corpus::Corpus(std::span<const std::string_view> comments, Language language) {
    Gathering gathering(language);
    for (const auto comment : comments) {
        gathering.add(comment);
    }
    terms_ = gathering.terms();
    vectors_ = gathering.vectors();
}

Vector centre_of(const Corpus& corpus, std::span<const std::size_t> members) {
    std::map<TermId, double> sums;
    for (const auto member : members) {
        for (const auto& weight : corpus.vectors()[member]) {
            sums[weight.term] += static_cast<double>(weight.value);
        }
    }
    double squares = 0;
    for (const auto& [term, sum] : sums) {
        squares += sum * sum;
    }
    Vector centre;
    for (const auto& [term, sum] : sums) {
        centre.push_back({term, static_cast<float>(sum / std::sqrt(squares))});
    }
    return centre;
}

}  // namespace styk::text
