#include "lib/sheet/shared_strings.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "absl/status/status.h"
#include "lib/base/status_macros.h"
#include "lib/sheet/xml_text.h"

namespace mingce::sheet {

// sst/si/t, or sst/si/r/t for runs of rich text. sst/si/rPh/t are phonetic guides.
class SharedStringsHandler : public XmlHandler {
 public:
  SharedStringsHandler(const Place& place, const ReadLimits& limits)
      : place_(place),
        max_bytes_(std::min<std::uint64_t>(limits.shared_string_bytes,
                                           std::numeric_limits<std::uint32_t>::max())) {}

  absl::Status OnStart(absl::string_view name, const XmlAttributes&) override {
    ++depth_;
    switch (depth_) {
      case 1:
        return name == "sst" ? absl::OkStatus()
                             : DamagedWorkbook(place_, "not a shared strings part");
      case 2:
        in_item_ = name == "si";
        return in_item_ ? Charge(sizeof(std::uint32_t)) : absl::OkStatus();
      case 3:
        in_run_ = in_item_ && name == "r";
        in_text_ = in_item_ && name == "t";
        break;
      case 4:
        in_text_ = in_run_ && name == "t";
        break;
      default:
        in_text_ = false;
    }
    text_begin_ = strings_.text_.size();
    return absl::OkStatus();
  }

  absl::Status OnEnd(absl::string_view) override {
    if (in_text_) DecodeEscapes(text_begin_, &strings_.text_);
    in_text_ = false;
    if (depth_ == 2 && in_item_) {
      strings_.ends_.push_back(static_cast<std::uint32_t>(strings_.text_.size()));
      in_item_ = false;
    }
    --depth_;
    return absl::OkStatus();
  }

  absl::Status OnText(absl::string_view text) override {
    if (!in_text_) return absl::OkStatus();
    MINGCE_RETURN_IF_ERROR(Charge(text.size()));
    const std::size_t needed = strings_.text_.size() + text.size();
    if (needed > strings_.text_.capacity()) {  // grow by doubling, but never past the limit
      strings_.text_.reserve(
          std::max<std::size_t>(needed, std::min(2 * needed, std::size_t{max_bytes_})));
    }
    strings_.text_.append(text.data(), text.size());
    return absl::OkStatus();
  }

  SharedStrings Take() {
    strings_.text_.shrink_to_fit();
    strings_.ends_.shrink_to_fit();
    return std::move(strings_);
  }

 private:
  absl::Status Charge(std::uint64_t bytes) {
    if (bytes > max_bytes_ - used_) return WorkbookBomb(place_, "shared_string_bytes");
    used_ += bytes;
    return absl::OkStatus();
  }

  const Place place_;
  const std::uint64_t max_bytes_;
  std::uint64_t used_ = 0;
  SharedStrings strings_;
  std::size_t text_begin_ = 0;
  int depth_ = 0;
  bool in_item_ = false;
  bool in_run_ = false;
  bool in_text_ = false;
};

absl::StatusOr<SharedStrings> ReadSharedStrings(const Package& package, absl::string_view part) {
  if (part.empty()) return SharedStrings();
  const Place place{package.file(), "", std::string(part)};
  SharedStringsHandler handler(place, package.limits());
  MINGCE_RETURN_IF_ERROR(package.Parse(part, place, package.limits().part_bytes, handler));
  return handler.Take();
}

}  // namespace mingce::sheet
