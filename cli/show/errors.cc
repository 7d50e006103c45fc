#include "cli/show/errors.h"

#include <map>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "lib/base/error.h"

namespace mingce::cli {
namespace {

absl::Status Refusal(absl::StatusCode code, const char* reason, const Sentence& sentence,
                     std::map<std::string, std::string> metadata = {}) {
  return MakeError(code, sentence.en, {reason, "mingce.cli", sentence.zh, std::move(metadata)});
}

std::map<std::string, std::string> PathOnly(absl::string_view path) {
  return {{"path", std::string(path)}};
}

std::map<std::string, std::string> DirectoryOnly(absl::string_view directory) {
  return {{"directory", std::string(directory)}};
}

// "文件a.tsv第3行：…"; the sentence says what is wrong, before it where.
Sentence At(absl::string_view path, std::size_t line, const Sentence& what) {
  const bool standard_input = path == "-";
  if (standard_input && line == 0) {
    return Fill("标准输入：$0", "standard input: $1", what.zh, what.en);
  }
  if (standard_input) {
    return Fill("标准输入第$0行：$1", "standard input, line $0: $2", line, what.zh, what.en);
  }
  if (line == 0) return Fill("文件$0：$1", "$0: $2", path, what.zh, what.en);
  return Fill("文件$0第$1行：$2", "$0, line $1: $3", path, line, what.zh, what.en);
}

}  // namespace

absl::Status UsageError(const Sentence& sentence) {
  return Refusal(absl::StatusCode::kInvalidArgument, "USAGE", sentence);
}

absl::Status BadDate(absl::string_view option) {
  return Refusal(absl::StatusCode::kInvalidArgument, "BAD_DATE",
                 Fill("$0应为日期，如 2019-11-30", "$0 must be a date such as 2019-11-30", option));
}

absl::Status BadTime(absl::string_view option) {
  return Refusal(
      absl::StatusCode::kInvalidArgument, "BAD_TIME",
      Fill(
          "$0应为时刻，如 2019-11-30T18:00（北京时间）或 2019-11-30T10:00Z；只写日期表示当日结束时",
          "$0 must be a moment such as 2019-11-30T18:00 (Beijing) or "
          "2019-11-30T10:00Z; a day alone means its end",
          option));
}

absl::Status CampaignRequired() {
  return Refusal(absl::StatusCode::kInvalidArgument, "CAMPAIGN_REQUIRED",
                 {"请用 --campaign 指定采集工作：登记系统中没有或不止一个",
                  "name the campaign with --campaign: the registry has none or several"});
}

absl::Status OrganizationUnknown() {
  return Refusal(
      absl::StatusCode::kNotFound, "ORGANIZATION_UNKNOWN",
      {"没有找到该工会：这里只能填工会编号（organizations/…）或统一社会信用代码，不能填名称；"
       "用 mingcectl org search 名称 可查到编号和代码",
       "no such organisation: give organizations/… or a credit code, not what it is called; "
       "'mingcectl org search' finds both"});
}

absl::Status ServiceUnreachable(absl::string_view title_zh, absl::string_view name,
                                absl::string_view address, absl::string_view detail) {
  return Refusal(
      absl::StatusCode::kUnavailable, "SERVICE_UNREACHABLE",
      Fill(
          "连不上$0（$1，地址 $2）。请确认该服务已启动、地址正确、证书由同一机构签发且未过期，"
          "证书持有人已被授予角色且未被停用，然后重新执行同一命令。底层信息：$3",
          "cannot reach the $1 service at $2; make sure that it runs, that the address is right, "
          "that the certificates are of one authority and in date and that the holder of yours has "
          "a role and is not blocked, then run the same command again ($3)",
          title_zh, name, address, detail),
      {{"service", std::string(name)}, {"address", std::string(address)}});
}

absl::Status ServiceCertificateRefused(absl::string_view title_zh, absl::string_view name,
                                       absl::string_view address) {
  return Refusal(
      absl::StatusCode::kFailedPrecondition, "SERVICE_CERTIFICATE_REFUSED",
      Fill(
          "$0（$1，地址 "
          "$2）的证书不被接受：已到期，或不是同一机构签发，或与该地址的名称不符，或属于另一个服务；"
          "请管理员检查该服务的证书，必要时换发（mingcectl pki issue --renew）并重启服务",
          "the certificate of the $1 service at $2 is not accepted: it has expired, or is of "
          "another authority, of another name than this address or of another service; have its "
          "keeper look at it, "
          "renew it (mingcectl pki issue --renew) if need be and restart the service",
          title_zh, name, address),
      {{"service", std::string(name)}, {"address", std::string(address)}});
}

absl::Status ProfileMissing(absl::string_view path) {
  return Refusal(absl::StatusCode::kNotFound, "PROFILE_MISSING",
                 Fill("没有可读的连接配置文件$0；请用 --profile 或环境变量 MINGCE_PROFILE 指定，"
                      "或用 mingcectl pki profile 生成",
                      "there is no readable profile $0; name one with --profile or "
                      "MINGCE_PROFILE, or make one with 'mingcectl pki profile'",
                      path),
                 {{"path", std::string(path)}});
}

absl::Status ProfileDamaged(absl::string_view path, const Sentence& what) {
  return Refusal(
      absl::StatusCode::kInvalidArgument, "PROFILE_DAMAGED",
      Fill("连接配置文件$0有误：$1", "the profile $0 is wrong: $2", path, what.zh, what.en),
      {{"path", std::string(path)}});
}

absl::Status InputUnreadable(absl::string_view path) {
  return Refusal(absl::StatusCode::kNotFound, "INPUT_UNREADABLE",
                 Fill("无法读取文件$0，请检查路径和权限",
                      "cannot read $0; check the path and who may read it", path),
                 PathOnly(path));
}

absl::Status InputNotRegular(absl::string_view path) {
  return Refusal(absl::StatusCode::kInvalidArgument, "FILE_NOT_REGULAR",
                 Fill("$0是文件夹、管道或设备，不是文件，请指定一个普通文件",
                      "$0 is a folder, a pipe or a device, not a file; name a regular file", path),
                 PathOnly(path));
}

absl::Status PathNotUtf8(absl::string_view path) {
  return Refusal(
      absl::StatusCode::kInvalidArgument, "PATH_NOT_UTF8",
      Fill("路径$0的文字编码不是UTF-8，无法写入文件；请给文件夹改名",
           "the path $0 is not UTF-8 and cannot be written into a file; rename it", path),
      PathOnly(path));
}

absl::Status InputTooLarge(absl::string_view path, std::size_t most_bytes) {
  return Refusal(absl::StatusCode::kInvalidArgument, "INPUT_TOO_LARGE",
                 At(path, 0,
                    Fill("超过 $0 MiB 的上限，请核对是否选错了文件",
                         "larger than $0 MiB; is it the right file?", most_bytes >> 20)),
                 PathOnly(path));
}

absl::Status OutputNotWritten(absl::string_view path) {
  return Refusal(
      absl::StatusCode::kFailedPrecondition, "OUTPUT_NOT_WRITTEN",
      Fill("无法写入$0，请检查目录、权限和磁盘空间",
           "cannot write $0; check the folder, who may write there, and the space left", path),
      PathOnly(path));
}

absl::Status StandardOutputNotWritten() {
  return Refusal(absl::StatusCode::kFailedPrecondition, "OUTPUT_NOT_WRITTEN",
                 {"无法写入标准输出，请检查接收输出的程序和磁盘空间",
                  "cannot write standard output; check what takes it, and the space left"});
}

absl::Status OutputExists(absl::string_view path) {
  return Refusal(absl::StatusCode::kAlreadyExists, "OUTPUT_EXISTS",
                 Fill("$0已存在且有内容，不会覆盖；请换一个路径，或先自行移走",
                      "$0 is there already and is not overwritten; choose another path, or move it "
                      "away first",
                      path),
                 PathOnly(path));
}

absl::Status InputDamaged(absl::string_view path, std::size_t line, const Sentence& what) {
  std::map<std::string, std::string> metadata = PathOnly(path);
  if (line > 0) metadata["line"] = absl::StrCat(line);
  return Refusal(absl::StatusCode::kInvalidArgument, "INPUT_DAMAGED", At(path, line, what),
                 std::move(metadata));
}

absl::Status NoHeads(absl::string_view service) {
  return Refusal(absl::StatusCode::kNotFound, "NO_HEADS",
                 service.empty()
                     ? Sentence{"--heads 所给的文件中没有要核验的服务的链头，请核对是否选错了文件",
                                "the files of --heads hold no head of a service that is verified; "
                                "are they the right ones?"}
                     : Fill("--heads 所给的文件中没有服务 $0 的链头，请核对是否选错了文件",
                            "the files of --heads hold no head of the service $0; are they the "
                            "right ones?",
                            service));
}

absl::Status AnswerIncomplete(absl::string_view file, std::int64_t sent, std::int64_t answered) {
  return Refusal(absl::StatusCode::kInternal, "ANSWER_INCOMPLETE",
                 Fill("内部错误：文件“$0”发送了$1行，只有$2行有结果；请保留文件并联系维护人员",
                      "internal error: of $0, $1 rows were sent and $2 answered; keep the file and "
                      "tell whoever maintains the system",
                      file, sent, answered));
}

absl::Status ResultEdited(absl::string_view file, absl::string_view original) {
  return Refusal(
      absl::StatusCode::kInvalidArgument, "RESULT_EDITED",
      Fill("文件“$0”是结果文件，并且已经修改过；本次同时给出了原文件“$1”，两者的先后无法确定，"
           "故“$0”未导入。请单独导入它：mingcectl import … $0",
           "$0 is a result that was put right, and its original $1 is among the files too; which "
           "is the newer is not known, so $0 was not imported: import it alone",
           file, original),
      {{"file", std::string(file)}, {"original", std::string(original)}});
}

absl::Status NotStarted(absl::string_view file) {
  return Refusal(absl::StatusCode::kAborted, "NOT_STARTED",
                 Fill("文件“$0”尚未开始导入：此前服务中断，本次导入到此为止",
                      "$0 was not started: a service was lost before its turn", file),
                 {{"file", std::string(file)}});
}

absl::Status SetBackUnknown(absl::string_view event) {
  return Refusal(
      absl::StatusCode::kNotFound, "SET_BACK_UNKNOWN",
      Fill("没有时钟在事件 $0 处被拨回；请照“mingcectl clock list”所列填写",
           "no clock was set back at event $0; write it as `mingcectl clock list` shows it",
           event));
}

absl::Status ProofUnfit() {
  return Refusal(
      absl::StatusCode::kInternal, "PROOF_UNFIT",
      {"服务对日志的答复与所问不符，其日志未能核验；请联系维护人员",
       "what the service says of its log does not follow from what was asked, so the log "
       "is not proved; tell whoever maintains the system"});
}

absl::Status StoreBusy(absl::string_view directory) {
  return Refusal(
      absl::StatusCode::kFailedPrecondition, "STORE_BUSY",
      Fill("数据目录 $0 正被一个进程使用；请先停止该服务，或检查其副本",
           "$0 is open in another process; stop the service first, or check a copy", directory),
      DirectoryOnly(directory));
}

absl::Status StoreNotADirectory(absl::string_view directory) {
  return Refusal(absl::StatusCode::kFailedPrecondition, "STORE_NOT_A_DIRECTORY",
                 Fill("$0 不是目录，请填服务的数据目录",
                      "$0 is not a directory; name a service's "
                      "data directory",
                      directory),
                 DirectoryOnly(directory));
}

absl::Status StoreForeign(absl::string_view directory) {
  return Refusal(absl::StatusCode::kFailedPrecondition, "STORE_FOREIGN",
                 Fill("$0 中没有本系统的数据，请填服务的数据目录",
                      "$0 holds no store of Mingce's; name a service's data directory", directory),
                 DirectoryOnly(directory));
}

absl::Status StoreOfOtherFormat(absl::string_view directory, int format, int known) {
  return Refusal(absl::StatusCode::kFailedPrecondition,
                 format > known ? "STORE_NEWER" : "STORE_OLDER",
                 Fill("$0 的数据格式为 $1，本程序只支持 $2，请使用与数据同版本的程序",
                      "$0 has format $1, this program reads $2; use the one of the store's version",
                      directory, format, known),
                 DirectoryOnly(directory));
}

absl::Status StoreDamaged(absl::string_view directory, absl::string_view detail) {
  return Refusal(absl::StatusCode::kDataLoss, "STORE_DAMAGED",
                 Fill("$0 的数据无法读出（$1）；请原样保留该目录，并从备份恢复",
                      "$0 cannot be read ($1); keep the directory as it is and restore from a copy",
                      directory, detail),
                 DirectoryOnly(directory));
}

}  // namespace mingce::cli
