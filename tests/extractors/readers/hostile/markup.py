"""Pages, feeds and site maps that ask too much: of depth, of siblings, of attributes, of what they carry along."""

from __future__ import annotations

import base64

from tests.extractors.readers.hostile.pieces import LAUGHS, Maker, feed, page

PAGES: dict[str, Maker] = {
    "nested.html": lambda: page(b"<div>" * 200_000),
    "spans.html": lambda: page(b"<p>" + b"<span>" * 20_000 + b"Kunta" + b"</span>" * 20_000),
    "siblings.html": lambda: page(b"<p>5 e</p>" * 300_000),
    "a million siblings.html": lambda: page(b"<p>5 e</p>" * 1_000_000),
    "attributes.html": lambda: page(b"<p " + b" ".join(b"a%d=1" % n for n in range(100_000)) + b">x</p>"),
    "a million attributes.html": lambda: page(b"<p " + b" ".join(b"a%d" % n for n in range(1_000_000)) + b">x</p>"),
    "classes.html": lambda: page(b"<p class='" + b"sivu " * 500_000 + b"'>Kunta</p>"),
    "columns.html": lambda: page(b"<table><tr><td colspan=1000000000 rowspan=1000000000>a</table>"),
    "spanning.html": lambda: page(b"<table>" + b"<tr>" + b"<td colspan=1000 rowspan=65000>a" * 500 + b"</table>"),
    "tables.html": lambda: page(b"<table><tr><td>" * 5_000),
    "rows.html": lambda: page(b"<table>" + b"<tr><td>a<td>5" * 200_000 + b"</table>"),
    "lists.html": lambda: page(b"<ul><li>a" * 30_000),
    "headings.html": lambda: page(b"<h2>Kunta</h2>" * 100_000),
    "scripts.html": lambda: page(b"<script>" * 100_000),
    "comments.html": lambda: b"<!--x-->" * 100_000 + page(b""),
    "open comment.html": lambda: page(b"<p>Kunta</p>" + b"<!--" * 300_000),
    "doctype.html": lambda: b"<!DOCTYPE x [" + b"]" * 190_000 + b"<html>",
    "angles.html": lambda: b"<html>" + b"<" * 2_000_000,
    "ends.html": lambda: page(b"</p></div>" * 300_000),
    "title.html": lambda: b"<html><title>" + b"a " * 500_000 + b"</title><p>Kunta antoi lausunnon.",
    "links.html": lambda: page(b"<a href=/x>Kunta</a>" * 200_000),
    "metas.html": lambda: b"<html><head>" + b"<meta name=a content=b>" * 300_000 + page(b""),
    "options.html": lambda: page(b"<select>" + b"<option>a" * 300_000 + b"</select>"),
    "data address.html": lambda: page(b"<img src='data:image/png;base64," + b"A" * 15_000_000 + b"'>"),
    "drawing.html": lambda: page(b"<svg><path d='" + b"M1 1 " * 1_000_000 + b"'/></svg>"),
    "drawing of itself.html": lambda: page(b"<svg>" + b"<g id=a><use href='#a'/>" * 20_000 + b"</svg>"),
    "frames.html": lambda: page(b"<iframe srcdoc='" * 50_000),
    "style.html": lambda: page(b"<style>" + b"a{b:c}" * 1_000_000 + b"</style>"),
    "templates.html": lambda: page(b"<template>" * 30_000),
    "hidden.html": lambda: page(b"<noscript><p>a</p></noscript>" * 50_000),
    "wide.html": lambda: page(b"<p>Kunta</p>" * 50_000).decode().encode("utf-16"),
    "zeroes.html": lambda: page(b"<p>Ku\0nta</p>" * 50_000),
    "charset.html": lambda: b"<html><meta charset=punycode><body>" + b"a" * 500_000 + b"\xff-" + b"b" * 200,
    "state.html": lambda: page(b"<script id=__NEXT_DATA__>" + b'{"a":' * 100_000 + b"</script>"),
    "wide state.html": lambda: page(
        b"<script id=__NEXT_DATA__ type='application/json'>[" + b'{"a":"<p>Kunta"},' * 200_000 + b"0]</script>"
    ),
    "ld.html": lambda: page(b'<script type="application/ld+json">' + b"[" * 200_000 + b"</script>"),
    "entities.html": lambda: page(b"&amp;" * 1_000_000),
    "numbers.html": lambda: page(b"&#" + b"9" * 1_000_000 + b";"),
}
FEEDS: dict[str, Maker] = {
    "laughs.xml": lambda: (LAUGHS + "]><rss><channel><title>&i;</title></channel></rss>").encode(),
    "entries.xml": lambda: feed(b"<item><title>T</title><link>https://a.example/1</link></item>" * 100_000),
    "unclosed.xml": lambda: feed(b"<item>" * 200_000, b""),
    "packed titles.xml": lambda: feed(b"<item><title>" + b"&lt;b&gt;" * 300_000 + b"</title></item>"),
    "sections.xml": lambda: feed(b"<item><title><![CDATA[" + b"<p>" * 500_000 + b"]]></title></item>"),
    "attributes.xml": lambda: feed(b"<item " + b" ".join(b"a%d='1'" % n for n in range(100_000)) + b"/>"),
    "spaces of names.xml": lambda: feed(b"<item xmlns:a='b'>" * 20_000 + b"</item>" * 20_000),
    "a million addresses.xml": lambda: (
        b"<urlset>" + b"<url><loc>https://a.example/1</loc></url>" * 1_000_000 + b"</urlset>"
    ),
    "nested maps.xml": lambda: b"<sitemapindex>" + b"<sitemap>" * 100_000,
    "content.xml": lambda: feed(
        b"<item><link>https://a.example/1</link><description>"
        + base64.b64encode(bytes(9_000_000))
        + b"</description></item>"
    ),
}
