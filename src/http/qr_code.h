// A text as a QR code (ISO/IEC 18004), error correction M, with the quiet zone of four modules.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace styk::http {

class QrCode {
public:
    // Throws Refusal{invalid} when the text is too long for any code.
    explicit QrCode(std::string_view text);

    [[nodiscard]] std::string svg() const;  // scales to whatever it is put in

    // At least `pixels` wide; each module a whole number of pixels, so that it stays sharp.
    [[nodiscard]] std::string png(int pixels) const;

    [[nodiscard]] int modules() const { return size_; }

    [[nodiscard]] bool is_dark(int row, int column) const {
        return dark_
            [static_cast<std::size_t>(row) * static_cast<std::size_t>(size_) +
             static_cast<std::size_t>(column)];
    }

private:
    int size_ = 0;
    std::vector<bool> dark_;
};

}  // namespace styk::http
