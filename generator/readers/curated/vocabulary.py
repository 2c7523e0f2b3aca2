"""The words of curated lists: what links are called, what headings name no field, which hosts keep papers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from difflib import get_close_matches

# What a link is called, in lower case, by the kind of link that it is. An empty kind leads to the paper; its own
# address tells the rest. A kind "-" says nothing of the paper.
_CALLED: Mapping[str, str] = {
    "": "paper|papers|arxiv|ar xiv|link|links|url|here|abs|abstract|abstract page|html|full text|fulltext|doi|"
        "publication|article|preprint|openreview|acl|aclweb|acl anthology|ieee|ieee xplore|acm|springer|elsevier|"
        "sciencedirect|nature|science|biorxiv|medrxiv|semantic scholar|official link|official|original paper|"
        "paper link|arxiv link|paper page|read|read paper|view|source|ssrn|journal|proceedings|conference|version|"
        "system card|model card|report card|"
        "research paper|technical report|tech report|report|论文|论文链接|链接|논문|論文|paper url|full paper|"
        "hf paper|alphaxiv|cvf|pmlr|neurips|iclr|icml|cvpr|iccv|eccv|aaai|paper&supp|arxiv paper|paper arxiv",
    "pdf": "pdf|paper pdf|pdf link|download|full pdf|arxiv pdf|ps|author pdf|paper (pdf)",
    "code": "code|codes|github|git|repo|repository|source code|official code|implementation|official implementation|"
            "pytorch|torch|tensorflow|tf|keras|jax|theano|caffe|matlab|code link|github link|github repo|github page|"
            "pytorch code|tensorflow code|official pytorch code|unofficial code|official github|project code|software|"
            "gitlab|toolkit|library|torch code|code (pytorch)|code (tensorflow)|code & data|code and data|"
            "code & dataset|code/data|code&data|code & model|code&model|code & models|代码|코드|代码链接|github code",
    "project": "project|project page|projects|website|web|web page|webpage|homepage|home page|home|page|project site|"
               "project website|official website|project link|site|项目|项目主页|主页|docs|documentation|project web",
    "data": "data|dataset|datasets|benchmark|data link|dataset link|dataset page|download dataset|数据集|corpus",
    "demo": "demo|demo page|colab|notebook|live demo|online demo|playground|space|spaces|huggingface demo|hf demo|app|"
            "hf space|gradio|hugging face space",
    "model": "model|models|weights|checkpoint|checkpoints|ckpt|pretrained models|pretrained model|huggingface|"
             "hugging face|hf|hf model|model zoo|model & data|model weights|modelscope|🤗|models & data|model&data",
    "video": "video|videos|youtube|talk|presentation|demo video|recording|spotlight|oral|bilibili|视频",
    "slides": "slides|slide|ppt|keynote|presentation slides",
    "poster": "poster",
    "blog": "blog|blog post|blogpost|post|blog article|official blog|medium|news|explanation|tutorial|介绍|解读|zhihu|"
            "知乎|wiki|notes|reading notes|summary|note",
    "supplement": "supp|supplement|supplementary|supplementary material|supplemental|appendix|supplementary materials",
    "-": "tweet|twitter|x|thread|stars|star|github stars|bib|bibtex|cite|citation|citations|license|back to top|top|"
         "badge|last commit|issues|forks|discussion|reddit|hacker news|discord|slack|wechat|linkedin|dblp|"
         "google scholar|scholar|comments|reviews|review|papers with code|pwc|paperswithcode|connected papers|"
         "wandb|replicate|edit|pr|issue|issue open|👉|🔝",
}
LABELS: Mapping[str, str] = {name: kind for kind, names in _CALLED.items() for name in names.split("|")}

_OFTEN = ("paper", "project", "dataset", "github")  # labels that are often misspelt

# What the fields of an item are called that stand one a line, or that head the columns of a table.
_FIELDS: Mapping[str, str] = {
    "title": "title|paper title|paper name|paper titles|titles|论文标题|标题|名称|题目",
    "authors": "authors|author|author(s)|by|作者|first author|authors list|authors (first et al)",
    "year": "year|date|publish date|published|publication date|time|release|release date|released|submitted|pub date|"
            "submission date|arxiv date|publication year|年份|日期|时间|pub. date|submit date|update date|月份|month",
    "venue": "venue|conference|journal|publication|published in|conf|conf.|pub|pub.|publisher|proceedings|"
             "conference/journal|venue/year|venue & year|venues|会议|发表|期刊|where|publish|published at|"
             "accepted by|accepted at|appeared in|journal/conference|booktitle",
    "link": "paper|papers|link|links|pdf|arxiv|url|arxiv link|paper link|arxiv id|doi|论文|链接|paper/code|resources|"
            "paper & code|paper url|abs|preprint|arxiv url|pdf link|paper pdf|openreview|paper links|reference|"
            "references|resource",
    "code": "code|github|repo|repository|implementation|code link|github link|official code|代码|codes|github repo|"
            "github url|code url|open source|opensource|code/project|source code|code available|code & data",
    "project": "project|website|project page|homepage|page|web|site|项目|project website|project link|projects",
    "data": "data|dataset|datasets|data link|dataset link",
    "demo": "demo|demos|colab",
    "notes": "tl;dr|tldr|notes|note|summary|description|comment|comments|remark|remarks|highlights|key idea|key ideas|"
             "contribution|contributions|main idea|abstract|brief|idea|keywords|keyword|tags|introduction|overview|"
             "insight|insights|takeaway|takeaways|key points|key insight|简介|摘要|备注|说明|关键词|one-line summary|"
             "motivation|method|methods|results|task|tasks|model|short description",
    "name": "name|abbreviation|acronym|method|model name|short name|abbr|abbr.|nickname|alias|model|system|简称|缩写",
    "-": "institution|institutions|affiliation|affiliations|institute|org|organization|organisation|team|affil|"
         "stars|star|#|no|no.|id|rank|index|citations|citation|bibtex|tweet|机构|单位|序号|company|lab|video|slides",
}
FIELDS: Mapping[str, str] = {name: kind for kind, names in reversed(list(_FIELDS.items())) for name in names.split("|")}

# Headings of the page's own matters, and those that say of papers no more than that they are papers.
_NO_FIELD = re.compile(
    r"(?:table of )?contents?|toc|news|(?:latest |recent )?updates?|what'?s new|change ?log|about(?: .*)?|"
    r"how to (?:contribute|cite|use).*|contribut(?:e|ing|ion|ions|ors?).*|licen[sc]e|citations?|cite(?: us| this.*)?|"
    r"acknowledge?ments?|star history|stars?|contact(?: us)?|join us|recruitment|sponsors?|disclaimer|usage|to ?do|"
    r"maintain(?:ers?|ed by)|team|keywords? convention|legend|notation|updated? (?:on|at|:).*|last updated?.*|"
    r"(?:the |all |awesome )?papers?(?: lists?)?|(?:the )?list|publications?|published|preprints?|arxiv(?: papers?)?|"
    r"conferences?(?: papers?)?|journals?(?: papers?)?|unpublished|featured papers?|目录|更新|贡献|论文|论文列表", re.I)

# Hosts and paths that keep papers and little else.
_PAPERS = re.compile(
    r"(?<![\w-])(?:arxiv\.org/|alphaxiv\.org/|doi\.org/10|openreview\.net/|aclanthology\.|aclweb\.org/|"
    r"(?:proceedings|papers)\.(?:nips|neurips)\.cc|(?:nips|neurips)\.cc/paper|proceedings\.mlr\.press|jmlr\.(?:org|csail)|"
    r"openaccess\.thecvf\.com/|cv-foundation\.org/|ieeexplore\.|ieeecomputersociety\.|computer\.org/csdl|dl\.acm\.org|"
    r"acm\.org/|sciencedirect\.com/science|(?:link|doi)\.springer\.|springeropen|"
    r"nature\.com/(?:articles|nature|s?doifinder)|science(?:mag)?\.org/(?:doi|content)|onlinelibrary\.wiley|"
    r"wiley\.com/doi|tandfonline\.com/doi|pnas\.org/|biorxiv\.org/|medrxiv\.org/|chemrxiv\.|ssrn\.com|"
    r"hal\.(?:science|archives)|hal-[\w-]+\.archives|semanticscholar\.org/|researchgate\.net/publication|"
    r"ncbi\.nlm\.nih\.gov/p|pubmed\.|europepmc\.org|usenix\.org/(?:conference|system)|isca-(?:speech|archive)\.org|"
    r"eprint\.iacr\.org|ecva\.net|bmva(?:-archive)?\.|bmvc\w*\.|aaai\.org/|ijcai\.org/|roboticsproceedings\.org|"
    r"(?:huggingface\.co|hf\.co)/papers/|cell\.com/|mdpi\.com/\d|frontiersin\.org/articles|plos\.org/|"
    r"royalsocietypublishing|aps\.org/|iopscience|pubs\.acs\.org|ndss-symposium|petsymposium|citeseerx?\.|"
    r"osf\.io/(?:preprints/)?\w|psyarxiv|techrxiv|vldb\.org|mitpressjournals|direct\.mit\.edu|cambridge\.org/core|"
    r"oup\.com/|jstor\.org|dblp\.org/rec|transacl\.org|thelancet\.com|bmj\.com|jamanetwork|nejm\.org/doi|"
    r"elifesciences|siam\.org|projecteuclid|iclr\.cc/|icml\.cc/|scholar\.archive\.org|hdl\.handle\.net|"
    r"worldscientific|degruyter|emerald\.com/insight|liebertpub|sagepub|ojs\.aaai|ismir\.net|core\.ac\.uk|scitepress)"
    r"|\.pdf(?:$|[?#])|\.ps(?:\.gz)?$|/pdfs?/|/papers?/|/publications?/[\w-]", re.I)
_NO_PAPERS = re.compile(r"(?:github\.com|gitlab\.com|youtube\.|youtu\.be|twitter\.com|x\.com|medium\.com|reddit\.com|"
                        r"wikipedia\.org|paperswithcode\.com|kaggle\.com|coursera|udacity|amazon\.|notion\.)", re.I)

_DECOR = re.compile(r"[\[\](){}*_`:：,;.!|<>~\"“”'’\s\ufe0f\u200d]+")


def label_of(text: str) -> str:
    """A link's text as `LABELS` has it."""
    return " ".join(_DECOR.sub(" ", text.lower()).split())


def link_kind(text: str) -> str | None:
    """The kind of link that a text names; nothing for a text that is no name of a link."""
    name = label_of(text)
    if name in LABELS:
        return LABELS[name]
    bare = re.sub(r"[^\w&/() -]+|\b(?:official|our|the|this|new|v?\d+)\b", "", name).strip()
    if (kind := LABELS.get(" ".join(bare.split()))) is not None or not bare:
        return kind if bare else None
    misspelt = get_close_matches(name, _OFTEN, 1, 0.8) if name[0] == text.strip(" [(*")[:1] else []
    return LABELS[misspelt[0]] if misspelt else None


def field_kind(text: str) -> str | None:
    """The field of a paper that a label or a column names, if any."""
    name = " ".join(re.sub(r"[*_`:：\s]+", " ", text.lower()).split())
    bare = re.sub(r"^\W+|[^\w).;#]+$|\s*[(（][^()（）]*[)）]$", "", name)
    return FIELDS.get(name, FIELDS.get(bare))


def names_no_field(heading: str) -> bool:
    """Whether a heading is of the page's own matters, or says of papers nothing that their topic would be."""
    return bool(_NO_FIELD.fullmatch(heading.strip(" :.!")))


def leads_to_paper(url: str) -> bool:
    """Whether an address is of a kind that papers have."""
    host = url.partition("://")[2].partition("/")[0]
    return bool(_PAPERS.search(url)) and not _NO_PAPERS.search(host)
