// The zip of a workbook: its parts by name, each streamed through the XML parser within the limits.
//
// Open reads only the directory, and refuses there whatever the directory already shows: too many
// parts, too large, expanding too far, encrypted, packed by a method no workbook uses, or two parts
// of one name. A part that gives more bytes than its directory says is damaged, so nothing inflates
// past what Open allowed.

#ifndef MINGCE_LIB_SHEET_PACKAGE_H_
#define MINGCE_LIB_SHEET_PACKAGE_H_

#include <zip.h>

#include <cstdint>
#include <memory>
#include <string>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "lib/sheet/errors.h"
#include "lib/sheet/read_limits.h"
#include "lib/sheet/xml_parser.h"

namespace mingce::sheet {

class Package {
 public:
  static absl::StatusOr<std::unique_ptr<Package>> Open(const std::string& path,
                                                       const ReadLimits& limits);
  ~Package();
  Package(const Package&) = delete;
  Package& operator=(const Package&) = delete;

  // Names are compared without case, as Excel does; "/" separates, none leads.
  bool Has(absl::string_view name) const;

  // Parses a part. `place` names the sheet, if any; `max_bytes` bounds the inflated part (error
  // WORKBOOK_BOMB, "small_part_bytes"). A part that is not there is DAMAGED_WORKBOOK.
  absl::Status Parse(absl::string_view name, const Place& place, std::uint64_t max_bytes,
                     XmlHandler& handler) const;

  const ReadLimits& limits() const { return limits_; }
  const std::string& file() const { return file_; }  // base name

 private:
  struct Part {
    std::uint64_t index = 0;
    std::uint64_t size = 0;
  };
  struct CloseZip {
    void operator()(zip_t* zip) const { zip_discard(zip); }
  };

  Package(std::string file, const ReadLimits& limits) : file_(std::move(file)), limits_(limits) {}
  absl::Status ReadDirectory();

  std::string file_;
  ReadLimits limits_;
  std::unique_ptr<zip_t, CloseZip> zip_;
  absl::flat_hash_map<std::string, Part> parts_;
};

}  // namespace mingce::sheet

#endif  // MINGCE_LIB_SHEET_PACKAGE_H_
