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
                           "_x005F_", "\x01\x1F\x7F", "=1+1", "<&>\"'", "_x", "x_x0041_x0042_",
                           "_x0041\x08", "_x005F\x08x0041_"}) {
    EXPECT_EQ(Decoded(EncodeForXml(text)), text);
  }
}

TEST(XmlText, WhatIsNotValidIsReplaced) {
  EXPECT_EQ(EncodeForXml("a\xFFz"), std::string("a") + kReplacement + "z");
  EXPECT_EQ(EncodeForXml(absl::string_view("a\0z", 3)), std::string("a") + kReplacement + "z");
  EXPECT_EQ(EncodeForXml("\xEF\xBF\xBF"), kReplacement) << "U+FFFF is no character of XML";
  EXPECT_EQ(EncodeForXml("\xED\xA0\x80"), std::string(kReplacement) + kReplacement + kReplacement);
  EXPECT_EQ(EncodeForXml("\xC0\x80"), std::string(kReplacement) + kReplacement);
  EXPECT_EQ(EncodeForXml("\xE4\xB8"), std::string(kReplacement) + kReplacement);
}

}  // namespace
}  // namespace mingce::sheet
