// mingcectl pki init | issue | sign | profile, and mingcectl key init. Offline.

#include <filesystem>
#include <optional>
#include <string>
#include <system_error>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "cli/commands.h"
#include "cli/files/text_file.h"
#include "cli/show/errors.h"
#include "lib/base/status_macros.h"
#include "lib/pki/authority.h"
#include "lib/seal/key_file.h"
#include "lib/text/utf8.h"

namespace mingce::cli {
namespace {

struct InitOptions {
  std::string dir;
  std::string trust_domain = pki::kDefaultTrustDomain;  // of every identity the authority gives out
};

struct IssueOptions {
  std::string dir;
  std::string kind;  // service, person or partner
  std::string id;
  // Separated by commas. "" means localhost,127.0.0.1 for a service's first certificate, and those
  // it has for a renewal.
  std::string server_names;
  int days = 365;
  std::string out_prefix;  // "" means <dir>/<id>
  bool renew = false;
  bool sign = false;
  std::string csr;  // with `sign`: the file of the request
};

struct ProfileOptions {
  std::string dir;
  std::string id;  // whose certificate, of the prefix <dir>/<id> unless `prefix` says otherwise
  std::string prefix;
  std::string out;
  std::string registry;
  std::string members;
  std::string reporting;
};

struct KeyInitOptions {
  std::string out;
};

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

absl::StatusOr<pki::CertificateRequest> RequestOf(const IssueOptions& options) {
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

// Of the files of a certificate.
std::string PrefixOf(const std::string& dir, const std::string& id, const std::string& prefix) {
  return prefix.empty() ? absl::StrCat(dir, "/", id) : prefix;
}

absl::StatusOr<Answer> PkiInit(const Session& session, const InitOptions& options) {
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

// A certificate with a new key; with `sign` for the key in a request, of which nothing else counts.
absl::StatusOr<Answer> PkiIssue(const Session& session, const IssueOptions& options) {
  MINGCE_ASSIGN_OR_RETURN(const pki::CertificateRequest request, RequestOf(options));
  const std::string prefix = PrefixOf(options.dir, options.id, options.out_prefix);
  const std::string path = absl::StrCat(prefix, ".crt.pem");
  const absl::Time now = session.clock().Now();
  Json document = {{"certificate", path}};
  if (options.sign) {
    MINGCE_ASSIGN_OR_RETURN(const std::string csr, ReadTextFile(options.csr));
    MINGCE_RETURN_IF_ERROR(pki::SignRequest(options.dir, csr, request, prefix, now));
  } else {
    MINGCE_RETURN_IF_ERROR(pki::IssueCertificate(options.dir, request, prefix, now));
  }
  MINGCE_ASSIGN_OR_RETURN(const std::string trust_domain, pki::TrustDomainOf(options.dir));
  const std::string identity = pki::SpiffeId(trust_domain, request.kind, request.id);
  document["identity"] = identity;
  if (!options.sign) document["key"] = absl::StrCat(prefix, ".key.pem");
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

// Writes a profile with paths relative to it where that is possible. PATH_NOT_UTF8: JSON holds no
// other text, so the profile would name other files.
absl::StatusOr<Answer> PkiProfile(const Session&, const ProfileOptions& options) {
  const std::string prefix = PrefixOf(options.dir, options.id, options.prefix);
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
  for (const char* const path : {"ca", "cert", "key"}) {
    const auto& named = profile[path].get_ref<const std::string&>();
    if (!text::IsUtf8(named)) return PathNotUtf8(named);
  }
  MINGCE_RETURN_IF_ERROR(WriteTextFile(options.out, DocumentText(profile), 0644));
  return SentenceView(profile, Fill("已写入连接配置：$0", "profile written: $0", options.out));
}

// A new master key for one service (lib/seal/key_file.h); never overwrites.
absl::StatusOr<Answer> KeyInit(const Session&, const KeyInitOptions& options) {
  MINGCE_RETURN_IF_ERROR(seal::CreateKeyFile(options.out));
  return SentenceView(
      Json{{"key", options.out}},
      Fill("已生成主密钥（丢失则数据无法解密，请妥善备份）：$0",
           "made a master key (without it nothing can be read again; keep a copy): $0",
           options.out));
}

constexpr SharedOption kAuthority = {"--dir", "颁发机构的目录", "the authority's folder"};

void AddIssueOptions(Command<IssueOptions>* command) {
  command->Require(kAuthority, &IssueOptions::dir);
  command->Require("--kind", &IssueOptions::kind,
                   {"service 服务、person 个人、partner 外部系统", "service, person or partner"});
  command->Require("--id", &IssueOptions::id, {"编号，如 members", "id such as members"});
  command->Add("--server-name", &IssueOptions::server_names,
               {"服务的主机名和地址，逗号分隔（默认 localhost,127.0.0.1）",
                "host names and addresses of a service, by commas"});
  command->Add("--days", &IssueOptions::days, {"有效天数", "days it is valid"});
  command->Add("--out-prefix", &IssueOptions::out_prefix,
               {"输出文件前缀（默认 目录/编号）", "prefix of the files"});
  command->Add("--renew", &IssueOptions::renew,
               {"换发：编号和类别不变，原文件保留为 .old",
                "renew: same id and kind; what was there is kept as .old"});
}

}  // namespace

void AddPkiCommands(CLI::App* app, CommandLine* line) {
  CLI::App* pki = AddGroup(app, *line, "pki", {"证书", "certificates"});
  Command<InitOptions> init(pki, line, "init", {"建立证书颁发机构", "make a certificate authority"},
                            PkiInit);
  init.Require("--dir", &InitOptions::dir, {"目录", "folder"});
  init.Add("--trust-domain", &InitOptions::trust_domain,
           {"信任域：各证书身份 spiffe://信任域/… 的开头，以后不能改",
            "trust domain, with which every identity begins; it cannot be changed later"});

  Command<IssueOptions> issue(pki, line, "issue", {"签发证书和密钥", "issue a certificate"},
                              PkiIssue);
  AddIssueOptions(&issue);
  IssueOptions of_request;
  of_request.sign = true;
  Command<IssueOptions> sign(pki, line, "sign",
                             {"按证书申请签发证书", "sign a certificate request"}, PkiIssue,
                             of_request);
  sign.Require(
      "--csr", &IssueOptions::csr,
      {"证书申请文件（PEM）；只采用其中的公钥", "the request (PEM); only its public key counts"});
  AddIssueOptions(&sign);

  using Profile = ProfileOptions;
  Command<Profile> profile(pki, line, "profile", {"写连接配置文件", "write a profile"}, PkiProfile);
  profile.Require(kAuthority, &Profile::dir);
  profile.Require("--id", &Profile::id, {"使用者的证书编号", "whose certificate"});
  profile.Add("--prefix", &Profile::prefix,
              {"证书文件前缀（默认 目录/编号）", "prefix of its files"});
  profile.Require(kOut, &Profile::out);
  profile.Require("--registry", &Profile::registry, {"组织登记服务地址", "address of registry"});
  profile.Require("--members", &Profile::members, {"会员服务地址", "address of members"});
  profile.Require("--reporting", &Profile::reporting, {"统计服务地址", "address of reporting"});

  CLI::App* key = AddGroup(app, *line, "key", {"主密钥", "master keys"});
  Command<KeyInitOptions> make(key, line, "init", {"生成服务的主密钥", "make a master key"},
                               KeyInit);
  make.Require(kOut, &KeyInitOptions::out);
}

}  // namespace mingce::cli
