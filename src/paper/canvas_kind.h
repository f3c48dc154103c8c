#pragma once

namespace styk::paper {

// What is written: pages of a PDF, or one picture.
enum class CanvasKind { pdf, svg, png };

}  // namespace styk::paper
