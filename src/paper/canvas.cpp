#include "paper/canvas.h"

#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <fmt/format.h>
#include <numbers>

#include "base/result.h"

namespace styk::paper {

namespace {

constexpr const char* face = "DejaVu Sans";
constexpr double pixels_a_point = 2;  // 144 dots an inch

cairo_status_t keep(void* closure, const unsigned char* data, unsigned int length) {
    auto& bytes = *static_cast<std::string*>(closure);
    bytes.append(reinterpret_cast<const char*>(data), length);
    return CAIRO_STATUS_SUCCESS;
}

cairo_status_t drop(void*, const unsigned char*, unsigned int) {
    return CAIRO_STATUS_SUCCESS;
}

void check(cairo_status_t status) {
    if (status != CAIRO_STATUS_SUCCESS) {
        throw Fault(fmt::format("cairo: {}", cairo_status_to_string(status)));
    }
}

double points(int pango) {
    return static_cast<double>(pango) / PANGO_SCALE;
}

cairo_surface_t* make_surface(const CanvasOptions& options, std::string& bytes) {
    const auto write = options.write ? keep : drop;
    void* into = options.write ? &bytes : nullptr;
    switch (options.kind) {
        case CanvasKind::svg:
            return cairo_svg_surface_create_for_stream(write, into, options.width, options.height);
        case CanvasKind::png:
            return cairo_image_surface_create(
                CAIRO_FORMAT_RGB24,
                static_cast<int>(options.width * pixels_a_point),
                static_cast<int>(options.height * pixels_a_point)
            );
        case CanvasKind::pdf:
            break;
    }
    return cairo_pdf_surface_create_for_stream(write, into, options.width, options.height);
}

void write_properties(cairo_surface_t* pdf, const CanvasOptions& options) {
    cairo_pdf_surface_set_metadata(pdf, CAIRO_PDF_METADATA_TITLE, options.title.c_str());
    cairo_pdf_surface_set_metadata(pdf, CAIRO_PDF_METADATA_AUTHOR, options.author.c_str());
    cairo_pdf_surface_set_metadata(pdf, CAIRO_PDF_METADATA_CREATOR, "Styk");
    cairo_pdf_surface_set_metadata(pdf, CAIRO_PDF_METADATA_CREATE_DATE, options.made.c_str());
}

PangoAlignment alignment(Align align) {
    return align == Align::left    ? PANGO_ALIGN_LEFT
           : align == Align::right ? PANGO_ALIGN_RIGHT
                                   : PANGO_ALIGN_CENTER;
}

}  // namespace

Canvas::Canvas(
    const std::string& title, const std::string& author, const std::string& made, bool write
)
    : Canvas(CanvasOptions{.title = title, .author = author, .made = made, .write = write}) {}

Canvas::Canvas(const CanvasOptions& options)
    : kind_(options.kind),
      ground_(options.ground),
      surface_(make_surface(options, bytes_)),
      cairo_(cairo_create(surface_.get())),
      fonts_(pango_cairo_font_map_new()),
      context_(pango_font_map_create_context(fonts_.get())) {
    if (kind_ == CanvasKind::pdf) {
        write_properties(surface_.get(), options);
    } else {
        colour(ground_);
        cairo_paint(cairo_.get());
    }
    if (kind_ == CanvasKind::png) {
        cairo_scale(cairo_.get(), pixels_a_point, pixels_a_point);
    }
    pango_cairo_context_set_resolution(context_.get(), 72);
    // Letters stand where the outline says, not on the pixels of some screen.
    cairo_font_options_t* font = cairo_font_options_create();
    cairo_font_options_set_hint_style(font, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(font, CAIRO_HINT_METRICS_OFF);
    pango_cairo_context_set_font_options(context_.get(), font);
    cairo_font_options_destroy(font);
}

Canvas::Owned<PangoLayout> Canvas::layout(const Pieces& text, const Type& type, double width) {
    Owned<PangoLayout> layout(pango_layout_new(context_.get()));
    const std::unique_ptr<PangoFontDescription, decltype(&pango_font_description_free)> font(
        pango_font_description_from_string(face), pango_font_description_free
    );
    pango_font_description_set_absolute_size(font.get(), type.size * PANGO_SCALE);
    if (type.strong) {
        pango_font_description_set_weight(font.get(), PANGO_WEIGHT_BOLD);
    }
    pango_layout_set_font_description(layout.get(), font.get());
    pango_layout_set_width(layout.get(), static_cast<int>(width * PANGO_SCALE));
    pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
    pango_layout_set_alignment(layout.get(), alignment(type.align));
    pango_layout_set_spacing(layout.get(), static_cast<int>(type.spacing * PANGO_SCALE));
    std::string whole;
    PangoAttrList* attributes = pango_attr_list_new();
    for (const Piece& piece : text) {
        const auto begin = whole.size();
        whole += piece.text;
        if (piece.strong) {
            PangoAttribute* bold = pango_attr_weight_new(PANGO_WEIGHT_BOLD);
            bold->start_index = static_cast<guint>(begin);
            bold->end_index = static_cast<guint>(whole.size());
            pango_attr_list_insert(attributes, bold);
        }
    }
    pango_layout_set_text(layout.get(), whole.data(), static_cast<int>(whole.size()));
    pango_layout_set_attributes(layout.get(), attributes);
    pango_attr_list_unref(attributes);
    return layout;
}

void Canvas::colour(const Colour& colour) {
    cairo_set_source_rgba(cairo_.get(), colour.red, colour.green, colour.blue, colour.alpha);
}

double Canvas::text(const Pieces& text, const Type& type, Spot at, double width) {
    const auto drawn = layout(text, type, width);
    colour(type.colour);
    cairo_move_to(cairo_.get(), at.x, at.y);
    pango_cairo_show_layout(cairo_.get(), drawn.get());
    cairo_new_path(cairo_.get());
    int high = 0;
    pango_layout_get_size(drawn.get(), nullptr, &high);
    return points(high);
}

double Canvas::text(const std::string& text, const Type& type, Spot at, double width) {
    return this->text(Pieces{{text, false}}, type, at, width);
}

double Canvas::text_cut(
    const std::string& text, const Type& type, Spot at, double width, int lines
) {
    const auto drawn = layout({{text, false}}, type, width);
    pango_layout_set_height(drawn.get(), -lines);
    pango_layout_set_ellipsize(drawn.get(), PANGO_ELLIPSIZE_END);
    colour(type.colour);
    cairo_move_to(cairo_.get(), at.x, at.y);
    pango_cairo_show_layout(cairo_.get(), drawn.get());
    cairo_new_path(cairo_.get());
    int high = 0;
    pango_layout_get_size(drawn.get(), nullptr, &high);
    return points(high);
}

void Canvas::text_turned(const std::string& text, const Type& type, Spot at, double degrees) {
    const auto drawn = layout({{text, false}}, type, page_width);
    pango_layout_set_width(drawn.get(), -1);
    cairo_save(cairo_.get());
    cairo_translate(cairo_.get(), at.x, at.y);
    cairo_rotate(cairo_.get(), degrees * std::numbers::pi / 180);
    colour(type.colour);
    cairo_move_to(cairo_.get(), 0, 0);
    pango_cairo_show_layout(cairo_.get(), drawn.get());
    cairo_new_path(cairo_.get());
    cairo_restore(cairo_.get());
}

double Canvas::height_of(const Pieces& text, const Type& type, double width) {
    int high = 0;
    pango_layout_get_size(layout(text, type, width).get(), nullptr, &high);
    return points(high);
}

double Canvas::width_of(const std::string& text, const Type& type) {
    const auto measured = layout({{text, false}}, type, page_width);
    pango_layout_set_width(measured.get(), -1);
    int wide = 0;
    pango_layout_get_size(measured.get(), &wide, nullptr);
    return points(wide);
}

void Canvas::stroke(Spot from, Spot to, const Colour& of, double width, bool dashed) {
    colour(of);
    constexpr double dash[] = {2.5, 2.5};
    cairo_set_dash(cairo_.get(), dash, dashed ? 2 : 0, 0);
    cairo_set_line_width(cairo_.get(), width);
    cairo_move_to(cairo_.get(), from.x, from.y);
    cairo_line_to(cairo_.get(), to.x, to.y);
    cairo_stroke(cairo_.get());
    cairo_set_dash(cairo_.get(), dash, 0, 0);
}

void Canvas::dot(Spot at, double radius, const Colour& of, bool hollow) {
    cairo_new_path(cairo_.get());
    cairo_arc(cairo_.get(), at.x, at.y, radius, 0, 2 * std::numbers::pi);
    if (hollow) {
        colour(ground_);
        cairo_fill_preserve(cairo_.get());
        colour(of);
        cairo_set_line_width(cairo_.get(), 0.9);
        cairo_stroke(cairo_.get());
        return;
    }
    colour(of);
    cairo_fill(cairo_.get());
}

void Canvas::triangle(Spot at, double radius, const Colour& of, bool up) {
    const double tip = up ? -radius : radius;
    fill({{at.x, at.y + tip}, {at.x - radius, at.y - tip}, {at.x + radius, at.y - tip}}, of);
}

void Canvas::fill(const std::vector<Spot>& shape, const Colour& of) {
    colour(of);
    cairo_new_path(cairo_.get());
    for (const Spot& spot : shape) {
        cairo_line_to(cairo_.get(), spot.x, spot.y);
    }
    cairo_close_path(cairo_.get());
    cairo_fill(cairo_.get());
}

void Canvas::path(const std::vector<Spot>& points, const Colour& of, double width, bool dashed) {
    colour(of);
    constexpr double dash[] = {5, 5};
    cairo_set_dash(cairo_.get(), dash, dashed ? 2 : 0, 0);
    cairo_new_path(cairo_.get());
    cairo_set_line_width(cairo_.get(), width);
    cairo_set_line_join(cairo_.get(), CAIRO_LINE_JOIN_ROUND);
    for (const Spot& spot : points) {
        cairo_line_to(cairo_.get(), spot.x, spot.y);
    }
    cairo_stroke(cairo_.get());
    cairo_set_dash(cairo_.get(), dash, 0, 0);
}

void Canvas::next_page() {
    cairo_show_page(cairo_.get());
}

std::string Canvas::finish() {
    if (kind_ == CanvasKind::png) {
        check(cairo_surface_write_to_png_stream(surface_.get(), keep, &bytes_));
        return std::move(bytes_);
    }
    cairo_show_page(cairo_.get());
    check(cairo_status(cairo_.get()));
    cairo_surface_finish(surface_.get());
    check(cairo_surface_status(surface_.get()));
    return std::move(bytes_);
}

}  // namespace styk::paper
