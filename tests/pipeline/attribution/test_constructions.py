"""Attributions: which construction gives which words to whom. One line a construction, both languages, and what must give nothing to anybody."""

from __future__ import annotations

import pytest

FOUND = [
    # lang, text, construction, holder ("" for nobody named), content
    ("fr", "Selon l'état-major, la colonne a quitté Gao.", "preposition", "l'état-major", "la colonne a quitté Gao"),
    ("fr", "La colonne a quitté Gao, d'après un berger du Timétrine.", "preposition", "un berger du Timétrine", "La colonne a quitté Gao"),
    ("fr", "De source militaire, trois postes ont été évacués.", "preposition", "source militaire", "trois postes ont été évacués"),
    ("fr", "Le pont, selon la mairie, sera fermé jeudi.", "preposition", "la mairie", "Le pont … sera fermé jeudi"),
    ("fr", "Pour le président Sanogo, le scrutin peut attendre.", "preposition", "le président Sanogo", "le scrutin peut attendre"),
    ("fr", "La route est coupée, a indiqué mardi le préfet de Mopti.", "incise", "le préfet de Mopti", "La route est coupée"),
    ("fr", "« La route est coupée », confie un chauffeur.", "incise", "un chauffeur", "« La route est coupée »"),
    ("fr", "La route est coupée, raconte l'un d'eux.", "incise", "l'un d'eux", "La route est coupée"),
    ("fr", "La route est coupée, a fait savoir un officier de la garnison.", "incise", "un officier de la garnison", "La route est coupée"),
    ("fr", "Le convoi, a-t-il précisé, a franchi le fleuve.", "incise", "il", "Le convoi … a franchi le fleuve"),
    ("fr", "« Nous partons », a dit le maire. « Nous reviendrons au printemps. »", "incise", "le maire",
     "« Nous partons » … « Nous reviendrons au printemps. »"),
    ("fr", "Le maire a reconnu que le dépôt était vide.", "clause", "Le maire", "le dépôt était vide"),
    ("fr", "L'ONG affirme que le puits est à sec, et ajoute que les puisatiers ont fui.", "clause", "L'ONG", "le puits est à sec"),
    ("fr", "La mission a fait savoir que le camp resterait ouvert.", "clause", "La mission", "le camp resterait ouvert"),
    ("fr", "L'incident a amené la radio à conclure que la route n'était plus sûre.", "clause", "la radio", "la route n'était plus sûre"),
    ("fr", "Le gouvernement n'a pas caché que les caisses étaient vides.", "clause", "Le gouvernement", "les caisses étaient vides"),
    ("fr", "Il a été indiqué que la session reprendrait lundi.", "clause", "", "la session reprendrait lundi"),
    ("fr", "Les chiffres de la mairie nous disent que le marché se vide.", "clause", "Les chiffres de la mairie", "le marché se vide"),
    ("fr", "Il ressort du rapport que deux camions manquent.", "clause", "rapport", "deux camions manquent"),
    ("fr", "Le colonel nie avoir donné l'ordre.", "infinitive", "Le colonel", "avoir donné l'ordre"),
    ("fr", "Le ministère a annoncé la mort de deux gendarmes.", "object", "Le ministère", "la mort de deux gendarmes"),
    ("fr", "Les évêques ont appelé à la retenue de chacun.", "object", "Les évêques", "la retenue de chacun"),
    ("fr", "L'ONG accuse l'armée d'avoir rasé le hameau.", "charge", "L'ONG", "l'armée d'avoir rasé le hameau"),
    ("fr", "Le sénateur a qualifié le traité de capitulation.", "naming", "Le sénateur", "le traité de capitulation"),
    ("fr", "Le ministre a rejeté la déclaration du consul selon laquelle le port est miné.", "noun", "consul", "le port est miné"),
    ("fr", "Comme l'a rappelé le médiateur, la trêve a pris fin dimanche.", "comparison", "le médiateur", "la trêve a pris fin dimanche"),
    ("fr", "Le gouverneur : « Nous ne céderons pas un mètre. »", "colon", "Le gouverneur", "« Nous ne céderons pas un mètre. »"),
    ("fr", "Le chef du village salue un « geste fraternel ».", "object", "Le chef du village", "un « geste fraternel »"),
    ("en", "According to the mayor, the bridge is closed.", "preposition", "the mayor", "the bridge is closed"),
    ("en", "The bridge is closed, two drivers said on Friday.", "closing", "two drivers", "The bridge is closed"),
    ("en", "The bridge, the mayor said, is closed until Monday.", "closing", "the mayor", "The bridge … is closed until Monday"),
    ("en", "“We are leaving,” said the mayor. “We will be back in spring.”", "incise", "the mayor",
     "“We are leaving,” … “We will be back in spring.”"),
    ("en", "The monitors said the depot was empty, adding that the guards had fled.", "clause", "The monitors", "the depot was empty"),
    ("en", "The report points out that two trucks are missing.", "clause", "The report", "two trucks are missing"),
    ("en", "The junta denied shelling the market.", "infinitive", "The junta", "shelling the market"),
    ("en", "The envoy condemned the raid on the clinic.", "object", "The envoy", "the raid on the clinic"),
    ("en", "The union accused the ministry of hiding the toll.", "charge", "The union", "the ministry of hiding the toll"),
    ("en", "The senator called the treaty a surrender.", "naming", "The senator", "the treaty a surrender"),
    ("en", "Nobody believed its claim that the port is mined.", "noun", "its", "the port is mined"),
]  # fmt: skip

NOTHING = [
    ("fr", "Pour s'assurer que les vivres arrivent, le maire a réuni le comité."),
    ("fr", "Il semble que la saison sera longue."),
    ("fr", "Le panneau indique la sortie."),
    ("fr", "Nous pensons que le lecteur jugera."),
    ("fr", "Le marché rouvre, afin que les paysans écoulent le mil."),
    ("fr", "Pour les habitants, la vie est devenue chère."),
    ("en", "To make sure that supplies arrive, the mayor met the committee."),
    ("en", "When the rain stopped, the market reopened."),
]


@pytest.mark.parametrize(("lang", "text", "by", "holder", "content"), FOUND, ids=[text for _, text, *_ in FOUND])
def test_a_construction_gives_words_to_somebody(work_after, lang: str, text: str, by: str, holder: str, content: str) -> None:
    work = work_after(text, "voices", lang)
    read = [
        (
            each.by,
            each.voice.holder.text if each.voice.holder else "",
            " … ".join(span.of(work.document.text) for span in each.content),
        )
        for each in work.attributed
    ]
    assert (by, holder, content) in read


@pytest.mark.parametrize(("lang", "text"), NOTHING, ids=[text for _, text in NOTHING])
def test_what_nobody_says_is_given_to_nobody(work_after, lang: str, text: str) -> None:
    assert work_after(text, "voices", lang).attributed == ()


def test_who_cites_whom_is_told_from_the_outside_in(work_after) -> None:
    work = work_after("Trois camions ont brûlé, a rapporté l'agence Nord-Info, citant des éleveurs.", "voices")
    assert [(each.by, each.voice.who) for each in work.attributed] == [
        ("incise", "l'agence Nord-Info"),
        ("citing", "des éleveurs"),
    ]
    assert work.attributed[0].content == work.attributed[1].content


def test_a_participle_goes_on_with_the_speaker_before_it(work_after) -> None:
    work = work_after(
        "Un obus est tombé sur le marché, a indiqué la mairie, précisant que le bilan pourrait s'alourdir.", "voices"
    )
    assert [each.voice.who for each in work.attributed] == ["la mairie", "la mairie"]


def test_a_paragraph_of_quotation_goes_on_with_the_report_before_it(work_after) -> None:
    work = work_after(
        "« Nous n'avons plus d'eau », a dit le maire.\n\n« Le puits est à sec depuis le printemps dernier. »", "voices"
    )
    assert len(work.attributed) == 1
    assert len(work.attributed[0].content) == 2


def test_a_colon_announces_the_quotation_of_the_next_paragraph(work_after) -> None:
    work = work_after(
        "La réunion a duré une heure. Le maire a ensuite déclaré :\n\n« Le puits est à sec depuis le printemps. »", "voices"
    )
    assert [(each.by, each.voice.who) for each in work.attributed] == [("colon", "Le maire")]


@pytest.mark.parametrize(
    "text",
    [
        "Le maire a dit : « Le puits est à sec. »",
        "Le maire a dit : “Le puits est à sec.”",
        'Le maire a dit : "Le puits est à sec."',
        "Le maire a dit : „Le puits est à sec.“",
        "Le maire a dit : ''Le puits est à sec.''",
        "Le maire a dit : « Le puits est à sec.",
    ],
)
def test_quotation_marks_of_every_typography(work_after, text: str) -> None:
    work = work_after(text, "voices")
    assert [each.voice.who for each in work.attributed] == ["Le maire"]
    assert "Le puits est à sec" in work.attributed[0].content[0].of(work.document.text)


def test_a_pronoun_speaks_under_the_name_of_whom_it_stands_for(work_after) -> None:
    work = work_after("Le maire de Gao a réuni le comité. Il affirme que le puits est à sec.", "voices")
    voice = work.attributed[-1].voice
    assert (voice.who, voice.holder.text if voice.holder else None) == ("Le maire de Gao", "Il")


def test_a_phrase_inside_a_relative_clause_carries_that_clause_only(work_after) -> None:
    work = work_after("Le convoi transporte une caisse où l'on reconnaît, d'après un douanier, des fusils volés.", "voices")
    said = " ".join(span.of(work.document.text) for span in work.attributed[0].content)
    assert "fusils" in said
    assert "convoi" not in said
