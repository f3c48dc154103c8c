#include "paper/xml_stream.h"

#include <fmt/format.h>

#include "base/result.h"

namespace styk::paper {

namespace {

std::string_view without_prefix(std::string_view name) {
    const auto colon = name.rfind(':');
    return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

}  // namespace

XmlStream::XmlStream(XmlListener listener)
    : listener_(std::move(listener)), parser_(XML_ParserCreate(nullptr)) {
    if (!parser_) {
        throw Fault("expat cannot make a parser");
    }
    XML_SetUserData(parser_.get(), this);
    XML_SetElementHandler(parser_.get(), on_begin, on_end);
    XML_SetCharacterDataHandler(parser_.get(), on_text);
    XML_SetStartDoctypeDeclHandler(parser_.get(), on_doctype);
}

bool XmlStream::feed(std::string_view bytes, bool last) {
    if (stopped_ || !problem_.empty()) {
        return false;
    }
    const auto status =
        XML_Parse(parser_.get(), bytes.data(), static_cast<int>(bytes.size()), last ? 1 : 0);
    if (thrown_) {
        std::rethrow_exception(std::exchange(thrown_, nullptr));
    }
    if (status != XML_STATUS_ERROR) {
        return true;
    }
    if (!stopped_ && problem_.empty()) {
        problem_ = fmt::format(
            "line {}: {}",
            XML_GetCurrentLineNumber(parser_.get()),
            XML_ErrorString(XML_GetErrorCode(parser_.get()))
        );
    }
    return false;
}

void XmlStream::stop() {
    stopped_ = true;
    XML_StopParser(parser_.get(), XML_FALSE);
}

template <class Work>
void XmlStream::guard(const Work& work) {
    if (stopped_) {
        return;
    }
    try {
        work();
    } catch (...) {
        thrown_ = std::current_exception();
        stop();
    }
}

void XMLCALL XmlStream::on_begin(void* self, const char* name, const char** attributes) {
    auto& stream = *static_cast<XmlStream*>(self);
    stream.attributes_.clear();
    for (; *attributes != nullptr; attributes += 2) {
        stream.attributes_.emplace_back(without_prefix(attributes[0]), attributes[1]);
    }
    stream.guard([&] {
        if (stream.listener_.begin) {
            stream.listener_.begin(without_prefix(name), stream.attributes_);
        }
    });
}

void XMLCALL XmlStream::on_end(void* self, const char* name) {
    auto& stream = *static_cast<XmlStream*>(self);
    stream.guard([&] {
        if (stream.listener_.end) {
            stream.listener_.end(without_prefix(name));
        }
    });
}

void XMLCALL XmlStream::on_text(void* self, const char* text, int length) {
    auto& stream = *static_cast<XmlStream*>(self);
    stream.guard([&] {
        if (stream.listener_.text) {
            stream.listener_.text({text, static_cast<std::size_t>(length)});
        }
    });
}

void XMLCALL XmlStream::on_doctype(void* self, const char*, const char*, const char*, int) {
    auto& stream = *static_cast<XmlStream*>(self);
    stream.problem_ = "it declares entities, which such files never do";
    XML_StopParser(stream.parser_.get(), XML_FALSE);
}

std::string_view value_of(const XmlAttributes& attributes, std::string_view name) {
    for (const auto& [key, value] : attributes) {
        if (key == name) {
            return value;
        }
    }
    return {};
}

}  // namespace styk::paper
