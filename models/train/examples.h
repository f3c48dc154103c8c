// Labelled texts to learn from.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "text/findings.h"
#include "text/language.h"

namespace styk::text {

struct Example {
    std::string text;
    std::string source;                // file it stands in, or trade: what is held back together
    std::optional<Tone> tone{};        // none: not labelled
    std::vector<std::string> shows{};  // "topic.delivery", "intent.complaint" …
    // Beginnings of names it is labelled with: "topic.price", "intent."
    std::vector<std::string> knows{};
    int weight = 1;  // times it is learned

    [[nodiscard]] bool knows_of(std::string_view label) const;
    [[nodiscard]] bool shows_label(std::string_view label) const;
};

// One line of sources.tsv: a file that is learned from, and how.
struct Source {
    Language language = Language::en;
    std::string file;    // in the folder of the data; own sentences stand in models/
    std::string kind;    // "tone", "aspects", "own"
    int weight = 1;      // times each line is learned
    int every = 1;       // only every so-manyth line
    std::string sha256;  // of the file; "-" for own sentences
};

struct Folders {
    std::string data;    // texts of others, which stay outside the repository
    std::string models;  // words, sentences, sources.tsv
};

// Throw std::runtime_error where a file is missing or not the one that sources.tsv names.
[[nodiscard]] std::vector<Source> read_sources(const std::string& path);

// `labels`: names that the own sentences may use, without their beginnings ("delivery").
[[nodiscard]] std::vector<Example> read_examples(
    const Source& source, const Folders& folders, const std::vector<std::string>& labels
);

[[nodiscard]] std::string read_file(const std::string& path);

}  // namespace styk::text
