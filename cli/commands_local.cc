#include <memory>

#include "cli/command_line.h"
#include "cli/generate.h"
#include "cli/pki_commands.h"

namespace mingce::cli {
namespace {

void AddPki(CLI::App* app, CommandLine* line) {
  CLI::App* pki = AddGroup(app, *line, "pki", "证书", "certificates");
  {
    auto dir = std::make_shared<std::string>();
    CLI::App* command =
        AddCommand(pki, *line, "init", "建立证书颁发机构", "make a certificate authority");
    command->add_option("--dir", *dir, Help(*line, "目录", "folder"))->required();
    command->callback(
        [=] { line->work = [=](Session& session) { return PkiInit(session, *dir); }; });
  }
  {
    auto options = std::make_shared<PkiIssueOptions>();
    CLI::App* command = AddCommand(pki, *line, "issue", "签发证书", "issue a certificate");
    command
        ->add_option("--dir", options->dir, Help(*line, "颁发机构的目录", "the authority's folder"))
        ->required();
    command
        ->add_option("--kind", options->kind,
                     Help(*line, "service 服务、person 个人、partner 外部系统",
                          "service, person or partner"))
        ->required();
    command->add_option("--id", options->id, Help(*line, "编号，如 members", "id such as members"))
        ->required();
    command->add_option("--server-name", options->server_names,
                        Help(*line, "服务的主机名和地址，逗号分隔（默认 localhost,127.0.0.1）",
                             "host names and addresses of a service, by commas"));
    command->add_option("--days", options->days, Help(*line, "有效天数", "days it is valid"));
    command->add_option("--out-prefix", options->out_prefix,
                        Help(*line, "输出文件前缀（默认 目录/编号）", "prefix of the files"));
    command->callback(
        [=] { line->work = [=](Session& session) { return PkiIssue(session, *options); }; });
  }
  auto options = std::make_shared<PkiProfileOptions>();
  CLI::App* command = AddCommand(pki, *line, "profile", "写连接配置文件", "write a profile");
  command
      ->add_option("--dir", options->dir, Help(*line, "颁发机构的目录", "the authority's folder"))
      ->required();
  command->add_option("--id", options->id, Help(*line, "使用者的证书编号", "whose certificate"))
      ->required();
  command->add_option("--prefix", options->prefix,
                      Help(*line, "证书文件前缀（默认 目录/编号）", "prefix of its files"));
  command->add_option("--out", options->out, Help(*line, "输出文件", "file to write"))->required();
  command
      ->add_option("--registry", options->registry,
                   Help(*line, "组织登记服务地址", "address of registry"))
      ->required();
  command
      ->add_option("--members", options->members, Help(*line, "会员服务地址", "address of members"))
      ->required();
  command
      ->add_option("--reporting", options->reporting,
                   Help(*line, "统计服务地址", "address of reporting"))
      ->required();
  command->callback(
      [=] { line->work = [=](Session& session) { return PkiProfile(session, *options); }; });
}

void AddKey(CLI::App* app, CommandLine* line) {
  CLI::App* key = AddGroup(app, *line, "key", "主密钥", "master keys");
  auto out = std::make_shared<std::string>();
  CLI::App* command = AddCommand(key, *line, "init", "生成服务的主密钥", "make a master key");
  command->add_option("--out", *out, Help(*line, "输出文件", "file to write"))->required();
  command->callback([=] { line->work = [=](Session& session) { return KeyInit(session, *out); }; });
}

void AddGenerate(CLI::App* app, CommandLine* line) {
  auto options = std::make_shared<GenerateOptions>();
  options->members = 37'689;
  options->seed = 20'190'925;
  options->campaign_dir = "deploy/campaigns/taoyuan-2019";
  CLI::App* command = AddCommand(app, *line, "generate", "生成虚构的全县数据", "make up a county");
  command->add_option("--members", options->members, Help(*line, "会员人数", "number of members"));
  command->add_option("--seed", options->seed, Help(*line, "随机种子", "seed"));
  command->add_option("--out", options->out, Help(*line, "输出目录", "folder to write"))
      ->required();
  command->add_option("--campaign-dir", options->campaign_dir,
                      Help(*line, "采集工作的文件目录", "folder of the campaign's files"));
  command->callback(
      [=] { line->work = [=](Session& session) { return Generate(session, *options); }; });
}

}  // namespace

void AddLocalCommands(CLI::App* app, CommandLine* line) {
  AddPki(app, line);
  AddKey(app, line);
  AddGenerate(app, line);
}

}  // namespace mingce::cli
