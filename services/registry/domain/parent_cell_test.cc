#include "services/registry/domain/parent_cell.h"

#include <gtest/gtest.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "lib/gb/credit_code.h"

namespace mingce::registry {
namespace {

using Key = ParentCell::Key;

constexpr char kId[] = "0123456789abcdefghjkmnpqrs";

std::string Code(absl::string_view first8) {
  const std::string body = absl::StrCat(first8, "00000001");
  const std::string first17 =
      body + gb::OrganizationCodeCheckCharacter(absl::string_view(body).substr(8));
  return first17 + gb::CreditCodeCheckCharacter(first17);
}

TEST(ParentCellTest, TakesIdsAndCodesWithAndWithoutAName) {
  const std::string union_code = Code("81439999");
  const std::string unit_code = Code("12439999");
  EXPECT_EQ(ParseParentCell(kId).key, Key::kOrganizationId);
  EXPECT_EQ(ParseParentCell(kId).value, kId);
  EXPECT_EQ(ParseParentCell(absl::StrCat("organizations/", kId)).value, kId);
  EXPECT_EQ(ParseParentCell(union_code).key, Key::kUnionCode);
  EXPECT_EQ(ParseParentCell(unit_code).key, Key::kUnitCode);
  const ParentCell named = ParseParentCell(absl::StrCat(" ", union_code, "　县教育 工会 "));
  EXPECT_EQ(named.key, Key::kUnionCode);
  EXPECT_EQ(named.value, union_code);
  EXPECT_EQ(named.hint, "县教育 工会");
}

TEST(ParentCellTest, MakesCodesCanonical) {
  std::string wide;  // full-width digits, as an input method leaves them
  for (const char c : Code("81439999")) {
    wide += c >= '0' && c <= '9' ? std::string("\xEF\xBC") + static_cast<char>(0x90 + (c - '0'))
                                 : std::string(1, c);
  }
  EXPECT_EQ(ParseParentCell(wide).value, Code("81439999"));
}

TEST(ParentCellTest, TellsANameFromACodeThatIsWrong) {
  EXPECT_EQ(ParseParentCell("").key, Key::kEmpty);
  EXPECT_EQ(ParseParentCell("　 ").key, Key::kEmpty);
  EXPECT_EQ(ParseParentCell("县教育工会").key, Key::kName);
  EXPECT_EQ(ParseParentCell("县教育 工会").hint, "县教育 工会");
  std::string wrong = Code("81439999");
  wrong.back() = wrong.back() == '0' ? '1' : '0';
  EXPECT_EQ(ParseParentCell(wrong + " 县教育工会").key, Key::kUnsoundCode);
  EXPECT_EQ(ParseParentCell(wrong + " 县教育工会").hint, "县教育工会");
  EXPECT_EQ(ParseParentCell("organizations/x").key, Key::kUnsoundCode);
}

}  // namespace
}  // namespace mingce::registry
