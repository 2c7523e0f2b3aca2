"""What the fields of papers are called in JSON and in tables: by exports of databases and by people of many languages.

Names stand here as `plain` makes them, best first. A leaf: data and the one function that makes names comparable.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping


def plain(name: str) -> str:
    """A field's name without what exports spell differently: `Publication Year`, `publication_year`, `Año`."""
    if name.isascii():
        return "".join(char for char in name.lower() if char.isalnum())
    return "".join(char for char in unicodedata.normalize("NFKC", name).casefold() if char.isalnum())


NAMES: Mapping[str, tuple[str, ...]] = {key: tuple(names.split()) for key, names in {
    "title": """
        title titleprimary papertitle documenttitle articletitle primarytitle titles titleofpaper
        titleofthepaper titleofarticle papername articlename paper titel titeldesbeitrags haupttitel
        beitragstitel titre titredelarticle título titulo títulodelartículo títulodoartigo titolo
        titolodellarticolo tytuł tytul název nazev titlu otsikko cím başlık baslik makaleadı название заглавие
        заголовок назва τίτλος 标题 題目 题目 题名 題名 篇名 論文名 论文题目 论文标题 论文名称 論文タイトル
        タイトル 論題 제목 논문제목 العنوان शीर्षक judul tiêuđề tittel titledisplay""",
    "abstract": """
        abstract summary abstractnote abstracttext paperabstract abstracts description zusammenfassung
        kurzfassung résumé resume resumen resumo riassunto sommario samenvatting streszczenie abstrakt
        sammanfattning аннотация реферат 摘要 抄録 要旨 要約 초록 özet""",
    "authors": """
        authorsparsed authorfullnames authors authorsprimary author authornames authorlist
        authorshipsauthordisplayname authorstring creators creator autor autoren autorin verfasser autorinnen
        auteur auteurs autores autore autori auteursnamen autorzy autoři författare forfatter kirjoittajat yazar
        yazarlar автор авторы 作者 著者 著者名 저자 penulis tácgiả forfattere szerző szerzők συγγραφείς zauthors
        authordisplay""",
    "year": """
        year publicationyear pubyear yearpublished yearofpublication publishedyear published publishedat
        publicationdate pubdate publisheddate dateofpublication issued date submitteddate versions updatedate
        jahr erscheinungsjahr publikationsjahr année annee annéedepublication año anio ano anno jaar rok år
        vuosi yıl год 年 年份 出版年 発行年 발행연도 연도 datum fecha datadipubblicazione datadepublicação дата
        日期 tahun năm""",
    "venue": """
        venue conference fulljournalname journal journalbook periodicalfull journaltitle journalname booktitle
        containertitle publicationtitle sourcetitle pubtitle primarylocationsourcedisplayname primarylocationdisplayname
        publication publishedin journalref publicationvenue conferencejournal journalconference venuejournal
        proceedings proceeding pub source zeitschrift konferenz quelle revue conférence revista conferencia
        conferência rivista tijdschrift czasopismo časopis tidskrift dergi журнал 期刊 刊名 会议 会議 雑誌名
        掲載誌 학술지 저널 veröffentlichtin veröffentlichung tagungsband titredelarevue nomdelarevue
        títulodelarevista títulodarevista titelderzeitschrift titolodellarivista 来源 文献来源 发表于
        publicationname journals""",
    "arxiv": """
        arxiv arxivid arxivurl arxivlink arxivnumber eprint paperarxivid arxiveprints""",
    "doi": """
        doi digitalobjectidentifier doiurl doilink paperdoi dois elocationid""",
}.items()}
LINKS: Mapping[str, tuple[str, ...]] = {key: tuple(names.split()) for key, names in {
    "code": """
        code codeurl codelink codelinks github githublink githubrepo githuburl repository repo repourl software
        sourcecode officialcode implementation 代码 コード код""",
    "project": """
        project projectpage projecturl projectlink website homepage""",
    "data": """
        data dataset dataseturl datasetlink""",
    "demo": """
        demo demourl""",
    "": """
        url urlabs link links paperurl paperlink openreviewurl openreview articleurl documenturl plink paper
        externalurl fulltext lien enlace 链接 リンク ссылка id""",
    "pdf": """
        pdf pdfurl pdflink urlpdf openaccesspdf downloadurl""",
}.items()}
# What is counted, and who counts where the name says it.
COUNTS: Mapping[str, tuple[str, str]] = {
    **dict.fromkeys("citationcount citedby citedbycount citations numcitations timescited zitationen citas citações "
                    "citazioni 被引".split(), ("citations", "")),
    "timescitedwoscore": ("citations", "wos"), "cites": ("citations", "scholar"),
    "articlecitationcount": ("citations", "ieee"), "citingworkscount": ("citations", "lens"),
    "upvotes": ("votes", ""), "votes": ("votes", ""),
    "stars": ("stars", "github"), "githubstars": ("stars", "github"), "stargazerscount": ("stars", "github"),
}
# Names of a title that say by themselves that something is a paper; `paper` and `name` do not.
TITLES = frozenset(NAMES["title"]) - {"paper"}
