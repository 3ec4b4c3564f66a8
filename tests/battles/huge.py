"""Writes the `battle.toml` of an invented war of 300 dated events, the same on every run.

Every tenth event has a label, so that the timeline shows 30 of them. Nothing is drawn at random: each part of an event
comes from a list of its own, whose lengths share no divisor, so that no two events are alike.
"""

from __future__ import annotations

import sys
from datetime import date, timedelta
from pathlib import Path

EVENTS = 300
FIRST_DAY = date(1620, 3, 1)

SIDES = (("lowland", "Lowland side"), ("highland", "Highland side"))
COMPANIES = ("Amber", "Birch", "Copper", "Drum", "Ember", "Falcon", "Granite")
PLACES = (
    "Arlow", "Brennick", "Caddermoor", "Dunnesk", "Eskelby", "Fenwith", "Garrowden", "Heskay", "Ildonbury", "Jarrock",
    "Kelmstead", "Lorrowby", "Mavernhope", "Nettlow", "Orrinford", "Pelderby", "Quenby Cross", "Rasken", "Sollowick",
    "Tarrendale", "Ulmoor", "Vennick", "Wraxlow", "Yarrickby", "Zelmouth", "Ashcombe Wells",
)  # fmt: skip
DEEDS = (
    ("marched to", "turned away from", "it marched there"),
    ("dug a trench near", "filled a trench near", "it dug the trench"),
    ("burned a barn at", "built a barn at", "it burned the barn"),
    ("mended the road to", "broke up the road to", "it mended the road"),
    ("camped beside", "kept clear of", "it camped there"),
    ("bought bread in", "sold bread in", "it bought the bread"),
    ("felled trees near", "planted trees near", "it felled the trees"),
    ("left a wagon near", "found a wagon near", "it left the wagon"),
    ("met a patrol at", "missed a patrol at", "it met the patrol"),
    ("sent a letter from", "burned a letter at", "it sent the letter"),
    ("rang the bells of", "took down the bells of", "it rang the bells"),
)
SOURCES = ("the quartermaster", "the Zelmouth Mercury", "a drummer", "the abbess of Heskay", "the wagon master")
WRITTEN = ("{} wagons", "{}+ wagons", "about {} wagons", "more than {} wagons", "{} to {} wagons")
REASONS = ("because the river had risen", "because its powder was wet", "because a bridge was down")
AIMS = ("in order to find hay", "in order to rest its horses", "in order to hide its guns")
WORDS = (
    "abbess", "barn", "bell", "camp", "company", "drummer", "hay", "letter", "lowland", "patrol", "powder", "quarter",
    "quartermaster", "trench", "wagon",
)  # fmt: skip
MEANINGS = (
    "head of a house of nuns", "store for corn", "metal cup that rings", "place of tents", "body of soldiers",
    "player of a drum", "dried grass", "written message", "flat country", "group on guard", "what makes a gun fire",
    "fourth part", "keeper of an army's goods", "long hole in the ground", "cart with four wheels",
)  # fmt: skip


def quoted(words: str) -> str:
    """A text as TOML writes it; none of ours holds a quotation mark."""
    return f'"{words}"'


def spelled(day: date) -> str:
    """A day and month in words."""
    return f"{day.day} {day:%B}"


def month_of(number: int) -> str:
    """The section an event belongs to: one for each month."""
    return f"m{(FIRST_DAY + timedelta(days=number)):%Y-%m}"


def count_of(number: int) -> tuple[str, str] | None:
    """The count of every fifth event, as TOML and in words; all five forms of a bound come up."""
    if number % 5:
        return None
    form, low = number // 5 % 5, 11 + number
    written = WRITTEN[form].format(low, low + 9)
    ends = ("high = {0}", "", "high = {0}, about = true", "more_than = true", "high = {1}")[form].format(low, low + 9)
    parts = [f"low = {low}", ends, 'unit = "wagons", measure = "wagons", scope = "one day"', f'written = "{written}"']
    told = (written, f"at least {low} wagons", written, written, written)[form]
    return f"{{ {', '.join(part for part in parts if part)} }}", told


def event(number: int) -> tuple[str, str]:
    """An event as a table of TOML, and as a sentence of the narrative."""
    day = FIRST_DAY + timedelta(days=number)
    company, place = COMPANIES[number % 7], PLACES[number % 26]
    did, denied, mend = DEEDS[number % 11]
    who = f"{company} Company"
    clause = f"{who} {did} {place}"
    marked = f"[{who}](company-{number % 7}) {did} [{place}](place-{number % 26})"
    kind = ("article", "article", "source", "article", "report", "article")[number % 6]
    source = number // 6 % len(SOURCES)
    count = count_of(number)
    by = f"source-{source}" if kind == "source" else kind
    keys = {
        "id": quoted(f"event-{number:03}"),
        "says": quoted(f"{marked} with {{count}} wagons" if count else marked),
        "at": f'["Month {day.year}-{day:%m} 1.{day.day}"]',
        "by": quoted(by),
        "ask": quoted("plain" if kind == "article" else "attributed"),
        "section": quoted(month_of(number)),
        "reported" if kind == "report" else "happened": quoted(day.isoformat()),
        "only": f'["company-{number % 7}", "place-{number % 26}"]',
        "event": quoted(clause),
        "match": quoted(clause),
        "short": quoted(clause),
        "refutes": f"[{{ says = {quoted(f'{who} {denied} {place}')}, mend = {quoted(mend)} }}]",
    }
    if number % 10 == 7:
        keys["label"] = quoted(f"{company} at {place}")
    why = ""
    if count:
        keys["count"], told = count
        why = f" with {told}"
    elif kind == "article" and number % 4 == 1:
        cause = number % 8 == 1
        why = f" {(REASONS if cause else AIMS)[number % 3]}"
        keys["says"] = quoted(f"{marked}{why}")
        sort, link = ("cause", "because") if cause else ("purpose", "in order to")
        parts = f"kind = {quoted(sort)}, link = {quoted(link)}, what = {quoted(clause)}, why = {quoted(why.strip())}"
        keys["cause"] = f"{{ {parts} }}"
    if kind == "article":
        keys["question"] = quoted(f"Where was {who} on {spelled(day)}?")
    says = {"article": "", "report": "A report says that ", "source": f"According to {SOURCES[source]}, "}[kind]
    start = f"On {spelled(day)} {clause}" if kind == "article" else f"{says}{clause}"
    dated = "" if kind == "article" else f" ({spelled(day)})"
    text = f"{start[0].upper()}{start[1:]}{why}{dated}."
    table = "[[facts]]\n" + "\n".join(f"{key} = {value}" for key, value in keys.items()) + "\n"
    return table, f"  {{ text = {quoted(text)}, facts = [{keys['id']}] }},"


def infobox() -> list[str]:
    """The facts of the infobox: strength and losses of both sides."""
    rows = (
        ("strength", "lowland", "soldiers", "low = 7200, high = 7200", "7,200 soldiers"),
        ("strength", "highland", "soldiers", "low = 5000, high = 6500", "5,000–6,500 soldiers"),
        ("killed", "lowland", "killed", "low = 900", "900+ killed"),
        ("killed", "highland", "killed", "low = 1240, high = 1240", "1,240 killed"),
    )
    tables = []
    for measure, side, unit, ends, written in rows:
        tables.append(
            f"""[[facts]]
id = "inf-{side}-{measure}"
says = "the {"strength" if measure == "strength" else "losses"} of the {side} side {
                "is" if measure == "strength" else "are"
            } {{count}} {unit}"
at = ["Infobox {measure.capitalize()}"]
by = "infobox"
ask = "infobox"
side = "{side}"
count = {{ {ends}, unit = "{unit}", measure = "{measure}", written = "{written}" }}
panel = "{measure}"
"""
        )
    return tables


def battle() -> str:
    """The whole file."""
    months = list(dict.fromkeys(month_of(number) for number in range(EVENTS)))
    last = FIRST_DAY + timedelta(days=EVENTS - 1)
    made = [event(number) for number in range(EVENTS)]
    lines = [
        "# INVENTED, and written by tests/battles/huge.py: change that, not this.",
        "format = 1\n",
        "[battle]",
        'name = "The War of Three Hundred Days"',
        'place = "The Orrin valley, an invented country"',
        f'when = "{FIRST_DAY}/{last}"',
        "reading_grade = 9\n",
        "[article]",
        'title = "War of Three Hundred Days"',
        'kind = "an invented article"',
        'as_of = "2026-07-07"',
        'infobox = ["Strength", "Killed"]',
        "sections = [",
        *(f'  {{ name = "Month {month[1:]}", sentences = [31] }},' for month in months),
        "]\n",
        *(f'[[sides]]\nid = "{name}"\nname = "{words}"\n' for name, words in SIDES),
    ]
    for number, company in enumerate(COMPANIES):
        side = SIDES[number % 2][0]
        name = f'id = "company-{number}"\nname = "{company} Company"\ntypes = ["company"]\nside = "{side}"\n'
        lines.append(f"[[groups]]\n{name}")
    for number, source in enumerate(SOURCES):
        lines.append(f'[[groups]]\nid = "source-{number}"\nname = "{source}"\nvoice = true\n')
    for number, place in enumerate(PLACES):
        lines.append(f'[[places]]\nid = "place-{number}"\nname = "{place}"\ntypes = ["town"]\n')
    lines += [*infobox(), *(table for table, _ in made)]
    for number, month in enumerate(months):
        company = COMPANIES[number % 7]
        lines.append(
            f"""[[absences]]
id = "open-{month}"
topic = "how many of {company} Company fell ill in month {number + 1}"
question = "How many of {company} Company fell ill in month {number + 1}?"
near = ["Month {month[1:]} 1.1"]
section = "{month}"
statements = ["many of {company} Company fell ill", "{company} Company was paid twice"]
"""
        )
    for word, meaning in zip(WORDS, MEANINGS, strict=True):
        lines.append(f'[[terms]]\nword = "{word}"\nmeaning = "{meaning}"\nsection = "{months[0]}"\n')
    for month in months:
        mine = [sentence for number, (_, sentence) in enumerate(made) if month_of(number) == month]
        heading = f"{date.fromisoformat(month[1:] + '-01'):%B}"
        lines.append(f'[[narrative]]\nid = "{month}"\nheading = "{heading}"\n')
        for start in range(0, len(mine), 8):
            lines += ["[[narrative.paragraphs]]", "sentences = [", *mine[start : start + 8], "]\n"]
    lines += [
        "[handout]",
        'before_reading = "This war is invented. How would you find your way through 300 events?"',
        'evidence = ["event-001", "event-002", "event-004", "event-008", "event-010", "event-016"]',
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(battle(), encoding="utf-8")
