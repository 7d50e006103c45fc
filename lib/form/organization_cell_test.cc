#include "lib/form/organization_cell.h"

#include <gtest/gtest.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "lib/gb/credit_code.h"

namespace mingce::form {
namespace {

using Key = OrganizationCell::Key;

constexpr char kId[] = "0123456789abcdefghjkmnpqrs";

std::string Code(absl::string_view first8) {
  const std::string body = absl::StrCat(first8, "00000001");
  const std::string first17 =
      body + gb::OrganizationCodeCheckCharacter(absl::string_view(body).substr(8));
  return first17 + gb::CreditCodeCheckCharacter(first17);
}

TEST(OrganizationCellTest, TakesIdsAndCodesWithAndWithoutAName) {
  const std::string union_code = Code("81439999");
  const std::string unit_code = Code("12439999");
  EXPECT_EQ(ParseOrganizationCell(kId).key, Key::kOrganizationId);
  EXPECT_EQ(ParseOrganizationCell(kId).value, kId);
  EXPECT_EQ(ParseOrganizationCell(absl::StrCat("organizations/", kId)).value, kId);
  EXPECT_EQ(ParseOrganizationCell(union_code).key, Key::kUnionCode);
  EXPECT_EQ(ParseOrganizationCell(unit_code).key, Key::kUnitCode);
  const OrganizationCell named =
      ParseOrganizationCell(absl::StrCat(" ", union_code, "　县教育 工会 "));
  EXPECT_EQ(named.key, Key::kUnionCode);
  EXPECT_EQ(named.value, union_code);
  EXPECT_EQ(named.hint, "县教育 工会");
  for (const absl::string_view rest :
       {"\n县教育工会", "\u00a0县教育工会", "（县教育工会）", "(县教育工会)", " (县教育工会)",
        "-县教育工会", "：县教育工会", "、县教育工会"}) {
    const OrganizationCell other = ParseOrganizationCell(absl::StrCat(union_code, rest));
    EXPECT_EQ(other.value, union_code) << rest;
    EXPECT_EQ(other.hint, "县教育工会") << rest;
  }
  EXPECT_EQ(ParseOrganizationCell(union_code + " 县教育(系统)工会").hint, "县教育(系统)工会");
  EXPECT_EQ(ParseOrganizationCell(union_code + "（县某(集团)工会）").hint, "县某(集团)工会");
  EXPECT_EQ(ParseOrganizationCell(union_code + " 县某工会（机关）").hint, "县某工会（机关）");
}

TEST(OrganizationCellTest, MakesCodesCanonical) {
  std::string wide;  // full-width digits, as an input method leaves them
  for (const char c : Code("81439999")) {
    wide += c >= '0' && c <= '9' ? std::string("\xEF\xBC") + static_cast<char>(0x90 + (c - '0'))
                                 : std::string(1, c);
  }
  EXPECT_EQ(ParseOrganizationCell(wide).value, Code("81439999"));
}

TEST(OrganizationCellTest, TellsANameFromACodeThatIsWrong) {
  EXPECT_EQ(ParseOrganizationCell("").key, Key::kEmpty);
  EXPECT_EQ(ParseOrganizationCell("　 ").key, Key::kEmpty);
  EXPECT_EQ(ParseOrganizationCell("县教育工会").key, Key::kName);
  EXPECT_EQ(ParseOrganizationCell("县教育 工会").hint, "县教育 工会");
  std::string wrong = Code("81439999");
  wrong.back() = wrong.back() == '0' ? '1' : '0';
  EXPECT_EQ(ParseOrganizationCell(wrong + " 县教育工会").key, Key::kUnsoundCode);
  EXPECT_EQ(ParseOrganizationCell(wrong + " 县教育工会").hint, "县教育工会");
  // A blank inside a code.
  const std::string torn = Code("81439999").insert(8, " ");
  EXPECT_EQ(ParseOrganizationCell(torn).key, Key::kUnsoundCode);
  EXPECT_EQ(ParseOrganizationCell("县教育-工会").hint, "县教育-工会");
  EXPECT_EQ(ParseOrganizationCell("organizations/x").key, Key::kUnsoundCode);
}

}  // namespace
}  // namespace mingce::form
