// One trained model of one language, as it stands in a file.
//
// File: "STYKTEXT", format (u8), features_version (u32), name (two letters), then sections of a
// four-letter name, a size (u32) and bytes, then checksum (u64) of all before. Little-endian.
//   word   a file of words (words.h)
//   other names are heads: columns (u16), for each a name (u8 length, letters), bias, slope,
//   offset, sign, threshold (f32); four scales (f32); rows (u32); keys in rising order, each as the
//   difference to the one before (LEB128); then the numbers row by row (i8).
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "text/weights.h"
#include "text/words.h"

namespace styk::text {

// What a feature is made of; each kind has its own scale.
enum class Sort : std::uint8_t { word, pair, part, sign };

// One label that is decided about. Its margin is the sum of its weights over what a text shows,
// divided by the root of one more than the number of words, plus `bias`.
struct Column {
    std::string name;
    float bias = 0;
    float slope = 1, offset = 0;  // slope * margin + offset are the log-odds
    float sign = 0;               // more of them where a pattern of the label stands in the text
    float threshold = 0.5F;       // probability from which on the label is given
};

struct Row {
    Key key = 0;
    std::vector<std::int8_t> values;  // one a column
};

struct Head {
    std::vector<Column> columns;
    std::array<float, 4> scales{};  // by Sort: what one step of a weight is worth
    Weights weights;

    [[nodiscard]] float scale(Sort sort) const { return scales[static_cast<std::size_t>(sort)]; }
};

struct Model {
    std::string name;     // "pl"; "id" tells languages apart
    std::string version;  // of these very bytes: sixteen hexadecimal digits
    Words words;
    Head tone;    // columns negative, neutral, positive, mixed
    Head matter;  // columns topic.KEY, intent.KEY, emotion.KEY
};

// Nothing is read halfway: a Problem says what is wrong with the file.
[[nodiscard]] Result<Model> read_model(std::string_view bytes);

// For the trainer.
struct HeadDraft {
    std::vector<Column> columns;
    std::array<float, 4> scales{};
    std::vector<Row> rows;  // sorted here
};

struct ModelDraft {
    std::string name;
    std::string words;
    HeadDraft tone, matter;
};

[[nodiscard]] std::string write_model(ModelDraft draft);

}  // namespace styk::text
