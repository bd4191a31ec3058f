"""A page's path in, the same page's path in every script out."""

from gongbao.report.report import SOURCE_SCRIPT, ScriptTag

# How each script is named to its readers, in the letters of that script.
SCRIPT_NAMES: dict[ScriptTag, str] = {
    "zh-Hans": "简体",
    "zh-Hant": "繁體",
    "zh-Hant-TW": "繁體（臺灣）",
    "zh-Hant-HK": "繁體（香港）",
}


def script_path(tag: ScriptTag, path: str) -> str:
    """Return where a page stands in a script: the source script is at the root, any other in a folder of its name."""
    return path if tag == SOURCE_SCRIPT else f"{tag}/{path}"
