// Learns the models of src/text: styk_train DATA MODELS [pl|ru|en|id …] writes
// MODELS/trained/*.model. styk_train --evaluate DATA MODELS [pl|ru|en …] instead prints how well
// texts are read that were not learned.
#include <fmt/format.h>
#include <fstream>

#include "evaluate.h"
#include "learn.h"

namespace styk::text {
namespace {

constexpr std::size_t identity_every = 3;  // of all texts, for the model that tells languages apart
constexpr std::size_t identity_most = 9000;  // texts a language

void write_file(const std::string& path, std::string_view bytes) {
    std::ofstream out(path, std::ios::binary);
    out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    if (!out.flush()) {
        throw std::runtime_error(path + " cannot be written");
    }
    fmt::print(stderr, "{}: {} bytes\n", path, bytes.size());
}

std::string words_file(const Folders& folders, Language language) {
    return read_file(fmt::format("{}/words/{}.txt", folders.models, code_of(language)));
}

std::vector<Example> all_examples(const Folders& folders, Language language) {
    const auto words = Words::read(words_file(folders, language));
    if (!words) {
        throw std::runtime_error(fmt::format(
            "{}.txt:{}: {}", code_of(language), words.error().pointer, words.error().message
        ));
    }
    std::vector<Example> examples;
    for (const auto& source : read_sources(folders.models + "/sources.tsv")) {
        if (source.language == language) {
            auto more = read_examples(source, folders, labels_of(*words));
            std::move(more.begin(), more.end(), std::back_inserter(examples));
        }
    }
    return examples;
}

void learn_identity_of(const Folders& folders) {
    std::vector<std::pair<Language, std::string>> texts;
    for (const auto language : all_languages) {
        const auto examples = all_examples(folders, language);
        const auto every = std::max<std::size_t>(1, examples.size() / identity_most);
        for (std::size_t i = 0; i < examples.size(); i += every) {
            texts.emplace_back(language, examples[i].text);
        }
    }
    write_file(folders.models + "/trained/id.model", learn_identity(texts));
}

int run(std::vector<std::string> arguments) {
    const bool evaluated = !arguments.empty() && arguments[0] == "--evaluate";
    if (evaluated) {
        arguments.erase(arguments.begin());
    }
    if (arguments.size() < 2) {
        fmt::print(stderr, "usage: styk_train [--evaluate] DATA MODELS [pl|ru|en|id …]\n");
        return 2;
    }
    const Folders folders{arguments[0], arguments[1]};
    const auto wanted = [&](std::string_view name) {
        return arguments.size() == 2 ||
               std::find(arguments.begin() + 2, arguments.end(), name) != arguments.end();
    };
    for (const auto language : all_languages) {
        if (!wanted(code_of(language))) {
            continue;
        }
        const auto examples = all_examples(folders, language);
        const auto words = words_file(folders, language);
        if (evaluated) {
            evaluate(language, words, examples);
        } else {
            write_file(
                fmt::format("{}/trained/{}.model", folders.models, code_of(language)),
                learn_language(language, words, examples)
            );
        }
    }
    if (!evaluated && wanted("id")) {
        learn_identity_of(folders);
    }
    return 0;
}

}  // namespace
}  // namespace styk::text

int main(int count, char** arguments) {
    try {
        return styk::text::run({arguments + 1, arguments + count});
    } catch (const std::exception& problem) {
        fmt::print(stderr, "styk_train: {}\n", problem.what());
        return 1;
    }
}
