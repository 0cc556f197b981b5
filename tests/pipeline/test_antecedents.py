"""Whom a pronoun stands for: a wrong antecedent is worse than none."""

from __future__ import annotations

import pytest

CASES = [
    # language, text, the pronoun as a role gives it, words of the antecedent; None: left open
    ("fr", "L'armée malienne a repris Ménaka. Elle a tué douze rebelles.", "Elle", "armée malienne"),
    ("fr", "Les rebelles ont attaqué Kidal. Ils ont tué trois soldats.", "Ils", "rebelles"),
    ("fr", "Le général Sow est arrivé à Gao. Il a déclaré que la ville était sûre.", "Il", "général"),
    ("fr", "Le porte-parole de la milice a confirmé le raid. « Nous tenons la ville », a-t-il déclaré.", "il", "porte-parole"),
    ("fr", "La ministre française des Armées a visité Niamey. Elle a annoncé le retrait de deux cents soldats.", "Elle", "ministre"),
    ("fr", "Des miliciens ont attaqué le village de Bankass. Ils ont enlevé six femmes.", "Ils", "miliciens"),
    ("fr", "Les soldats ont quitté la base de Tessalit. Ils se dirigent vers Gao.", "Ils", "soldats"),
    ("fr", "La Russie a bombardé Odessa. Elle a détruit un dépôt de blé.", "Elle", "Russie"),
    ("fr", "Le Rwanda et l'Ouganda ont signé un accord. Ils ont retiré leurs troupes de Goma.", "Ils", "Rwanda"),
    ("fr", "L'armée a attaqué les rebelles près de Goma. Ils ont tué dix soldats.", "Ils", "rebelles"),
    ("fr", "Les rebelles ont attaqué l'armée près de Goma. Elle a tué dix assaillants.", "Elle", "armée"),
    ("fr", "Les rebelles ont quitté la caserne. Elle a été bombardée lundi.", "Elle", "caserne"),
    ("fr", "Le chef des rebelles a rencontré le médiateur. Ce dernier a demandé un cessez-le-feu.", "Ce dernier", "médiateur"),
    ("fr", "L'Iran a livré des drones à la Russie. Celle-ci a bombardé Kharkiv.", "Celle-ci", "Russie"),
    ("fr", "Les forces turques ont attaqué des combattants kurdes. Ceux-ci ont quitté le village.", "Ceux-ci", "combattants"),
    ("fr", "Le gouverneur a annoncé que trois civils étaient morts. Il a accusé les rebelles du raid.", "Il", "gouverneur"),
    ("fr", "Les rebelles ont attaqué le convoi, puis ils ont quitté le village.", "ils", "rebelles"),
    ("fr", "Lorsque les soldats sont entrés dans Kidal, ils ont arrêté quatre hommes.", "ils", "soldats"),
    ("fr", "Les insurgés affirment qu'ils ont tué douze soldats.", "ils", "insurgés"),
    ("fr", "L'armée affirme qu'elle a repris la ville de Djibo.", "elle", "armée"),
    ("fr", "La milice a menacé la mission. Elle veut attaquer la base de Gao.", "Elle", "milice"),
    ("fr", "Les habitants ont fui Kasugho. Ils ont quitté la ville vers Lubero.", "Ils", "habitants"),
    ("fr", "Amadou Diallo dirige la milice. Il a ordonné l'attaque du poste.", "Il", "Amadou Diallo"),
    ("fr", "Le colonel a rencontré le gouverneur à Gao. Il a quitté la ville mardi.", "Il", "colonel"),
    ("fr", "Ils ont attaqué le poste de Koro.", "Ils", None),
    ("fr", "La pluie tombe sur Bamako. Ils ont attaqué le poste de Koro.", "Ils", None),
    ("fr", "Le marché est fermé. Il a déclaré que la ville était sûre.", "Il", None),
    ("fr", "La route est coupée. Elle a tué douze rebelles.", "Elle", None),
    ("fr", "La réunion a commencé. Elle a annoncé le retrait de deux cents soldats.", "Elle", None),
    ("fr", "Les négociations ont échoué. Ils ont attaqué le convoi près de Gao.", "Ils", None),
    ("fr", "Le camion est arrivé à Gao. Il a déclaré que la ville était sûre.", "Il", None),
    ("fr", "La ville de Gao est calme. Ils ont tué trois soldats.", "Ils", None),
    ("fr", "Les rebelles ont attaqué Kidal. Elle a tué trois soldats.", "Elle", None),
    ("fr", "L'état-major a nié le raid. « Il a attaqué notre base », a dit un témoin.", "Il", None),
    ("en", "The Malian army retook Menaka. It killed twelve rebels.", "It", "Malian army"),
    ("en", "The rebels attacked Kidal. They killed three soldiers.", "They", "rebels"),
    ("en", "General Sow arrived in Gao. He said the town was safe.", "He", "Sow"),
    ("en", "The militia's spokesman confirmed the raid. “We hold the town,” he said.", "he", "spokesman"),
    ("en", "The French defence minister visited Niamey. She announced the withdrawal of two hundred soldiers.", "She", "minister"),
    ("en", "Gunmen attacked the village of Bankass. They abducted six women.", "They", "Gunmen"),
    ("en", "The soldiers left the base at Tessalit. They are heading for Gao.", "They", "soldiers"),
    ("en", "Russia shelled Odessa. It destroyed a grain depot.", "It", "Russia"),
    ("en", "Rwanda and Uganda signed a deal. They withdrew their troops from Goma.", "They", "Rwanda"),
    ("en", "The army attacked the rebels near Goma. They killed ten soldiers.", "They", "rebels"),
    ("en", "The rebels attacked the army near Goma. It killed ten assailants.", "It", "army"),
    ("en", "The rebel leader met the mediator. The latter demanded a ceasefire.", "The latter", "mediator"),
    ("en", "The governor announced that three civilians had died. He accused the rebels of the raid.", "He", "governor"),
    ("en", "The rebels attacked the convoy before they left the road.", "they", "rebels"),
    ("en", "When the soldiers entered Kidal, they arrested four men.", "they", "soldiers"),
    ("en", "The insurgents say they killed twelve soldiers.", "they", "insurgents"),
    ("en", "The army says it has retaken the town of Djibo.", "it", "army"),
    ("en", "The militia threatened the mission. It wants to attack the base in Gao.", "It", "militia"),
    ("en", "Residents fled Kasugho. They left the town for Lubero.", "They", "Residents"),
    ("en", "Joseph Mbeki leads the militia. He ordered the attack on the post.", "He", "Mbeki"),
    ("en", "The colonel met the governor in Gao. He left the town on Tuesday.", "He", "colonel"),
    ("en", "They attacked the post at Koro.", "They", None),
    ("en", "Rain is falling on Bamako. They attacked the post at Koro.", "They", None),
    ("en", "The market is closed. He said the town was safe.", "He", None),
    ("en", "The road is cut. It killed twelve rebels.", "It", None),
    ("en", "The meeting has begun. She announced the withdrawal of two hundred soldiers.", "She", None),
    ("en", "The talks have failed. They attacked the convoy near Gao.", "They", None),
    ("en", "The army retook Menaka. He said the town was safe.", "He", None),
    ("en", "The town of Gao is quiet. They killed three soldiers.", "They", None),
    ("en", "The rebels attacked Kidal. It killed three soldiers.", "It", None),
    ("en", "The general staff denied the raid. “He attacked our base,” a witness said.", "He", None),
]  # fmt: skip


def _words(record, text: str, pointer: str | None) -> str | None:
    if pointer is None:
        return None
    if "-" in pointer:
        start, end = pointer.split("-")
        return text[int(start) : int(end)]
    return next(mention.text for mention in record.mentions if mention.id == pointer)


@pytest.mark.parametrize(("lang", "text", "pronoun", "wanted"), CASES, ids=[f"{lang}: {text}" for lang, text, *_ in CASES])
def test_whom_a_pronoun_stands_for(read, lang: str, text: str, pronoun: str, wanted: str | None) -> None:
    record = read(text, lang)
    roles = [role for claim in record.claims for role in claim.roles if role.text == pronoun]
    assert roles, [(claim.rule, [role.text for role in claim.roles]) for claim in record.claims]
    for role in roles:
        found = _words(record, text, role.inherited_from)
        assert (found is None or found == pronoun) if wanted is None else (found is not None and wanted in found)


OWNERS = [
    ("fr", "L'Italie a retiré ses troupes du Niger.", "ses", "Italie"),
    ("fr", "Les rebelles ont retiré leurs troupes de Goma.", "leurs", "rebelles"),
    ("fr", "La France a quitté Gao. Ses soldats ont été attaqués près de Niamey.", "Ses", "France"),
    ("en", "Italy withdrew its troops from Niger.", "its", "Italy"),
    ("en", "The rebels withdrew their troops from Goma.", "their", "rebels"),
    ("en", "France left Gao. Its soldiers were attacked near Niamey.", "Its", "France"),
]


@pytest.mark.parametrize(("lang", "text", "possessive", "wanted"), OWNERS)
def test_a_possessive_gives_an_owner(read, lang: str, text: str, possessive: str, wanted: str) -> None:
    record = read(text, lang)
    owners = [role for claim in record.claims for role in claim.roles if role.role == "owner" and role.text == possessive]
    assert owners, [(claim.rule, [role.text for role in claim.roles]) for claim in record.claims]
    assert all(wanted in (_words(record, text, role.inherited_from) or "") for role in owners)
