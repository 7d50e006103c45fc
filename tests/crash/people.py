"""Made-up people and unions by number, as rows of the campaign's forms. Area codes 4399xx only."""

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CREDIT = "0123456789ABCDEFGHJKLMNPQRTUWXY"
GIVEN = "伟芳娜敏静丽强磊洋艳"


def citizen_number(n):
    day = n // 999
    first = (f"439999{1970 + day // 324 % 30:04}{day // 27 % 12 + 1:02}{day % 27 + 1:02}"
             f"{n % 999 + 1:03}")
    return first + "10X98765432"[sum(w * int(c) for w, c in zip(WEIGHTS, first)) % 11]


def credit_code(first):
    total = sum(CREDIT.index(c) * pow(3, i, 31) for i, c in enumerate(first))
    return first + CREDIT[-total % 31]


def person_name(n):
    return "王" + GIVEN[n % 10] + GIVEN[n // 10 % 10]


def union_code(n):
    return credit_code(f"81439999MC{n:07}")


def member_row(n, union):
    number = citizen_number(n)
    return {"full_name": person_name(n), "mobile": f"139{n:08}", "id_type": "居民身份证",
            "id_number": number, "sex": "男" if int(number[16]) % 2 else "女",
            "birth_date": f"{number[6:10]}/{number[10:12]}/{number[12:14]}", "ethnicity": "汉族",
            "political_status": "群众", "education": "本科", "union": union,
            "work_unit_name": "", "employment_status": "在岗"}


def organization_row(n, parent):
    return {"unit_name": f"测试单位{n}", "unit_uscc": credit_code(f"91439999MA{n:07}"),
            "unit_address": "桃源县", "unit_division": "430725", "unit_nature": "170",
            "economic_type": "3", "industry": "C", "employee_count": "100",
            "union_name": f"测试单位{n}工会委员会", "has_legal_person": "是",
            "union_uscc": union_code(n), "union_kind": "41", "parent_union": parent,
            "established_on": "2005-03-18", "declared_member_count": "90", "chair_name": "张三",
            "contact_name": "李四", "contact_phone": "0736-6600000"}
