#include "feedback/encoding.h"

#include <algorithm>
#include <iconv.h>

#include "base/result.h"
#include "base/text.h"

namespace styk::feedback {

namespace {

iconv_t open_converter(std::string_view encoding) {
    const auto opened = iconv_open("UTF-8", std::string(encoding).c_str());
    if (opened == iconv_t(-1)) {  // NOLINT: how iconv says so
        throw Fault("iconv knows no " + std::string(encoding));
    }
    return opened;
}

// The beginning of a file may end within a character.
bool is_utf8_but_for_its_end(std::string_view head) {
    for (std::size_t cut = 0; cut < 4 && cut <= head.size(); ++cut) {
        if (is_utf8(head.substr(0, head.size() - cut))) {
            return true;
        }
    }
    return false;
}

std::ptrdiff_t count_of(std::string_view head, std::string_view bytes) {
    return std::count_if(head.begin(), head.end(), [&](char c) {
        return bytes.find(c) != std::string_view::npos;
    });
}

// Russian words are strings of high bytes; Polish ones have a high byte here and there.
bool is_mostly_high(std::string_view head) {
    std::ptrdiff_t pairs = 0, high = 0;
    for (std::size_t i = 0; i < head.size(); ++i) {
        const bool is_high = static_cast<unsigned char>(head[i]) >= 0xC0;
        high += is_high ? 1 : 0;
        pairs += is_high && i > 0 && static_cast<unsigned char>(head[i - 1]) >= 0xC0 ? 1 : 0;
    }
    return pairs * 2 > high;
}

}  // namespace

bool is_encoding(std::string_view name) {
    return std::find(encodings.begin(), encodings.end(), name) != encodings.end();
}

Decoder::Decoder(std::string_view encoding)
    : converter_(encoding == encodings[0] ? nullptr : open_converter(encoding)) {}

Decoder::~Decoder() {
    if (converter_ != nullptr) {
        iconv_close(converter_);
    }
}

bool Decoder::decode(std::string_view bytes, std::string_view& text) {
    if (converter_ == nullptr) {
        text = bytes;
        return true;
    }
    text_.resize(bytes.size() * 3);  // no letter of these takes more than three bytes of UTF-8
    auto* in =
        const_cast<char*>(bytes.data());  // NOLINT: iconv's signature; it does not write there
    auto* out = text_.data();
    std::size_t left = bytes.size(), room = text_.size();
    const bool whole = iconv(converter_, &in, &left, &out, &room) != static_cast<std::size_t>(-1);
    text = std::string_view(text_).substr(0, text_.size() - room);
    return whole;
}

std::string_view guess_encoding(std::string_view head) {
    if (is_utf8_but_for_its_end(head)) {
        return encodings[0];
    }
    if (is_mostly_high(head)) {
        return "windows-1251";
    }
    // ą, ś, ź and Ą, Ś, Ź stand in different places of the two; nothing else that is written does.
    return count_of(head, "\xB1\xB6\xBC\xA1\xA6\xAC") >
                   count_of(head, "\xB9\x9C\x9F\xA5\x8C\x8F\x84\x93\x94\x96")
               ? "iso-8859-2"
               : "windows-1250";
}

}  // namespace styk::feedback
