"""`papershelf bundle`."""

from __future__ import annotations

import json
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path

import click

from papershelf import __version__, building, config, exports, mkdocs_yml, site
from papershelf.commands.options import FILE, finish, progress, shelf_options
from papershelf.config import CONFIG, Config
from papershelf.errors import UsageError
from papershelf.model import Code, Problem, Shelf, as_of
from papershelf.text.paths import unsafe
from papershelf.write import write_over

MANIFEST = "bundle.json"
SHELF, SITE, DATA = "shelf", "site", "data"
# Files beside the configuration that a site needs, or that say what it is.
_BESIDE = ("requirements.txt", "README.md", "LICENSE", "LICENSE.md", "LICENSE.txt")
# The first moment that a ZIP file can name: its entries have no time of their own.
_NO_TIME = (1980, 1, 1, 0, 0, 0)


@click.command("bundle")
@click.option("--out", type=FILE, help="The file to write, instead of bundle.zip.")
@click.option("--verify", "verified", type=FILE, help="Check a bundle instead: every file by its digest.")
@click.option("--rebuild", is_flag=True, help="With --verify, build the site again, and compare each byte.")
@shelf_options
def bundle_command(out: Path | None, verified: Path | None, rebuild: bool, docs: Path | None,
                   config_file: Path | None) -> None:
    """Put everything of a shelf into one ZIP file: its files, its data in every form, and its built site."""
    if rebuild and not verified:
        raise UsageError("--rebuild goes with --verify FILE")
    if verified:
        if out:
            raise UsageError("--out goes without --verify")
        files, problems = opened(verified)
        if rebuild and not problems:
            problems = _differences(verified, files)
        click.echo(f"{len(files)} files, {len(problems)} problems")
        finish(problems)
        return
    shelf = config.load(config_file, docs)
    loaded = site.load(shelf)
    shelved = site.shelve(loaded, shelf, progress)
    configuration = shelf.root / (config_file.name if config_file else CONFIG)
    files = {**_shelf_files(shelf, configuration), **_data_files(shelf, shelved)}
    progress("site")
    files |= {f"{SITE}/{name}": data for name, data in _built(configuration).items()}
    files[MANIFEST] = _manifest(shelf, shelved, configuration.name, files)
    path = out or Path("bundle.zip")
    write_over(path, path.read_bytes() if path.exists() else None, _zipped(files))
    click.echo(f"{path}: {len(files)} files of {len(shelved.papers)} papers")
    finish(loaded.problems)


def opened(path: Path) -> tuple[dict[str, bytes], list[Problem]]:
    """The files of a bundle, and what is not as its manifest says."""
    try:
        with zipfile.ZipFile(path) as file:
            names = file.namelist()
            files = {name: file.read(name) for name in names if not unsafe(name)}
            said = json.loads(files[MANIFEST])["files"]
            told = {str(name): str(one["sha256"]) for name, one in said.items()}
    except (OSError, zipfile.BadZipFile, KeyError, ValueError, TypeError, AttributeError, NotImplementedError) as error:
        raise UsageError(f"{path} is no bundle ({error}); give a file that papershelf bundle wrote") from error
    problems = [_problem(path, name, "unsafe-path",
                         unsafe(name), "take it out; nothing is unpacked there") for name in names
                if unsafe(name)]
    for name in sorted({*told, *files} - {MANIFEST}):
        if name not in files:
            problems.append(_problem(path, name, "bundle-incomplete",
                                     "is missing", "take the bundle from where it came from again"))
        elif name not in told:
            problems.append(_problem(path, name, "bundle-unlisted",
                                     "is not in its manifest", "take it out, or write the bundle again"))
        elif sha256(files[name]).hexdigest() != told[name]:
            problems.append(_problem(path, name, "bundle-altered",
                                     "is not what was bundled", "take the bundle from its source again"))
    return files, problems


def _problem(path: Path, name: str, code: Code, what: str, hint: str) -> Problem:
    return Problem(str(path), 1, code, f"{name} {what}", hint)


def _shelf_files(shelf: Config, configuration: Path) -> dict[str, bytes]:
    """What people wrote: the configuration and every file that it names, below one folder."""
    said, _ = mkdocs_yml.read(configuration)
    theme = said.get("theme")
    own = [said.get("docs_dir"), theme.get("custom_dir") if isinstance(theme, dict) else None,
           *(said.get("hooks") or ())]
    named = [*building.places(shelf), configuration, *(shelf.root / name for name in _BESIDE),
             *((shelf.root / str(one)).resolve() for one in own if one)]
    files = {}
    for place in named:
        if place.is_relative_to(shelf.root):
            for path in building.files_at(place):
                name = path.relative_to(shelf.root).as_posix()
                if not any(part.startswith(".") or part == "__pycache__" for part in name.split("/")):
                    files[f"{SHELF}/{name}"] = path.read_bytes()
    return files


def _data_files(shelf: Config, shelved: Shelf) -> dict[str, bytes]:
    """The shelf for other programs."""
    papers = shelved.papers
    licence = shelf.settings.license, shelf.settings.license_url
    made = {"papers.json": exports.licensed(exports.to_json(papers), "json", *licence),
            "papers.schema.json": exports.schema(),
            "papers.bib": exports.licensed(exports.to_bibtex(papers), "bibtex", *licence),
            "papers.ris": exports.to_ris(papers), "papers.csl.json": exports.to_csl(papers),
            "papers.csv": exports.to_csv(papers),
            **exports.citation_files(shelf.title, shelf.shelf_url, as_of(shelved.listings), shelf.settings.license)}
    return {f"{DATA}/{name}": text.encode() for name, text in made.items()}


def _built(configuration: Path) -> Mapping[str, bytes]:
    """The site of a shelf."""
    from papershelf.mkdocs_plugin.whole import built  # loads MkDocs, which no other command needs

    return built(configuration)


def _manifest(shelf: Config, shelved: Shelf, configuration: str, files: Mapping[str, bytes]) -> bytes:
    told = {"papershelf": __version__, "shelf": shelf.title, "papers": len(shelved.papers),
            "as_of": as_of(shelved.listings) or None, "configuration": configuration,
            "files": {name: {"sha256": sha256(files[name]).hexdigest(), "bytes": len(files[name])}
                      for name in sorted(files)}}
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()


def _zipped(files: Mapping[str, bytes]) -> bytes:
    """A ZIP file: the same files give the same bytes."""
    with tempfile.SpooledTemporaryFile(max_size=1 << 24) as out:
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as file:
            for name in sorted(files):
                entry = zipfile.ZipInfo(name, _NO_TIME)
                entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
                file.writestr(entry, files[name])
        out.seek(0)
        return out.read()


def _differences(bundle: Path, files: Mapping[str, bytes]) -> list[Problem]:
    """What of the site does not come out again, built from the shelf's files in the bundle."""
    configuration = Path(str(json.loads(files[MANIFEST]).get("configuration", CONFIG))).name
    with tempfile.TemporaryDirectory(prefix="papershelf-") as folder:
        for name, data in files.items():
            if name.startswith(f"{SHELF}/"):
                path = Path(folder, name.removeprefix(f"{SHELF}/"))
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(data)
        again = {f"{SITE}/{name}": data for name, data in _built(Path(folder, configuration)).items()}
    before = {name: data for name, data in files.items() if name.startswith(f"{SITE}/")}
    return [_problem(bundle, name, "bundle-not-rebuilt",
                     "does not come out again", f"build with papershelf {__version__} of the manifest")
            for name in _changed(before, again)]


def _changed(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> Iterator[str]:
    yield from (name for name in sorted({*before, *after}) if before.get(name) != after.get(name))
