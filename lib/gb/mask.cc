#include "lib/gb/mask.h"

#include <optional>
#include <string_view>

#include "absl/strings/str_cat.h"
#include "lib/text/normalize.h"
#include "lib/text/utf8.h"

namespace mingce::gb {
namespace {

constexpr absl::string_view kNumberStars = "***********";
constexpr absl::string_view kMobileStars = "****";
constexpr absl::string_view kNameStars = "**";
constexpr std::size_t kLeastNumber = 12;  // so that at least five characters stay hidden

bool IsCompoundSurname(std::u32string_view two) {
  for (const std::u32string_view surname :
       {U"欧阳", U"上官", U"司马", U"司徒", U"诸葛", U"皇甫", U"尉迟", U"公孙",
        U"慕容", U"令狐", U"长孙", U"宇文", U"夏侯", U"东方", U"南宫", U"端木",
        U"独孤", U"申屠", U"澹台", U"赫连", U"钟离", U"轩辕", U"濮阳", U"闻人"}) {
    if (two == surname) return true;
  }
  return false;
}

}  // namespace

std::string MaskNumber(absl::string_view text) {
  if (text.empty()) return "";
  const std::optional<std::u32string> number = text::DecodeUtf8(text);
  if (!number || number->size() < kLeastNumber) return std::string(kNumberStars);
  const std::u32string_view all = *number;
  return absl::StrCat(text::EncodeUtf8(all.substr(0, 3)), kNumberStars,
                      text::EncodeUtf8(all.substr(all.size() - 4)));
}

std::string MaskMobile(absl::string_view text) {
  if (text.empty()) return "";
  if (text.size() != 11 || !text::IsAllDigits(text)) return std::string(kNumberStars);
  return absl::StrCat(text.substr(0, 3), kMobileStars, text.substr(7));
}

std::string MaskName(absl::string_view text) {
  if (text.empty()) return "";
  const std::optional<std::u32string> name = text::DecodeUtf8(text);
  if (!name) return std::string(kNameStars);
  const std::u32string_view all = *name;
  const std::size_t shown = all.size() > 2 && IsCompoundSurname(all.substr(0, 2)) ? 2 : 1;
  return absl::StrCat(text::EncodeUtf8(all.substr(0, shown)), kNameStars);
}

}  // namespace mingce::gb
