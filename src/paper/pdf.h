// A document as PDF (1.5), A4, with text that can be searched and copied.
#pragma once

#include <string>

#include "paper/document.h"

namespace styk::paper {

// The bytes of the file. Throws Fault when cairo refuses.
[[nodiscard]] std::string write_pdf(const Document& document);

}  // namespace styk::paper
