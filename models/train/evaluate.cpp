#include "evaluate.h"

#include <array>
#include <fmt/format.h>
#include <functional>
#include <map>
#include <set>

#include "learn.h"
#include "text/reader.h"

namespace styk::text {

namespace {

constexpr std::size_t fifths = 5, tone_count = 4;
constexpr std::size_t fewest_of_source = 150;  // smaller ones are not held back as a whole

using Confusion = std::array<std::array<std::size_t, tone_count>, tone_count>;  // truth, read

struct Share {
    double f1 = 0;
    std::size_t texts = 0;
};

Share share_of(const Confusion& counts, std::size_t tone) {
    std::size_t hits = counts[tone][tone], truth = 0, read = 0;
    for (std::size_t i = 0; i < tone_count; ++i) {
        truth += counts[tone][i];
        read += counts[i][tone];
    }
    const auto both = static_cast<double>(truth + read);
    return {both > 0 ? 2 * static_cast<double>(hits) / both : 0, truth};
}

void print_row(const std::string& name, const Confusion& counts) {
    std::size_t all = 0, hits = 0;
    double sum = 0;
    int classes = 0;
    std::string each;
    for (std::size_t i = 0; i < tone_count; ++i) {
        const auto share = share_of(counts, i);
        hits += counts[i][i];
        all += share.texts;
        if (share.texts > 0) {
            sum += share.f1;
            ++classes;
        }
        each += share.texts > 0 ? fmt::format(" | {:.3f}", share.f1) : std::string(" | –");
    }
    if (all > 0) {
        fmt::print(
            "| {} | {} | {:.3f} | {:.3f}{} |\n",
            name,
            all,
            static_cast<double>(hits) / static_cast<double>(all),
            sum / classes,
            each
        );
    }
}

struct Labelled {
    std::size_t truth = 0, given = 0, right = 0;
};

std::uint64_t hash_of(std::string_view text) {
    std::uint64_t state = 0x9E3779B97F4A7C15U;
    for (const char c : text) {
        state = mix(state ^ static_cast<unsigned char>(c));
    }
    return state;
}

class Evaluation {
public:
    Evaluation(Language language, const std::string& words, std::span<const Example> examples)
        : language_(language), words_(words), examples_(examples) {}

    void fifth_by_fifth() {
        for (std::size_t fifth = 0; fifth < fifths; ++fifth) {
            held_back([&](const Example& one) { return hash_of(one.text) / 7 % fifths == fifth; });
        }
        print("each fifth by the other four");
        print_labels();
    }

    void source_by_source() {
        std::map<std::string, std::size_t> sizes;
        for (const auto& one : examples_) {
            ++sizes[group_of(one)];
        }
        for (const auto& [source, size] : sizes) {
            if (size >= fewest_of_source && sizes.size() > 1) {
                held_back([&, name = source](const Example& one) { return group_of(one) == name; });
            }
        }
        print("each source by the others");
    }

private:
    // Own sentences are one source; a file and its part for development too.
    static std::string group_of(const Example& one) {
        if (one.source.starts_with("own ")) {
            return "own sentences";
        }
        const auto dev = one.source.find("_dev.tsv");
        return dev == std::string::npos ? one.source : one.source.substr(0, dev) + ".tsv";
    }

    void held_back(const std::function<bool(const Example&)>& is_held) {
        std::vector<Example> learned;
        std::set<std::string> seen;
        for (const auto& one : examples_) {
            if (is_held(one)) {
                seen.insert(one.text);
            }
        }
        for (const auto& one : examples_) {
            if (!is_held(one) && !seen.contains(one.text)) {
                learned.push_back(one);
            }
        }
        const auto bytes = learn_language(language_, words_, learned);
        const std::string_view models[] = {bytes};
        const Reader reader(models);
        for (const auto& one : examples_) {
            if (is_held(one)) {
                count(one, reader.read(one.text, {language_, true}));
            }
        }
    }

    void count(const Example& one, const Findings& found) {
        if (one.tone && found.sentiment) {
            ++tones_[group_of(one)][static_cast<std::size_t>(*one.tone)]
                    [static_cast<std::size_t>(found.sentiment->label)];
        }
        if (one.source.starts_with("own ")) {
            std::set<std::string> given;
            for (const auto& topic : found.topics) {
                given.insert("topic." + topic.key);
            }
            for (const auto& intent : found.intents) {
                given.insert("intent." + intent.key);
            }
            for (const auto& emotion : found.emotions) {
                given.insert("emotion." + emotion.key);
            }
            for (const auto& label : given) {
                ++labels_[label].given;
                labels_[label].right += one.shows_label(label) ? 1U : 0U;
            }
            for (const auto& label : one.shows) {
                ++labels_[label].truth;
            }
        }
    }

    void print(std::string_view how) {
        fmt::print("\n{}, {}:\n\n", code_of(language_), how);
        fmt::print("| texts | n | accuracy | macro-F1 | negative | neutral | positive | mixed |\n");
        fmt::print("| --- | --: | --: | --: | --: | --: | --: | --: |\n");
        for (const auto& [source, counts] : tones_) {
            print_row(source, counts);
        }
        tones_.clear();
    }

    void print_labels() {
        fmt::print("\n{}, labels of the own sentences:\n\n", code_of(language_));
        fmt::print("| label | n | precision | recall | F1 |\n| --- | --: | --: | --: | --: |\n");
        for (const auto& [name, counts] : labels_) {
            const auto share = [](std::size_t part, std::size_t of) {
                return of > 0 ? static_cast<double>(part) / static_cast<double>(of) : 0;
            };
            fmt::print(
                "| {} | {} | {:.2f} | {:.2f} | {:.2f} |\n",
                name,
                counts.truth,
                share(counts.right, counts.given),
                share(counts.right, counts.truth),
                share(2 * counts.right, counts.given + counts.truth)
            );
        }
        labels_.clear();
    }

    Language language_;
    const std::string& words_;
    std::span<const Example> examples_;
    std::map<std::string, Confusion> tones_;
    std::map<std::string, Labelled> labels_;
};

}  // namespace

void evaluate(Language language, const std::string& words, std::span<const Example> examples) {
    Evaluation evaluation(language, words, examples);
    evaluation.fifth_by_fifth();
    evaluation.source_by_source();
}

}  // namespace styk::text
