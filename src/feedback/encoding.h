// The encodings in which spreadsheets around here save, made UTF-8 as the bytes come in.
#pragma once

#include <array>
#include <memory>
#include <string>
#include <string_view>

namespace styk::feedback {

inline constexpr std::array<std::string_view, 4> encodings{
    "utf-8", "windows-1250", "windows-1251", "iso-8859-2"
};

[[nodiscard]] bool is_encoding(std::string_view name);

class Decoder {
public:
    explicit Decoder(std::string_view encoding);  // one of `encodings`
    ~Decoder();
    Decoder(const Decoder&) = delete;
    Decoder& operator=(const Decoder&) = delete;

    // The text of these bytes, until the next call. UTF-8 is passed on as it is, its reader checks
    // it. False: a byte that the encoding does not have; `text` ends before it.
    bool decode(std::string_view bytes, std::string_view& text);

private:
    void* converter_;  // iconv_t; null for UTF-8
    std::string text_;
};

// From the letters that a Polish or a Russian text would have.
[[nodiscard]] std::string_view guess_encoding(std::string_view head);

}  // namespace styk::feedback
