#include "paper/archive.h"

#include <fmt/format.h>
#include <memory>
#include <set>
#include <zip.h>

#include "base/result.h"

namespace styk::paper {

namespace {

[[noreturn]] void fail(const char* what) {
    throw Fault(fmt::format("cannot write an archive: {}", what));
}

std::string free_name(const std::string& name, std::set<std::string>& taken) {
    std::string out = name;
    for (int i = 2; !taken.insert(out).second; ++i) {
        const auto dot = name.rfind('.');
        out = dot == std::string::npos
                  ? fmt::format("{} {}", name, i)
                  : fmt::format("{} {}{}", name.substr(0, dot), i, name.substr(dot));
    }
    return out;
}

void add(zip_t* archive, const ArchivedFile& file, const std::string& name) {
    zip_source_t* source = zip_source_buffer(archive, file.bytes.data(), file.bytes.size(), 0);
    if (source == nullptr) {
        fail(zip_strerror(archive));
    }
    if (zip_file_add(archive, name.c_str(), source, ZIP_FL_ENC_UTF_8) < 0) {
        zip_source_free(source);
        fail(zip_strerror(archive));
    }
}

std::string bytes_of(zip_source_t* source) {
    zip_stat_t stat;
    if (zip_source_stat(source, &stat) != 0 || zip_source_open(source) != 0) {
        fail("it cannot be read back");
    }
    std::string out(stat.size, '\0');
    const auto got = zip_source_read(source, out.data(), out.size());
    zip_source_close(source);
    if (got != static_cast<zip_int64_t>(out.size())) {
        fail("it cannot be read back");
    }
    return out;
}

}  // namespace

std::string write_archive(const std::vector<ArchivedFile>& files) {
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t* source = zip_source_buffer_create(nullptr, 0, 0, &error);
    if (source == nullptr) {
        fail(zip_error_strerror(&error));
    }
    zip_source_keep(source);  // the archive gives its own hold back when it is closed
    const std::unique_ptr<zip_source_t, void (*)(zip_source_t*)> kept(source, zip_source_free);
    zip_t* archive = zip_open_from_source(source, ZIP_TRUNCATE, &error);
    if (archive == nullptr) {
        zip_source_free(source);
        fail(zip_error_strerror(&error));
    }
    std::set<std::string> taken;
    try {
        for (const ArchivedFile& file : files) {
            add(archive, file, free_name(file.name, taken));
        }
    } catch (...) {
        zip_discard(archive);
        throw;
    }
    if (zip_close(archive) != 0) {
        zip_discard(archive);
        fail("it cannot be closed");
    }
    return bytes_of(source);
}

}  // namespace styk::paper
