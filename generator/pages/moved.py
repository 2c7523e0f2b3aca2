"""Pages at published addresses that are gone: each leads to where its readers find what they came for."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from papershelf.model import Page
from papershelf.pages import contexts as show
from papershelf.pages import urls
from papershelf.text.paths import one_on_some_disks

# Pages that follow from others and come and go with them, and the page that stands in for one that is gone.
_STAND_IN = {"tags": urls.TAGS, "authors": urls.AUTHORS, "venues": urls.VENUES,
             "years": urls.YEARS, "listings": urls.LISTINGS, "browse": urls.PAPERS}


def moved_pages(published: Mapping[str, str], paths: Collection[str], titles: Mapping[str, str]) -> Iterator[Page]:
    """A redirect for every published address that no page has, where it is known what took its place.

    In: published addresses, each with the address that it leads to now or nothing; the paths of all pages of the site;
    titles of pages by path.
    """
    at = {urls.address(path): path for path in paths if path.endswith(".md")}
    taken = {one_on_some_disks(path) for path in paths}
    for old, now in sorted(published.items()):
        path, target = urls.path_for(old), at.get(now or _stand_in(old) or old, "")
        if path and target and old not in at and one_on_some_disks(path) not in taken:
            taken.add(one_on_some_disks(path))
            title = titles.get(target) or now
            yield redirect(path, target, title)


def _stand_in(address: str) -> str:
    """Where readers of a computed page go when it is gone: the first page of its list, else the index of its kind."""
    folder, _, rest = address.partition("/")
    name, _, number = rest.strip("/").partition("/")
    if folder == "topics" and number:
        return urls.address(urls.topic_path(name))
    return urls.address(_STAND_IN[folder]) if folder in _STAND_IN else ""


def redirect(path: str, target: str, title: str) -> Page:
    """A page at an old path that leads to another, by the title that the other has."""
    return Page(path, "redirect.md.j2", show.RedirectPage(title, show.Ref(title, urls.link(path, target))), target)
