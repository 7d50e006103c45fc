#include "lib/sheet/workbook_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
#include "lib/base/status_macros.h"
#include "lib/sheet/errors.h"

namespace mingce::sheet {
namespace {

constexpr std::size_t kChunkBytes = 1 << 20;
constexpr std::size_t kHeadBytes = 4096;
constexpr absl::string_view kOleMagic("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8);
constexpr absl::string_view kZipEntry("PK\x03\x04", 4);
constexpr absl::string_view kDirectoryEntry("PK\x01\x02", 4);

class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  ~Descriptor() {
    if (fd_ >= 0) close(fd_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int get() const { return fd_; }
  int Release() { return std::exchange(fd_, -1); }

 private:
  int fd_;
};

// Reads up to `size` bytes at `offset`; fewer only at the end of the file, -1 on an error.
std::int64_t ReadAt(int fd, std::uint64_t offset, char* buffer, std::size_t size) {
  std::size_t done = 0;
  while (done < size) {
    const ssize_t got = pread(fd, buffer + done, size - done, static_cast<off_t>(offset + done));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return -1;
    if (got == 0) break;
    done += static_cast<std::size_t>(got);
  }
  return static_cast<std::int64_t>(done);
}

// How often each pattern stands in the file.
struct Pattern {
  absl::string_view bytes;
  std::uint64_t count = 0;
};

absl::Status CountPatterns(int fd, const std::string& name, std::vector<Pattern>* patterns) {
  std::size_t longest = 1;
  for (const Pattern& pattern : *patterns) longest = std::max(longest, pattern.bytes.size());
  std::string buffer(kChunkBytes + longest - 1, '\0');
  for (std::uint64_t offset = 0;; offset += kChunkBytes) {
    const std::int64_t got = ReadAt(fd, offset, buffer.data(), buffer.size());
    if (got < 0) return FileNotReadable(name, errno);
    const absl::string_view chunk(buffer.data(), static_cast<std::size_t>(got));
    for (Pattern& pattern : *patterns) {
      // Only matches that begin within this step: the overlap belongs to the next.
      std::size_t from = 0;
      while (from < chunk.size()) {
        const void* hit = memmem(chunk.data() + from, chunk.size() - from, pattern.bytes.data(),
                                 pattern.bytes.size());
        if (hit == nullptr) break;
        const auto at = static_cast<std::size_t>(static_cast<const char*>(hit) - chunk.data());
        if (at >= kChunkBytes) break;
        ++pattern.count;
        from = at + 1;
      }
    }
    if (chunk.size() < buffer.size()) return absl::OkStatus();
  }
}

std::string Utf16(absl::string_view ascii) {
  std::string out;
  for (const char c : ascii) {
    out.push_back(c);
    out.push_back('\0');
  }
  return out;
}

absl::Status RefuseOle(int fd, const std::string& name) {
  const std::string encrypted = Utf16("EncryptedPackage");
  const std::string workbook = Utf16("Workbook");
  const std::string book = Utf16("Book") + std::string(2, '\0');  // Excel 5
  std::vector<Pattern> patterns = {{encrypted}, {workbook}, {book}};
  MINGCE_RETURN_IF_ERROR(CountPatterns(fd, name, &patterns));
  if (patterns[0].count > 0) return EncryptedWorkbook(name);
  if (patterns[1].count > 0 || patterns[2].count > 0) return OldXlsFormat(name);
  return NotAWorkbook(name, NotWorkbook::kOtherOle);
}

absl::Status RefuseOther(absl::string_view head, const std::string& name) {
  if (absl::StartsWith(head, "\xFF\xFE") || absl::StartsWith(head, "\xFE\xFF")) {
    return NotAWorkbook(name, NotWorkbook::kText);  // UTF-16
  }
  absl::string_view text = head;
  absl::ConsumePrefix(&text, "\xEF\xBB\xBF");
  text = absl::StripLeadingAsciiWhitespace(text);
  if (absl::StartsWith(text, "<?xml")) return NotAWorkbook(name, NotWorkbook::kXml);
  if (absl::StartsWith(text, "<")) return NotAWorkbook(name, NotWorkbook::kHtml);
  // In UTF-8 and GB18030 text alike, no control characters but white space.
  const bool is_text = std::all_of(head.begin(), head.end(), [](char c) {
    return static_cast<unsigned char>(c) >= 0x20 || c == '\t' || c == '\r' || c == '\n';
  });
  return NotAWorkbook(name, is_text ? NotWorkbook::kText : NotWorkbook::kUnknown);
}

}  // namespace

absl::StatusOr<int> OpenWorkbookFile(const std::string& path, const ReadLimits& limits) {
  const std::string name = BaseName(path);
  // O_NONBLOCK: a pipe of this name must not hold us.
  Descriptor file(open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (file.get() < 0) {
    return errno == ENOENT || errno == ENOTDIR ? FileNotFound(name) : FileNotReadable(name, errno);
  }
  struct stat info {};
  if (fstat(file.get(), &info) != 0) return FileNotReadable(name, errno);
  if (!S_ISREG(info.st_mode)) return FileNotRegular(name);
  if (info.st_size == 0) return FileEmpty(name);
  if (static_cast<std::uint64_t>(info.st_size) > limits.file_bytes) {
    return FileTooLarge(name, limits.file_bytes);
  }
  std::string head(kHeadBytes, '\0');
  const std::int64_t got = ReadAt(file.get(), 0, head.data(), head.size());
  if (got < 0) return FileNotReadable(name, errno);
  head.resize(static_cast<std::size_t>(got));
  if (absl::StartsWith(head, kOleMagic)) return RefuseOle(file.get(), name);
  if (!absl::StartsWith(head, kZipEntry)) return RefuseOther(head, name);

  std::vector<Pattern> patterns = {{kDirectoryEntry}};
  MINGCE_RETURN_IF_ERROR(CountPatterns(file.get(), name, &patterns));
  if (patterns[0].count > limits.entries) return WorkbookBomb({name, "", ""}, "entries");
  return file.Release();
}

}  // namespace mingce::sheet
