#include "lib/text/utf8.h"

#include "gtest/gtest.h"

namespace mingce::text {
namespace {

TEST(Utf8Test, EveryScalarValueGoesThereAndBack) {
  for (char32_t c = 0; c <= 0x10FFFF; ++c) {
    if (c >= 0xD800 && c <= 0xDFFF) continue;
    std::string text;
    AppendUtf8(c, &text);
    std::size_t pos = 0;
    ASSERT_EQ(NextCodePoint(text, &pos), c);
    ASSERT_EQ(pos, text.size());
  }
}

TEST(Utf8Test, RefusesWhatIsNotStrictUtf8) {
  for (const absl::string_view text :
       {"\x80", "\xbf", "\xc0\x80", "\xc1\xbf", "\xc3", "\xe0\x80\x80", "\xe0\x9f\xbf", "\xe5\xbc",
        "\xed\xa0\x80", "\xed\xbf\xbf", "\xf0\x80\x80\x80", "\xf0\x9f\x98", "\xf4\x90\x80\x80",
        "\xf8\x88\x80\x80\x80", "\xff", "a\xffz", "\xe5\x41\x41"}) {
    EXPECT_FALSE(IsUtf8(text));
    EXPECT_FALSE(DecodeUtf8(text).has_value());
  }
  EXPECT_EQ(EncodeUtf8(std::u32string(1, static_cast<char32_t>(0xD800))), "\uFFFD");
}

TEST(Utf8Test, CountsCodePoints) {
  EXPECT_EQ(CodePointCount(""), 0);
  EXPECT_EQ(CodePointCount("a张𠮷"), 3);
  EXPECT_EQ(CodePointCount("\xff\xe5\xbc"), 3);
}

TEST(Utf8Test, MeasuresAsExcelDoes) {
  EXPECT_EQ(Utf16Length(""), 0U);
  EXPECT_EQ(Utf16Length("a中·"), 3U);
  EXPECT_EQ(Utf16Length("𠮷"), 2U);
}

}  // namespace
}  // namespace mingce::text
