#include "cli/operate/pki.h"

#include <filesystem>
#include <optional>
#include <system_error>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "cli/files/text_file.h"
#include "cli/run/errors.h"
#include "lib/base/status_macros.h"
#include "lib/seal/key_file.h"

namespace mingce::cli {
namespace {

constexpr char kHere[] = "localhost,127.0.0.1";

// `path` as seen from the folder of `from`; absolute when there is no such way.
std::string RelativeTo(const std::string& path, const std::string& from) {
  std::error_code failure;
  const std::filesystem::path folder =
      std::filesystem::absolute(from, failure).parent_path().lexically_normal();
  const std::filesystem::path target = std::filesystem::absolute(path, failure).lexically_normal();
  const std::filesystem::path relative = target.lexically_relative(folder);
  return relative.empty() ? target.string() : relative.string();
}

absl::StatusOr<pki::CertificateRequest> RequestOf(const PkiIssueOptions& options) {
  const std::optional<pki::SubjectKind> kind = pki::SubjectKindFromName(options.kind);
  if (!kind.has_value()) {
    return UsageError(
        {"--kind 应为 service、person 或 partner", "--kind must be service, person or partner"});
  }
  pki::CertificateRequest request{.kind = *kind,
                                  .id = options.id,
                                  .server_names = {},
                                  .days = options.days,
                                  .renew = options.renew};
  std::string names = options.server_names;
  if (names.empty() && *kind == pki::SubjectKind::kService && !options.renew) names = kHere;
  if (!names.empty()) request.server_names = absl::StrSplit(names, ',');
  return request;
}

std::string PrefixOf(const PkiIssueOptions& options) {
  return options.out_prefix.empty() ? absl::StrCat(options.dir, "/", options.id)
                                    : options.out_prefix;
}

absl::StatusOr<Answer> Issued(const std::string& dir, const pki::CertificateRequest& request,
                              const std::string& prefix, bool with_key) {
  MINGCE_ASSIGN_OR_RETURN(const std::string trust_domain, pki::TrustDomainOf(dir));
  const std::string path = absl::StrCat(prefix, ".crt.pem");
  const std::string identity = pki::SpiffeId(trust_domain, request.kind, request.id);
  Json document = {{"certificate", path}, {"identity", identity}};
  if (with_key) document["key"] = absl::StrCat(prefix, ".key.pem");
  if (!request.renew) {
    return SentenceView(document, Fill("已签发证书：$0 $1", "issued: $0 $1", path, identity));
  }
  return SentenceView(
      document,
      Fill("已换发证书（原文件保留为 .old；服务须重启后生效）：$0 $1",
           "renewed (what was there is kept as .old; a service takes it when it is restarted): "
           "$0 $1",
           path, identity));
}

}  // namespace

absl::StatusOr<Answer> PkiInit(const Session& session, const PkiInitOptions& options) {
  MINGCE_RETURN_IF_ERROR(
      pki::CreateAuthority(options.dir, session.clock().Now(), options.trust_domain));
  const std::string path = absl::StrCat(options.dir, "/ca.crt.pem");
  return SentenceView(
      Json{{"ca", path}, {"trust_domain", options.trust_domain}},
      Fill("已建立证书颁发机构（信任域 $1，有效期十年，密钥请离线备份）：$0",
           "made a certificate authority (trust domain $1, ten years; keep a copy of its key off "
           "line): $0",
           path, options.trust_domain));
}

absl::StatusOr<Answer> PkiIssue(const Session& session, const PkiIssueOptions& options) {
  MINGCE_ASSIGN_OR_RETURN(const pki::CertificateRequest request, RequestOf(options));
  const std::string prefix = PrefixOf(options);
  MINGCE_RETURN_IF_ERROR(
      pki::IssueCertificate(options.dir, request, prefix, session.clock().Now()));
  return Issued(options.dir, request, prefix, /*with_key=*/true);
}

absl::StatusOr<Answer> PkiSign(const Session& session, const PkiIssueOptions& options) {
  MINGCE_ASSIGN_OR_RETURN(const pki::CertificateRequest request, RequestOf(options));
  MINGCE_ASSIGN_OR_RETURN(const std::string csr, ReadTextFile(options.csr));
  const std::string prefix = PrefixOf(options);
  MINGCE_RETURN_IF_ERROR(
      pki::SignRequest(options.dir, csr, request, prefix, session.clock().Now()));
  return Issued(options.dir, request, prefix, /*with_key=*/false);
}

absl::StatusOr<Answer> PkiProfile(const Session&, const PkiProfileOptions& options) {
  const std::string prefix =
      options.prefix.empty() ? absl::StrCat(options.dir, "/", options.id) : options.prefix;
  const std::string ca = absl::StrCat(options.dir, "/ca.crt.pem");
  for (const std::string& path : {ca, absl::StrCat(prefix, ".crt.pem")}) {
    MINGCE_RETURN_IF_ERROR(ReadTextFile(path).status());
  }
  const Json profile = {{"registry", options.registry},
                        {"members", options.members},
                        {"reporting", options.reporting},
                        {"ca", RelativeTo(ca, options.out)},
                        {"cert", RelativeTo(absl::StrCat(prefix, ".crt.pem"), options.out)},
                        {"key", RelativeTo(absl::StrCat(prefix, ".key.pem"), options.out)}};
  MINGCE_RETURN_IF_ERROR(WriteTextFile(options.out, absl::StrCat(profile.dump(2), "\n"), 0644));
  return SentenceView(profile, Fill("已写入连接配置：$0", "profile written: $0", options.out));
}

absl::StatusOr<Answer> KeyInit(const Session&, const KeyInitOptions& options) {
  MINGCE_RETURN_IF_ERROR(seal::CreateKeyFile(options.out));
  return SentenceView(
      Json{{"key", options.out}},
      Fill("已生成主密钥（丢失则数据无法解密，请妥善备份）：$0",
           "made a master key (without it nothing can be read again; keep a copy): $0",
           options.out));
}

}  // namespace mingce::cli
