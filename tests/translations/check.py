#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether the translations are complete and fit their sources.

check.py LUPDATE ROOT        says each fault in a line; exit code 1 if there is any
check.py --update LUPDATE ROOT   brings resources/translations up to the sources
ROOT holds ui, app and resources/translations; see resources/README.md.
"""
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree

SOURCES = ["ui", "app"]
PLACEHOLDER = re.compile(r"%(?:L?\d+|n)")
ENDINGS = ("…", ":", ".", ";", "?", "!")


def update(lupdate, root, folder, obsolete):
    """Runs lupdate over the sources into the folder's files; what it complains of is returned."""
    faults = []
    for ts in sorted(folder.glob("belayer_*.ts")):
        # English is what the sources say; it needs its plurals only.
        plural = ["-pluralonly"] if ts.stem == "belayer_en" else []
        command = [lupdate, "-I", ".", "-locations", "none", "-source-language", "en", "-target-language",
                   ts.stem.removeprefix("belayer_"), *plural, *obsolete, *SOURCES, "-ts", str(ts)]
        run = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
        said = (run.stdout + run.stderr).splitlines()
        faults += [line for line in said if re.search(r"\.(cpp|h):\d+:|rror", line)]
        if run.returncode != 0:
            faults.append(f"lupdate ended with {run.returncode} on {ts.name}")
    return faults


def mnemonics(text):
    return len(re.findall(r"&[^&\s]", text.replace("&&", "")))


def misfits(source, text, singular):
    """What of the source's form the translation has lost."""
    if not text:
        yield "is empty"
        return
    wanted, given = sorted(PLACEHOLDER.findall(source)), sorted(PLACEHOLDER.findall(text))
    if wanted != given and not (singular and [each for each in wanted if each != "%n"] == given):
        yield f"has {' '.join(given) or 'no placeholder'} for {' '.join(wanted) or 'none'}"
    if mnemonics(source) != mnemonics(text):
        yield "has another number of mnemonics"
    if source[:1].isspace() != text[:1].isspace() or source[-1:].isspace() != text[-1:].isspace():
        yield "begins or ends with other spaces"
    if [source.endswith(end) for end in ENDINGS] != [text.endswith(end) for end in ENDINGS]:
        yield "ends with other punctuation"
    if source.count("\n") != text.count("\n"):
        yield "has another number of lines"


def faults_of(ts):
    for context in ElementTree.parse(ts).getroot().findall("context"):
        for message in context.findall("message"):
            source = message.findtext("source")
            translation = message.find("translation")
            where = f"{ts.name}: {context.findtext('name')}: “{source}”"
            if translation.get("type"):
                yield f"{where} is {translation.get('type')}"
                continue
            forms = [form.text or "" for form in translation.findall("numerusform")]
            singular = bool(forms)
            for text in forms or [translation.text or ""]:
                for misfit in misfits(source, text, singular):
                    yield f"{where}: “{text}” {misfit}"
                singular = False


def literals(folder):
    """Every text of the sources of C++ below the folder, those split over lines made whole."""
    for source in sorted(folder.rglob("*.cpp")):
        joined = re.sub(r'"(?:_s)?\s*\n\s*u?"', "", source.read_text(encoding="utf-8"))
        yield from re.findall(r'"((?:[^"\\\n]|\\.)*)"', joined)


def unsaid(ts, engine):
    """Words of the engine in the file that the engine does not say: they would never be translated."""
    said = "\n".join(text.replace('\\"', '"') for text in literals(engine))
    for context in ElementTree.parse(ts).getroot().findall("context"):
        if context.findtext("name") != "EngineText":
            continue
        for source in (message.findtext("source") for message in context.findall("message")):
            for words in (piece.strip(" “”") for piece in re.split(r"%\d|[,;:] ", source)):
                if words not in said:
                    yield f"{ts.name}: EngineText: “{source}”: no text of the engine holds “{words}”"


def check(lupdate, root):
    with tempfile.TemporaryDirectory() as work:
        folder = pathlib.Path(work)
        for ts in (root / "resources/translations").glob("belayer_*.ts"):
            shutil.copy(ts, folder)
        faults = update(lupdate, root, folder, [])
        for ts in sorted(folder.glob("belayer_*.ts")):
            faults += faults_of(ts)
            faults += unsaid(ts, root / "core/engine")
    return faults


def main(arguments):
    if len(arguments) == 3 and arguments[0] == "--update":
        root = pathlib.Path(arguments[2])
        faults = update(arguments[1], root, root / "resources/translations", ["-no-obsolete"])
    elif len(arguments) == 2:
        faults = check(arguments[0], pathlib.Path(arguments[1]))
    else:
        sys.exit(__doc__)
    for fault in faults:
        print(fault.replace("\n", "\\n"))
    print(f"{len(faults)} faults in the translations")
    sys.exit(1 if faults else 0)


main(sys.argv[1:])
