"""The campaign folder of a county that does not exist, 霖川区: other units, names, codes, kinds of
unions, benefits and fields. What is national law (documents, peoples, industries) it takes from the
folder of the notice, some of it under other names and versions."""

import json
import os
import shutil

from county import CAMPAIGN_DIR

COUNTY = "霖川区总工会"
UNITS = [("county", 1, "区教育工会", 30, "S1"),
         ("county", 2, "区卫健工会", 25, "S1"),
         ("county", 3, "区机关工会联合会", 25, "S1"),
         ("county", 4, "霖川水运公司工会", 20, "B1"),
         ("township", 1, "东片街道工会联合会", 20, "F1"),
         ("township", 2, "西渡镇工会联合会", 15, "F1"),
         ("township", 3, "青洲回族维吾尔族乡工会联合会", 15, "F1")]
TARGET = 200

LISTS = {
    "places": ("行政区划（霖川区）", """code	label	aliases	note	parent
439900	云岭市			
439910	霖川区	霖川		439900
439910001	东片街道			439910
439910102	西渡镇			439910
439910203	青洲回族维吾尔族乡			439910
"""),
    "union_kind": ("工会类别", """code	label	aliases	note	may_have_children	may_own_members	quota_node	union_uscc_prefixes	most_members
R0	区总工会			yes	no	county		
S1	系统工会			yes	no	yes	81,89	
F1	片区工会联合会			yes	flag	yes	81,89	
B1	单位工会			G1	yes	yes	81	
J1	多单位工会			G1	yes	no	81	
G1	班组			no	display	no		9
"""),
    "benefit": ("工会服务项目", """code	label	aliases	note
FERRY_AID	渡工补助	渡工	
BOOKS	职工书屋		
"""),
    "purpose": ("查询用途", """code	label	aliases	note
FERRY_REVIEW	渡工补助审核		
BOOK_LOAN	借书登记		
"""),
    "docks": ("码头", """code	label	aliases	note
D1	东码头		
D2	西渡码头		
"""),
}

# List of the notice's folder → what this county calls it, and its version.
RENAMED = {"ethnicity": ("people", 3), "unit_nature": ("unit_sort", 1)}
DROPPED = {"division", "union_kind", "union_kind_form", "benefit", "purpose",
           "industry_2002_map", "professional_title", "province_prefix", "registration_type",
           "uscc_department"}


def list_name(stem):
    """The resource name of a list, by what the notice's folder calls it."""
    stem = "places" if stem == "division" else stem
    name, version = RENAMED.get(stem, (stem, 1))
    return f"codeLists/{name}-{version}"


def form(kind, name, title, extra):
    with open(os.path.join(CAMPAIGN_DIR, f"forms/{kind}.json"), encoding="utf-8") as f:
        fields = json.load(f)["fields"]
    for field in fields:
        for key in ("codeList", "offeredCodeList"):
            if key in field:
                field[key] = list_name(field[key].removeprefix("codeLists/").rsplit("-", 1)[0])
        if field["key"] == "union_kind":
            del field["offeredCodeList"]
    relabelled = {"union_name": "工会全称", "work_unit_name": "供职单位"}
    fields = [dict(field, label=relabelled.get(field["key"], field["label"])) for field in fields
              if field["key"] not in ("economic_type", "native_place")]
    return {"name": name, "title": title, "subject": kind.upper(), "fields": fields + extra}


def write(folder):
    os.makedirs(os.path.join(folder, "codes"))
    os.makedirs(os.path.join(folder, "forms"))
    with open(os.path.join(CAMPAIGN_DIR, "campaign.json"), encoding="utf-8") as f:
        titles = {name.removeprefix("codeLists/").rsplit("-", 1)[0]: title
                  for name, title in json.load(f)["codeLists"].items()}
    published = {}
    for stem, title in titles.items():
        if stem not in DROPPED:
            published[list_name(stem)] = title
            shutil.copy(os.path.join(CAMPAIGN_DIR, f"codes/{stem}.tsv"),
                        os.path.join(folder, f"codes/{RENAMED.get(stem, (stem,))[0]}.tsv"))
    for stem, (title, text) in LISTS.items():
        published[list_name(stem)] = title
        put(folder, f"codes/{stem}.tsv", text)
    put(folder, "forms/organization.json", form(
        "organization", "forms/linchuan-organization-1", "霖川区工会登记表",
        [{"key": "dock", "label": "停靠码头", "type": "CODE", "requirement": "REQUIRED",
          "codeList": "codeLists/docks-1"}]))
    put(folder, "forms/member.json", form(
        "member", "forms/linchuan-member-1", "霖川区会员登记表",
        [{"key": "badge", "label": "渡工证号", "type": "TEXT", "requirement": "REQUIRED",
          "maxLength": 20}]))
    put(folder, "quotas.tsv", "".join(
        "\t".join(map(str, row)) + "\n"
        for row in [("section", "seq", "unit", "quota", "kind")] + UNITS))
    shutil.copy(os.path.join(CAMPAIGN_DIR, "trades.tsv"), folder)
    put(folder, "campaign.json", {
        "campaign": {"name": "campaigns/linchuan-2021", "title": "2021年霖川区会员登记",
                     "documentNumber": "霖工〔2021〕3号",
                     "startOn": {"year": 2021, "month": 3, "day": 1},
                     "formsDueOn": {"year": 2021, "month": 5, "day": 31},
                     "entryDueOn": {"year": 2021, "month": 6, "day": 30},
                     "target": str(TARGET),
                     "organizationForm": "forms/linchuan-organization-1",
                     "memberForm": "forms/linchuan-member-1"},
        "county": {"union_name": COUNTY, "union_kind": "R0", "unit_name": COUNTY,
                   "unit_division": "439910"},
        "codeLists": published})


def put(folder, name, content):
    with open(os.path.join(folder, name), "w", encoding="utf-8") as f:
        f.write(content if isinstance(content, str) else json.dumps(content, ensure_ascii=False))
