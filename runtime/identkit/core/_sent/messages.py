"""What is said about a value that is refused: in English and German for whoever typed it, and in the words of a 422 for programs."""

from collections.abc import Mapping
from typing import Final, Self

__all__ = ["Message", "say"]


class Message(str):
    """A sentence in English. It never holds the value, and never a pattern."""

    __slots__ = ("german", "wording")
    german: str
    wording: str  # as a 422 answer words it

    def __new__(cls, english: str, german: str = "", wording: str = "") -> Self:
        """Without a German sentence the English one stands for it, and likewise for the wording."""
        text = super().__new__(cls, english)
        text.german = german or english
        text.wording = wording or english
        return text

    def __reduce__(self) -> tuple[type[Self], tuple[str, str, str]]:
        return type(self), (str(self), self.german, self.wording)

    @classmethod
    def of(cls, texts: Mapping[str, str], fallback: "Message", wording: str = "") -> Self:
        """The spec's own sentences (`x-message`, `text` of a rule), as far as it has some."""
        return cls(texts.get("en", str(fallback)), texts.get("de", fallback.german), wording or fallback.wording)


_SENTENCES: Final[Mapping[str, tuple[str, str]]] = {
    "required": ("is required", "ist erforderlich"),
    "string": ("must be a string", "muss ein Text sein"),
    "text": ("is not valid text", "ist kein gültiger Text"),
    "integer": ("must be an integer", "muss eine ganze Zahl sein"),
    "number": ("must be a number", "muss eine Zahl sein"),
    "boolean": ("must be true or false", "muss wahr oder falsch sein"),
    "date": ("must be a date, yyyy-mm-dd", "muss ein Datum sein, JJJJ-MM-TT"),
    "no-time": ("must be a date without a time", "muss ein Datum ohne Uhrzeit sein"),
    "date-time": ("must be a date and time, yyyy-mm-ddThh:mm:ss+hh:mm", "muss Datum und Uhrzeit sein, JJJJ-MM-TTThh:mm:ss+hh:mm"),
    "offset": (
        "has no time zone, an offset such as +01:00 is required",
        "hat keine Zeitzone, ein Abstand wie +01:00 ist erforderlich",
    ),
    "base": ("must be a mapping", "muss ein Objekt sein"),
    "model": ("must be a mapping or a {limit}", "muss ein Objekt sein ({limit})"),
    "list-of": ("must be a list of {limit}", "muss eine Liste mit {limit} Einträgen sein"),
    "names": ("has a name that is not allowed", "enthält einen Namen, der nicht erlaubt ist"),
    "stranger": ("is not a field of this request", "ist kein Feld dieser Anfrage"),
    "called": ("is called {limit}", "heißt {limit}"),
    "provider": ("is set by the provider", "wird vom Anbieter gesetzt"),
    "additional": (
        "stands among the additional values, pass it by its own name",
        "steht unter den weiteren Werten, muss aber unter eigenem Namen stehen",
    ),
    "path": ("is not allowed", "ist nicht erlaubt"),
    "control": ("must not contain control characters", "darf keine Steuerzeichen enthalten"),
    "blank": ("must not begin or end with a blank", "darf nicht mit einem Leerzeichen beginnen oder enden"),
    "cookie": ("holds characters that no cookie can", "enthält Zeichen, die kein Cookie haben darf"),
    "header": ("holds characters that no header can", "enthält Zeichen, die kein Kopfzeilenwert haben darf"),
    "unreadable": ("cannot be read", "kann nicht gelesen werden"),
    "file": (
        "must be bytes, a path, an open file, or a tuple of name, content and media type",
        "muss aus Bytes bestehen, ein Pfad, eine offene Datei oder ein Tupel aus Name, Inhalt und Medientyp sein",
    ),
    "base64": ("must be bytes, a file, or text in Base64", "muss aus Bytes bestehen, eine Datei oder Text in Base64 sein"),
    "list": ("must be a list", "muss eine Liste sein"),
    "object": ("must be an object", "muss ein Objekt sein"),
    "kinds": ("must be one of these: {limit}", "muss eines davon sein: {limit}"),
    "deep": ("is nested too deeply", "ist zu tief verschachtelt"),
    "options": ("is none of the values that are possible here", "ist keiner der Werte, die hier möglich sind"),
    "short": ("is too short, minimum is {limit} character{s}", "ist zu kurz, mindestens {limit} Zeichen"),
    "long": ("is too long, maximum is {limit} character{s}", "ist zu lang, höchstens {limit} Zeichen"),
    "few": ("is too short, minimum is {limit} item{s}", "hat zu wenige Einträge, mindestens {limit}"),
    "many": ("is too long, maximum is {limit} item{s}", "hat zu viele Einträge, höchstens {limit}"),
    "few-entries": ("is too short, minimum is {limit} entr{y}", "hat zu wenige Einträge, mindestens {limit}"),
    "many-entries": ("is too long, maximum is {limit} entr{y}", "hat zu viele Einträge, höchstens {limit}"),
    "twice": ("has the same item twice", "enthält einen Eintrag zweimal"),
    "above": ("is too small, must be more than {limit:g}", "ist zu klein, muss größer als {limit:g} sein"),
    "below": ("is too large, must be less than {limit:g}", "ist zu groß, muss kleiner als {limit:g} sein"),
    "multiple": ("must be a multiple of {limit:g}", "muss ein Vielfaches von {limit:g} sein"),
    "small": ("is too small, minimum is {limit:g}", "ist zu klein, mindestens {limit:g}"),
    "large": ("is too large, maximum is {limit:g}", "ist zu groß, höchstens {limit:g}"),
    "form": ("has a form that is not accepted", "hat eine Form, die nicht angenommen wird"),
    "not": ("{limit} is not allowed", "muss bestätigt werden"),
    "only": ("is not allowed, must be {limit}", "ist nicht erlaubt, erlaubt ist {limit}"),
    "one-of": ("is not allowed, must be one of {limit}", "ist nicht erlaubt, erlaubt sind {limit}"),
}


def say(what: str, limit: object = "", *, wording: str = "") -> Message:
    """One of our own sentences."""
    english, german = _SENTENCES[what]
    ends = {"s": "", "y": "y"} if limit == 1 else {"s": "s", "y": "ies"}
    return Message(english.format(limit=limit, **ends), german.format(limit=limit), wording)
