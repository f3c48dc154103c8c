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
        if (label == name_of(tone) || (label.size() == 3 && name_of(tone).starts_with(label))) {
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

// What a heading or the end of a line says of texts: a tone, and keys of labels.
struct Said {
    std::optional<Tone> tone{};
    std::vector<std::string> shows{};
};

void say(std::string_view key, const std::vector<std::string>& labels, Said& into) {
    const bool taken_back = key.starts_with('-');
    key.remove_prefix(taken_back ? 1 : 0);
    if (const auto tone = tone_of(key)) {
        into.tone = tone;
        return;
    }
    const auto label = std::find_if(labels.begin(), labels.end(), [&](const std::string& one) {
        return one.substr(one.find('.') + 1) == key;
    });
    if (label == labels.end()) {
        throw std::runtime_error(
            "\"" + std::string(key) + "\" is no tone, topic, intent or emotion"
        );
    }
    std::erase(into.shows, *label);
    if (!taken_back) {
        into.shows.push_back(*label);
    }
}

Said said_of(std::string_view keys, const std::vector<std::string>& labels, Said said = {}) {
    for (const auto key : split(keys, ' ')) {
        if (!key.empty()) {
            say(key, labels, said);
        }
    }
    return said;
}

// Headings "[trade: tone keys]", below each the texts, one a line; after a tab what differs for
// one.
std::vector<Example> own_examples(
    const std::string& content, const std::vector<std::string>& labels
) {
    std::vector<Example> examples;
    std::string trade;
    Said heading;
    for (auto line : split(content, '\n')) {
        line = trim(line);
        if (line.empty() || line.front() == '#') {
            continue;
        }
        const auto colon = line.find(':');
        if (line.front() == '[' && line.back() == ']' && colon != std::string_view::npos) {
            trade = line.substr(1, colon - 1);
            heading = said_of(line.substr(colon + 1, line.size() - colon - 2), labels);
            continue;
        }
        const auto tab = line.find('\t');
        const auto rest = tab == std::string_view::npos ? std::string_view{} : line.substr(tab + 1);
        auto said = said_of(rest, labels, heading);
        if (!said.tone) {
            throw std::runtime_error("no sentiment: " + std::string(line));
        }
        Example example{.text = std::string(line.substr(0, tab)), .source = "own " + trade};
        example.tone = said.tone;
        example.shows = std::move(said.shows);
        example.knows = {"topic.", "intent.", "emotion."};
        examples.push_back(std::move(example));
    }
    return examples;
}

Example example_of(const Source& source, const std::vector<std::string>& row) {
    return source.kind == "aspects" ? aspects_example(row) : tone_example(row);
}

}  // namespace

std::string read_file(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    if (!in) {
        throw std::runtime_error(path + " cannot be read");
    }
    return {std::istreambuf_iterator<char>(in), {}};
}

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
        sources.push_back({*language, row[1], row[2], std::stoi(row[3]), std::stoi(row[4]), row[5]}
        );
    }
    return sources;
}

std::vector<Example> read_examples(
    const Source& source, const Folders& folders, const std::vector<std::string>& labels
) {
    const bool own = source.kind == "own";
    const auto path = (own ? folders.models : folders.data) + "/" + source.file;
    const auto content = read_file(path);
    if (!own && sha256_of(content) != source.sha256) {
        throw std::runtime_error(path + " is not the file that sources.tsv names");
    }
    std::vector<Example> all, examples;
    if (own) {
        all = own_examples(content, labels);
    } else {
        for (const auto& row : rows_of(content, 2)) {
            all.push_back(example_of(source, row));
            all.back().source = source.file;
        }
    }
    for (std::size_t i = 0; i < all.size(); i += static_cast<std::size_t>(source.every)) {
        all[i].weight = source.weight;
        examples.push_back(std::move(all[i]));
    }
    return examples;
}

}  // namespace styk::text
