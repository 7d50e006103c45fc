#include "lib/text/plain.h"

#include <gtest/gtest.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "lib/text/normalize.h"
#include "lib/text/utf8.h"

namespace mingce::text {
namespace {

TEST(PlainText, OrdinaryTextsAre) {
  for (const char* text : {"", "桃源县教育工会", "阿依古丽·买买提", "桃工发〔2019〕20号", "A-1 (b)",
                           "𠮷", "é", "e\u0301", "全角\u3000空格", "\u00A0", "lost \uFFFD"}) {
    EXPECT_TRUE(IsPlain(text)) << text;
  }
}

TEST(PlainText, WhatHasNoSignOfItsOwnIsNot) {
  for (const char32_t c :
       {0x00,   0x07,   0x09,    0x0A,    0x0D,    0x1B,   0x1F,   0x7F,   0x85,
        0x9B,   0xAD,   0x061C,  0x180E,  0x200B,  0x200D, 0x200E, 0x200F, 0x2028,
        0x2029, 0x202A, 0x202E,  0x2060,  0x2064,  0x2066, 0x2069, 0x206F, 0xFEFF,
        0xFFF9, 0xFFFB, 0x110BD, 0x13430, 0xE0001, 0xE007F}) {
    EXPECT_TRUE(IsControl(c)) << std::hex << static_cast<unsigned>(c);
    EXPECT_FALSE(IsPlain(absl::StrCat("a", EncodeUtf8(std::u32string(1, c)), "b")))
        << std::hex << static_cast<unsigned>(c);
  }
  EXPECT_FALSE(IsPlain("a\xFF"));
}

TEST(PlainText, TheirNeighboursAreSigns) {
  for (const char32_t c : {0x20,   0x7E,    0xA0,    0xAC,    0xAE,    0x05FF,  0x0606, 0x200A,
                           0x2010, 0x2027,  0x202F,  0x205F,  0x2070,  0xFEFE,  0xFF00, 0xFFFC,
                           0xFFFD, 0x1342F, 0x13440, 0xE001F, 0xE0080, 0x10FFFF}) {
    EXPECT_FALSE(IsControl(c)) << std::hex << static_cast<unsigned>(c);
  }
}

// What is taken out of a cell again would be refused if it stayed.
TEST(PlainText, EveryZeroWidthCharacterIsAControl) {
  for (char32_t c = 0; c <= 0x10FFFF; ++c) {
    if (IsZeroWidth(c)) {
      EXPECT_TRUE(IsControl(c)) << std::hex << static_cast<unsigned>(c);
    }
  }
}

}  // namespace
}  // namespace mingce::text
