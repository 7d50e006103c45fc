#include "lib/sheet/workbook_check.h"

#include <limits>
#include <memory>

#include "absl/strings/str_cat.h"
#include "lib/base/status_macros.h"
#include "lib/sheet/package.h"
#include "lib/sheet/workbook_index.h"

namespace mingce::sheet {
namespace {

class RowCounter : public XmlHandler {
 public:
  absl::Status OnStart(absl::string_view name, const XmlAttributes&) override {
    if (++depth_ == 3 && name == "row") ++rows_;
    return absl::OkStatus();
  }
  absl::Status OnEnd(absl::string_view) override {
    --depth_;
    return absl::OkStatus();
  }
  absl::Status OnText(absl::string_view) override { return absl::OkStatus(); }

  std::uint64_t rows() const { return rows_; }

 private:
  int depth_ = 0;
  std::uint64_t rows_ = 0;
};

ReadLimits NoLimits() {
  constexpr std::uint64_t kNone = std::numeric_limits<std::uint32_t>::max();  // of bytes: 4 GiB
  ReadLimits limits;
  limits.file_bytes = kNone;
  limits.entries = kNone;
  limits.part_bytes = kNone;
  limits.total_bytes = kNone;
  limits.expansion_free_bytes = kNone;
  return limits;
}

}  // namespace

absl::Status CheckWorkbook(const std::string& path, const std::vector<std::uint64_t>& rows) {
  MINGCE_ASSIGN_OR_RETURN(const std::unique_ptr<Package> package, Package::Open(path, NoLimits()));
  MINGCE_ASSIGN_OR_RETURN(const WorkbookIndex index, ReadWorkbookIndex(*package));
  if (index.sheets.size() != rows.size()) {
    return DamagedWorkbook({package->file(), "", ""}, "number of sheets");
  }
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const Place place{package->file(), index.sheets[i].name, index.sheet_parts[i]};
    RowCounter counter;
    MINGCE_RETURN_IF_ERROR(
        package->Parse(index.sheet_parts[i], place, package->limits().part_bytes, counter));
    if (counter.rows() != rows[i]) {
      return DamagedWorkbook(place, absl::StrCat(counter.rows(), " of ", rows[i], " rows"));
    }
  }
  return absl::OkStatus();
}

}  // namespace mingce::sheet
