#include "cli/commands.h"

#include "cli/operate/pki.h"
#include "cli/operate/status.h"

namespace mingce::cli {
namespace {

void AddIssueOptions(Command<PkiIssueOptions>* command) {
  using Issue = PkiIssueOptions;
  command->Add("--dir", &Issue::dir, {"颁发机构的目录", "the authority's folder"})->required();
  command
      ->Add("--kind", &Issue::kind,
            {"service 服务、person 个人、partner 外部系统", "service, person or partner"})
      ->required();
  command->Add("--id", &Issue::id, {"编号，如 members", "id such as members"})->required();
  command->Add("--server-name", &Issue::server_names,
               {"服务的主机名和地址，逗号分隔（默认 localhost,127.0.0.1）",
                "host names and addresses of a service, by commas"});
  command->Add("--days", &Issue::days, {"有效天数", "days it is valid"});
  command->Add("--out-prefix", &Issue::out_prefix,
               {"输出文件前缀（默认 目录/编号）", "prefix of the files"});
  command->Add("--renew", &Issue::renew,
               {"换发：编号和类别不变，原文件保留为 .old",
                "renew: same id and kind; what was there is kept as .old"});
}

void AddPki(CLI::App* app, CommandLine* line) {
  CLI::App* pki = AddGroup(app, *line, "pki", {"证书", "certificates"});
  Command<PkiInitOptions> init(pki, line, "init",
                               {"建立证书颁发机构", "make a certificate authority"}, PkiInit);
  init.Add("--dir", &PkiInitOptions::dir, {"目录", "folder"})->required();
  init.Add("--trust-domain", &PkiInitOptions::trust_domain,
           {"信任域：各证书身份 spiffe://信任域/… 的开头，以后不能改",
            "trust domain, with which every identity begins; it cannot be changed later"});

  using Issue = PkiIssueOptions;
  Command<Issue> issue(pki, line, "issue", {"签发证书和密钥", "issue a certificate"}, PkiIssue);
  AddIssueOptions(&issue);
  Command<Issue> sign(pki, line, "sign", {"按证书申请签发证书", "sign a certificate request"},
                      PkiSign);
  sign.Add("--csr", &Issue::csr,
           {"证书申请文件（PEM）；只采用其中的公钥",
            "the request (PEM); only its public key counts"})
      ->required();
  AddIssueOptions(&sign);

  using Profile = PkiProfileOptions;
  Command<Profile> profile(pki, line, "profile", {"写连接配置文件", "write a profile"}, PkiProfile);
  profile.Add("--dir", &Profile::dir, {"颁发机构的目录", "the authority's folder"})->required();
  profile.Add("--id", &Profile::id, {"使用者的证书编号", "whose certificate"})->required();
  profile.Add("--prefix", &Profile::prefix,
              {"证书文件前缀（默认 目录/编号）", "prefix of its files"});
  profile.Add("--out", &Profile::out, {"输出文件", "file to write"})->required();
  profile.Add("--registry", &Profile::registry, {"组织登记服务地址", "address of registry"})
      ->required();
  profile.Add("--members", &Profile::members, {"会员服务地址", "address of members"})->required();
  profile.Add("--reporting", &Profile::reporting, {"统计服务地址", "address of reporting"})
      ->required();
}

}  // namespace

void AddOperateCommands(CLI::App* app, CommandLine* line) {
  AddPki(app, line);
  CLI::App* key = AddGroup(app, *line, "key", {"主密钥", "master keys"});
  Command<KeyInitOptions> init(key, line, "init", {"生成服务的主密钥", "make a master key"},
                               KeyInit);
  init.Add("--out", &KeyInitOptions::out, {"输出文件", "file to write"})->required();
  Command<StatusOptions>(app, line, "status",
                         {"查看三个服务的状态", "show the state of the services"}, ShowStatus);
}

}  // namespace mingce::cli
