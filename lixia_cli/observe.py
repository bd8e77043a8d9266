"""Targets + actuals → one row per target with what is known of it: baseline, latest figure, sum, years missing."""

from __future__ import annotations

import numpy as np
import pandas as pd

from lixia_cli.formulas import as_index, as_percent, tidy
from lixia_cli.periods import Period
from lixia_cli.promises import Promises
from lixia_cli.units import split_unit

LEVELS = ("flow", "stock", "share", "change")
WHOLE_YEARS_ONLY = ("growth", "each_year")
FROM_ZERO = ("change", "cumulative")

OBSERVED_COLUMNS = (
    "start",
    "baseline_uncertain",
    "latest_period",
    "latest_time",
    "latest_value",
    "latest_status",
    "latest_bound",
    "uncertain",
    "year_to_date",
    "met_before",
    "missing_years",
    "lower_bound",
    "years_observed",
    "years_met",
)


def observe(targets: pd.DataFrame, actuals: pd.DataFrame, as_of: Period | None = None) -> pd.DataFrame:
    """Join the observations to the targets they belong to, by key and region.

    `targets` and `actuals` are the frames of `check`; observations later than `as_of`, or than the target's year, do
    not count. Returns the targets with `baseline_year` and `baseline_value` filled in, and with OBSERVED_COLUMNS:

    - `start` (float): time the path begins; NaN where no baseline year is given.
    - `baseline_uncertain`: the baseline was taken from a preliminary or bounded observation.
    - `latest_period`, `latest_time`, `latest_value`, `latest_status`, `latest_bound`: the figure judged, in the
      target's unit. For a cumulative target the sum so far, for a growth target the average rate so far in percent;
      NaN where years are missing from it and nothing can be concluded.
    - `uncertain`: a preliminary or bounded observation is part of it.
    - `year_to_date`: it covers a part of the year of an annual plan.
    - `met_before`: an earlier observation met the target.
    - `missing_years` (text, "2021, 2023") and `lower_bound`: a sum without them is at least this much.
    - `years_observed`, `years_met` (float): for each_year targets.
    """
    frame = targets.reset_index(drop=True)
    frame["start"] = _start(frame)
    pairs = _pairs(frame, actuals if as_of is None else actuals[actuals["time"] <= as_of.time])
    frame = frame.join(_baselines(pairs))
    found = frame.pop("observed_baseline").where(frame["measure"].isin(["flow", "stock", "share"]))
    frame["baseline_uncertain"] = frame["baseline_uncertain"].eq(True) & frame["baseline_value"].isna() & found.notna()
    frame["baseline_value"] = frame["baseline_value"].fillna(found).mask(frame["measure"].isin(FROM_ZERO), 0.0)
    frame["baseline_value"] = frame["baseline_value"].mask(frame["measure"] == "growth")
    frame["baseline_year"] = frame["start"]
    after = pairs[~(pairs["time"] <= pairs["start"])]
    compounded = (after["measure"] == "growth") | ((after["measure"] == "cumulative") & _compounds(after))
    kinds = (
        (_levels, after["measure"].isin(LEVELS)),
        (_sums, (after["measure"] == "cumulative") & ~compounded),
        (_rates, compounded),
        (_each_year, after["measure"] == "each_year"),
    )
    parts = [summarise(after[rows]) for summarise, rows in kinds if rows.any()]
    columns = [name for name in OBSERVED_COLUMNS if name not in frame]
    observed = pd.concat(parts) if parts else pd.DataFrame(columns=columns)
    return _complete(frame.join(observed.reindex(columns=columns)))


def last_period(observed: pd.DataFrame) -> str:
    """The latest period that any target of the frame of `observe` is judged by; empty without observations."""
    known = observed[observed["latest_period"] != ""]
    return str(known.sort_values("latest_time")["latest_period"].iloc[-1]) if len(known) else ""


def _start(frame: pd.DataFrame) -> pd.Series:
    """Time the path begins: the baseline year; for what is counted year by year, the year before the first."""
    before = frame["period_start"] - 1
    by_year = frame["measure"].isin(["cumulative", "growth", "each_year"])
    return before.fillna(frame["baseline_year"]).where(by_year, frame["baseline_year"].fillna(before))


def _pairs(targets: pd.DataFrame, actuals: pd.DataFrame) -> pd.DataFrame:
    """Every usable observation beside its target, in the target's unit, one for each target and time."""
    wanted = ["key", "region", "unit", "measure", "path", "start", "target_year", "target_value", "target_high"]
    left = targets[[*wanted, "direction", "qualifier"]].rename(columns={"unit": "target_unit"})
    pairs = left.reset_index(names="target").merge(actuals, on=["key", "region"])
    pairs = pairs[pairs["time"] <= pairs["target_year"]]
    whole = pairs["months"] == 12
    annual = (pairs["target_year"] - pairs["start"] == 1) & (pairs["year"] == pairs["target_year"])
    rates = pairs["measure"].isin(WHOLE_YEARS_ONLY) | ((pairs["measure"] == "cumulative") & _compounds(pairs))
    pairs = pairs[whole | (~rates & ((pairs["measure"] != "flow") | annual))].copy()
    pairs["value"] = _in_target_unit(pairs).astype(float)
    # Final beats preliminary; "2022" beats "2022-12", which ends at the same time.
    pairs["final"] = pairs["status"] == "final"
    pairs["plain"] = pairs["period"].str.len() == 4
    pairs = pairs.sort_values(["target", "time", "final", "plain"], kind="stable")
    return pairs.drop_duplicates(["target", "time"], keep="last")


def _compounds(frame: pd.DataFrame) -> pd.Series:
    return frame["path"] == "compound"


def _in_target_unit(pairs: pd.DataFrame) -> pd.Series:
    """The values with the scale word (万, 亿) of the target's unit."""
    units = pd.unique(pd.concat([pairs["unit"], pairs["target_unit"]]))
    scales = {unit: split_unit(unit).scale for unit in units}
    own, wanted = pairs["unit"].map(scales), pairs["target_unit"].map(scales)
    # Dividing by a power of ten rounds once, multiplying by its inverse twice.
    up, down = (own // wanted).clip(lower=1), (wanted // own).clip(lower=1)
    return pairs["value"] * up / down


def _baselines(pairs: pd.DataFrame) -> pd.DataFrame:
    """Per target: observed_baseline and baseline_uncertain, from the observation at its start."""
    at_start = pairs[pairs["time"] == pairs["start"]].set_index("target")
    return pd.DataFrame({"observed_baseline": at_start["value"], "baseline_uncertain": _uncertain(at_start)})


def _uncertain(pairs: pd.DataFrame) -> pd.Series:
    return (pairs["status"] == "preliminary") | (pairs["bound"] != "")


def _latest(pairs: pd.DataFrame) -> pd.DataFrame:
    """The last observation of every target, under the names of OBSERVED_COLUMNS."""
    last = pairs.drop_duplicates("target", keep="last").set_index("target")
    return pd.DataFrame(
        {
            "latest_period": last["period"],
            "latest_time": last["time"],
            "latest_value": last["value"],
            "latest_status": last["status"],
            "latest_bound": last["bound"],
            "uncertain": _uncertain(last),
        }
    )


def _met(pairs: pd.DataFrame) -> pd.Series:
    reached = Promises.of(pairs).met_by(pairs["value"].to_numpy(), pairs["bound"].to_numpy(dtype=object))
    return pd.Series(reached, index=pairs.index)


def _levels(pairs: pd.DataFrame) -> pd.DataFrame:
    """Flows, stocks, shares and changes: the latest observation stands for itself."""
    last = pairs.drop_duplicates("target", keep="last").set_index("target")
    frame = _latest(pairs)
    frame["year_to_date"] = (last["measure"] == "flow") & (last["months"] < 12)
    earlier = pairs[pairs.duplicated("target", keep="last")]
    frame["met_before"] = _met(earlier).groupby(earlier["target"]).any().reindex(frame.index, fill_value=False)
    return frame


def _sums(pairs: pd.DataFrame) -> pd.DataFrame:
    """Cumulative targets: the years reported added up, and the part of a year that comes after the last of them."""
    pairs = pairs[(pairs["months"] == 12) | ~pairs.duplicated("target", keep="last")]
    frame = _latest(pairs)
    groups = pairs.groupby("target")
    frame["latest_value"] = tidy(groups["value"].sum().reindex(frame.index).to_numpy(dtype=np.float64))
    frame = _joined_certainty(frame, pairs)
    frame["missing_years"] = _missing_years(pairs)
    missing = frame["missing_years"].notna()
    frame["lower_bound"] = missing & (groups["value"].min() >= 0)
    frame["latest_value"] = frame["latest_value"].mask(missing & ~frame["lower_bound"])
    return frame


def _rates(pairs: pd.DataFrame) -> pd.DataFrame:
    """Yearly rates compounded: their average for growth targets, the change in all for cumulative ones."""
    frame = _joined_certainty(_latest(pairs), pairs)
    index = as_index(pairs["value"].to_numpy(dtype=np.float64))
    total = pd.Series(index, index=pairs["target"], dtype=np.float64).groupby(level=0).prod().reindex(frame.index)
    about = pairs.drop_duplicates("target").set_index("target").reindex(frame.index)
    years = frame["latest_time"] - about["start"]
    average = total.where(total > 0) ** (1 / years)
    index = total.mask(about["measure"] == "growth", average).to_numpy(dtype=np.float64)
    frame["latest_value"] = tidy(as_percent(index))
    frame["missing_years"] = _missing_years(pairs)
    frame["latest_value"] = frame["latest_value"].mask(frame["missing_years"].notna())
    return frame


def _each_year(pairs: pd.DataFrame) -> pd.DataFrame:
    """What must hold in every year: the latest year, and in how many of those observed it held."""
    frame = _joined_certainty(_latest(pairs), pairs)
    held = _met(pairs).groupby(pairs["target"])
    frame["years_observed"] = held.count().reindex(frame.index).astype(float)
    frame["years_met"] = held.sum().reindex(frame.index).astype(float)
    frame["missing_years"] = _missing_years(pairs)
    return frame


def _joined_certainty(frame: pd.DataFrame, pairs: pd.DataFrame) -> pd.DataFrame:
    """A figure made of several is as uncertain as the worst of them, and a bound only where all bounds agree."""
    groups = pairs.assign(
        preliminary=pairs["status"] == "preliminary",
        lower=pairs["bound"] == "lower",
        upper=pairs["bound"] == "upper",
        uncertain=_uncertain(pairs),
    ).groupby("target")[["preliminary", "lower", "upper", "uncertain"]]
    some = groups.any().reindex(frame.index)
    bound = np.select([some["lower"] & ~some["upper"], some["upper"] & ~some["lower"]], ["lower", "upper"], "")
    status = np.where(some["preliminary"], "preliminary", "final")
    return frame.assign(latest_bound=bound, latest_status=status, uncertain=some["uncertain"])


def _missing_years(pairs: pd.DataFrame) -> pd.Series:
    """Per target: the years from its start to its latest observation that have none, as text; NaN where none lacks."""
    whole = pairs[pairs["months"] == 12]
    last = pairs.drop_duplicates("target", keep="last").set_index("target")
    last = last[last["start"].notna()]
    first = last["start"].astype(int) + 1
    count = (np.floor(last["time"]).astype(int) - first + 1).clip(lower=0)
    targets = np.repeat(last.index.to_numpy(), count)
    offset = np.arange(len(targets)) - np.repeat(count.cumsum().to_numpy() - count.to_numpy(), count)
    wanted = pd.MultiIndex.from_arrays([targets, np.repeat(first.to_numpy(), count) + offset])
    lacking = wanted.difference(pd.MultiIndex.from_arrays([whole["target"], whole["year"]]))
    years = pd.Series(lacking.get_level_values(1).astype(str), index=lacking.get_level_values(0), dtype=object)
    return years.groupby(level=0).agg(", ".join).astype(object)


def _complete(frame: pd.DataFrame) -> pd.DataFrame:
    """Fill the observed columns of targets that have no observation, and give every column its type."""
    for name in ("latest_period", "latest_status", "latest_bound", "missing_years"):
        frame[name] = frame[name].astype(object).where(frame[name].notna(), "").astype(str)
    for name in ("uncertain", "year_to_date", "met_before", "lower_bound", "baseline_uncertain"):
        frame[name] = frame[name].eq(True)
    for name in ("latest_time", "latest_value", "years_observed", "years_met"):
        frame[name] = frame[name].astype(float)
    return frame
