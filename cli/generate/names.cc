#include "cli/generate/names.h"

#include "absl/strings/str_cat.h"

namespace mingce::cli {
namespace {

constexpr const char* kSurnames[] = {
    "王", "李", "张", "刘", "陈", "杨", "黄",   "赵",   "吴",   "周",  "徐", "孙", "马", "朱",
    "胡", "郭", "何", "高", "林", "罗", "郑",   "梁",   "谢",   "宋",  "唐", "许", "韩", "冯",
    "邓", "曹", "彭", "曾", "肖", "田", "董",   "袁",   "潘",   "于",  "蒋", "蔡", "余", "杜",
    "叶", "程", "苏", "魏", "吕", "丁", "任",   "沈",   "姚",   "卢",  "姜", "崔", "钟", "谭",
    "陆", "汪", "范", "金", "石", "廖", "贾",   "夏",   "韦",   "付",  "方", "白", "邹", "孟",
    "熊", "秦", "邱", "江", "尹", "薛", "闫",   "段",   "雷",   "侯",  "龙", "史", "陶", "黎",
    "贺", "顾", "毛", "郝", "龚", "邵", "万",   "钱",   "严",   "覃",  "武", "戴", "莫", "孔",
    "向", "汤", "文", "佘", "燕", "翦", "欧阳", "上官", "司马", "诸葛"};
constexpr const char* kMale[] = {
    "伟", "强", "磊", "军", "勇", "杰", "涛", "斌", "波", "辉", "鹏", "飞", "刚", "华", "平",
    "志", "建", "国", "明", "文", "德", "永", "海", "山", "林", "峰", "亮", "成", "龙", "新",
    "春", "生", "宏", "凯", "毅", "俊", "浩", "宇", "晨", "阳", "卫", "东", "庆", "云", "立"};
constexpr const char* kFemale[] = {
    "芳", "娜", "敏", "静", "丽", "艳", "娟", "霞", "玲", "燕", "萍", "红", "桂", "英", "秀",
    "兰", "梅", "琴", "云", "莉", "慧", "洁", "雪", "婷", "颖", "琳", "倩", "佳", "欣", "怡",
    "月", "珍", "香", "翠", "蓉", "菊", "桃", "凤", "春", "蕾", "薇", "岚", "雅", "思", "媛"};
constexpr const char* kRare[] = {"䶮", "𠮷", "𬭎", "𰻝"};
constexpr const char* kUyghurMale[] = {"阿不力孜", "买买提", "吐尔逊", "艾山", "玉素甫",
                                       "库尔班",   "依明",   "哈力克", "肉孜", "阿卜杜拉"};
constexpr const char* kUyghurFemale[] = {"阿依古丽", "帕提古丽", "热依汗", "古丽娜尔",
                                         "阿米娜",   "吐尼莎",   "米热",   "早热古丽"};
constexpr const char* kHuiSurnames[] = {"马", "丁", "沙", "穆", "白", "黄", "李", "丑"};
constexpr const char* kRegional[] = {"土家族", "苗族", "侗族", "瑶族", "白族", "壮族", "蒙古族"};

std::string GivenName(Random* random, gb::Sex sex) {
  const auto part = [&] {
    return sex == gb::Sex::kMale ? random->Pick(kMale) : random->Pick(kFemale);
  };
  const std::string last = random->Chance(5) ? random->Pick(kRare) : part();
  return random->Chance(250) ? last : absl::StrCat(part(), last);
}

}  // namespace

std::string HanName(Random* random, gb::Sex sex) {
  const std::string surname = random->Pick(kSurnames);
  return absl::StrCat(surname, GivenName(random, sex));
}

PersonNameAndPeople NameWithPeople(Random* random, gb::Sex sex, int dotted_per_thousand,
                                   int hui_per_thousand) {
  const auto lot = static_cast<int>(random->Below(1000));
  if (lot < dotted_per_thousand) {
    const std::string own =
        sex == gb::Sex::kMale ? random->Pick(kUyghurMale) : random->Pick(kUyghurFemale);
    return {absl::StrCat(own, "·", random->Pick(kUyghurMale)), "维吾尔族"};
  }
  if (lot < dotted_per_thousand + hui_per_thousand) {
    const std::string surname = random->Pick(kHuiSurnames);
    return {absl::StrCat(surname, GivenName(random, sex)), "回族"};
  }
  const std::string name = HanName(random, sex);
  return {name, random->Chance(30) ? random->Pick(kRegional) : "汉族"};
}

}  // namespace mingce::cli
