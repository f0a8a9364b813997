"""What the languages that can be heard are called in the window's language. No widgets."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QCollator, QCoreApplication, QLocale

#: Asked for most, after the window's own.
_USUAL = ("en", "de", "es", "fr", "it", "pt")


def language_name(code: str) -> str:
    """A language's name; the code itself where there is none."""
    return _names().get(code, code)


def in_order(codes: Iterable[str]) -> list[tuple[str, str]]:
    """Codes with names: the window's language, the usual ones, and the others by their names."""
    names = _names()
    first = list(dict.fromkeys((QLocale().name().partition("_")[0], *_USUAL)))
    collator = QCollator(QLocale())
    wanted = list(codes)
    others = sorted((c for c in wanted if c not in first), key=lambda c: collator.sortKey(str(names.get(c, c))))
    return [(code, names.get(code, code)) for code in (*(c for c in first if c in wanted), *others)]


def _names() -> dict[str, str]:
    return {
        "en": _tr("English"), "de": _tr("German"), "fr": _tr("French"), "es": _tr("Spanish"), "it": _tr("Italian"),
        "pt": _tr("Portuguese"), "nl": _tr("Dutch"), "pl": _tr("Polish"), "ru": _tr("Russian"),
        "uk": _tr("Ukrainian"), "tr": _tr("Turkish"), "ar": _tr("Arabic"), "zh": _tr("Chinese"),
        "ja": _tr("Japanese"), "ko": _tr("Korean"), "hi": _tr("Hindi"), "af": _tr("Afrikaans"), "am": _tr("Amharic"),
        "as": _tr("Assamese"), "az": _tr("Azerbaijani"), "ba": _tr("Bashkir"), "be": _tr("Belarusian"),
        "bg": _tr("Bulgarian"), "bn": _tr("Bengali"), "bo": _tr("Tibetan"), "br": _tr("Breton"), "bs": _tr("Bosnian"),
        "ca": _tr("Catalan"), "cs": _tr("Czech"), "cy": _tr("Welsh"), "da": _tr("Danish"), "el": _tr("Greek"),
        "et": _tr("Estonian"), "eu": _tr("Basque"), "fa": _tr("Persian"), "fi": _tr("Finnish"), "fo": _tr("Faroese"),
        "gl": _tr("Galician"), "gu": _tr("Gujarati"), "ha": _tr("Hausa"), "haw": _tr("Hawaiian"), "he": _tr("Hebrew"),
        "hr": _tr("Croatian"), "ht": _tr("Haitian Creole"), "hu": _tr("Hungarian"), "hy": _tr("Armenian"),
        "id": _tr("Indonesian"), "is": _tr("Icelandic"), "jw": _tr("Javanese"), "ka": _tr("Georgian"),
        "kk": _tr("Kazakh"), "km": _tr("Khmer"), "kn": _tr("Kannada"), "la": _tr("Latin"), "lb": _tr("Luxembourgish"),
        "ln": _tr("Lingala"), "lo": _tr("Lao"), "lt": _tr("Lithuanian"), "lv": _tr("Latvian"), "mg": _tr("Malagasy"),
        "mi": _tr("Māori"), "mk": _tr("Macedonian"), "ml": _tr("Malayalam"), "mn": _tr("Mongolian"),
        "mr": _tr("Marathi"), "ms": _tr("Malay"), "mt": _tr("Maltese"), "my": _tr("Burmese"), "ne": _tr("Nepali"),
        "nn": _tr("Norwegian Nynorsk"), "no": _tr("Norwegian"), "oc": _tr("Occitan"), "pa": _tr("Punjabi"),
        "ps": _tr("Pashto"), "ro": _tr("Romanian"), "sa": _tr("Sanskrit"), "sd": _tr("Sindhi"), "si": _tr("Sinhala"),
        "sk": _tr("Slovak"), "sl": _tr("Slovenian"), "sn": _tr("Shona"), "so": _tr("Somali"), "sq": _tr("Albanian"),
        "sr": _tr("Serbian"), "su": _tr("Sundanese"), "sv": _tr("Swedish"), "sw": _tr("Swahili"), "ta": _tr("Tamil"),
        "te": _tr("Telugu"), "tg": _tr("Tajik"), "th": _tr("Thai"), "tk": _tr("Turkmen"), "tl": _tr("Tagalog"),
        "tt": _tr("Tatar"), "ur": _tr("Urdu"), "uz": _tr("Uzbek"), "vi": _tr("Vietnamese"), "yi": _tr("Yiddish"),
        "yo": _tr("Yoruba"),
    }  # fmt: skip


def _tr(text: str) -> str:
    return QCoreApplication.translate("Languages", text)
