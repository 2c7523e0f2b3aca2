"""The few plain ways in which a sentence ties a number to a name."""

from __future__ import annotations

import re
from functools import cache

from papershelf.matrix.quantities import HEDGES, MEASURED, METRICS, QUANTITY

# What a number came to, and how something changed by it.
REACHED = (
    r"(?:achiev\w+|reach\w*|obtain\w*|attain\w*|scor\w+|solv\w+|yield\w*|record(?:s|ed|ing)|report(?:s|ed|ing)"
    r"|deliver\w*|giv(?:es?|ing)|gave|provid\w+|hit(?:s|ting)?|keep(?:s|ing)?|kept|retain\w*|maintain\w*|sets?"
    r"|gets?|got|getting|is|are|was|were|brings?|bringing|pushes|pushing|shows?|showing|showed"
    r"|offer(?:s|ing|ed)?|establish\w+|has|with|of|at)")
CHANGED = (
    r"(?:gain\w*|improv\w+|increas\w+|reduc\w+|drop\w*|los(?:es?|ing|s)|lost|decreas\w+|degrad\w+|boost\w*|lift\w*"
    r"|rais\w+|ris(?:es?|ing)|rose|cut(?:s|ting)?|sav(?:es?|ed|ing|ings)|speeds?|sped|speedups?|speed-ups?"
    r"|accelerat\w+|outperform\w*|beat\w*|exceed\w*|surpass\w*|add(?:s|ed|ing)?|fall(?:s|ing)?|fell|climb\w*"
    r"|jump\w*|advanc(?:es|ed|ing)|higher|lower|faster|better)")
_FILL = (
    r"(?:\s(?:by|up|to|of|a|an|the|in|new|its|even|state-of-the-art|SOTA|competitive|impressive|strong"
    r"|remarkable|significant(?:ly)?|substantial(?:ly)?|from)){0,4}")
_WORD = r"\s[^\s,;:()—]+"
_AND = r"(?:,\sand|,|\sand)\s"
# The verb that a number belongs to, before it.
BEFORE = re.compile(
    rf"(?:(?<![\w-]){CHANGED}(?:{_WORD}){{0,6}}?\sby\s"
    rf"|(?<![\w-])(?:{REACHED}|{CHANGED})(?:\s{METRICS})?{MEASURED}{_FILL}(?:\s{METRICS})?"
    r"(?:\s(?:of|by|to|at|is|score|scores))?\s)$")
# An item of an enumeration that ends where the next begins: "5.9% on GSM8K (81.8%), "; a number alone: "56.5% and ".
ITEM = re.compile(
    rf"(?:{QUANTITY}){MEASURED}\s(?:on|in|for|over|than|against)(?:{_WORD}){{1,5}}(?:\s\([^()]*\))?{_AND}{HEDGES}$")
ALSO = re.compile(rf"(?:{QUANTITY}){MEASURED}(?:{_AND}|/\s?){HEDGES}$")
HEDGED = re.compile(rf"(?:(?<=^)|(?<=\s)|(?<=\())(?:from\s(?:{QUANTITY}|[\d.]+)\sto\s)?{HEDGES}$")
# Before a number without a verb these leave open what it is.
UNCLEAR = re.compile(r"(?:\bfor|\bby|\bfrom|\bof|\bto|\bthan|\bleast|\bmost|[\d%×x])[\s,]$")
# Likewise where only the metric follows: a change by 6% accuracy is no accuracy.
DIFFERENCE = re.compile(r"\b(?:by|for|of|from|to)\s(?:(?:an?|the)\s)?(?:[\w-]+\s)?$")
ARTICLE = re.compile(r"(?<!\w)(?:an?|the)\s$")
ANOTHER = re.compile(r"(?:,\sand|,|\sand|/)\s?[A-Z\d]")
ALSO_BY = re.compile(rf"\bby\s{HEDGES}(?:{QUANTITY}).*(?:,|\band)\s$")
NEGATED = re.compile(
    r"(?<![\w-])(?:not|no|never|without|cannot|nor|neither|fails?|unlike|than|rather|if|could|would|might)"
    r"(?:\s\w+){0,2}\s$|n't\s(?:\w+\s)?$|(?<![\w-])to\s(?:\w+ly\s)?$", re.I)
# Whose number it is that is no work of the paper's own.
OTHERS = re.compile(
    r"(?<![\w-])(?:prior|previous(?:ly)?|existing|baselines?|humans?|conventional|others?|standard|vanilla|random"
    r"|state[- ]of[- ]the[- ]art"
    r"|best\s(?:known|reported|published)|earlier|original|competing|alternatives?|naive|while|whereas|although|than)"
    r"(?![\w-])", re.I)
CLAUSE = re.compile(r"[,;:—()]\s?(?:and\s|but\s)?|\s(?:and|but|which|that|where|while|whereas)\s")
RESPECTIVELY = re.compile(r"(?<!\w)(?:respectively|resp\.)", re.I)
# Where figures may not end, and what follows where one that ends with a number or a comparison is whole.
LEADS_ON = re.compile(r"(?:\s(?:in|of|the|to|by|terms|at|with|and|than|on|over|a)){1,40}$")
OPEN = re.compile(
    r"(?:%|×|x|points?|fewer|less|more|lower|higher|greater|larger|smaller|ahead|above|below|behind|reduced"
    r"|improved)$")
CLOSED = re.compile(
    r"\s?(?:[.,;:)(—]|$)|\s(?:and|while|with|at|in|on|over|for|using|without|compared|than|across|when|as|to|against"
    r"|by)\s")

_BEFORE_NAME = (
    r"(?:(?:the|both|a|an|plain|standard|vanilla|strong|original|base|full|challenging|popular|large-scale|larger"
    r"|public|benchmarks\slike|benchmarks\ssuch\sas|datasets\slike|datasets\ssuch\sas)\s){0,3}")
_LISTED = r"(?:[A-Z0-9][\w.+/-]*(?:\s[A-Z0-9][\w.+/-]*)*(?:,\sand|,\sor|,|\sand|\sor|/)\s?){0,4}"
# Names of one enumeration go with a number together, and end where the part of the sentence does.
_ENDS = r"(?=\s?[.,;:)]|$|\s(?:tasks?|datasets?|benchmarks?|models?|at|with|on|over|while|in|compared)(?!\w))"
_TAIL = (
    rf"(?:(?:(?:,\sand|,|\sand|/)\s?[A-Z][\w.+/-]*(?:\s[A-Z][\w.+/-]*)*)+(?<![.,]){_ENDS})?"
    rf"(?:\s\((?:{QUANTITY})\))?")
TAIL, LISTED_TO_END = re.compile(_TAIL), re.compile(_TAIL + _ENDS)
_BOUND = r"(?=[,;:)—]|\.(?!\d)|$|\s(?:and|while|with|at)\s)"
_WHERE = (
    r"(?:\s(?:over|than|against|versus|vs\.?|compared\s(?:to|with)|relative\sto|on|in|at)(?:\s[^\s,;:()—]+){1,4}?"
    rf"{_BOUND})?")
# Without what it is said of, a verb like these says nothing.
BARE = re.compile(r"(?:with|of|at|is|are|was|were|has)\s")
_BETWEEN = (
    r"(?:\s(?:over|than|against|versus|vs\.?|compared\s(?:to|with)|relative\sto|in|with|for|on)"
    r"(?:\s[^\s,;:()—]+){1,5}?)?")
# A name after these is what something was made with.
BUILT = re.compile(
    r"(?:train|pretrain|tun|bas|built|build|learn|distill|initializ|finetun|condition|rely|relies)\w*"
    r"\s(?:on|with|from|for)\s\S*$", re.I)


@cache
def measured_on(kind: str) -> re.Pattern[str]:
    """"5.9% on GSM8K", up to where the name begins."""
    relation = r"on|for|in|across" if kind == "dataset" else (
        r"on|for|over|than|against|versus|vs\.?|relative\sto|compared\s(?:to|with)|with")
    return re.compile(
        rf"(?P<number>{QUANTITY})(?P<measured>{MEASURED}){_BETWEEN}\s(?:{relation})\s{_BEFORE_NAME}"
        rf"(?P<listed>{_LISTED})$")


# "beats ViT by 1.5%"
BEATEN = re.compile(
    r"(?<![\w-])(?:outperform\w*|beat(?:s|ing)?|exceed\w*|surpass\w*|improv\w+\s(?:on|over|upon)|lift\w*|boost\w*"
    r"|speeds?\sup|accelerat\w+|improv\w+|reduc\w+|rais\w+|cut\w*)\s"
    rf"(?:(?:the\s)?(?:\w+\s)?(?:{METRICS}|performance|cost)\sof\s)?{_BEFORE_NAME}{_LISTED}$")
BEATEN_BY = re.compile(rf"{_TAIL}(?:\s[a-z-]+){{0,4}}?\sby\s{HEDGES}(?:{QUANTITY}){MEASURED}{_WHERE}")
GOES_ON = re.compile(rf"(?:,\sand|,|\sand|\sor|/)\s?{HEDGES}(?:{QUANTITY})|\sof\s|\sto\s|\s?[–-]\s?\d")
# "On ImageNet the best model beats ViT by 1.5%"
ON_IT = re.compile(
    rf"(?:^|(?<=[;:.]\s)|(?<=,\s)|(?<=and\s))(?:On|For|In|Against|Over|on|against)\s{_BEFORE_NAME}{_LISTED}$")
THEN = re.compile(
    rf"{_TAIL}(?:\s(?:datasets?|benchmarks?|models?|setup|task))?,?(?P<said>(?:{_WORD}){{1,10}}?)\s"
    rf"{HEDGES}(?:{QUANTITY}){MEASURED}(?:(?<!%)(?<!×)(?:\s[a-z-]+){{1,3}}?{_BOUND})?{_WHERE}")
VERB = re.compile(rf"(?<![\w-])(?:{CHANGED}|{REACHED})(?![\w-])")
ELSEWHERE = re.compile(r"\d[%×x]|(?<![\w-])(?:with|using|at|of|on|not|no|without)(?![\w-])")
# "83.1% ImageNet top-1", "ImageNet top-1 accuracy of 83.1%"
NUMBER_BEFORE = re.compile(rf"(?:{QUANTITY})\s$")
METRIC_AFTER = re.compile(rf"(?:\s(?:{METRICS})){{1,2}}")
METRIC_IS = re.compile(
    rf"(?:\s(?:{METRICS})){{1,2}}\s(?:of|is|at|to|by|reaches|(?:rises|improves|drops|falls)\s(?:to|by))\s"
    rf"{HEDGES}(?:{QUANTITY}){MEASURED}")
# "ResNet-18 gains 7.26% in top-1 accuracy"
AT_START = re.compile(r"(?:^|[,;:]\s(?:and\s|but\s)?)$")
ITSELF = re.compile(
    rf"\s(?:(?:now|also|already|only|even|then|alone)\s)?"
    rf"(?:{CHANGED}|achieves?|reach(?:es|ed)?|scores?|attains?|obtains?|needs?)(?P<said>(?:{_WORD}){{0,5}}?)\s"
    rf"(?:from\s(?:{QUANTITY}|[\d.]+)\sto\s)?{HEDGES}(?:{QUANTITY}){MEASURED}{_WHERE}")
