// Addresses that somebody writes into a form, networks that an operator opens, and what strangers
// sign with: what listens beside this machine stays closed however it is written.
#include <string>

#include "courier/networks.h"
#include "courier/outside.h"
#include "courier/signature.h"
#include "fuzz.h"

namespace styk {

namespace {

void read_address(const std::string& text) {
    const auto address = courier::read_ip(text);
    if (!address) {
        return;
    }
    const auto written = courier::to_text(*address);
    fuzz::need(courier::read_ip(written) == address, "an address is read as it was written");
    const auto only = courier::Networks::read(written);
    fuzz::need(only && only->contains(*address), "it is in the network of itself alone");
    const auto local = courier::Networks::read("127.0.0.0/8, 10.0.0.0/8, ::1");
    fuzz::need(
        !(local->contains(*address) && courier::is_public(*address)), "what is near is not public"
    );
}

}  // namespace

STYK_FUZZ_TARGET(const std::uint8_t* data, std::size_t size) {
    const std::string text(fuzz::text_of(data, size));
    read_address(text);
    if (const auto networks = courier::Networks::read(text)) {
        (void)networks->contains(*courier::read_ip("192.0.2.1"));
    }
    (void)courier::problem_of_url(text);
    if (const auto bytes = courier::from_base64(text)) {
        fuzz::need(
            courier::from_base64(courier::to_base64(*bytes)) == bytes,
            "bytes are read as they were written"
        );
    }
    const courier::Signed message{"one", 1'795'000'000, text};
    fuzz::need(
        !courier::is_signed_v1(message, text, "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"),
        "nobody signs by chance"
    );
    (void)courier::secret_bytes(text);
    return 0;
}

}  // namespace styk
