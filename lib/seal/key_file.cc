#include "lib/seal/key_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "lib/base/error.h"
#include "lib/base/new_file.h"
#include "lib/seal/equal_secrets.h"
#include "lib/seal/primitives.h"

namespace mingce::seal {
namespace {

constexpr absl::string_view kFirstLine = "mingce-key 1\nid ";
constexpr absl::string_view kBeforeKey = "\nkey ";
constexpr absl::string_view kBeforeCheck = "\ncheck ";
constexpr std::size_t kIdDigits = 8;
constexpr std::size_t kCheckDigits = 16;
constexpr std::size_t kFileBytes = kFirstLine.size() + kIdDigits + kBeforeKey.size() +
                                   2 * kKeyBytes + kBeforeCheck.size() + kCheckDigits + 1;
static_assert(kFileBytes == 117);
constexpr mode_t kMode = S_IRUSR;

absl::Status Missing(const std::string& path) {
  return MakeError(absl::StatusCode::kNotFound, absl::StrCat("there is no key file at ", path),
                   {.reason = "KEY_FILE_MISSING",
                    .domain = "mingce.seal",
                    .message_zh = absl::StrCat("密钥文件不存在：", path),
                    .metadata = {{"path", path}}});
}

absl::Status Permissions(const std::string& path) {
  return MakeError(
      absl::StatusCode::kFailedPrecondition,
      absl::StrCat("the key file ", path,
                   " must be readable by the service's own user and by nobody else (mode 0400)"),
      {.reason = "KEY_FILE_PERMISSIONS",
       .domain = "mingce.seal",
       .message_zh = absl::StrCat("密钥文件 ", path, " 只能由服务自己的用户读取（权限 0400）"),
       .metadata = {{"path", path}}});
}

absl::Status Damaged(const std::string& path) {
  return MakeError(absl::StatusCode::kDataLoss,
                   absl::StrCat("the key file ", path, " is damaged; restore it from its copy"),
                   {.reason = "KEY_FILE_DAMAGED",
                    .domain = "mingce.seal",
                    .message_zh = absl::StrCat("密钥文件 ", path, " 已损坏，请用备份恢复"),
                    .metadata = {{"path", path}}});
}

absl::Status Exists(const std::string& path) {
  return MakeError(absl::StatusCode::kAlreadyExists,
                   absl::StrCat(path, " exists and is not overwritten"),
                   {.reason = "KEY_FILE_EXISTS",
                    .domain = "mingce.seal",
                    .message_zh = absl::StrCat("文件 ", path, " 已存在，不会被覆盖"),
                    .metadata = {{"path", path}}});
}

absl::Status FolderMissing(const std::string& path) {
  return MakeError(absl::StatusCode::kNotFound,
                   absl::StrCat("there is no folder for the key file ", path),
                   {.reason = "KEY_FOLDER_MISSING",
                    .domain = "mingce.seal",
                    .message_zh = absl::StrCat("密钥文件 ", path, " 所在的目录不存在"),
                    .metadata = {{"path", path}}});
}

absl::Status NotCreated(const std::string& path, const FileFailure& failure) {
  switch (failure.error) {
    case EEXIST:
    case EISDIR:
      return Exists(path);
    case ENOENT:
    case ENOTDIR:
      return FolderMissing(path);
    case EACCES:
    case EPERM:
      return Permissions(path);
  }
  return absl::InternalError(
      absl::StrCat(failure.step, " of ", path, " failed, errno ", failure.error));
}

class File {
 public:
  explicit File(int descriptor) : descriptor_(descriptor) {}
  ~File() {
    if (descriptor_ >= 0) close(descriptor_);
  }
  File(const File&) = delete;
  File& operator=(const File&) = delete;

  int get() const { return descriptor_; }
  bool ok() const { return descriptor_ >= 0; }

 private:
  const int descriptor_;
};

// Writes lower-case digits to `out`; the text of a key is never a std::string.
void PutHex(absl::string_view bytes, char* out) {
  for (const char c : bytes) {
    *out++ = "0123456789abcdef"[static_cast<unsigned char>(c) >> 4];
    *out++ = "0123456789abcdef"[static_cast<unsigned char>(c) & 15];
  }
}

bool GetHex(absl::string_view digits, char* out) {
  for (std::size_t i = 0; i < digits.size(); ++i) {
    const char c = digits[i];
    const int value = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
    if (value < 0) return false;
    out[i / 2] = static_cast<char>(i % 2 == 0 ? value << 4 : out[i / 2] | value);
  }
  return true;
}

std::string CheckDigits(absl::string_view id_digits, absl::string_view key) {
  HmacSha256 hmac(key);
  hmac.Start();
  hmac.Update("mingce key check v1");
  hmac.Update(id_digits);
  return ToHex(hmac.Finish()).substr(0, kCheckDigits);
}

std::string IdDigits(std::uint32_t id) { return absl::StrCat(absl::Hex(id, absl::kZeroPad8)); }

bool ReadWhole(int descriptor, SecretBytes* out) {
  std::size_t done = 0;
  while (done < out->size()) {
    const ssize_t got = read(descriptor, out->data() + done, out->size() - done);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return false;
    done += static_cast<std::size_t>(got);
  }
  return true;
}

}  // namespace

// The bytes of the file; the only code besides KeyRing that sees a MasterKey's bytes.
class KeyFileText {
 public:
  static SecretBytes Format(const MasterKey& key) {
    SecretBytes text(kFileBytes);
    char* out = text.data();
    const auto put = [&out](absl::string_view part) { out += part.copy(out, part.size()); };
    put(kFirstLine);
    put(IdDigits(key.id()));
    put(kBeforeKey);
    PutHex(key.key_.view(), out);
    out += 2 * kKeyBytes;
    put(kBeforeCheck);
    put(CheckDigits(IdDigits(key.id()), key.key_.view()));
    put("\n");
    return text;
  }

  static std::optional<MasterKey> Parse(absl::string_view text) {
    if (text.size() != kFileBytes || !absl::ConsumePrefix(&text, kFirstLine)) return std::nullopt;
    const absl::string_view id_digits = text.substr(0, kIdDigits);
    text.remove_prefix(kIdDigits);
    if (!absl::ConsumePrefix(&text, kBeforeKey)) return std::nullopt;
    SecretBytes key(kKeyBytes);
    if (!GetHex(text.substr(0, 2 * kKeyBytes), key.data())) return std::nullopt;
    text.remove_prefix(2 * kKeyBytes);
    if (!absl::ConsumePrefix(&text, kBeforeCheck) || text.back() != '\n') return std::nullopt;
    if (!EqualSecrets(CheckDigits(id_digits, key.view()), text.substr(0, kCheckDigits))) {
      return std::nullopt;
    }
    char id_bytes[kIdDigits / 2];
    if (!GetHex(id_digits, id_bytes)) return std::nullopt;
    std::uint32_t id = 0;
    for (const char c : id_bytes) id = (id << 8) | static_cast<unsigned char>(c);
    if (id == 0) return std::nullopt;
    return MasterKey(id, std::move(key));
  }
};

MasterKey::MasterKey(std::uint32_t id, SecretBytes key) : id_(id), key_(std::move(key)) {}

MasterKey MasterKey::Generate() {
  SecretBytes key(kKeyBytes);
  FillRandom(key.data(), key.size());
  std::uint32_t id = 0;
  while (id == 0) FillRandom(reinterpret_cast<char*>(&id), sizeof(id));
  return MasterKey(id, std::move(key));
}

absl::StatusOr<MasterKey> LoadKeyFile(const std::string& path) {
  // Not blocking, so that a pipe in the file's place does not stop the service.
  const File file(open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (!file.ok()) {
    if (errno == ENOENT || errno == ENOTDIR) return Missing(path);
    if (errno == EACCES || errno == EPERM) return Permissions(path);
    return Damaged(path);
  }
  struct stat info = {};
  if (fstat(file.get(), &info) != 0 || !S_ISREG(info.st_mode)) return Damaged(path);
  if ((info.st_mode & (S_IRWXG | S_IRWXO)) != 0) return Permissions(path);
  if (info.st_uid != geteuid() && info.st_uid != 0) return Permissions(path);
  if (info.st_size != static_cast<off_t>(kFileBytes)) return Damaged(path);
  SecretBytes text(kFileBytes);
  if (!ReadWhole(file.get(), &text)) return Damaged(path);
  std::optional<MasterKey> key = KeyFileText::Parse(text.view());
  if (!key.has_value()) return Damaged(path);
  return *std::move(key);
}

absl::Status CreateKeyFile(const std::string& path) {
  const SecretBytes text = KeyFileText::Format(MasterKey::Generate());
  const FileFailure failure = WriteNewFile(path, text.view(), kMode, NewFile::IfTaken::kRefuse);
  return failure.ok() ? absl::OkStatus() : NotCreated(path, failure);
}

}  // namespace mingce::seal
