// A comment, read with the models that the program carries: whatever it is, every finding stands
// within it and every probability is one.
#include <array>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "fuzz.h"
#include "text/reader.h"

#ifndef STYK_MODELS
#define STYK_MODELS "models/trained"
#endif

namespace styk {

namespace {

std::vector<std::string> model_files() {
    std::vector<std::string> files;
    for (const auto& entry : std::filesystem::directory_iterator(STYK_MODELS)) {
        if (entry.path().extension() == ".model") {
            const std::ifstream in(entry.path(), std::ios::binary);
            std::ostringstream text;
            text << in.rdbuf();
            files.push_back(std::move(text).str());
        }
    }
    fuzz::need(!files.empty(), "there are models");
    return files;
}

const text::Reader& reader() {
    static const std::vector<std::string> files = model_files();
    static const std::vector<std::string_view> views(files.begin(), files.end());
    static const text::Reader one(views);
    return one;
}

}  // namespace

STYK_FUZZ_TARGET(const std::uint8_t* data, std::size_t size) {
    const auto comment = fuzz::text_of(data, size);
    const auto within = [&](const text::Span& span) {
        fuzz::need(span.from <= span.to && span.to <= comment.size(), "a span is in the comment");
    };
    const auto probable = [](double p) { fuzz::need(p >= 0 && p <= 1, "a probability is one"); };
    const auto found = reader().read(comment);
    const auto speaks = [&](const text::Span& span) {
        within(span);
        for (const auto& one : found.personal_data) {
            fuzz::need(
                one.span.to <= span.from || span.to <= one.span.from,
                "what is personal makes nothing so"
            );
        }
    };
    for (const auto& one : found.because) {
        speaks(one.span);
        fuzz::need(one.weight >= -1 && one.weight <= 1, "a weight is at most the whole");
    }
    for (const auto& one : found.topics) {
        probable(one.probability);
        for (const auto& span : one.because) {
            speaks(span);
        }
    }
    for (const auto& one : found.clauses) {
        within(one.span);
    }
    for (const auto& one : found.profanity) {
        within(one);
    }
    for (const auto& one : found.personal_data) {
        within(one.span);
    }
    return 0;
}

}  // namespace styk
