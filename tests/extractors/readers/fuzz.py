"""A mutating fuzzer over real and our own files: reading damaged bytes ends in a Document or a ReadError, and soon.

    python tests/extractors/readers/fuzz.py --seeds FOLDER... --inputs 20000 [--seed 1]

Prints how many inputs gave a document, how many each named error, and every one that broke this rule.
"""

from __future__ import annotations

import argparse
import io
import json
import random
import signal
import sys
import time
import zipfile
from collections import Counter
from pathlib import Path
from types import FrameType

from extractors.model.document import RawDocument
from extractors.model.errors import ReadError
from extractors.readers.ocr import ocr
from extractors.readers.sandbox.bounds import Bounds, bounded

TOO_LONG = 30  # seconds
TOKENS = [
    b"<<",
    b">>",
    b"[",
    b"]",
    b" 0 R",
    b"stream",
    b"endobj",
    b"/Kids",
    b"/Length",
    b"-1",
    b"99999999999",
    b"0",
    b"\x00",
    b"\xff" * 8,
    b"<",
    b">",
    b"&",
    b"<a:p>",
    b"</w:p>",
    b"<![CDATA[",
    b"<?xml",
    b'"',
    b"%PDF-",
    b"PK\x03\x04",
]


def mutate(content: bytes, others: list[bytes], rng: random.Random) -> bytes:
    """A copy with a few small or large things wrong; half the packages are damaged inside their members."""
    if content[:2] == b"PK" and rng.random() < 0.6:
        return _inside(content, others, rng)
    data = bytearray(content)
    for _ in range(rng.choice((1, 1, 2, 3, 8, 30))):
        at = rng.randrange(len(data)) if data else 0
        length = rng.choice((1, 2, 8, 64, 512, 4096))
        match rng.randrange(8):
            case 0 if data:
                data[at] ^= 1 << rng.randrange(8)
            case 1:
                data[at : at + length] = rng.randbytes(min(length, 64))
            case 2:
                del data[at : at + length]
            case 3:
                data[at:at] = data[at : at + length]
            case 4:
                data[at:at] = rng.choice(TOKENS)
            case 5:
                other = rng.choice(others)
                start = rng.randrange(max(len(other), 1))
                data[at:at] = other[start : start + length]
            case 6 if rng.random() < 0.3:
                del data[at:]
            case _:
                data[at : at + 4] = rng.choice(TOKENS)
    return bytes(data)


def _inside(content: bytes, others: list[bytes], rng: random.Random) -> bytes:
    try:
        package = zipfile.ZipFile(io.BytesIO(content))
    except zipfile.BadZipFile:
        return content[: rng.randrange(len(content))]
    names = [n for n in package.namelist() if n.endswith((".xml", ".rels"))] or package.namelist()
    chosen = set(rng.sample(names, min(len(names), rng.choice((1, 1, 2, 5)))))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as copy:
        for name in package.namelist():
            body = package.read(name) if package.getinfo(name).file_size < 2_000_000 else b""
            if name in chosen and rng.random() < 0.15:
                continue
            copy.writestr(name, mutate(body, others, rng) if name in chosen and body[:2] != b"PK" else body)
    return out.getvalue()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", nargs="+", type=Path, required=True)
    parser.add_argument("--inputs", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--largest", type=int, default=120_000, help="bytes of the largest seed file")
    parser.add_argument("--keep", type=Path, help="where to put the inputs that broke the rule")
    args = parser.parse_args()
    files = [f for folder in args.seeds for f in sorted(folder.rglob("*")) if f.is_file() and f.suffix != ".tsv"]
    seeds = [(f, f.read_bytes()) for f in files if 0 < f.stat().st_size <= args.largest]
    others = [content for _, content in seeds]
    ocr.installed_languages = lambda: ""  # type: ignore[assignment]  # broken pictures are Tesseract's own matter
    from extractors import read

    def ring(_signal: int, _frame: FrameType | None) -> None:
        raise TimeoutError

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    signal.signal(signal.SIGALRM, ring)
    signal.signal(signal.SIGTERM, stop)
    rng, count, broken, slowest = random.Random(args.seed), Counter[str](), [], (0.0, "")
    began = time.monotonic()
    number = 0
    while number < args.inputs:
        path, content = rng.choice(seeds)
        data = mutate(content, others, rng)
        started = time.monotonic()
        signal.alarm(TOO_LONG)
        try:
            with bounded(Bounds()):
                read(RawDocument(content=data, source=path.name))
            count["document"] += 1
        except ReadError as error:
            count[type(error).__name__] += 1
        except BaseException as error:  # the rule is broken
            if isinstance(error, KeyboardInterrupt):  # what was done so far is still told
                break
            count["BROKEN"] += 1
            broken.append(f"{number} {path.name}: {type(error).__name__}: {str(error)[:150]}")
            print(broken[-1], file=sys.stderr, flush=True)
            if args.keep:
                args.keep.mkdir(parents=True, exist_ok=True)
                (args.keep / f"{args.seed}-{number}-{path.name}").write_bytes(data)
        finally:
            signal.alarm(0)
        slowest = max(slowest, (time.monotonic() - started, f"{number} {path.name}"))
        number += 1
    told = {"inputs": number, "seeds": len(seeds), **count, "slowest": slowest, "broken": broken}
    print(json.dumps({**told, "seconds": round(time.monotonic() - began)}, ensure_ascii=False, indent=1))
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
