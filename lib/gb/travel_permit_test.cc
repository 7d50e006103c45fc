#include "lib/gb/travel_permit.h"

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "lib/gb/vectors_for_test.h"

namespace mingce::gb {
namespace {

std::string ReasonFor(const std::string& code) {
  if (code == "OK") return "OK";
  if (code == "EMPTY") return "FIELD_MISSING";
  if (code == "EXCEL_SCIENTIFIC") return "ID_SPREADSHEET_DAMAGED";
  return "HMT_" + code;
}

// The file holds both types: a sound row names its own, the others go by their first character.
bool IsTaiwan(const Vector& row) {
  if (row.expected != "invalid") return absl::StrContains(row.detail, "type=06");
  return !row.input.empty() && row.input[0] == '0';
}

TEST(TravelPermitTest, Vectors) {
  for (const Vector& row : ReadVectors("hmt_permit.tsv")) {
    SCOPED_TRACE(absl::StrCat("hmt_permit.tsv:", row.line, " ", row.detail));
    const Parsed<TravelPermit> permit =
        IsTaiwan(row) ? ParseTaiwanPermit(row.input) : ParseHongKongMacaoPermit(row.input);
    const Parsed<TravelPermit> other =
        IsTaiwan(row) ? ParseHongKongMacaoPermit(row.input) : ParseTaiwanPermit(row.input);
    EXPECT_EQ(VerdictOf(permit.ok(), permit.findings), row.expected);
    EXPECT_FALSE(other.ok());
    EXPECT_EQ(DecidingReason(permit.findings), ReasonFor(row.code));
    if (!permit.ok()) continue;
    EXPECT_EQ(permit.value->number, row.normalised);
    EXPECT_TRUE(absl::StrContains(row.detail, absl::StrCat(" key=", permit.value->person, ":")));
  }
}

TEST(TravelPermitTest, OtherTypeIsSaidToBeAnotherType) {
  EXPECT_EQ(DecidingReason(ParseTaiwanPermit("H00000000").findings), "HMT_PREFIX");
  EXPECT_EQ(DecidingReason(ParseHongKongMacaoPermit("00000000").findings), "HMT_PREFIX");
}

TEST(TravelPermitTest, LettersAmongTheDigits) {
  EXPECT_EQ(DecidingReason(ParseTaiwanPermit("0000000O").findings), "HMT_LETTER_FOR_DIGIT");
  EXPECT_EQ(DecidingReason(ParseTaiwanPermit("0000000A").findings), "HMT_SHAPE");
  EXPECT_EQ(DecidingReason(ParseHongKongMacaoPermit("HOO00A000").findings), "HMT_SHAPE");
}

}  // namespace
}  // namespace mingce::gb
