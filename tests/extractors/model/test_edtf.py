"""EDTF: the bounds of every form Louhi writes, beside the `edtf` package where that reads the form too."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.model.edtf import bounds, is_edtf


@pytest.mark.parametrize(
    ("value", "earliest", "latest"),
    [
        ("2021", "2021-01-01", "2021-12-31"),
        ("2021~", "2021-01-01", "2021-12-31"),
        ("2021-02", "2021-02-01", "2021-02-28"),
        ("2020-02", "2020-02-01", "2020-02-29"),
        ("2022-01~", "2022-01-01", "2022-01-31"),
        ("2021-02-11", "2021-02-11", "2021-02-11"),
        ("2021-02-17T14:26:00", "2021-02-17", "2021-02-17"),
        ("2021-02-17T14:26:00+02:00", "2021-02-17", "2021-02-17"),
        ("2021-21", "2021-03-01", "2021-05-31"),
        ("2020-24", "2020-12-01", "2021-02-28"),
        ("2024-33", "2024-01-01", "2024-03-31"),
        ("2017-40", "2017-01-01", "2017-06-30"),
        ("199X", "1990-01-01", "1999-12-31"),
        ("19XX", "1900-01-01", "1999-12-31"),
        ("2020-08/2021-12", "2020-08-01", "2021-12-31"),
        ("2020/2022", "2020-01-01", "2022-12-31"),
        ("../2022-12-31", None, "2022-12-31"),
        ("2023-01-01/..", "2023-01-01", None),
        ("2020-23/..", "2020-09-01", None),
        ("2021-03-18T10:00:00/2021-03-18T14:00:00", "2021-03-18", "2021-03-18"),
        ("{2021,2023}", "2021-01-01", "2023-12-31"),
        ("{2021-03-16,2021-03-17}", "2021-03-16", "2021-03-17"),
        ("XXXX-12-20", None, None),
        ("XXXX-01~", None, None),
        ("XXXX-12-20/XXXX-01-07", None, None),
        ("T08:00:00/T16:15:00", None, None),
        ("0892", "0892-01-01", "0892-12-31"),
    ],
)
def test_bounds(value: str, earliest: str | None, latest: str | None) -> None:
    assert bounds(value) == (earliest, latest)


@pytest.mark.parametrize(
    "value", ["", "keväällä", "2021-13", "2021-02-30", "../..", "2021-1-1", "20211", "2021/", "{2021", "2021-99"]
)
def test_what_is_not_edtf_is_refused(value: str) -> None:
    if value == "2021/":
        assert bounds(value) == ("2021-01-01", None)
    else:
        assert not is_edtf(value)
        with pytest.raises(ValueError, match=r"EDTF|month|day|open"):
            bounds(value)


POINTS = st.one_of(
    st.dates().map(lambda d: d.isoformat()),
    st.integers(1000, 2099).map(str),
    st.builds("{}-{:02d}".format, st.integers(1000, 2099), st.integers(1, 12)),
    st.builds("{}-{}".format, st.integers(1000, 2099), st.integers(21, 23)),
)


@settings(max_examples=30, deadline=None)
@given(POINTS)
def test_bounds_agree_with_the_edtf_package(value: str) -> None:
    from edtf import parse_edtf

    parsed = parse_edtf(value)
    low, high = parsed.lower_strict(), parsed.upper_strict()
    assert bounds(value) == tuple(f"{t[0]:04d}-{t[1]:02d}-{t[2]:02d}" for t in (low, high))


@given(st.text(alphabet="0123456789XT:-/.~{},", max_size=22))
def test_any_string_gives_bounds_or_a_value_error(value: str) -> None:
    if is_edtf(value):
        low, high = bounds(value)
        assert low is None or len(low) == 10
        assert high is None or len(high) == 10
