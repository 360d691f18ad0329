"""Mutation testing of the rule modules: which branches no example table notices."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
