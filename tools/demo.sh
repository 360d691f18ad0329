#!/bin/sh
# The main job on the samples, as a person would type it: bring in, search, list, export.  `make demo` runs this.
set -eu
cd "$(dirname "$0")/.."
home=demo-home

say() { printf '\n\033[1m%s\033[0m\n' "$*"; }
why() { printf '\n%s\n' "$*"; }
run() { # the command as a person types it, then what it says
    printf '\n\033[36m$ louhi'
    for word in "$@"; do case "$word" in *[\ \"]*) printf " '%s'" "$word" ;; *) printf ' %s' "$word" ;; esac; done
    printf '\033[0m\n'
    louhi "$@" --home "$home"
}

say "1. Bring in: a deck (twice: PPTX and PDF), three web pages, three press releases"
run ingest samples/slides samples/pages samples/releases

say "2. Search: what a plain search for these words would miss"
why "kirjasto: the texts have it only inside longer words, kirjastoautojen and lähikirjastojen"
run search kirjasto --limit 2
why "a phrase in other forms: poliittista seurantaryhmää, poliittiset seurantaryhmät"
run search '"poliittinen seurantaryhmä"' --limit 2
why "an acronym that never stands bare: SM:n, SM:stä"
run search SM --limit 2

say "3. Who, which body, when and how much"
run people --limit 6
run bodies --limit 6
run dates --sort=-edtf --limit 8
run amounts --limit 8

say "4. Export: tables for a spreadsheet, JSON Lines for a program"
run export demo-export

say "What to type next"
cat <<'NEXT'
  . .venv/bin/activate                                      then `louhi` is on the path
  louhi search "lähitori rahoitus" --home demo-home         your own words, in any form
  louhi roles --person Kivilahti --home demo-home           who holds which role, and when
  louhi ingest FOLDER                                       your own documents, into your own home
  louhi watch add https://... && louhi watch run            a feed or a page, kept up to date
  louhi --help                                              everything else; README.md tells more
NEXT
