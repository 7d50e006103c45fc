#include "lib/sheet/package.h"

#include <unistd.h>

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "lib/base/status_macros.h"
#include "lib/sheet/workbook_file.h"

namespace mingce::sheet {
namespace {

std::string Normalised(absl::string_view name) {
  std::string out = absl::AsciiStrToLower(name);
  for (char& c : out) {
    if (c == '\\') c = '/';  // some old programs write these
  }
  return out;
}

struct CloseFile {
  void operator()(zip_file_t* file) const { zip_fclose(file); }
};

}  // namespace

Package::~Package() = default;

absl::StatusOr<std::unique_ptr<Package>> Package::Open(const std::string& path,
                                                       const ReadLimits& limits) {
  MINGCE_ASSIGN_OR_RETURN(const int fd, OpenWorkbookFile(path, limits));
  std::unique_ptr<Package> package(new Package(BaseName(path), limits));
  int code = 0;
  package->zip_.reset(zip_fdopen(fd, 0, &code));  // owns fd when it succeeds
  if (package->zip_ == nullptr) {
    close(fd);
    return DamagedWorkbook({package->file_, "", ""}, absl::StrCat("zip directory, code ", code));
  }
  MINGCE_RETURN_IF_ERROR(package->ReadDirectory());
  return package;
}

absl::Status Package::ReadDirectory() {
  const zip_int64_t count = zip_get_num_entries(zip_.get(), 0);
  if (count < 0 || static_cast<std::uint64_t>(count) > limits_.entries) {
    return WorkbookBomb({file_, "", ""}, "entries");
  }
  const std::uint64_t ratio = std::max<std::uint64_t>(limits_.expansion_ratio, 1);
  std::uint64_t total = 0;
  for (zip_uint64_t i = 0; i < static_cast<zip_uint64_t>(count); ++i) {
    zip_stat_t stat;
    zip_stat_init(&stat);
    constexpr zip_uint64_t kNeeded = ZIP_STAT_NAME | ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE |
                                     ZIP_STAT_COMP_METHOD | ZIP_STAT_ENCRYPTION_METHOD;
    if (zip_stat_index(zip_.get(), i, ZIP_FL_ENC_RAW, &stat) != 0 ||
        (stat.valid & kNeeded) != kNeeded) {
      return DamagedWorkbook({file_, "", ""}, absl::StrCat("zip entry ", i));
    }
    const Place place{file_, "", stat.name};
    if (stat.encryption_method != ZIP_EM_NONE) return EncryptedWorkbook(file_);
    if (stat.comp_method != ZIP_CM_STORE && stat.comp_method != ZIP_CM_DEFLATE) {
      return DamagedWorkbook(place, "unknown compression");
    }
    if (stat.size > limits_.part_bytes) return WorkbookBomb(place, "part_bytes");
    if (stat.size > limits_.expansion_free_bytes && stat.size / ratio >= stat.comp_size &&
        stat.size > ratio * stat.comp_size) {
      return WorkbookBomb(place, "expansion_ratio");
    }
    total += stat.size;  // no overflow: each is at most part_bytes, and checked each time
    if (total > limits_.total_bytes) return WorkbookBomb(place, "total_bytes");
    if (!parts_.emplace(Normalised(stat.name), Part{i, stat.size}).second) {
      return DamagedWorkbook(place, "two parts of one name");
    }
  }
  return absl::OkStatus();
}

bool Package::Has(absl::string_view name) const { return parts_.contains(Normalised(name)); }

absl::Status Package::Parse(absl::string_view name, const Place& place, std::uint64_t max_bytes,
                            XmlHandler& handler) const {
  Place here = place;
  here.part = std::string(name);
  const auto found = parts_.find(Normalised(name));
  if (found == parts_.end()) return DamagedWorkbook(here, "a part is missing");
  const Part& part = found->second;
  if (part.size > max_bytes) return WorkbookBomb(here, "small_part_bytes");
  const std::unique_ptr<zip_file_t, CloseFile> file(zip_fopen_index(zip_.get(), part.index, 0));
  if (file == nullptr) return DamagedWorkbook(here, zip_strerror(zip_.get()));
  std::uint64_t read = 0;
  const auto read_bytes = [&](char* buffer, std::size_t size) -> absl::StatusOr<std::size_t> {
    const zip_int64_t got = zip_fread(file.get(), buffer, size);
    if (got < 0) {
      return DamagedWorkbook(here, zip_error_strerror(zip_file_get_error(file.get())));
    }
    read += static_cast<std::uint64_t>(got);
    if (read > part.size) return DamagedWorkbook(here, "a part is longer than it says");
    return static_cast<std::size_t>(got);
  };
  return ParseXml(read_bytes, limits_.xml_parser_bytes, here, handler);
}

}  // namespace mingce::sheet
