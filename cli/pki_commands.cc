#include "cli/pki_commands.h"

#include <filesystem>
#include <optional>
#include <system_error>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "cli/pki/authority.h"
#include "cli/text_file.h"
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

// Says what was made, in words or as a document.
void Made(const Session& session, absl::string_view zh, absl::string_view en, const Json& document,
          absl::string_view path) {
  if (session.json()) {
    session.PrintJson(document);
  } else {
    session.Print(absl::StrCat(session.Words(zh, en), path, "\n"));
  }
}

}  // namespace

absl::StatusOr<ExitCode> PkiInit(const Session& session, const std::string& dir) {
  MINGCE_RETURN_IF_ERROR(pki::CreateAuthority(dir, session.clock().Now()));
  const std::string path = absl::StrCat(dir, "/ca.crt.pem");
  Made(session, "已建立证书颁发机构（有效期十年，密钥请离线备份）：",
       "made a certificate authority (ten years; keep a copy of its key off line): ",
       Json{{"ca", path}}, path);
  return kDone;
}

absl::StatusOr<ExitCode> PkiIssue(const Session& session, const PkiIssueOptions& options) {
  const std::optional<pki::SubjectKind> kind = pki::SubjectKindFromName(options.kind);
  if (!kind.has_value()) {
    return UsageError("--kind 应为 service、person 或 partner",
                      "--kind must be service, person or partner");
  }
  pki::CertificateRequest request{
      .kind = *kind, .id = options.id, .server_names = {}, .days = options.days};
  std::string names = options.server_names;
  if (names.empty() && *kind == pki::SubjectKind::kService) names = kHere;
  if (!names.empty()) request.server_names = absl::StrSplit(names, ',');
  const std::string prefix =
      options.out_prefix.empty() ? absl::StrCat(options.dir, "/", options.id) : options.out_prefix;
  MINGCE_RETURN_IF_ERROR(
      pki::IssueCertificate(options.dir, request, prefix, session.clock().Now()));
  const std::string path = absl::StrCat(prefix, ".crt.pem");
  const std::string identity = pki::SpiffeId(*kind, options.id);
  Made(
      session, "已签发证书：", "issued: ",
      Json{
          {"certificate", path}, {"key", absl::StrCat(prefix, ".key.pem")}, {"identity", identity}},
      absl::StrCat(path, " ", identity));
  return kDone;
}

absl::StatusOr<ExitCode> PkiProfile(const Session& session, const PkiProfileOptions& options) {
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
  Made(session, "已写入连接配置：", "profile written: ", profile, options.out);
  return kDone;
}

absl::StatusOr<ExitCode> KeyInit(const Session& session, const std::string& out) {
  MINGCE_RETURN_IF_ERROR(seal::CreateKeyFile(out));
  Made(session, "已生成主密钥（丢失则数据无法解密，请妥善备份）：",
       "made a master key (without it nothing can be read again; keep a copy): ",
       Json{{"key", out}}, out);
  return kDone;
}

}  // namespace mingce::cli
