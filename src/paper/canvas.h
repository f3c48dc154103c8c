// Pages that can be drawn on: text by pango, lines by cairo, lengths in points (1/72 inch) from the
// upper left corner. One thread at a time; each canvas has its own fonts.
#pragma once

#include <cairo.h>
#include <memory>
#include <pango/pangocairo.h>
#include <string>

#include "base/language.h"
#include "paper/canvas_kind.h"

namespace styk::paper {

inline constexpr double page_width = 595.276, page_height = 841.89;

struct Colour {
    double red = 0, green = 0, blue = 0, alpha = 1;
};

namespace ink {
inline constexpr Colour strong{0.078, 0.129, 0.165}, soft{0.361, 0.408, 0.439};
inline constexpr Colour line{0.886, 0.906, 0.910}, pencil{0.361, 0.408, 0.439};
inline constexpr Colour band{0.078, 0.129, 0.165, 0.10};
inline constexpr Colour bad{0.612, 0.227, 0.047}, good{0.043, 0.380, 0.447};
inline constexpr Colour aim{0.478, 0.165, 0.447};
}  // namespace ink

struct CanvasOptions {
    CanvasKind kind = CanvasKind::pdf;
    double width = page_width, height = page_height;
    std::string title, author, made;
    Colour ground{1, 1, 1};  // what hollow dots are filled with; a picture is painted with it
    bool write = true;
};

enum class Align { left, middle, right };

struct Type {
    double size = 9.5;
    bool strong = false;
    Colour colour = ink::strong;
    Align align = Align::left;
    double spacing = 0;  // between lines
};

struct Spot {
    double x = 0, y = 0;
};

class Canvas {
public:
    // With `write` false nothing is kept: to see how many pages there will be.
    Canvas(
        const std::string& title, const std::string& author, const std::string& made, bool write
    );
    explicit Canvas(const CanvasOptions& options);
    Canvas(const Canvas&) = delete;  // cairo writes into it
    Canvas& operator=(const Canvas&) = delete;
    ~Canvas() = default;

    // Height of the text in a box so wide; drawn with its upper left corner at `at`.
    double text(const Pieces& text, const Type& type, Spot at, double width);
    double text(const std::string& text, const Type& type, Spot at, double width);

    // At most `lines` of it, then an ellipsis.
    double text_cut(const std::string& text, const Type& type, Spot at, double width, int lines);

    // Turned around `at` by so many degrees clockwise, on one line.
    void text_turned(const std::string& text, const Type& type, Spot at, double degrees);
    [[nodiscard]] double height_of(const Pieces& text, const Type& type, double width);
    [[nodiscard]] double width_of(const std::string& text, const Type& type);

    void stroke(Spot from, Spot to, const Colour& colour, double width, bool dashed = false);
    void dot(Spot at, double radius, const Colour& colour, bool hollow);
    void triangle(Spot at, double radius, const Colour& colour, bool up);
    void fill(const std::vector<Spot>& shape, const Colour& colour);
    void path(
        const std::vector<Spot>& points, const Colour& colour, double width, bool dashed = false
    );

    void next_page();

    // Ends the file. Throws Fault.
    [[nodiscard]] std::string finish();

private:
    struct Free {
        void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }

        void operator()(cairo_t* cairo) const { cairo_destroy(cairo); }

        void operator()(PangoFontMap* fonts) const { g_object_unref(fonts); }

        void operator()(PangoContext* context) const { g_object_unref(context); }

        void operator()(PangoLayout* layout) const { g_object_unref(layout); }
    };

    template <class T>
    using Owned = std::unique_ptr<T, Free>;

    [[nodiscard]] Owned<PangoLayout> layout(const Pieces& text, const Type& type, double width);
    void colour(const Colour& colour);

    CanvasKind kind_ = CanvasKind::pdf;
    Colour ground_{1, 1, 1};
    std::string bytes_;
    Owned<cairo_surface_t> surface_;
    Owned<cairo_t> cairo_;
    Owned<PangoFontMap> fonts_;
    Owned<PangoContext> context_;
};

}  // namespace styk::paper
