"""Every error that recoupe raises on purpose.

The tree::

    RecoupeError
      IntakeError          R1xx  bytes that cannot become a document
      PipelineError        R2xx  a stage broke its contract (a bug of ours)
      KnowledgeError       R3xx  a knowledge file is wrong: file, line, remedy
      UsageError           R4xx  a person asked for something that does not exist
      ArchiveError         R5xx  the archive cannot be opened, written or trusted

An error says what went wrong, where, why, and what to do next. The command line prints it and leaves with
`exit_code`; in a batch it becomes one line of the report and the other items go on.
"""

from __future__ import annotations


class RecoupeError(Exception):
    """Base of all: a message for people, a code to search for, an exit code for programs.

    Args:
        code: one of the codes of the catalogue, "R101".
        what: what went wrong, one sentence.
        where: file and line, article and characters, address; empty if there is none.
        remedy: what the reader can do.
    """

    exit_code = 1

    def __init__(self, code: str, what: str, *, where: str = "", remedy: str = "") -> None:
        super().__init__(what)
        self.code = code
        self.what = what
        self.where = where
        self.remedy = remedy

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        remedy = f" {self.remedy}" if self.remedy else ""
        return f"[{self.code}] {place}{self.what}{remedy}"


class IntakeError(RecoupeError):
    """The bytes, the path or the address cannot become a document."""

    exit_code = 3


class PipelineError(RecoupeError):
    """A stage broke its contract: a wrong span, a layer outside its contract. Always a bug of recoupe."""

    exit_code = 70


class KnowledgeError(RecoupeError):
    """A knowledge file is wrong. `where` names file and line, `remedy` the allowed values."""

    exit_code = 4


class UsageError(RecoupeError):
    """What was asked for does not exist: an unknown claim id, format or task."""

    exit_code = 2


class ArchiveError(RecoupeError):
    """The archive cannot be opened, written or trusted. What was stored before stays stored."""

    exit_code = 5


CATALOGUE: dict[str, str] = {
    "R101": "the file or the input is empty",
    "R102": "the bytes are no text (binary)",
    "R103": "the path does not exist",
    "R104": "the path cannot be read (permission)",
    "R105": "the input is larger than the limit",
    "R106": "the address is refused (scheme, internal host, port)",
    "R107": "the address could not be fetched",
    "R108": "the page has no text",
    "R109": "the folder holds nothing that can be read",
    "R110": "the publication date given by hand is no date",
    "R111": "the PDF file needs a password",
    "R112": "the PDF file is damaged",
    "R113": "a row of a table or a line is no JSON object, or a table is none",
    "R114": "a row has neither a text nor an address, or a table has no column for them",
    "R115": "a web archive is cut off or damaged",
    "R116": "a feed is not well-formed",
    "R117": "the file holds many articles where one is asked for",
    "R201": "a stage needs a layer that no earlier stage provides",
    "R202": "a stage changed a layer that it did not declare",
    "R203": "a span lies outside the text or does not re-read",
    "R204": "a claim was drawn from a part of another story",
    "R301": "a knowledge file is not readable (syntax)",
    "R302": "a knowledge file has an unknown key or column",
    "R303": "a knowledge file misses a required value",
    "R304": "an identifier is used twice",
    "R305": "a value is not among the allowed ones",
    "R306": "a frame lacks an example that must match or one that must not",
    "R307": "a row refers to an identifier that does not exist",
    "R308": "an entry of a codebook clashes with one of ours",
    "R309": "a compiled gazetteer is of another schema, or none",
    "R310": "the file is none of places, or not in a form that can be imported",
    "R311": "an archive is damaged, unsafe, or does not say which of its files is meant",
    "R312": "most rows of a file of places are refused",
    "R313": "a table does not say which of its columns are name, latitude and longitude",
    "R314": "a layer of places cannot be written (no room, no permission)",
    "R401": "no such claim in this record",
    "R402": "no such command, format or task",
    "R403": "the gold file is not of the format that this task reads",
    "R404": "an article is needed and none could be read",
    "R405": "a layer of places of that name is there already, is packaged, or is not there",
    "R406": "no card of an outlet has that name or domain",
    "R407": "an export needs a package that is not installed",
    "R408": "an export cannot be written (no room, no permission)",
    "R409": "there is no event for a dossier: no such episode, or only one article tells it",
    "R501": "there is no archive at this path or address",
    "R502": "the file is no archive of recoupe",
    "R503": "the archive was written by a newer recoupe",
    "R504": "the archive cannot be opened for writing (permission, read-only)",
    "R505": "another program keeps the archive locked",
    "R506": "the archive cannot be written (no room, the disk fails)",
    "R507": "the archive is damaged",
    "R508": "no backup could be made before the archive is brought up to date",
    "R509": "there is no such article, claim or episode in the archive",
    "R510": "the chain of decisions is broken: one was changed or is missing",
}
