"""Fuzz a reader, guided by coverage: ``python tests/faults/fuzz.py landmarks --seconds 600``.

Needs ``pip install atheris``. Small inputs that reach new code become ``tests/corpus/NAME.zip``,
which ``tests/test_corpus.py`` reads again. The first file that a reader fails on ends it.
"""
import subprocess
import sys
import tempfile
import zipfile
from argparse import ArgumentParser
from pathlib import Path

ROOT = Path(__file__).parents[2]
CORPUS = ROOT / 'tests' / 'corpus'
MOST, LARGEST = 60, 4096  # files of a corpus, and their bytes
_CHILD = 'child'


def fuzz(name: str, flags: list) -> None:
    """Run libFuzzer in this process, which it ends."""
    import atheris

    sys.path[:0] = [str(ROOT), str(ROOT / 'tests')]
    with atheris.instrument_imports(include=['mlcr_mm', 'PIL']):
        from faults.parsers import PARSERS

    parser = PARSERS[name]
    seeds = Path(flags[0])
    if not list(seeds.iterdir()):
        for number, data in enumerate(parser.seeds()):
            (seeds / f'seed{number}').write_bytes(data)
    atheris.Setup([sys.argv[0], *flags], parser.check)
    atheris.Fuzz()


def pack(name: str, files: list) -> int:
    """Write the small files of a corpus into one archive; returns how many they are."""
    files = [path for path in sorted(files, key=lambda path: (path.stat().st_size, path.name))
             if path.stat().st_size <= LARGEST][:MOST]
    CORPUS.mkdir(exist_ok=True)
    with zipfile.ZipFile(CORPUS / f'{name}.zip', 'w', zipfile.ZIP_DEFLATED) as archive:
        for path in files:  # with a constant time, so that the archive is a function of the files
            archive.writestr(zipfile.ZipInfo(path.name), path.read_bytes(), zipfile.ZIP_DEFLATED)
    return len(files)


def main() -> int:
    """Fuzz, and pack what was found; the exit code of libFuzzer."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument('name')
    parser.add_argument('--seconds', type=int, default=600)
    args = parser.parse_args()
    command = [sys.executable, __file__, _CHILD, args.name]
    with tempfile.TemporaryDirectory() as folder:
        found, failed = Path(folder) / 'found', Path(folder) / 'failed'
        found.mkdir()
        failed.mkdir()
        if (CORPUS / f'{args.name}.zip').exists():
            zipfile.ZipFile(CORPUS / f'{args.name}.zip').extractall(found)
        code = subprocess.call([*command, str(found), f'-max_total_time={args.seconds}',
                                '-timeout=60', '-rss_limit_mb=6000', '-max_len=20000',
                                f'-artifact_prefix={failed}/', '-print_final_stats=1'])
        kept = pack(args.name, [*found.iterdir(), *failed.iterdir()])
        print(f'{args.name}: exit code {code}; {kept} files kept, failed on '
              f'{[path.read_bytes()[:300] for path in failed.iterdir()]}')
    return code


if __name__ == '__main__':
    if sys.argv[1:2] == [_CHILD]:
        fuzz(sys.argv[2], sys.argv[3:])
    else:
        sys.exit(main())
