#include "lib/base/log.h"

#include <gtest/gtest.h>

namespace mingce {
namespace {

TEST(LogTest, AnyBytesAreAJsonString) {
  EXPECT_EQ(JsonString("名册 \"a\\b\"\n\x01"), "\"名册 \\\"a\\\\b\\\"\\n\\u0001\"");
  EXPECT_EQ(JsonString("a\xff\xfe"
                       "b"),
            "\"a\xef\xbf\xbd\xef\xbf\xbd"
            "b\"");
  EXPECT_EQ(JsonString(absl::string_view("\xe5\x90", 2)), "\"\xef\xbf\xbd\"") << "cut short";
}

TEST(LogTest, ALineIsOneObject) {
  testing::internal::CaptureStderr();
  Log(LogLevel::kWarning, "a library says", {{"text", "two\nlines"}});
  const std::string line = testing::internal::GetCapturedStderr();
  EXPECT_EQ(line.find('\n'), line.size() - 1);
  EXPECT_NE(
      line.find("\"level\":\"warning\",\"message\":\"a library says\",\"text\":\"two\\nlines\"}"),
      std::string::npos)
      << line;
}

}  // namespace
}  // namespace mingce
