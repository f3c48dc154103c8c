// From labelled texts to the bytes of a model. The same texts in the same order give the same
// bytes.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "examples.h"
#include "text/words.h"

namespace styk::text {

// What is decided about a text besides its tone: "topic.delivery" …, as the words name it.
[[nodiscard]] std::vector<std::string> labels_of(const Words& words);

// `words`: the text of a file of words (text/words.h).
[[nodiscard]] std::string learn_language(
    Language language, const std::string& words, std::span<const Example> examples
);

// The model that tells languages apart. Texts are learned whole and in pieces of a few words.
[[nodiscard]] std::string learn_identity(std::span<const std::pair<Language, std::string>> texts);

}  // namespace styk::text
