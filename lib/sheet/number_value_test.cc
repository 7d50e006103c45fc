#include "lib/sheet/number_value.h"

#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"

namespace mingce::sheet {
namespace {

std::string Text(absl::string_view stored) {
  const std::optional<double> value = ParseNumber(stored);
  return value.has_value() ? NumberText(stored, *value) : "not a number";
}

TEST(NumberValue, KeepsWhatTheFileStores) {
  EXPECT_EQ(Text("4.3999919900307E+17"), "4.3999919900307E+17");
  EXPECT_EQ(Text("439999199003070000"), "439999199003070000");
  EXPECT_EQ(Text("13800000000"), "13800000000");
  EXPECT_EQ(Text("0"), "0");
  EXPECT_EQ(Text("-1.5"), "-1.5");
  EXPECT_EQ(Text("1e3"), "1e3");
}

TEST(NumberValue, ShortensTheNoiseOfFractions) {
  EXPECT_EQ(Text("0.28000000000000003"), "0.28");
  EXPECT_EQ(Text("1234.5599999999999"), "1234.56");
  EXPECT_EQ(Text("13800000000.0"), "13800000000");
  EXPECT_EQ(Text("0.30000000000000004"), "0.30000000000000004");  // not the same number as 0.3
}

TEST(NumberValue, RefusesWhatIsNoNumber) {
  for (const char* bad : {"", "abc", "1,000", "1 ", " 1", "0x10", "inf", "nan", "1e999", "--1",
                          "1.2.3", "１", "+-1"}) {
    EXPECT_EQ(Text(bad), "not a number") << bad;
  }
}

TEST(NumberValue, SerialsOf1900IncludeThePhantomDay) {
  EXPECT_EQ(SerialDateText(1, false), "1900-01-01");
  EXPECT_EQ(SerialDateText(59, false), "1900-02-28");
  EXPECT_EQ(SerialDateText(60, false), "1900-02-29");
  EXPECT_EQ(SerialDateText(61, false), "1900-03-01");
  EXPECT_EQ(SerialDateText(36526, false), "2000-01-01");
  EXPECT_EQ(SerialDateText(45351, false), "2024-02-29");
  EXPECT_EQ(SerialDateText(2958465, false), "9999-12-31");
}

TEST(NumberValue, SerialsOf1904) {
  EXPECT_EQ(SerialDateText(0, true), "1904-01-01");
  EXPECT_EQ(SerialDateText(43889, true), "2024-02-29");
  EXPECT_EQ(SerialDateText(2957003, true), "9999-12-31");
  EXPECT_EQ(SerialDateText(2957004, true), std::nullopt);
}

TEST(NumberValue, SerialsOutsideOfTheCalendarAreNoDates) {
  for (const double bad : {-1.0, -0.001, 2958466.0, 1e300, 2958465.999999999}) {
    EXPECT_EQ(SerialDateText(bad, false), std::nullopt) << bad;
  }
}

TEST(NumberValue, TimeIsThereUnlessMidnight) {
  EXPECT_EQ(SerialDateText(36526.5, false), "2000-01-01 12:00:00");
  EXPECT_EQ(SerialDateText(36526.354166666664, false), "2000-01-01 08:30:00");
  EXPECT_EQ(SerialDateText(36526.999999, false), "2000-01-02");  // rounds to the next midnight
  EXPECT_EQ(SerialDateText(0.75, false), "1900-01-00 18:00:00");
}

TEST(NumberValue, ReadsIsoDates) {
  EXPECT_EQ(IsoDateText("2024-02-29"), "2024-02-29");
  EXPECT_EQ(IsoDateText("2024-02-29T00:00:00"), "2024-02-29");
  EXPECT_EQ(IsoDateText("2024-02-29T08:30:05.000Z"), "2024-02-29 08:30:05");
  for (const char* bad : {"", "2024-02-30", "2024-13-01", "2024/02/29", "2024-02-29 08:30:05",
                          "2024-02-29T25:00:00", "T08:30:00", "2024-02-29T08"}) {
    EXPECT_EQ(IsoDateText(bad), std::nullopt) << bad;
  }
}

TEST(NumberValue, KnowsDateCodes) {
  for (const char* code : {"yyyy-mm-dd", "YYYY/M/D", "yyyy\"年\"m\"月\"d\"日\"", "[$-804]yyyy;@",
                           "m/d", "mm:ss", "[h]:mm:ss", "dd\\-mmm", "h:mm AM/PM"}) {
    EXPECT_TRUE(IsDateFormatCode(code)) << code;
  }
  for (const char* code :
       {"General", "GENERAL", "Standard", "0.00", "#,##0", "@", "[Red]0.00", "[$USD-409]0.00",
        "0\" day\"", "0\\d", "0_d", "*d0", "\"yyyy", "[yyyy", "0.00E+00", "", "\\"}) {
    EXPECT_FALSE(IsDateFormatCode(code)) << code;
  }
}

TEST(NumberValue, KnowsBuiltinDates) {
  std::string dates;
  for (std::uint32_t id = 0; id < 100; ++id) {
    if (IsBuiltinDateFormat(id)) absl::StrAppend(&dates, id, " ");
  }
  EXPECT_EQ(dates,
            "14 15 16 17 18 19 20 21 22 27 28 29 30 31 32 33 34 35 36 45 46 47 50 51 52 53 54 55 "
            "56 57 58 ");
}

}  // namespace
}  // namespace mingce::sheet
