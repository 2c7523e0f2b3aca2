"""Numbers with their units, and the words that may stand around them where they measure something."""

from __future__ import annotations

import re


def _any(words: str) -> str:
    """An alternation of words, the longest first; `_` in a word is a space."""
    longest_first = sorted(words.split(), key=lambda one: (-len(one), one))
    return "|".join(re.escape(word).replace("_", r"\s") for word in longest_first)


# What is measured, as the field writes it.
_METRIC = _any(
    "accuracy accuracies top-1 top-5 Top-1 Top-5 top1 rank-1 Rank-1 mAP AP AP50 mIoU IoU MIoU PQ F1 F1-score BLEU "
    "BLEU-4 BLEU@4 ROUGE ROUGE-1 ROUGE-2 ROUGE-L CIDEr METEOR SPICE FID PSNR SSIM LPIPS AUC AUROC AUPRC AUC-ROC WER "
    "CER perplexity PPL pass@1 Pass@1 pass@k EM exact_match NDCG nDCG NDCG@10 nDCG@10 MRR MRR@10 recall precision "
    "Recall@1 R@1 error errors error_rate win_rate win_rates success_rate MAE RMSE MSE MOTA HOTA IDF1 EPE EER Dice "
    "Dice_score DSC UAS LAS score scores points percentage_points")
# Words between a number and what it was measured on, which leave it that number.
_PLAIN = _any(
    "absolute relative average averaged mean median overall test validation zero-shot few-shot one-shot single-model "
    "classification in_terms_of performance results success_rate")
_COMPARED = _any(
    "higher lower better worse faster slower more less fewer greater cheaper improvement improvements gain gains "
    "increase reduction reductions drop decrease boost speedup speedups speed-up speed-ups acceleration compression "
    "savings saving loss degradation larger smaller reduced improved ahead behind above below")
# What more or less of is told; without that, it is how much was given and not what came of it.
_AMOUNT = _any(
    "inference training decoding throughput latency memory FLOPs MACs compute computation computations cost costs time "
    "parameters data samples size runtime energy speed step steps iterations epochs")
_NUMBER = r"(?<![\w.,@^$%~≈±-])[+−~≈±-]?\d[\d,]*(?:\.\d+)?"
_UNIT = (
    r"(?:\s?\\?%|×|x(?!\w)|X(?!\w)|-fold|\sfold"
    r"|\stimes(?=\s(?:faster|slower|more|less|fewer|cheaper|better|higher|lower))"
    r"|\s(?:absolute\s)?(?:percentage\s)?points?(?!\w)|\s?pp(?!\w)|\spts?(?!\w)|\s?dB(?!\w)|\s?[Ff][Pp][Ss](?!\w))")
_TO = r"\s?(?:[–~-]|\sto\s)\s?"
# A number with its unit, a range of them, or a number right before what it measures.
QUANTITY = (rf"(?:{_NUMBER}(?:{_TO}\d[\d,]*(?:\.\d+)?)?{_UNIT}(?:{_TO}\d[\d,]*(?:\.\d+)?{_UNIT})?"
            rf"|{_NUMBER}(?=\s(?:{_METRIC})(?![\w@-])))(?!\w|\sof\s)")
_HEDGE = _any(
    "up_to over more_than less_than fewer_than at_least at_most within under below above about around nearly almost "
    "roughly approximately only just an_average_of a_further an_additional as_much_as a_mere well_over a an another "
    "on_average absolute relative total further additional average")
HEDGES = rf"(?:(?:{_HEDGE})\s){{0,12}}"
METRICS = rf"(?:{_METRIC})(?![\w@-])"
COMPARED = rf"(?:{_COMPARED})(?![\w-])"
# What may follow a number that stays the number of what comes after it.
MEASURED = (
    rf"(?:\s(?:{_METRIC}|{_PLAIN}|{_COMPARED}|{_AMOUNT}|in(?=\s(?:{_METRIC})))(?![\w@-]))*")
AMOUNT = rf"(?:{_AMOUNT})(?![\w-])"
