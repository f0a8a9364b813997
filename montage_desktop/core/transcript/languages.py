"""A language's code as transcripts have it (BCP 47) in; the three letters that media files have (ISO 639-2/T) out."""

from __future__ import annotations

UNKNOWN = "und"
#: ISO 639-1 and 639-2/T, for the languages that speech models know.
_PAIRS = """
af:afr am:amh ar:ara as:asm az:aze ba:bak be:bel bg:bul bn:ben bo:bod br:bre bs:bos ca:cat cs:ces cy:cym da:dan
de:deu el:ell en:eng es:spa et:est eu:eus fa:fas fi:fin fo:fao fr:fra gl:glg gu:guj ha:hau he:heb hi:hin hr:hrv
ht:hat hu:hun hy:hye id:ind is:isl it:ita iw:heb ja:jpn jv:jav jw:jav ka:kat kk:kaz km:khm kn:kan ko:kor la:lat
lb:ltz ln:lin lo:lao lt:lit lv:lav mg:mlg mi:mri mk:mkd ml:mal mn:mon mr:mar ms:msa mt:mlt my:mya nb:nob ne:nep
nl:nld nn:nno no:nor oc:oci pa:pan pl:pol ps:pus pt:por ro:ron ru:rus sa:san sd:snd si:sin sk:slk sl:slv sn:sna
so:som sq:sqi sr:srp su:sun sv:swe sw:swa ta:tam te:tel tg:tgk th:tha tk:tuk tl:tgl tr:tur tt:tat uk:ukr ur:urd
uz:uzb vi:vie yi:yid yo:yor zh:zho ga:gle ku:kur ky:kir ug:uig zu:zul xh:xho
"""
_CODES = dict(pair.split(":") for pair in _PAIRS.split())
_SHORT = 2


def three_letters(language: str) -> str:
    """The code for a track of a media file; `UNKNOWN` where there is none for it."""
    first = language.replace("_", "-").split("-")[0].lower()
    if len(first) > _SHORT and first.isascii() and first.isalpha():
        return first if len(first) == _SHORT + 1 else UNKNOWN
    return _CODES.get(first, UNKNOWN)
