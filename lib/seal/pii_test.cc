#include "lib/seal/pii.h"

#include <gtest/gtest.h>

#include <optional>
#include <ostream>
#include <string>
#include <type_traits>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"

namespace mingce::seal {
namespace {

using Name = Pii<std::string>;

template <typename T>
concept Streams = requires(std::ostream& out, const T& value) {
  out << value;
};
template <typename T>
concept StreamsWide = requires(std::wostream& out, const T& value) {
  out << value;
};
template <typename T>
concept Concatenates = requires(const T& value) {
  absl::StrCat(value);
};
template <typename T>
concept Appends = requires(std::string& out, const T& value) {
  absl::StrAppend(&out, value);
};
template <typename T>
concept AddsToText = requires(std::string out, const T& value) {
  out + value;
};
template <typename T>
concept Stringifies = requires(std::string& sink, const T& value) {
  AbslStringify(sink, value);
};

// The concepts do see what can be printed …
static_assert(Streams<std::string> && Concatenates<std::string> && Appends<std::string>);
static_assert(AddsToText<std::string> && Streams<int> && Concatenates<int> && StreamsWide<int>);

// … and personal data cannot.
static_assert(!Streams<Name> && !StreamsWide<Name> && !Concatenates<Name> && !Appends<Name>);
static_assert(!AddsToText<Name> && !Stringifies<Name>);
static_assert(!Streams<Pii<int>> && !Concatenates<Pii<int>> && !Streams<Pii<const char*>>);

// Nor does it turn into what can be printed, or appear out of it, without a word.
static_assert(!std::is_convertible_v<Name, std::string>);
static_assert(!std::is_convertible_v<Name, absl::string_view>);
static_assert(!std::is_convertible_v<std::string, Name>);
static_assert(std::is_constructible_v<Name, std::string>);
static_assert(!std::is_constructible_v<std::string, Name>);
static_assert(!std::is_constructible_v<bool, Pii<int>>);

TEST(PiiTest, Reveals) {
  const Name name(std::string("张三"));
  EXPECT_EQ(name.Reveal(), "张三");
  EXPECT_EQ(Name("李四").Reveal(), "李四");
  static_assert(std::is_same_v<decltype(name.Reveal()), const std::string&>);
  static_assert(std::is_same_v<decltype(Name("").Reveal()), std::string>);  // does not dangle
}

TEST(PiiTest, Compares) {
  EXPECT_EQ(Name("a"), Name("a"));
  EXPECT_NE(Name("a"), Name("b"));
  EXPECT_EQ(Name(), Name(""));
  EXPECT_EQ(Pii<int>().Reveal(), 0);
}

TEST(PiiTest, GoogleTestShowsNoValue) {
  EXPECT_EQ(testing::PrintToString(Name("canary")), "<pii>");
  EXPECT_EQ(testing::PrintToString(std::vector<Name>{Name("canary"), Name("b")}),
            "{ <pii>, <pii> }");
  EXPECT_EQ(testing::PrintToString(std::optional<Name>(Name("canary"))).find("canary"),
            std::string::npos);
}

}  // namespace
}  // namespace mingce::seal
