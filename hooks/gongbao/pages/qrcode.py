"""The addresses of a publication in, their QR codes out, as SVG pictures that stand on the printed pages.

A publication has a code for every section in every script, and encoding one takes segno a millisecond. But with
version and mask held, a symbol's modules are a linear function of its data bits (Reed-Solomon parity and masking are
exclusive-or alone, ISO/IEC 18004), so the code of an address is that of another of the same length, with the change
of every differing character added in. segno makes each of these once.
"""

import re
from urllib.parse import quote

QUIET_ZONE = 4
DARK = re.compile(b"\1+")


class CodeMaker:
    """Makes codes, and remembers of each length one symbol and the changes of single characters."""

    def __init__(self) -> None:
        """Remember nothing yet."""
        self.references: dict[int, tuple[bytes, int, int]] = {}
        self.changes: dict[tuple[int, int, int], int] = {}

    def make_code(self, address: str) -> bytes:
        """Return the QR code of an address (error correction M, quiet zone included) as an SVG file."""
        return draw_symbol(*self.make_symbol(address))

    def make_symbol(self, address: str) -> tuple[int, int]:
        """Return the modules of an address's code, one byte each in rows from the top, and their number in a row."""
        data = quote(address, safe="%/:=&?~#+!$,;'@()*[]").encode()
        if len(data) not in self.references:
            self.references[len(data)] = (data, *encode(data))
        reference, symbol, width = self.references[len(data)]
        for place, (here, there) in enumerate(zip(reference, data, strict=True)):
            if here != there:
                key = (len(data), place, there)
                if key not in self.changes:
                    changed = reference[:place] + bytes([there]) + reference[place + 1 :]
                    self.changes[key] = encode(changed)[0] ^ self.references[len(data)][1]
                symbol ^= self.changes[key]
        return symbol, width


def encode(data: bytes) -> tuple[int, int]:
    """Return the modules of a code as one number, one byte a module, and their number in a row."""
    # Loading it takes 15 ms, and only a publication with an address has codes.
    import segno

    code = segno.make_qr(data, error="m", boost_error=False, mode="byte", mask=2)
    return int.from_bytes(b"".join(map(bytes, code.matrix))), len(code.matrix)


def draw_symbol(symbol: int, width: int) -> bytes:
    """Return a symbol as SVG, a stroke for each run of dark modules."""
    modules = symbol.to_bytes(width * width)
    strokes = [
        f"M{run.start()} {row}h{run.end() - run.start()}"
        for row in range(width)
        for run in DARK.finditer(modules[row * width : (row + 1) * width])
    ]
    side = width + 2 * QUIET_ZONE
    box = f"{-QUIET_ZONE} {-QUIET_ZONE - 0.5} {side} {side}"
    drawing = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}"><path stroke="#000" d="{"".join(strokes)}"/></svg>\n'
    )
    return drawing.encode()


# The pages and the documents for paper of a build have much the same addresses.
CODES = CodeMaker()
