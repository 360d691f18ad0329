"""Learn how much each part of the second look counts, and judge it on questions that were not learned from.

    python -m tests.benchmarks.searching.learning --set HOME QUERIES.jsonl JUDGED.tsv [--set ...]
        [--engine tantivy] [--folds 5]

Each set is a judged corpus (see ranking.py).  Learned are the weights under which the right text is the likeliest among
the documents of the window by softmax, each set counting alike; the figures are of each fold by the weights that the
other folds give.  A thousand questions take some two minutes.

The weights of parts of compounds and of other names are held at twice that of a whole word: free, they rise to 2.5 and
3.8 and gain two thousandths more, but a misspelt word would go before the one that was meant.  `phrase` is not learned.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from index import Index
from index.opened import Opened
from index.query.parser import parse
from index.query.plan import Floats, Ints
from index.ranking.scoring import GRAM_TEXT, Look
from index.ranking.weights import WEIGHTS
from index.search.search import WINDOW
from tests.benchmarks.searching.ranking import gain, judgements
from tests.benchmarks.searching.search import lines

LEARNED = ("whole", "typed", "inside", "pieces met", "pieces", "close", "early", "stretch")
HELD = {"part": 2.0, "other": 2.0, "phrase": 2.0}
"""How many times a whole word these count."""

ALONE = [dict.fromkeys(WEIGHTS, 0.0) | {name: 1.0} | (HELD if name == "whole" else {}) for name in LEARNED]

STEPS, RATE, PULL = 200, 0.03, 1e-4


class Question(NamedTuple):
    """The documents of one question: a row of parts each, their ids, and which of them are right."""

    parts: Floats
    ids: list[str]
    right: Floats
    good: set[str]


def questions(opened: Opened, queries: Path, judged: Path) -> Iterator[Question]:
    """The questions whose right text is in the window."""
    good, average = judgements(judged), opened.forward.totals().average
    for row in lines(queries):
        if row["id"] not in good:
            continue
        plan = opened.planner(row["text"]).plan_of(parse(row["text"]))
        numbers = opened.engine.best(plan, WINDOW, average).numbers.tolist()
        streams = opened.forward.streams(numbers)
        texts = opened.reader.texts(streams.ids, GRAM_TEXT)
        said = [texts.get(one, "") for one in streams.ids]
        # what each part alone gives: the score with all other weights at nothing
        alone = [Look(plan, streams, said, average, weights).scores() for weights in ALONE]
        right = np.array([one in good[row["id"]] for one in streams.ids], np.float32)
        yield Question(np.stack(alone, axis=1), streams.ids, right, good[row["id"]])


def learned(sets: Sequence[Sequence[Question]]) -> Floats:
    """The weights under which the right texts are the likeliest, scaled so that a whole word counts 1."""
    some = [[one for one in each if one.right.any()] for each in sets]
    scale = np.sqrt(np.mean([one.parts.var(axis=0) for each in some for one in each], axis=0)) + 1e-6
    prior = np.array([WEIGHTS[name] for name in LEARNED], np.float32) * scale * 0.1
    weights, first, second = prior.copy(), np.zeros(len(prior)), np.zeros(len(prior))
    for step in range(1, STEPS + 1):
        slope = PULL * (weights - prior)
        for each in some:
            slope = slope + np.mean([_slope(one, weights, scale) for one in each], axis=0) / len(some)
        first, second = 0.9 * first + 0.1 * slope, 0.99 * second + 0.01 * slope**2
        weights = weights - RATE * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.99**step)) + 1e-9)
    out = weights / scale
    return np.asarray(out / out[0], np.float32)


def _slope(one: Question, weights: Floats, scale: Floats) -> Floats:
    scores = (one.parts / scale) @ weights
    likely = np.exp(scores - scores.max())
    return np.asarray((likely / likely.sum() - one.right / one.right.sum()) @ (one.parts / scale), np.float32)


def judged(some: Sequence[Question], weights: Floats) -> list[float]:
    """nDCG of each question under these weights."""
    out = []
    for one in some:
        order: Ints = np.argsort(-(one.parts @ weights), kind="stable")
        out.append(gain([one.ids[i] for i in order[:10].tolist()], one.good))
    return out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--set", nargs=3, action="append", type=Path, required=True, metavar=("HOME", "QUERIES", "JUDGED")
    )
    parser.add_argument("--engine", default="tantivy")
    parser.add_argument("--folds", type=int, default=5)
    given = parser.parse_args()
    sets = []
    for home, queries, right in given.set:
        with Index.open(home, engine=given.engine) as index:
            sets.append(list(questions(index.opened, queries, right)))
    figures: list[list[float]] = [[] for _ in sets]
    for fold in range(given.folds):
        weights = learned([[one for i, one in enumerate(each) if i % given.folds != fold] for each in sets])
        for told, each in zip(figures, sets, strict=True):
            told += judged(each[fold :: given.folds], weights)
    today = np.array([WEIGHTS[name] for name in LEARNED], np.float32)
    for (_, queries, _), told, each in zip(given.set, figures, sets, strict=True):
        print(f"{queries.name}: {np.mean(told):.4f} not learned from, {np.mean(judged(each, today)):.4f} today")
    for name, weight in zip(LEARNED, learned(sets).tolist(), strict=True):
        print(f'"{name}" = {weight:.2f}')


if __name__ == "__main__":
    main()
