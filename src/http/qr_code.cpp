#include "http/qr_code.h"

#include <algorithm>
#include <cstdint>
#include <fmt/format.h>
#include <memory>
#include <png.h>
#include <qrencode.h>

#include "base/result.h"

namespace styk::http {

namespace {

constexpr int quiet = 4;  // modules around

struct Freed {
    void operator()(QRcode* code) const { QRcode_free(code); }
};

}  // namespace

QrCode::QrCode(std::string_view text) {
    const std::unique_ptr<QRcode, Freed> code(QRcode_encodeData(
        static_cast<int>(text.size()),
        reinterpret_cast<const unsigned char*>(text.data()),
        0,
        QR_ECLEVEL_M
    ));
    if (!code) {
        throw Refusal(Code::invalid, "This address is too long for a QR code.");
    }
    size_ = code->width;
    const auto count = static_cast<std::size_t>(size_) * static_cast<std::size_t>(size_);
    for (std::size_t i = 0; i < count; ++i) {
        dark_.push_back((code->data[i] & 1U) != 0);
    }
}

std::string QrCode::svg() const {
    const int side = size_ + 2 * quiet;
    std::string path;
    for (int row = 0; row < size_; ++row) {
        for (int column = 0; column < size_; ++column) {
            int run = 0;
            while (column + run < size_ && is_dark(row, column + run)) {
                ++run;
            }
            if (run > 0) {
                path += fmt::format("M{} {}h{}v1h-{}z", column + quiet, row + quiet, run, run);
                column += run;
            }
        }
    }
    return fmt::format(
        R"(<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {0} {0}" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h{0}v{0}H0z"/><path d="{1}"/></svg>)",
        side,
        path
    );
}

std::string QrCode::png(int pixels) const {
    const int side = size_ + 2 * quiet;
    const int scale = std::max(1, (pixels + side - 1) / side);
    const int width = side * scale;
    std::vector<std::uint8_t> grey(
        static_cast<std::size_t>(width) * static_cast<std::size_t>(width), 0xFF
    );
    for (int y = 0; y < width; ++y) {
        for (int x = 0; x < width; ++x) {
            const int row = y / scale - quiet, column = x / scale - quiet;
            const bool inside = row >= 0 && column >= 0 && row < size_ && column < size_;
            if (inside && is_dark(row, column)) {
                grey
                    [static_cast<std::size_t>(y) * static_cast<std::size_t>(width) +
                     static_cast<std::size_t>(x)] = 0;
            }
        }
    }
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    image.width = image.height = static_cast<png_uint_32>(width);
    image.format = PNG_FORMAT_GRAY;
    png_alloc_size_t bytes = 0;
    std::string out;
    if (png_image_write_get_memory_size(image, bytes, 0, grey.data(), 0, nullptr) != 0) {
        out.resize(bytes);
    }
    if (out.empty() ||
        png_image_write_to_memory(&image, out.data(), &bytes, 0, grey.data(), 0, nullptr) == 0) {
        throw Fault("the PNG of a QR code could not be made");
    }
    out.resize(bytes);
    return out;
}

}  // namespace styk::http
