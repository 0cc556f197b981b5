"""An article in a terminal: warnings first, the text with its parts and highlights, then a card per claim. Plain when piped."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rich.console import Console
from rich.markup import escape
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from recoupe.app.reading import Article
from recoupe.cli.lines import counted, screen
from recoupe.export.explained import rows_of
from recoupe.knowledge.crosswalk import SCHEMES
from recoupe.knowledge.labels import labels_for
from recoupe.knowledge.reasons import say
from recoupe.knowledge.spoken_times import spoken_anchor, spoken_time
from recoupe.model.explanation import Explanation
from recoupe.model.record import Claim, Code, Mention, Part, Record, Voice, When
from recoupe.model.vocabulary import OWN_PARTS, SAID_TO_HAPPEN

_STYLES = {"happened": "bold red", "ongoing": "bold red", "habitual": "red", "planned": "blue", "intended": "blue", "threatened": "magenta", "requested": "cyan",
    "possible": "yellow", "hypothetical": "yellow", "did_not_happen": "green", "questioned": "yellow", "prescribed": "cyan", "unknown": "yellow"}  # fmt: skip
_ROLE_ORDER = ("speaker", "accuser", "claimant", "attacker", "perpetrator", "agent", "actor", "decider", "threatener", "asker", "holder", "mover", "target", "victim", "person",
    "recipient", "addressee", "accused", "object", "origin", "via", "destination", "facility", "place", "weapon", "content")  # fmt: skip


def _counted(when: When) -> str:
    """The value, and from what it was counted or why there is none."""
    return " · ".join(each for each in (when.value or "no date", spoken_anchor(when, "en")) if each)


def show_article(article: Article, *, refused: bool = False, coded: bool = False, console: Console | None = None) -> None:
    """Print one article; with `coded`, only the cards of the claims that its codebook codes."""
    console = console or screen()
    record, text = article.record, article.document.text
    _header(console, article)
    for warning in record.warnings:
        console.print(Text(f"! {warning.code}: ", style="bold yellow").append(warning.message, style="yellow"))
    console.print()
    for part in record.parts:
        _part(console, part, record, text)
    console.print()
    console.rule(counted(len(record.claims), "claim"), style="dim")
    mentions = {mention.id: mention for mention in record.mentions}
    for number, claim in enumerate(record.claims, 1):
        if not coded or (claim.coded is not None and claim.coded.included):
            _card(console, number, claim, mentions)
    own = sum(each.how == "own" for each in record.loaded)
    if record.loaded:
        console.print(f"[dim]{counted(len(record.loaded), 'loaded word')}, {own} of them in the article's own voice[/dim]")
    _under(console, record)
    console.print(
        f"[dim]{counted(len(record.refused), 'reading was', 'readings were')} refused, with a reason each"
        + ("" if refused else ": show them with --refused")
        + "[/dim]"
    )
    if refused:
        for each in record.refused:
            why = escape(say(each.why, "en"))
            console.print(f"  [dim]{each.start}-{each.end}[/dim] “{escape(each.text)}” {why} [dim]{each.rule}[/dim]")


def _header(console: Console, article: Article) -> None:
    document = article.record.document
    published = (
        f"published {document.published} ({document.published_from})" if document.published else "no publication date given"
    )
    outlet = f"{document.outlet} ({document.outlet_from})" if document.outlet else "outlet not named"
    console.print(Text(article.name, style="bold"))
    console.print(f"[dim]{escape(outlet)} · {document.lang} · {published}[/dim]")
    console.print(f"[dim]{document.n_chars} characters · sha256 {document.bytes_sha256[:12]}[/dim]")
    if document.own_voice_share is not None:
        console.print(f"[dim]{document.own_voice_share:.0%} of its reports stand in its own voice alone[/dim]")


def _part(console: Console, part: Part, record: Record, text: str) -> None:
    if part.kind not in OWN_PARTS:
        label = Text(f"{part.kind.replace('_', ' '):>13} ", style="dim italic")
        console.print(
            label.append(text[part.start : part.end].replace("\n", " "), style="dim").append(
                f"  ({part.why})", style="dim italic"
            )
        )
        return
    body = Text(text[part.start : part.end], style="bold" if part.kind in {"headline", "subhead"} else "")
    for claim in record.claims:
        if part.start <= claim.trigger.start < part.end:
            body.stylize(
                f"{_STYLES[claim.status.occurrence]} underline", claim.trigger.start - part.start, claim.trigger.end - part.start
            )
    for mention in record.mentions:
        if part.start <= mention.start < part.end and mention.kind in {"actor", "place"}:
            body.stylize(
                "italic" if mention.kind == "actor" else "underline dim", mention.start - part.start, mention.end - part.start
            )
    table = Table.grid(padding=(0, 1))
    table.add_column(width=13, justify="right", style="dim")
    table.add_column(overflow="fold")
    table.add_row(part.kind, body)
    console.print(table)


def _card(console: Console, number: int, claim: Claim, mentions: Mapping[str, Mention]) -> None:
    style = _STYLES[claim.status.occurrence]
    head = (
        Text(f"{number:>3} ", style="dim")
        .append(claim.type, style="bold")
        .append("  “")
        .append(claim.trigger.text, style=f"{style} underline")
        .append("”  ")
    )
    head.append(claim.status.occurrence.replace("_", " "), style=style)
    if claim.status.attribution != "asserted":
        head.append(f", {claim.status.attribution}", style="magenta")
    if claim.nature != "report":
        head.append(f"  [{claim.nature}]", style="cyan")
    console.print(head)
    console.print(Padding(_details(claim, mentions), (0, 0, 0, 4)))


def _details(claim: Claim, mentions: Mapping[str, Mention]) -> Table:
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="dim")
    grid.add_column(overflow="fold")
    order = {role: number for number, role in enumerate(_ROLE_ORDER)}
    for role in sorted(claim.roles, key=lambda each: (order.get(each.role, 99), each.start)):
        mention = mentions.get(role.mention) if role.mention else None
        best = mention.best if mention else None
        said = Text(role.text)
        if best is not None:
            said.append(f"  {best.ref or best.label}", style="dim")
        if role.inherited_from:
            said.append("  (from the sentence)", style="dim italic")
        grid.add_row(role.role, said)
    if claim.time is not None:
        grid.add_row("when", f"{escape(spoken_time(claim.time, 'en'))}  [dim]{escape(_counted(claim.time))}[/dim]")
    for quantity in claim.quantities:
        grid.add_row("how many", f"{escape(quantity.text)} {escape(quantity.what)}")
    for loss in claim.losses:
        grid.add_row(loss.kind, f"{escape(loss.text)}  [dim]{escape(loss.side)}[/dim]")
    grid.add_row("according to", _chain(claim.voices))
    for cue in claim.status.cues:
        grid.add_row("because", f"“{escape(cue.text)}” [dim]{escape(cue.why)}[/dim]")
    for loaded in claim.loaded:
        grid.add_row("loaded", f"“{escape(loaded.text)}” → {escape(loaded.neutral)} [dim]{escape(loaded.why)}[/dim]")
    if not claim.complete:
        grid.add_row("not said", claim.why.partition("not said: ")[2])
    if claim.coded is not None:
        verdict = Text("coded" if claim.coded.included else "not coded", style="bold" if claim.coded.included else "yellow")
        rule = f" ({claim.coded.rule})" if claim.coded.rule else ""
        grid.add_row("codebook", verdict.append(f"{rule}: {claim.coded.why}", style="dim"))
    return grid


def _under(console: Console, record: Record) -> None:
    """Which codebook the claims were read under, and how many of them it codes."""
    book = record.made_by.codebook
    if book is not None:
        taken = sum(claim.coded is not None and claim.coded.included for claim in record.claims)
        console.print(
            f"[dim]{taken} of {len(record.claims)} claims are coded by {escape(book.name)} {escape(book.version)}[/dim]"
        )


def _codes(claim: Claim) -> Table:
    """What the published schemes call the claim, or why they have no name for it."""
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="dim")
    grid.add_column(overflow="fold")
    for scheme in SCHEMES:
        code: Code | None = getattr(claim.codes, scheme, None)
        if code is not None:
            name = " · ".join(each for each in (code.code, code.sub, code.label) if each) or "none"
            said = Text(name, style="bold" if code.code else "dim")
            grid.add_row(
                scheme.upper(),
                said.append(f"  {code.why}" if code.why else "", style="dim").append(f"  {code.rule}", style="dim"),
            )
    if claim.codes is not None and claim.codes.contexts:
        grid.add_row("contexts", Text("; ".join(f"{each.name} “{each.text}”" for each in claim.codes.contexts)))
    return grid


def _chain(voices: tuple[Voice, ...]) -> Text:
    """The chain, the article first."""
    out = Text()
    for number, voice in enumerate(voices):
        if number:
            out.append(" → ", style="dim")
        out.append(voice.who, style="dim" if voice.who == "article" else "bold")
        if voice.who != "article":
            out.append(f" ({voice.kind}{'' if voice.commitment == 'neutral' else ', ' + voice.commitment})", style="dim")
    return out


def show_claim(
    article: Article, claim: Claim, explanation: Explanation, lang: str = "en", *, console: Console | None = None
) -> None:
    """One claim with the words of its sentence and carets under trigger and roles, then why it reads so, in `lang`."""
    console = console or screen()
    text = article.document.text
    start = max(text.rfind("\n", 0, claim.span.start) + 1, claim.span.start - 200)
    end = claim.span.end if (stop := text.find("\n", claim.span.end)) < 0 else min(stop, claim.span.end + 200)
    marks = [" "] * (end - start)
    for role in claim.roles:
        for index in range(max(role.start, start), min(role.end, end)):
            marks[index - start] = "-"
    for index in range(claim.trigger.start, claim.trigger.end):
        marks[index - start] = "^"
    console.print(
        f"[bold]{escape(article.name)}[/bold] characters {claim.span.start}-{claim.span.end}, part {claim.part}, id {claim.id}"
    )
    line = text[start:end].replace("\n", " ").replace("\t", " ")
    for offset, stop in _folds(line, max(40, console.width - 2)):
        console.print(Text(line[offset:stop].rstrip()))
        if under := "".join(marks[offset:stop]).rstrip():
            console.print(Text(under, style="bold red"))
    _card(console, explanation.number, claim, {mention.id: mention for mention in article.record.mentions})
    happened = "said to have happened" if claim.status.occurrence in SAID_TO_HAPPEN else "not said to have happened"
    console.print(f"[dim]{happened}; vouched for by {escape(claim.status.vouched_by)}[/dim]")
    console.print(_codes(claim))
    _why(console, explanation, text, lang)


def _folds(line: str, width: int) -> Iterator[tuple[int, int]]:
    """Where the lines of a text begin and end that is folded at its blanks; a word longer than a line is cut."""
    start = 0
    while start < len(line):
        stop = len(line) if len(line) - start <= width else line.rfind(" ", start, start + width) + 1 or start + width
        yield start, stop
        start = stop


def _why(console: Console, explanation: Explanation, text: str, lang: str) -> None:
    """The explanation, one block for each question; below each sentence, dim, what a programmer wants."""
    labels = labels_for(lang)
    console.print()
    console.rule(labels.page["why"], style="dim")
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="bold", justify="right", max_width=16)
    grid.add_column(overflow="fold")
    before = ""
    for row in rows_of(explanation, text, lang):
        said = Text(row.label, style="cyan").append("  " if row.label and row.text else "").append(row.text, style="default")
        if row.code:
            said.append(f"\n  {row.code}", style="dim")
        grid.add_row("" if row.head == before else labels.whyhead[row.head], said)
        before = row.head
    console.print(grid)
