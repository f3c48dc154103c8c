#include "paper/archive.h"

#include <gtest/gtest.h>
#include <map>
#include <zip.h>

namespace styk::paper {
namespace {

std::map<std::string, std::string> files_in(const std::string& bytes) {
    zip_error_t error;
    zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
    zip_t* archive = zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, &error);
    std::map<std::string, std::string> out;
    for (zip_int64_t i = 0; i < zip_get_num_entries(archive, 0); ++i) {
        const auto n = static_cast<zip_uint64_t>(i);
        zip_file_t* file = zip_fopen_index(archive, n, 0);
        std::string content(1000, '\0');
        content.resize(static_cast<std::size_t>(zip_fread(file, content.data(), content.size())));
        zip_fclose(file);
        out[zip_get_name(archive, n, ZIP_FL_ENC_UTF_8)] = content;
    }
    zip_discard(archive);
    return out;
}

TEST(Archive, holds_every_file_under_its_name) {
    const auto bytes =
        write_archive({{"person.json", "{}"}, {"files/zażółć.txt", "gęślą"}, {"files/empty", ""}});
    EXPECT_EQ(
        files_in(bytes),
        (std::map<std::string, std::string>{
            {"person.json", "{}"}, {"files/zażółć.txt", "gęślą"}, {"files/empty", ""}
        })
    );
}

TEST(Archive, keeps_two_files_of_one_name_apart) {
    const auto found = files_in(write_archive({{"a.txt", "1"}, {"a.txt", "2"}, {"a", "3"}}));
    EXPECT_EQ(found.size(), 3U);
    EXPECT_EQ(found.at("a.txt"), "1");
    EXPECT_EQ(found.at("a 2.txt"), "2");
}

}  // namespace
}  // namespace styk::paper
