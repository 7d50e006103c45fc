#include "lib/sheet/styles.h"

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/strings/numbers.h"
#include "lib/base/status_macros.h"
#include "lib/sheet/number_value.h"

namespace mingce::sheet {
namespace {

// styleSheet/numFmts/numFmt gives codes to ids; styleSheet/cellXfs/xf lists the cell styles, each
// with an id. The same tags also stand elsewhere in the part and mean other things there.
class StylesHandler : public XmlHandler {
 public:
  explicit StylesHandler(const Place& place) : place_(place) {}

  absl::Status OnStart(absl::string_view name, const XmlAttributes& attributes) override {
    ++depth_;
    if (depth_ == 1 && name != "styleSheet") return DamagedWorkbook(place_, "not a styles part");
    if (depth_ == 2) {
      in_formats_ = name == "numFmts";
      in_styles_ = name == "cellXfs";
    }
    if (depth_ != 3) return absl::OkStatus();
    std::uint32_t id = 0;
    const bool has_id = absl::SimpleAtoi(attributes.Get("numFmtId"), &id);
    if (in_formats_ && name == "numFmt" && has_id) {
      own_formats_[id] = IsDateFormatCode(attributes.Get("formatCode"));
    }
    if (in_styles_ && name == "xf") style_formats_.push_back(has_id ? id : 0);
    return absl::OkStatus();
  }

  absl::Status OnEnd(absl::string_view) override {
    --depth_;
    return absl::OkStatus();
  }

  absl::Status OnText(absl::string_view) override { return absl::OkStatus(); }

  DateStyles Result() const {
    std::vector<bool> is_date;
    is_date.reserve(style_formats_.size());
    for (const std::uint32_t id : style_formats_) {
      const auto own = own_formats_.find(id);
      is_date.push_back(own == own_formats_.end() ? IsBuiltinDateFormat(id) : own->second);
    }
    return DateStyles(std::move(is_date));
  }

 private:
  const Place place_;
  int depth_ = 0;
  bool in_formats_ = false;
  bool in_styles_ = false;
  absl::flat_hash_map<std::uint32_t, bool> own_formats_;
  std::vector<std::uint32_t> style_formats_;
};

}  // namespace

absl::StatusOr<DateStyles> ReadDateStyles(const Package& package, absl::string_view part) {
  if (part.empty()) return DateStyles();
  const Place place{package.file(), "", std::string(part)};
  StylesHandler handler(place);
  MINGCE_RETURN_IF_ERROR(package.Parse(part, place, package.limits().small_part_bytes, handler));
  return handler.Result();
}

}  // namespace mingce::sheet
