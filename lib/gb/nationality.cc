#include "lib/gb/nationality.h"

#include <optional>
#include <utility>

#include "absl/strings/ascii.h"
#include "lib/gb/text.h"

namespace mingce::gb {
namespace {

constexpr Message kRequired = {"NATIONALITY_REQUIRED", "证件类型为外国护照时，国籍不能为空",
                               "a foreign passport needs the nationality"};
constexpr Message kUnknown = {"NATIONALITY_UNKNOWN",
                              "国籍应为国家代码（两位或三位英文大写字母，例如 GB 或 GBR）",
                              "the nationality is a country code of two or three letters: GB, GBR"};

// Two letters and three letters of each country, ordered by the two.
constexpr absl::string_view kCountries =
    "ADAND AEARE AFAFG AGATG AIAIA ALALB AMARM AOAGO AQATA ARARG ASASM ATAUT AUAUS AWABW AXALA "
    "AZAZE BABIH BBBRB BDBGD BEBEL BFBFA BGBGR BHBHR BIBDI BJBEN BLBLM BMBMU BNBRN BOBOL BQBES "
    "BRBRA BSBHS BTBTN BVBVT BWBWA BYBLR BZBLZ CACAN CCCCK CDCOD CFCAF CGCOG CHCHE CICIV CKCOK "
    "CLCHL CMCMR CNCHN COCOL CRCRI CUCUB CVCPV CWCUW CXCXR CYCYP CZCZE DEDEU DJDJI DKDNK DMDMA "
    "DODOM DZDZA ECECU EEEST EGEGY EHESH ERERI ESESP ETETH FIFIN FJFJI FKFLK FMFSM FOFRO FRFRA "
    "GAGAB GBGBR GDGRD GEGEO GFGUF GGGGY GHGHA GIGIB GLGRL GMGMB GNGIN GPGLP GQGNQ GRGRC GSSGS "
    "GTGTM GUGUM GWGNB GYGUY HKHKG HMHMD HNHND HRHRV HTHTI HUHUN IDIDN IEIRL ILISR IMIMN ININD "
    "IOIOT IQIRQ IRIRN ISISL ITITA JEJEY JMJAM JOJOR JPJPN KEKEN KGKGZ KHKHM KIKIR KMCOM KNKNA "
    "KPPRK KRKOR KWKWT KYCYM KZKAZ LALAO LBLBN LCLCA LILIE LKLKA LRLBR LSLSO LTLTU LULUX LVLVA "
    "LYLBY MAMAR MCMCO MDMDA MEMNE MFMAF MGMDG MHMHL MKMKD MLMLI MMMMR MNMNG MOMAC MPMNP MQMTQ "
    "MRMRT MSMSR MTMLT MUMUS MVMDV MWMWI MXMEX MYMYS MZMOZ NANAM NCNCL NENER NFNFK NGNGA NINIC "
    "NLNLD NONOR NPNPL NRNRU NUNIU NZNZL OMOMN PAPAN PEPER PFPYF PGPNG PHPHL PKPAK PLPOL PMSPM "
    "PNPCN PRPRI PSPSE PTPRT PWPLW PYPRY QAQAT REREU ROROU RSSRB RURUS RWRWA SASAU SBSLB SCSYC "
    "SDSDN SESWE SGSGP SHSHN SISVN SJSJM SKSVK SLSLE SMSMR SNSEN SOSOM SRSUR SSSSD STSTP SVSLV "
    "SXSXM SYSYR SZSWZ TCTCA TDTCD TFATF TGTGO THTHA TJTJK TKTKL TLTLS TMTKM TNTUN TOTON TRTUR "
    "TTTTO TVTUV TWTWN TZTZA UAUKR UGUGA UMUMI USUSA UYURY UZUZB VAVAT VCVCT VEVEN VGVGB VIVIR "
    "VNVNM VUVUT WFWLF WSWSM YEYEM YTMYT ZAZAF ZMZMB ZWZWE ";
constexpr std::size_t kStep = 6;
static_assert(kCountries.size() == 249 * kStep);

bool IsLetters(absl::string_view text) {
  for (const char c : text) {
    if (!absl::ascii_isupper(static_cast<unsigned char>(c))) return false;
  }
  return true;
}

}  // namespace

Parsed<std::string> ParseNationality(absl::string_view text) {
  std::optional<std::string> code = CompactNumber(text, "");
  if (!code) return Refused<std::string>(kNotUtf8);
  if (code->empty()) return Refused<std::string>(kRequired);
  if (!IsLetters(*code)) return Refused<std::string>(kUnknown);
  if (code->size() == 3) return Accepted(*std::move(code));
  if (code->size() == 2) {
    for (std::size_t at = 0; at < kCountries.size(); at += kStep) {
      if (kCountries.substr(at, 2) == *code)
        return Accepted(std::string(kCountries.substr(at + 2, 3)));
    }
  }
  return Refused<std::string>(kUnknown);
}

}  // namespace mingce::gb
