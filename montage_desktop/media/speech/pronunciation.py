"""A written English word in; what is said for it, as words of the dictionary or as sounds (ARPABET), out.

The sounds of a word that is in no dictionary are guessed from its letters: good enough to find it in a sound, where
its neighbours are known.
"""

from __future__ import annotations

import re
import unicodedata

_ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_SCALES = ((10**9, "billion"), (10**6, "million"), (1000, "thousand"), (100, "hundred"))
_ORDINALS = {"one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth"}
_ORDINALS |= {"twelve": "twelfth"}
_SIGNS = {
    "%": "percent",
    "$": "dollars",
    "€": "euros",
    "£": "pounds",
    "&": "and",
    "+": "plus",
    "@": "at",
    "=": "equals",
}
_PIECES = re.compile(r"[^\W\d_]+(?:['’.][^\W\d_]+)*|\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?(?:st|nd|rd|th)?|[%$€£&+@=]")
_NOT_SPELLED = re.compile("[AEIOUY]")

_LETTERS = dict(
    item.split(":")
    for item in [
        "a:EY",
        "b:B_IY",
        "c:S_IY",
        "d:D_IY",
        "e:IY",
        "f:EH_F",
        "g:JH_IY",
        "h:EY_CH",
        "i:AY",
        "j:JH_EY",
        "k:K_EY",
        "l:EH_L",
        "m:EH_M",
        "n:EH_N",
        "o:OW",
        "p:P_IY",
        "q:K_Y_UW",
        "r:AA_R",
        "s:EH_S",
        "t:T_IY",
        "u:Y_UW",
        "v:V_IY",
        "w:D_AH_B_AH_L_Y_UW",
        "x:EH_K_S",
        "y:W_AY",
        "z:Z_IY",
    ]
)
#: What groups of letters sound like, in order: the first that fits counts. `$` ends the word, `^` begins it.
_SOUNDS = tuple(
    (re.compile(pattern), sounds.replace("_", " "))
    for pattern, sounds in (
        item.split(":")
        for item in [
            "tion:SH_AH_N",
            "sion:ZH_AH_N",
            "cian:SH_AH_N",
            "cious:SH_AH_S",
            "ture$:CH_ER",
            "ough:AO",
            "augh:AO",
            "igh:AY",
            "eigh:EY",
            "^kn:N",
            "^wr:R",
            "^gn:N",
            "^ps:S",
            "^wh:W",
            "tch:CH",
            "dge:JH",
            "sch:SH",
            "ch:CH",
            "sh:SH",
            "th:TH",
            "ph:F",
            "ck:K",
            "ng$:NG",
            "nk:NG_K",
            "qu:K_W",
            "gh:G",
            "wh:W",
            "mb$:M",
            "les$:AH_L_Z",
            "le$:AH_L",
            "ed$:D",
            "es$:Z",
            "ee:IY",
            "ea:IY",
            "ei:EY",
            "ie:IY",
            "eu:Y_UW",
            "ew:UW",
            "ey$:IY",
            "oo:UW",
            "ou:AW",
            "ow:OW",
            "oa:OW",
            "oi:OY",
            "oy:OY",
            "ai:EY",
            "ay:EY",
            "au:AO",
            "aw:AO",
            "ar:AA_R",
            "er:ER",
            "ir:ER",
            "ur:ER",
            "or:AO_R",
            "a(?=[^aeiouy]e$):EY",
            "i(?=[^aeiouy]e$):AY",
            "o(?=[^aeiouy]e$):OW",
            "u(?=[^aeiouy]e$):UW",
            "e$:",
            "y$:IY",
            "^y:Y",
            "a$:AH",
            "c(?=[eiy]):S",
            "g(?=[eiy]):JH",
            "x:K_S",
            "bb:B",
            "cc:K",
            "dd:D",
            "ff:F",
            "gg:G",
            "kk:K",
            "ll:L",
            "mm:M",
            "nn:N",
            "pp:P",
            "rr:R",
            "ss:S",
            "tt:T",
            "vv:V",
            "zz:Z",
            "a:AE",
            "b:B",
            "c:K",
            "d:D",
            "e:EH",
            "f:F",
            "g:G",
            "h:HH",
            "i:IH",
            "j:JH",
            "k:K",
            "l:L",
            "m:M",
            "n:N",
            "o:AA",
            "p:P",
            "q:K",
            "r:R",
            "s:S",
            "t:T",
            "u:AH",
            "v:V",
            "w:W",
            "y:IH",
            "z:Z",
        ]
    )
)


def spoken(written: str) -> list[str]:
    """The words that are said for a written one, lower case: ``"500%"`` → five hundred percent; may be empty."""
    words: list[str] = []
    for piece in _PIECES.findall(written):
        if piece[0].isdigit():
            words += _number(piece)
        elif piece in _SIGNS:
            words.append(_SIGNS[piece])
        elif len(piece) > 1 and piece.isupper() and not _NOT_SPELLED.search(piece):
            words += [f"{letter.lower()}." for letter in piece if letter.isalpha()]
        else:
            words.append(piece.lower().replace("’", "'"))
    if "$" in written and words[:1] == ["dollars"]:
        words = [*words[1:], words[0]]
    return words


def sounds(word: str) -> str:
    """The sounds of a word that is in no dictionary, e.g. ``"K AE T"``; a letter with a dot after it is its name."""
    plain = unicodedata.normalize("NFKD", word.lower()).encode("ascii", "ignore").decode()
    if len(plain) == 2 and plain[1] == "." and plain[0] in _LETTERS:
        return _LETTERS[plain[0]].replace("_", " ")
    letters = re.sub("[^a-z]", "", plain)
    found: list[str] = []
    at = 0
    while at < len(letters):
        for pattern, said in _SOUNDS:
            match = pattern.match(letters, at)
            if match is not None:
                found.append(said)
                at = max(match.end(), at + 1)
                break
    guess = " ".join(part for part in found if part)
    return guess or "AH"


def _number(written: str) -> list[str]:
    """How a number is read: 1234, 1,234, 3.14, 21st; four digits as a year, more than nine one by one."""
    ordinal = written[-1].isalpha()
    whole, _, fraction = written.rstrip("stndrh").replace(",", "").partition(".")
    value = int(whole) if len(whole) <= 12 else 0
    if len(whole) > 9 or (whole[0] == "0" and len(whole) > 1):
        words = [_ONES[int(digit)] for digit in whole]
    elif "," not in written and not ordinal and not fraction and 1100 <= value <= 2099 and value // 100 not in (20,):
        rest = value % 100
        tail = ["hundred"] if not rest else _counted(rest) if rest > 9 else ["oh", _ONES[rest]]
        words = [*_counted(value // 100), *tail]
    else:
        words = _counted(value)
    if fraction:
        words += ["point", *(_ONES[int(digit)] for digit in fraction)]
    if ordinal:
        last = words[-1]
        words[-1] = _ORDINALS.get(last, (last[:-1] + "ie" if last.endswith("y") else last) + "th")
    return words


def _counted(value: int) -> list[str]:
    if value < 20:
        return [_ONES[value]]
    if value < 100:
        return [_TENS[value // 10 - 2], *([_ONES[value % 10]] if value % 10 else [])]
    for scale, name in _SCALES:
        if value >= scale:
            rest = value % scale
            return [*_counted(value // scale), name, *(_counted(rest) if rest else [])]
    return []
