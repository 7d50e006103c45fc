#include "lib/gb/name_forms.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

#include "lib/gb/name.h"
#include "lib/text/utf8.h"

namespace mingce::gb {
namespace {

TEST(NameFormsTest, FormsFoldToTheirStandardForm) {
  EXPECT_EQ(StandardForm(U'龔'), U'龚');
  EXPECT_EQ(StandardForm(U'錄'), U'录');
  EXPECT_EQ(StandardForm(U'錄'), StandardForm(U'録'));
  EXPECT_EQ(StandardForm(U'龚'), U'龚');
  EXPECT_EQ(StandardForm(U'A'), U'A');
  EXPECT_EQ(StandardForm(U' '), U' ');
  EXPECT_EQ(StandardForm(U'𠮷'), U'𠮷');
}

// So that there is no cycle and no chain: what is folded stays as it is.
TEST(NameFormsTest, NoCharacterStandsTwiceAndEachFoldsToAFixedPoint) {
  std::set<char32_t> seen;
  char32_t standard = U' ';
  int forms = 0;
  for (const char32_t c : NameFormGroups()) {
    if (c == U' ') {
      standard = U' ';
      continue;
    }
    EXPECT_TRUE(seen.insert(c).second) << text::EncodeUtf8(std::u32string(1, c));
    EXPECT_TRUE(IsUnifiedIdeograph(c)) << text::EncodeUtf8(std::u32string(1, c));
    if (standard == U' ') {
      standard = c;
    } else {
      ++forms;
    }
    EXPECT_EQ(StandardForm(c), standard) << text::EncodeUtf8(std::u32string(1, c));
    EXPECT_EQ(StandardForm(standard), standard);
  }
  EXPECT_GT(forms, 1000);
}

}  // namespace
}  // namespace mingce::gb
