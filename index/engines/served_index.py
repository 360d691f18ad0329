"""How an OpenSearch index of ours is laid out, by which names it goes, and how it is reached.

One index under one alias.  An index made anew stands beside it under the alias with `-next` until it holds everything;
then the alias moves in one step, and nobody who searches meanwhile finds less than before.

settings.toml of the home:

    engine = "opensearch"
    [opensearch]
    url = "https://search.example.fi:9200"      several, with commas between them, where one may be away
    user = "louhi"
    password_file = "/etc/louhi/opensearch"     a file that holds the password alone
    ca = "/etc/louhi/ca.pem"                    whom to trust, where the machine itself does not
    index = "louhi"                             the alias; else one of this home's own
    shards = 3
    replicas = 1
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from extractors.model.errors import EngineError
from index.engines.engine import K1, B
from index.engines.place import Place
from index.query.fields import FACETS

LOCAL = "http://127.0.0.1:9200"
SECONDS = 120
"""How long one request may take: a cluster that has lost a node answers late, not never."""
TRIES = 5
SCORED = ("surface", "base", "part")
"""The fields whose terms give a score."""
LONGEST = 1_000
"""Letters of the longest term; the analysis makes none that is longer."""


def client(place: Place) -> Any:
    """A connection to the cluster of a home's settings."""
    try:
        from opensearchpy import OpenSearch
    except ModuleNotFoundError as error:
        raise EngineError(
            "the engine opensearch is not installed", advice="Run: pip install 'louhi[opensearch]'"
        ) from error
    told = place.settings
    more: dict[str, Any] = {"timeout": SECONDS, "max_retries": TRIES, "retry_on_timeout": True}
    if "user" in told:
        more["http_auth"] = told["user"], _password(told)
    if "ca" in told:
        more["ca_certs"] = told["ca"]
    return OpenSearch([one.strip() for one in address_of(place).split(",")], **more)


def address_of(place: Place) -> str:
    """Where the cluster is asked: what the settings say, else this machine."""
    return place.url or LOCAL


def _password(told: Mapping[str, str]) -> str:
    named = told.get("password_file", "")
    try:
        return Path(named).read_text(encoding="utf-8").strip()
    except OSError as error:
        raise EngineError(
            f"the password for OpenSearch cannot be read ({error.strerror})",
            subject=named or "password_file",
            advice="Name a file that holds it with password_file in [opensearch] of settings.toml.",
        ) from error


def alias_of(place: Place) -> str:
    """The name an index is searched by: what the settings say, else one of this home's own.

    >>> alias_of(Place(Path("/home/x"), settings={"index": "louhi"}))
    'louhi'
    >>> len(alias_of(Place(Path("/home/x"))))
    18
    """
    own = hashlib.sha256(str(place.folder).encode()).hexdigest()[:12]
    return place.settings.get("index", f"louhi-{own}")


def layout(place: Place) -> dict[str, Any]:
    """Settings and fields of an index.

    Terms stand in three fields, parted at spaces and otherwise left alone; `values` are facets, `word` every term for
    the vocabulary.  The rows themselves are read when facet values move alone: packed tightly, an index is a third less
    (4,430 bytes a passage, 3,090 so: 3,000 prepared passages in one segment).
    """
    told = {"type": "text", "analyzer": "terms", "similarity": "ours", "index_options": "freqs"}
    marks = {"type": "keyword"}
    return {
        "settings": {
            "number_of_shards": int(place.settings.get("shards", "1")),
            "number_of_replicas": int(place.settings.get("replicas", "0")),
            "refresh_interval": -1,
            "codec": "best_compression",
            "max_terms_count": 1_000_000,
            "similarity": {"ours": {"type": "BM25", "k1": K1, "b": B}},
            "analysis": {
                "tokenizer": {"spaces": {"type": "whitespace", "max_token_length": LONGEST}},
                "analyzer": {"terms": {"type": "custom", "tokenizer": "spaces"}},
            },
        },
        "mappings": {
            "dynamic": False,
            "properties": {
                "number": {"type": "integer"},
                "first": {"type": "integer"},
                "last": {"type": "integer"},
                "title": {"type": "keyword"},
                "word": marks,
                **dict.fromkeys(SCORED, told),
                "pair": {"type": "text", "analyzer": "terms", "norms": False, "index_options": "docs"},
                "values": {"properties": dict.fromkeys(FACETS, marks)},
            },
        },
    }
