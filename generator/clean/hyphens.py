"""Words that were hyphenated at the end of a line, told from compounds without a dictionary."""

import re

# Beginnings and endings that are no words by themselves, so that what they were cut from was one word.
BEGINNINGS = frozenset(
    "ac af ag algo ana analy anoma ap appli approxi arbi associ bidi calcu categori chal classi classifica com compen"
    " complemen compu concen condi consis conver corre covari dem demon determi dimen dis discrim discrimina distri"
    " distribu ele environ equi essen esti experi expres fea formu fre func gener generaliza hierar illu impor"
    " incor incorpo indi infor informa inte inten intermedi interpre intro invari justi knowl lim loco mea mecha"
    " meth moti mul multivari neces necessi neu nonlin nu num ob objec obser opti optimiza origi outper para parti"
    " partic percep perfor possi poten practi predic prin prob proba probabi proce propa propor quali quanti recog"
    " recon regu rele repre representa selec sen sensi separ signif simi singu stan statis statisti stochas struc"
    " substan suc suf sug syn tem theo theoret topogra transla unsu vari varia vec visu".split()
)
ENDINGS = frozenset(
    "abilistic agation anteed archical ated ation ations ative bilistic bility cal cally cation cations cial"
    " ciency cient ciently dences dently dict dictions dition ditional duce duced duces duction eling ences ency"
    " eral eralization erarchical eration ety ference ferences ferent fication ficient ficiently fied fier fiers"
    " formance gation gions gorithm gorithms gular havior ically icant icantly imate imates imation imize imizing"
    " inative ing ingly ings ional ities ity ively ization ized izes izing ject jective jects lar larly lation"
    " lations lem lems lenging lihood lihoods lution lutions ly mance mation mations mative mensional ment ments"
    " mization mize mized mizing nal nals nel nels ness nificant nificantly nique niques nition onstrate orithm"
    " orithms ously periments plete pletely plexity plications plicit plied poral pression proach proaches"
    " provement quence quences quential quired quires rameter rameters resentation resentations resented rithm"
    " rithms rization sary sation sentation sentations sented sible sification sion sional sions sis sitive sive"
    " straints strated strates stration tained tally tance tation tational tations tecture tem tems tensive"
    " tential terize terized termine ters tial tially tic tical tically ticular ties tigate timal timation tion"
    " tional tionally tions tistical tive tively tives tivity tor tors trary trated tration troduce troduced"
    " troduces tual tually ture tured tures uation ularization ularly uments velop veloped vergence vidual vious"
    " viously volutional zation".split()
)
FIRST_HALVES = frozenset("multi non self semi cross meta quasi pseudo few zero state low high real well coarse".split())
SECOND_HALVES = frozenset(
    "agnostic assisted aware based dependent dimensional driven efficient free grained guided invariant level"
    " mounted oriented scale shot specific supervised trained tuned wise world".split()
)
# Two letters that are a word or a prefix of compounds; any others are a piece of a word.
SHORT_WORDS = frozenset("in on to of by up at no we so do go as is it or an my co pi".split())
# `low- and high-level`, `query- or key-wise`: nothing was broken there.
CONJUNCTIONS = frozenset(
    "and or to nor versus vs as but than the a an in of on at it is are was which that this these those we our"
    " from where when who with by for if while not also rather through et und oder y e".split()
)

HYPHEN_AFTER = re.compile(r"(?<![\w-])((?:[A-Za-z0-9]+-)*)([A-Za-z]{2,}|(?<=-)[a-z])- ([A-Za-z]+)")
LINE_END = re.compile(r"(?<![\w-])((?:\w+-)*)(\w+)-\n[ \t]*(\w+)(?=(-?))")
HYPHEN_BEFORE = re.compile(r"(?<=\w-[a-z]{2}) -(?=[a-z]{3})")


def broken_words(text: str) -> str:
    """Hyphens at a line's end: ``learn- ing`` → ``learning``, ``resource- efficient`` → ``resource-efficient``."""
    if "- " not in text and " -" not in text:
        return text
    return HYPHEN_AFTER.sub(_rejoined, HYPHEN_BEFORE.sub("-", text))


def line_ends(text: str) -> str:
    """Hyphens before a line's end, which may have been there before: ``state-of-⏎the-art``, ``Dose-⏎Finding``."""
    return LINE_END.sub(_joined_line, text) if "-\n" in text else text


def _joined_line(match: re.Match[str]) -> str:
    compound, first, second, goes_on = match.groups()
    if second.lower() in CONJUNCTIONS and not compound and not goes_on:
        return match[0]
    as_found = f"{compound}{first}-{second}"
    if goes_on or compound or not (first + second).isalpha():
        return as_found
    if second.islower() and first.islower() and len(first) == 2 and first not in SHORT_WORDS:
        return first + second
    joined = _rejoined(match)
    return as_found if joined == match[0] else joined


def is_compound(first: str, second: str) -> bool:
    """Whether two words that a hyphen of unknown kind parts were a compound: ``Gauss-Newton``, ``model-free``."""
    both_acronyms = len(first) > 1 and first.isupper()
    return second[:1].isupper() or both_acronyms or (second in SECOND_HALVES and len(first) > 2)


def _rejoined(match: re.Match[str]) -> str:
    compound, first, second = match[1], match[2], match[3]
    if second.lower() in CONJUNCTIONS:
        return match[0]
    if _stands_in(f"{first}-{second}", match.string):
        return f"{compound}{first}-{second}"
    a_fragment = first.lower() in BEGINNINGS or second in ENDINGS
    if second.islower() and (a_fragment or _stands_in(first + second, match.string)):
        return compound + first + second
    both_acronyms = first.isupper() and second.isupper() and bool(compound)
    if both_acronyms or first.lower() in FIRST_HALVES or second in SECOND_HALVES:
        return f"{compound}{first}-{second}"
    return match[0]


def _stands_in(word: str, text: str) -> bool:
    return re.search(rf"\b{word}", text, re.IGNORECASE) is not None
