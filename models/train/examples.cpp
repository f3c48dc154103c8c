#include "examples.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <map>
#include <openssl/evp.h>
#include <stdexcept>

#include "base/text.h"

namespace styk::text {

namespace {

std::string read_file(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    if (!in) {
        throw std::runtime_error(path + " cannot be read");
    }
    return {std::istreambuf_iterator<char>(in), {}};
}

std::string sha256_of(std::string_view bytes) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned size = 0;
    EVP_Digest(bytes.data(), bytes.size(), digest.data(), &size, EVP_sha256(), nullptr);
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    for (unsigned i = 0; i < size; ++i) {
        text += digits[digest[i] >> 4U];
        text += digits[digest[i] & 0xFU];
    }
    return text;
}

std::vector<std::vector<std::string>> rows_of(const std::string& content, std::size_t columns) {
    std::vector<std::vector<std::string>> rows;
    for (const auto line : split(content, '\n')) {
        if (line.empty() || line.front() == '#') {
            continue;
        }
        std::vector<std::string> row;
        for (const auto cell : split(line, '\t')) {
            row.emplace_back(cell);
        }
        if (row.size() >= columns) {
            rows.push_back(std::move(row));
        }
    }
    return rows;
}

std::optional<Tone> tone_of(std::string_view label) {
    for (const auto tone : {Tone::negative, Tone::neutral, Tone::positive, Tone::mixed}) {
        if (label == name_of(tone) || label == name_of(tone).substr(0, 3)) {
            return tone;
        }
    }
    return std::nullopt;
}

Example tone_example(const std::vector<std::string>& row) {
    Example example{.text = row[1], .source = ""};
    example.tone = tone_of(row[0]);
    return example;
}

// "food:pos,price:neu": which of our topics the restaurant's aspects are.
Example aspects_example(const std::vector<std::string>& row) {
    static const std::map<std::string, std::string, std::less<>> topics = {
        {"food", "topic.product_quality"},
        {"price", "topic.price"},
        {"staff", "topic.staff"},
        {"service", "topic.staff"},
        {"place", "topic.location_premises"},
        {"ambience", "topic.location_premises"}
    };
    Example example{.text = row[1], .source = ""};
    for (const auto part : split(row[0], ',')) {
        if (const auto found = topics.find(part.substr(0, part.find(':'))); found != topics.end()) {
            example.shows.push_back(found->second);
        }
    }
    example.knows = {
        "topic.product_quality", "topic.price", "topic.staff", "topic.location_premises"
    };
    return example;
}

// tone, intents, emotions, topics, trade, text; "-" for none.
Example own_example(const std::vector<std::string>& row) {
    constexpr std::array<std::string_view, 3> prefixes = {"intent.", "emotion.", "topic."};
    Example example{.text = row[5], .source = row[4]};
    example.tone = tone_of(row[0]);
    for (std::size_t i = 0; i < prefixes.size(); ++i) {
        for (const auto key : split(row[i + 1], ',')) {
            if (key != "-") {
                example.shows.push_back(std::string(prefixes[i]) + std::string(key));
            }
        }
        example.knows.emplace_back(prefixes[i]);
    }
    if (!example.tone) {
        throw std::runtime_error("\"" + row[0] + "\" is no sentiment: " + row[5]);
    }
    return example;
}

Example example_of(const Source& source, const std::vector<std::string>& row) {
    if (source.kind == "own") {
        return own_example(row);
    }
    return source.kind == "aspects" ? aspects_example(row) : tone_example(row);
}

}  // namespace

bool Example::knows_of(std::string_view label) const {
    return std::any_of(knows.begin(), knows.end(), [&](const std::string& one) {
        return label.starts_with(one);
    });
}

bool Example::shows_label(std::string_view label) const {
    return std::find(shows.begin(), shows.end(), label) != shows.end();
}

std::vector<Source> read_sources(const std::string& path) {
    std::vector<Source> sources;
    for (const auto& row : rows_of(read_file(path), 6)) {
        const auto language = language_of(row[0]);
        if (!language) {
            throw std::runtime_error(path + ": \"" + row[0] + "\" is no language");
        }
        sources.push_back(
            {*language, row[1], row[2], std::stoi(row[3]), std::stoi(row[4]), row[5]}
        );
    }
    return sources;
}

std::vector<Example> read_examples(
    const Source& source, const std::string& data, const std::string& models
) {
    const bool own = source.sha256 == "-";
    const auto path = (own ? models : data) + "/" + source.file;
    const auto content = read_file(path);
    if (!own && sha256_of(content) != source.sha256) {
        throw std::runtime_error(path + " is not the file that sources.tsv names");
    }
    std::vector<Example> examples;
    std::size_t number = 0;
    for (const auto& row : rows_of(content, source.kind == "own" ? 6 : 2)) {
        if (number++ % static_cast<std::size_t>(source.every) == 0) {
            auto example = example_of(source, row);
            example.weight = source.weight;
            example.source = example.source.empty() ? source.file : "own " + example.source;
            examples.push_back(std::move(example));
        }
    }
    return examples;
}

}  // namespace styk::text
