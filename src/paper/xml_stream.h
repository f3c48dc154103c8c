// XML as it comes, piece by piece, by expat. Declared entities end the reading.
#pragma once

#include <exception>
#include <expat.h>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace styk::paper {

using XmlAttributes = std::vector<std::pair<std::string_view, std::string_view>>;

// Names come without their prefix: "x:row" is "row".
struct XmlListener {
    std::function<void(std::string_view name, const XmlAttributes& attributes)> begin{};
    std::function<void(std::string_view name)> end{};
    std::function<void(std::string_view text)> text{};
};

class XmlStream {
public:
    explicit XmlStream(XmlListener listener);

    // A throw of the listener comes out of feed(). False: it is broken, or was stopped; problem()
    // says which.
    bool feed(std::string_view bytes, bool last);
    void stop();

    [[nodiscard]] bool is_stopped() const { return stopped_; }

    [[nodiscard]] const std::string& problem() const { return problem_; }

private:
    static void XMLCALL on_begin(void* self, const char* name, const char** attributes);
    static void XMLCALL on_end(void* self, const char* name);
    static void XMLCALL on_text(void* self, const char* text, int length);
    static void XMLCALL on_doctype(void* self, const char*, const char*, const char*, int);

    struct Free {
        void operator()(XML_Parser parser) const { XML_ParserFree(parser); }
    };

    template <class Work>
    void guard(const Work& work);

    XmlListener listener_;
    std::exception_ptr thrown_;  // carried past expat, which is C
    std::unique_ptr<XML_ParserStruct, Free> parser_;
    XmlAttributes attributes_;
    bool stopped_ = false;
    std::string problem_;
};

[[nodiscard]] std::string_view value_of(const XmlAttributes& attributes, std::string_view name);

}  // namespace styk::paper
