#include "lib/sheet/xml_text.h"

#include <gtest/gtest.h>

namespace mingce::sheet {
namespace {

constexpr char kReplacement[] = "\xEF\xBF\xBD";

std::string Decoded(std::string text) {
  DecodeEscapes(0, &text);
  return text;
}

TEST(XmlText, DecodesEscapes) {
  EXPECT_EQ(Decoded("a_x000D_b"), "a\rb");
  EXPECT_EQ(Decoded("_x4E2D__x6587_"), "中文");
  EXPECT_EQ(Decoded("_xD842__xDFB7_"), "𠮷");
  EXPECT_EQ(Decoded("_x005F_x0041_"), "_x0041_");
  EXPECT_EQ(Decoded("_x0041"), "_x0041");
  EXPECT_EQ(Decoded("_xZZZZ_"), "_xZZZZ_");
  EXPECT_EQ(Decoded("_X0041_"), "_X0041_");
  EXPECT_EQ(Decoded("__x0041_"), "_A");
  EXPECT_EQ(Decoded("_x0000_"), kReplacement);
  EXPECT_EQ(Decoded("_xD842_x"), std::string(kReplacement) + "x");
  EXPECT_EQ(Decoded("_xDFB7_"), kReplacement);
}

TEST(XmlText, DecodesOnlyFromThePlaceGiven) {
  std::string text = "_x0041__x0042_";
  DecodeEscapes(7, &text);
  EXPECT_EQ(text, "_x0041_B");
}

TEST(XmlText, WhatIsValidComesBack) {
  for (const char* text : {"", "张三", "𠮷·买买提", "a\rb", "tab\tline\nend", "_x0041_", "__x0041_",
                           "_x005F_", "\x01\x1F\x7F", "=1+1", "<&>\"'", "_x", "x_x0041_x0042_"}) {
    EXPECT_EQ(Decoded(EncodeForXml(text)), text);
  }
}

TEST(XmlText, WhatIsNotValidIsReplaced) {
  EXPECT_EQ(EncodeForXml("a\xFFz"), std::string("a") + kReplacement + "z");
  EXPECT_EQ(EncodeForXml(absl::string_view("a\0z", 3)), std::string("a") + kReplacement + "z");
  EXPECT_EQ(EncodeForXml("\xEF\xBF\xBF"), std::string(kReplacement) + kReplacement + kReplacement);
  EXPECT_EQ(EncodeForXml("\xED\xA0\x80"), std::string(kReplacement) + kReplacement + kReplacement);
  EXPECT_EQ(EncodeForXml("\xC0\x80"), std::string(kReplacement) + kReplacement);
  EXPECT_EQ(EncodeForXml("\xE4\xB8"), std::string(kReplacement) + kReplacement);
}

TEST(XmlText, MeasuresAsExcelDoes) {
  EXPECT_EQ(Utf16Length(""), 0U);
  EXPECT_EQ(Utf16Length("a中·"), 3U);
  EXPECT_EQ(Utf16Length("𠮷"), 2U);
}

TEST(XmlText, NamesAreSafeToPrint) {
  EXPECT_EQ(PrintableName("会员.xlsx"), "会员.xlsx");
  EXPECT_EQ(PrintableName("a\nb\x1B[31m"),
            std::string("a") + kReplacement + "b" + kReplacement + "[31m");
  EXPECT_EQ(PrintableName("\u202Ea\u0085\u2069é"),
            std::string(kReplacement) + "a" + kReplacement + kReplacement + "é");
  EXPECT_EQ(PrintableName("一二三", 3), "一二三");
  EXPECT_EQ(PrintableName("一二三四", 3), "一二三…");
  EXPECT_EQ(PrintableName(std::string(300, 'a')).size(), 255U);
  EXPECT_EQ(PrintableName(std::string(254, 'a') + "中").size(), 254U);
}

}  // namespace
}  // namespace mingce::sheet
