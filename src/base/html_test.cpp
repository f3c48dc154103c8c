#include "base/html.h"

#include <gtest/gtest.h>

namespace styk {
namespace {

TEST(Html, what_means_something_to_a_browser_is_written_out) {
    EXPECT_EQ(
        escape_html(R"(<b title="a" lang='pl'>Ł & co</b>)"),
        "&lt;b title=&quot;a&quot; lang=&#39;pl&#39;&gt;Ł &amp; co&lt;/b&gt;"
    );
}

}  // namespace
}  // namespace styk
