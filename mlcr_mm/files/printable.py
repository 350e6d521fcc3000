"""Names of files as one line of text."""


def printable(text: str) -> str:
    r"""Escape what would break a line or cannot be printed, such as a newline in a file name.

    Args:
        text (str): Any text; file names that are not UTF-8 have surrogates.

    Returns:
        str: The same, with ``\n``, ``\x1b``, ``\udcff`` and so on spelt out.
    """
    if text.isprintable():
        return text
    return ''.join(sign if sign.isprintable() else sign.encode('unicode_escape').decode()
                   for sign in text)
