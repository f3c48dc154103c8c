#include "learn.h"

#include <algorithm>
#include <map>
#include <stdexcept>

#include "calibrate.h"
#include "export.h"
#include "fit.h"

namespace styk::text {

namespace {

constexpr std::size_t folds = 4;
constexpr std::size_t tone_rows = 120000, matter_rows = 30000, identity_rows = 60000;
constexpr std::size_t fewest_shown = 12;  // a label of fewer texts is not learned
constexpr Fitting tone_fitting{.cost = 0.08, .telling = 1, .most_lift = 4};
constexpr Fitting matter_fitting{.cost = 1, .telling = 0, .most_lift = 6};
constexpr Fitting identity_fitting{.cost = 1, .telling = 0, .most_lift = 4};
constexpr std::array<std::string_view, 4> tone_names = {"negative", "neutral", "positive", "mixed"};
constexpr std::size_t negative = 0, neutral = 1, positive = 2, mixed = 3;

std::size_t fold_of(std::string_view text) {
    std::uint64_t state = text.size();
    for (const char c : text) {
        state = mix(state ^ static_cast<unsigned char>(c));
    }
    return static_cast<std::size_t>(state % folds);
}

std::vector<std::uint32_t> known_rows(const Target& target) {
    std::vector<std::uint32_t> rows;
    for (std::uint32_t i = 0; i < target.size(); ++i) {
        if (target[i] != 0) {
            rows.push_back(i);
        }
    }
    return rows;
}

class Learning {
public:
    Learning(const Words& words, std::span<const Example> examples)
        : words_(words), examples_(examples), sheet_(examples, &words) {
        std::vector<Sign> signs;
        for (const auto& example : examples) {
            times_.push_back(example.weight);
            fold_.push_back(fold_of(example.text));
            words.find(tokens_of(example.text), signs);
            std::erase_if(signs, [](const Sign& sign) { return sign.denied; });
            auto& cues = cues_.emplace_back();
            for (const auto& sign : signs) {
                cues.push_back(sign.cue);
            }
        }
    }

    HeadDraft tone() {
        HeadDraft head;
        std::vector<Plane> planes;
        std::vector<std::vector<double>> margins;
        for (std::size_t i = 0; i < tone_names.size(); ++i) {
            const auto target = tone_target(i);
            planes.push_back(learned(target, tone_fitting));
            margins.push_back(margins_held_back(target, tone_fitting));
            head.columns.push_back(column(std::string(tone_names[i]), planes.back()));
        }
        calibrate_sides(margins, head);
        settle(head.columns[mixed], margins[mixed], tone_target(mixed));
        export_rows(sheet_, planes, {.most_rows = tone_rows}, head);
        return head;
    }

    HeadDraft matter(const std::vector<std::string>& labels) {
        HeadDraft head;
        std::vector<Plane> planes;
        for (const auto& label : labels) {
            const auto target = label_target(label);
            if (std::count(target.begin(), target.end(), 1) < std::ptrdiff_t{fewest_shown}) {
                continue;
            }
            planes.push_back(learned(target, matter_fitting));
            head.columns.push_back(column(label, planes.back()));
            settle(head.columns.back(), margins_held_back(target, matter_fitting), target);
        }
        if (!planes.empty()) {
            export_rows(sheet_, planes, {.most_rows = matter_rows}, head);
        }
        return head;
    }

private:
    static Column column(std::string name, const Plane& plane) {
        return {.name = std::move(name), .bias = static_cast<float>(plane.back())};
    }

    // A mixed text is neither a yes nor a no to one side.
    [[nodiscard]] Target tone_target(std::size_t tone) const {
        Target target;
        for (const auto& example : examples_) {
            const auto is =
                example.tone ? static_cast<std::size_t>(*example.tone) : tone_names.size();
            const bool open =
                !example.tone || (is == mixed && (tone == positive || tone == negative));
            target.push_back(open ? std::int8_t{0} : is == tone ? std::int8_t{1} : std::int8_t{-1});
        }
        return target;
    }

    [[nodiscard]] Target label_target(const std::string& label) const {
        Target target;
        for (const auto& example : examples_) {
            target.push_back(
                !example.knows_of(label)     ? std::int8_t{0}
                : example.shows_label(label) ? std::int8_t{1}
                                             : std::int8_t{-1}
            );
        }
        return target;
    }

    [[nodiscard]] Plane learned(const Target& target, const Fitting& how) const {
        return fit(sheet_, known_rows(target), target, times_, how);
    }

    // The margin of each row by planes that did not learn it; of rows that are not known, 0.
    [[nodiscard]] std::vector<double> margins_held_back(const Target& target, const Fitting& how)
        const {
        std::vector<double> margins(target.size());
        const auto known = known_rows(target);
        for (std::size_t fold = 0; fold < folds; ++fold) {
            std::vector<std::uint32_t> rest;
            std::copy_if(known.begin(), known.end(), std::back_inserter(rest), [&](auto row) {
                return fold_[row] != fold;
            });
            const auto plane = fit(sheet_, rest, target, times_, how);
            for (std::uint32_t row = 0; row < target.size(); ++row) {
                if (fold_[row] == fold) {
                    margins[row] = margin(plane, sheet_.rows()[row]);
                }
            }
        }
        return margins;
    }

    void calibrate_sides(const std::vector<std::vector<double>>& margins, HeadDraft& head) const {
        std::vector<std::array<double, sides>> seen;
        std::vector<std::size_t> truth;
        for (std::size_t row = 0; row < examples_.size(); ++row) {
            const auto& tone = examples_[row].tone;
            if (tone && *tone != Tone::mixed) {
                for (int time = 0; time < examples_[row].weight; ++time) {
                    seen.push_back(
                        {margins[negative][row], margins[neutral][row], margins[positive][row]}
                    );
                    truth.push_back(static_cast<std::size_t>(*tone));
                }
            }
        }
        const auto lines = calibrate_together(seen, truth);
        for (std::size_t i = 0; i < sides; ++i) {
            head.columns[i].slope = static_cast<float>(lines[i].slope);
            head.columns[i].offset = static_cast<float>(lines[i].offset);
        }
    }

    void settle(Column& column, const std::vector<double>& margins, const Target& target) const {
        const auto cue = words_.cue(column.name);
        std::vector<Held> texts;
        for (const auto row : known_rows(target)) {
            const auto& cues = cues_[row];
            const bool seen = cue && std::find(cues.begin(), cues.end(), *cue) != cues.end();
            texts.push_back({margins[row], seen, target[row] > 0});
        }
        const auto line = calibrate(texts);
        column.sign = static_cast<float>(line.sign);
        column.slope = static_cast<float>(line.slope);
        column.offset = static_cast<float>(line.offset);
        column.threshold = static_cast<float>(best_threshold(texts, line));
    }

    const Words& words_;
    std::span<const Example> examples_;
    Sheet sheet_;
    std::vector<std::vector<CueId>> cues_;  // by text, not denied
    std::vector<int> times_;
    std::vector<std::size_t> fold_;
};

// The whole text, and pieces of one to four words, so that short comments are known too.
void add_pieces(const std::string& text, std::vector<Example>& into) {
    into.push_back({.text = text, .source = ""});
    const auto tokens = tokens_of(text);
    std::vector<Span> words;
    for (const auto& token : tokens.items) {
        if (token.kind == Kind::word) {
            words.push_back(token.span);
        }
    }
    auto state = mix(words.size() + text.size());
    for (std::size_t at = 0; at < words.size() && at < 24;) {
        const auto size = std::min<std::size_t>(1 + state % 4, words.size() - at);
        const auto from = words[at].from, to = words[at + size - 1].to;
        into.push_back({.text = text.substr(from, to - from), .source = ""});
        at += size;
        state = mix(state);
    }
}

}  // namespace

std::vector<std::string> labels_of(const Words& words) {
    std::vector<std::string> labels;
    for (const auto& cue : words.cues()) {
        if (cue.starts_with("topic.") || cue.starts_with("intent.") ||
            cue.starts_with("emotion.")) {
            labels.push_back(cue);
        }
    }
    std::sort(labels.begin(), labels.end());
    return labels;
}

std::string learn_language(
    Language language, const std::string& words, std::span<const Example> examples
) {
    const auto read = Words::read(words);
    if (!read) {
        throw std::runtime_error(
            std::string(code_of(language)) + ".txt, line " + read.error().pointer + ": " +
            read.error().message
        );
    }
    Learning learning(*read, examples);
    return write_model({
        .name = std::string(code_of(language)),
        .words = words,
        .tone = learning.tone(),
        .matter = learning.matter(labels_of(*read)),
    });
}

std::string learn_identity(std::span<const std::pair<Language, std::string>> texts) {
    std::vector<Example> pieces;
    std::vector<Language> language;
    for (const auto& [spoken, text] : texts) {
        add_pieces(text, pieces);
        language.resize(pieces.size(), spoken);
    }
    const Sheet sheet(pieces, nullptr);
    const std::vector<int> times(pieces.size(), 1);
    HeadDraft head;
    std::vector<Plane> planes;
    for (const auto one : all_languages) {
        Target target;
        for (const auto spoken : language) {
            target.push_back(spoken == one ? std::int8_t{1} : std::int8_t{-1});
        }
        planes.push_back(fit(sheet, known_rows(target), target, times, identity_fitting));
        head.columns.push_back(
            {.name = std::string(code_of(one)),
             .bias = static_cast<float>(planes.back().back()),
             .slope = 2}
        );
    }
    export_rows(sheet, planes, {.most_rows = identity_rows, .whole_words = false}, head);
    return write_model({.name = "id", .words = "", .tone = std::move(head), .matter = {}});
}

}  // namespace styk::text
