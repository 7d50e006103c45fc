#include "lib/pki/errors.h"

#include <cstring>
#include <string>

#include "absl/strings/str_cat.h"
#include "lib/base/error.h"

namespace mingce::pki {
namespace {

constexpr char kDomain[] = "mingce.pki";

}  // namespace

absl::Status PkiExists(absl::string_view path) {
  return MakeError(absl::StatusCode::kAlreadyExists,
                   absl::StrCat(path, " exists already; it is not overwritten"),
                   {"PKI_EXISTS",
                    kDomain,
                    absl::StrCat("文件", path, "已存在，不会覆盖；请换一个目录"),
                    {{"path", std::string(path)}}});
}

absl::Status PkiMissing(absl::string_view path) {
  return MakeError(absl::StatusCode::kNotFound,
                   absl::StrCat("there is no readable file ", path, "; run 'mingcectl pki init'"),
                   {"PKI_MISSING",
                    kDomain,
                    absl::StrCat("没有可读的文件", path, "；请先执行 mingcectl pki init"),
                    {{"path", std::string(path)}}});
}

absl::Status PkiDamaged(absl::string_view path) {
  return MakeError(absl::StatusCode::kDataLoss,
                   absl::StrCat(path, " is not the certificate or key it should be"),
                   {"PKI_DAMAGED",
                    kDomain,
                    absl::StrCat("文件", path, "不是有效的证书或密钥，请从备份恢复"),
                    {{"path", std::string(path)}}});
}

absl::Status PkiRequestInvalid(absl::string_view zh, absl::string_view en) {
  return MakeError(absl::StatusCode::kInvalidArgument, en,
                   {"PKI_REQUEST_INVALID", kDomain, std::string(zh), {}});
}

absl::Status PkiFileNotWritten(absl::string_view path, int errno_value) {
  const char* why = std::strerror(errno_value);
  return MakeError(absl::StatusCode::kFailedPrecondition,
                   absl::StrCat("cannot write ", path, ": ", why),
                   {"PKI_FILE_NOT_WRITTEN",
                    kDomain,
                    absl::StrCat("无法写入文件", path, "（", why, "），请检查目录和权限"),
                    {{"path", std::string(path)}}});
}

absl::Status PkiIdTaken(absl::string_view id, absl::string_view identity) {
  return MakeError(absl::StatusCode::kAlreadyExists,
                   absl::StrCat("the id ", id, " has a certificate already (", identity,
                                "); renew that one with --renew, or choose another id"),
                   {"PKI_ID_TAKEN",
                    kDomain,
                    absl::StrCat("编号 ", id, " 已有证书（", identity,
                                 "）；要换新证书请加 --renew，否则请换一个编号"),
                    {{"id", std::string(id)}, {"identity", std::string(identity)}}});
}

absl::Status PkiNotIssued(absl::string_view id) {
  return MakeError(absl::StatusCode::kNotFound,
                   absl::StrCat("the id ", id,
                                " has no certificate of this authority; leave --renew out to "
                                "issue its first one"),
                   {"PKI_NOT_ISSUED",
                    kDomain,
                    absl::StrCat("编号 ", id, " 还没有本机构签发的证书；首次签发请去掉 --renew"),
                    {{"id", std::string(id)}}});
}

absl::Status CsrDamaged() {
  return MakeError(absl::StatusCode::kInvalidArgument,
                   "the file holds no certificate request in PEM (BEGIN CERTIFICATE REQUEST)",
                   {"CSR_DAMAGED",
                    kDomain,
                    "文件中没有PEM格式的证书申请（BEGIN CERTIFICATE REQUEST），请对方重新生成",
                    {}});
}

absl::Status CsrNotSigned() {
  return MakeError(absl::StatusCode::kInvalidArgument,
                   "the request's signature does not verify: it was changed on the way, or was not "
                   "made with its own key; ask for a new one",
                   {"CSR_NOT_SIGNED",
                    kDomain,
                    "证书申请的签名不正确：申请被改动过，或不是用其中的密钥签名的；请对方重新生成",
                    {}});
}

absl::Status CsrKeyUnfit() {
  return MakeError(
      absl::StatusCode::kInvalidArgument,
      "the request's key is too weak or of the wrong kind: EC P-256, P-384 or P-521, Ed25519, or "
      "RSA of 2,048 to 8,192 bits",
      {"CSR_KEY_UNFIT",
       kDomain,
       "证书申请中的密钥强度不够或类型不对：应为 EC P-256、P-384、P-521、Ed25519 或 2048 至 8192 "
       "位 RSA",
       {}});
}

}  // namespace mingce::pki
