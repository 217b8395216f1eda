"""Arabic as a language of its own kind: verbs before their subjects, no capitals, prefixes, nouns in construct."""

import pytest

from entente import read


def told(text: str) -> list[tuple[str, list[tuple[str | None, str | None, str]]]]:
    """Kind and participants of every engagement: name, country, role."""
    record = read(text, language="ar", published="2025-10-10")
    people = {person.id: person.name for person in record.people}
    bodies = {body.id: body.name for body in record.bodies}
    return [
        (
            engagement.kind,
            [
                (people.get(p.person or "") or bodies.get(p.body or "") or p.group, p.country, p.role)
                for p in engagement.participants
            ],
        )
        for engagement in record.engagements
    ]


def test_the_subject_stands_behind_its_verb_and_the_object_behind_it() -> None:
    text = "استقبل وزير الداخلية التونسي سامي العياري وزير الداخلية الليبي فتحي المسلاتي في تونس."
    assert told(text) == [("meeting", [("سامي العياري", "TN", "participant"), ("فتحي المسلاتي", "LY", "participant")])]


def test_a_passive_is_known_by_its_agent() -> None:
    text = "استقبل قائد الجيش الموريتاني سيدي ولد أحمد من طرف وزير الدفاع الفرنسي لوران مارسان."
    assert told(text) == [("meeting", [("سيدي ولد أحمد", "MR", "participant"), ("لوران مارسان", "FR", "participant")])]


def test_a_noun_owns_the_actor_behind_it() -> None:
    text = "تأجلت زيارة وزير الدفاع القبرصي إلى الأردن إلى 5 نوفمبر 2025."
    assert told(text) == [("visit", [("وزير الدفاع القبرصي", "CY", "visitor")])]


def test_a_relative_clause_needs_no_pronoun() -> None:
    text = "يشارك ضباط من الشرطة الفلسطينية في دورة تدريبية حول الأدلة الجنائية تنظمها الشرطة الأردنية."
    assert told(text) == [
        ("training", [("الشرطة الأردنية", "JO", "provider"), ("ضباط من الشرطة الفلسطينية", "PS", "recipient")])
    ]


def test_a_person_is_known_again_without_title_and_behind_a_prefix() -> None:
    text = (
        "التقى وزير الداخلية الأردني مازن السرايرة في عمان نظيره القطري جاسم الكعبي. "
        "ووجه السرايرة الدعوة للكعبي لزيارة الأردن."
    )
    record = read(text, language="ar", published="2025-10-10")
    assert [person.name for person in record.people] == ["مازن السرايرة", "جاسم الكعبي"]
    assert [(c.kind, c.parties) for c in record.commitments] == [("invitation", ["JO"])]


def test_what_took_place_on_the_margins_of_talks_is_another_meeting() -> None:
    text = (
        "عقد وزراء الداخلية في الأردن وسوريا والعراق اجتماعا في عمّان اليوم. "
        "وعلى هامش الاجتماع، التقى وزير الداخلية الأردني مازن السرايرة نظيره السوري أنس الحلبي."
    )
    record = read(text, language="ar", published="2025-10-10")
    assert [(e.kind, e.occasion) for e in record.engagements] == [("meeting", None), ("meeting", "e1")]


def test_denied_supposed_and_habitual_acts_are_no_engagements() -> None:
    assert told("لم يوقع الجانبان المغربي والفرنسي أي اتفاق.") == []
    assert told("لو وقعت الرباط ومدريد اتفاقا أمنيا لتغير الوضع.") == []
    assert told("تجتمع اللجنة العسكرية المشتركة الجزائرية التونسية كل ستة أشهر.") == []


def test_a_relative_clause_is_about_the_guest_and_not_about_his_host() -> None:
    text = (
        "التقى قائد الجيش المصري اللواء سامي حمدان، قائد الجيش القطري اللواء جاسم الكعبي والوفد المرافق له، "
        "الذي يزور مصر حاليا."
    )
    visit = next(e for e in read(text, language="ar", published="2025-10-10").engagements if e.kind == "visit")
    assert [(p.country, p.role, p.leads_delegation) for p in visit.participants] == [("QA", "visitor", True)]


def test_this_came_during_a_meeting_goes_on_about_the_talks_told_before() -> None:
    text = (
        "بحث وزير الداخلية الليبي فتحي المسلاتي مع وزير الداخلية الإيطالي لورينزو باتشي ملف الهجرة. "
        "جاء ذلك خلال اجتماع عقد الخميس في طرابلس، بحضور مدير الشرطة الليبية العميد سالم الورفلي."
    )
    meetings = read(text, language="ar", published="2025-10-10").engagements
    assert [(e.kind, e.when, len(e.participants)) for e in meetings] == [("meeting", "2025-10-09", 3)]


def test_people_handed_to_another_country_are_handed_over_once_more() -> None:
    text = (
        "سلمت وزارة الداخلية الإماراتية مطلوبا إلى السلطات السويدية. "
        "وفي تموز/يوليو الماضي، سلمت شرطة دبي ثلاثة مطلوبين إلى السلطات البلجيكية."
    )
    engagements = read(text, language="ar", published="2025-10-10").engagements
    assert [(e.when, e.countries) for e in engagements] == [(None, ["AE", "SE"]), ("2025-07", ["AE", "BE"])]


def test_two_ministers_told_by_their_countries_are_those_named_later() -> None:
    text = (
        "عقد وزيرا داخلية مصر والسعودية مباحثات في القاهرة أمس. "
        "وأكد وزير الداخلية السعودي عبد العزيز الشهري أهمية الاجتماع. ورحب وزير الداخلية المصري سامي حمدان بالوفد."
    )
    assert [name for name, _, _ in told(text)[0][1]] == ["سامي حمدان", "عبد العزيز الشهري"]


def test_an_honorary_post_in_an_international_body_leaves_a_minister_his_country() -> None:
    text = (
        "التقى وزير الداخلية الرئيس الفخري لمجلس وزراء الداخلية العرب الأمير سعود الشهري في تونس اليوم، "
        "وزير الداخلية الكويتي فهد الصباح."
    )
    bodies = read(text, language="ar", published="2025-10-10", publisher="واس").engagements[0].participants
    assert all(p.body is None for p in bodies)


def test_the_day_on_which_an_agency_said_so_is_no_date_of_what_it_tells() -> None:
    text = "سلمت وزارة الداخلية الإماراتية مطلوبا إلى السلطات السويدية، على ما أوردت وكالة الأنباء الجمعة."
    assert [e.when for e in read(text, language="ar", published="2025-10-10").engagements] == [None]


def test_a_noun_that_says_whose_it_is_takes_an_object() -> None:
    text = (
        "أشاد وزير الداخلية السوداني بابكر سمرة بجهود المملكة. "
        "جاء ذلك لدى لقائه الخميس سفير المملكة العربية السعودية علي الشهري."
    )
    assert told(text) == [("meeting", [("بابكر سمرة", "SD", "participant"), ("علي الشهري", "SA", "participant")])]


def test_an_ending_of_a_verb_stands_for_whoever_came() -> None:
    text = "وصل قائد الجيش القطري جاسم الكعبي إلى تونس اليوم، حيث كان في استقباله وزير الدفاع التونسي سامي العياري."
    assert told(text) == [("visit", [("جاسم الكعبي", "QA", "visitor"), ("سامي العياري", "TN", "host")])]


def test_the_meeting_is_the_named_one_told_before() -> None:
    text = (
        "يشارك وزير الداخلية الكويتي فهد الصباح في الاجتماع الـ36 لوزراء الداخلية بدول مجلس التعاون. "
        "ويعقد الاجتماع غدا في مسقط."
    )
    gatherings = read(text, language="ar", published="2025-10-10").engagements
    assert [(e.kind, e.when, e.place.city if e.place else None) for e in gatherings] == [
        ("gathering", "2025-10-11", "مسقط")
    ]


def test_cooperation_between_two_is_no_meeting_between_them() -> None:
    text = (
        "التقى وزير الداخلية الليبي فتحي المسلاتي وزير الداخلية الإيطالي لورينزو باتشي. "
        "وجرى خلال اللقاء استعراض التعاون بين الشرطة الليبية والإنتربول."
    )
    assert [len(parties) for _, parties in told(text)] == [2]


def test_those_met_together_are_of_one_side() -> None:
    text = "التقى وزير الداخلية الفرنسي لوران مارسان في تونس الرئيس التونسي سامي العياري ووزير الداخلية كمال الفقي."
    assert ("كمال الفقي", "TN", "participant") in told(text)[0][1]


def test_ministers_of_the_members_of_a_body_are_a_group() -> None:
    text = "عقد وزراء الداخلية بدول مجلس التعاون اجتماعهم أمس في الكويت، برئاسة وزير الداخلية الكويتي فهد الصباح."
    assert ("وزراء الداخلية بدول مجلس التعاون", None, "participant") in told(text)[0][1]


def test_the_ceremony_of_a_signing_is_the_signing_told_before() -> None:
    text = (
        "وقع وزير الداخلية واللامركزية السيد محمد سالم ونظيره الإسباني السيد فرناندو مارلاسكا، في نواكشوط، "
        "اتفاقية للتعاون الأمني. وحضر حفل التوقيع الأمين العام لوزارة الداخلية محمد محفوظ."
    )
    assert told(text) == [
        (
            "signing",
            [
                ("محمد سالم", "MR", "signatory"),
                ("فرناندو مارلاسكا", "ES", "signatory"),
                ("محمد محفوظ", "MR", "participant"),
            ],
        )
    ]


def test_a_joint_committee_is_one_group_of_both_countries() -> None:
    record = read("عقدت اللجنة الأمنية السعودية العراقية المشتركة اجتماعها الثالث أمس في الرياض.", language="ar")
    [meeting] = record.engagements
    assert [(p.group, p.country) for p in meeting.participants] == [("اللجنة الأمنية السعودية العراقية المشتركة", None)]
    assert meeting.countries == ["IQ", "SA"]


def test_counterparts_listed_behind_a_colon_have_the_post() -> None:
    text = "التقى وزير الداخلية الكويتي فهد الصباح عددا من نظرائه: التونسي سامي العياري، والليبي فتحي المسلاتي."
    posts = {p.name: p.posts[0].title for p in read(text, language="ar").people}
    assert posts["سامي العياري"] == posts["فتحي المسلاتي"] == "وزير الداخلية"


ARREST = "أعلنت وزارة الداخلية العراقية في بيان أن الشرطة العراقية تسلمت متهما من الشرطة الأردنية. "


def test_who_speaks_to_an_agency_is_a_source_beside_a_communique() -> None:
    said = "وقال المتحدث باسم الوزارة اللواء سعد معن{} إن المتهم مطلوب بقضايا إرهاب."
    quoted = read(ARREST + said.format(""), language="ar")
    asked = read(ARREST + said.format(" لوكالة الأنباء العراقية"), language="ar")
    assert [s.kind for s in quoted.sources] == ["communique"]
    assert [s.name for s in asked.sources if s.kind == "official"] == ["سعد معن"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (  # what is signed at the end of talks
            "عقد وزير الداخلية السعودي أحمد السالم أمس في باريس جلسة مباحثات مع وزير الداخلية الفرنسي لوران مارسان. "
            "وفي ختامها وقع الوزيران اتفاقية للتعاون الأمني.",
            ("signing", "باريس"),
        ),
        (  # talks after a ceremony
            "قلد وزير الداخلية الإسباني لوران مارسان أمس بمدريد المدير العام للأمن الوطني المغربي سامي العياري وساما. "
            "وعقب المراسم، اجتمع المدير العام للأمن الوطني المغربي بقائد الحرس المدني الإسباني خوان رويث.",
            ("meeting", "مدريد"),
        ),
    ],
)
def test_what_follows_is_then_and_there(text: str, expected: tuple[str, str]) -> None:
    later = read(text, language="ar", published="2025-10-10").engagements[1]
    assert later.when == "2025-10-09"
    assert later.place
    assert (later.kind, later.place.city) == expected


def test_a_town_that_names_its_province_is_a_place_but_no_city() -> None:
    text = "أجرى خبراء من الشرطة الفرنسية دورة تدريبية لضباط الشرطة الجزائرية بولاية البليدة."
    [course] = read(text, language="ar").engagements
    assert course.place
    assert (course.place.name, course.place.city, course.place.country) == ("البليدة", None, "DZ")


def test_a_named_exercise_that_ends_with_its_partakers_is_told_for_the_first_time() -> None:
    text = 'اختتم أمس في جدة التمرين البحري "درع البحر 8" بمشاركة القوات البحرية السعودية والقوات البحرية الأردنية.'
    [exercise] = read(text, language="ar", published="2025-10-10").engagements
    assert (exercise.kind, exercise.status, exercise.countries) == ("exercise", "held", ["JO", "SA"])


def test_an_exercise_that_ended_is_over_whoever_holds_it() -> None:
    text = "اختتمت مناورات التمرين البحري «درع البحر 8» الذي تنفذه القوات البحرية السعودية مع القوات البحرية المصرية."
    assert [e.status for e in read(text, language="ar", published="2025-10-10").engagements] == ["held"]


GUEST = "التقى وزير الداخلية المصري محمود توفيق نائب وزير الداخلية الإسباني سامي العياري"


def test_his_visit_to_the_country_of_the_host_is_that_of_the_guest() -> None:
    visit = read(GUEST + " خلال زيارته الحالية إلى مصر.", language="ar", published="2025-10-10").engagements[1]
    assert (visit.kind, visit.status) == ("visit", "ongoing")
    assert [p.country for p in visit.participants if p.role == "visitor"] == ["ES"]


def test_an_invitation_opens_no_visit_even_with_a_date() -> None:
    text = GUEST + ". ووجه المسؤول الإسباني الدعوة للوزير المصري لزيارة مدريد قبل نهاية العام."
    record = read(text, language="ar", published="2025-10-10")
    assert [e.kind for e in record.engagements] == ["meeting"]
    assert [c.kind for c in record.commitments] == ["invitation"]


def test_who_announces_an_arrest_made_it() -> None:
    text = "أعلنت شرطة دبي القبض على ثلاثة من زعماء العصابات بالتعاون مع الشرطة الفرنسية."
    [arrest] = read(text, language="ar", published="2025-10-10").engagements
    assert (arrest.kind, arrest.countries) == ("operation", ["AE", "FR"])


def test_both_sides_of_a_signing_are_its_countries() -> None:
    text = "وقعت قطر والأردن مذكرة تفاهم في مجال الأمن السيبراني. واتفق الجانبان على عقد دورة تدريبية."
    [promise] = read(text, language="ar", published="2025-10-10").commitments
    assert (promise.kind, promise.parties) == ("agreed", ["QA", "JO"])


def test_those_with_whose_partaking_a_gathering_is_held_take_part() -> None:
    text = "انطلق اليوم في الدوحة المؤتمر الدولي الثالث لمكافحة الجرائم الإلكترونية، بمشاركة وفود من السعودية وتركيا."
    [(kind, parties)] = told(text)
    assert (kind, [country for _, country, _ in parties]) == ("gathering", ["SA", "TR"])
