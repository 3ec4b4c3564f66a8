"""The best choice of items under limits, worked out exactly. This module alone knows the solver (HiGHS)."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from math import gcd


@dataclass(frozen=True)
class Row:
    """One limit: the coefficients of the chosen items add up to `least` or more.

    Attributes:
        coefficients: a whole number for each item, by index, that counts.
        least: the bound.
        unit: what one question or mark is worth in the coefficients, where they are hundredths.
        cost: None when the limit binds; else what each unit short of it takes from the worth of a choice.
    """

    coefficients: Mapping[int, int]
    least: int
    unit: int = 1
    cost: int | None = None

    def reduced(self) -> Row:
        """The same limit in the smallest whole numbers, which the solver bounds more tightly."""
        by = gcd(*self.coefficients.values(), 0 if self.cost is None else self.unit)
        if by < 2:
            return self
        smaller = {index: value // by for index, value in self.coefficients.items()}
        return replace(self, coefficients=smaller, least=-(-self.least // by), unit=max(1, self.unit // by))

    def short(self, chosen: Collection[int]) -> int:
        """By how much a choice falls short of it, in coefficients; 0 when it holds."""
        return max(0, self.least - sum(self.coefficients.get(index, 0) for index in chosen))


_OPTIONS: Mapping[str, bool | int | float | str] = {
    "output_flag": False,
    "threads": 1,
    "parallel": "off",
    "random_seed": 0,
    "mip_rel_gap": 0.0,
    "mip_heuristic_effort": 0.0,  # choices this small are settled by bounding: guesses and symmetries cost more time
    "mip_heuristic_run_feasibility_jump": False,
    "mip_detect_symmetry": False,
    "mip_allow_restart": False,
}


def solve(
    worth: Sequence[int], groups: Sequence[tuple[int, ...]], rows: Sequence[Row], most: int | None = None
) -> tuple[int, ...] | None:
    """The choice of greatest worth of which each group holds one item at most and each binding row is met.

    One thread, no limit of time and no gap, so that the choice does not depend on how fast the machine is.

    Args:
        worth: of each item, by index.
        groups: items of which one at most is chosen.
        rows: the other limits.
        most: how many items may be chosen; None for any number.

    Returns:
        The indexes of the chosen items, ascending; None when no choice meets the limits.
    """
    if not worth:  # which the solver takes for no question at all
        return None if any(row.cost is None and row.least > 0 for row in rows) else ()

    import highspy
    import numpy as np

    items, elastic = len(worth), [row for row in rows if row.cost is not None]
    slack = {id(row): items + number for number, row in enumerate(elastic)}
    matrix: list[Mapping[int, int]] = [dict.fromkeys(group, 1) for group in groups]
    lower, upper = [-highspy.kHighsInf] * len(groups), [1.0] * len(groups)
    if most is not None:
        matrix.append(dict.fromkeys(range(items), 1))
        lower, upper = [*lower, 0.0], [*upper, float(most)]
    for row in rows:
        matrix.append({**row.coefficients, slack[id(row)]: row.unit} if id(row) in slack else row.coefficients)
        lower, upper = [*lower, float(row.least)], [*upper, highspy.kHighsInf]

    program = highspy.HighsLp()
    program.num_col_, program.num_row_ = items + len(elastic), len(matrix)
    program.sense_ = highspy.ObjSense.kMaximize
    program.col_cost_ = np.array([*worth, *(-(row.cost or 0) for row in elastic)], float)
    program.col_lower_ = np.zeros(program.num_col_)
    program.col_upper_ = np.array([1.0] * items + [highspy.kHighsInf] * len(elastic))
    kinds = highspy.HighsVarType
    program.integrality_ = [kinds.kInteger] * items + [kinds.kContinuous] * len(elastic)
    program.row_lower_, program.row_upper_ = np.array(lower), np.array(upper)
    program.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    program.a_matrix_.start_ = np.cumsum([0, *(len(row) for row in matrix)])
    program.a_matrix_.index_ = np.array([index for row in matrix for index in row], int)
    program.a_matrix_.value_ = np.array([value for row in matrix for value in row.values()], float)

    solver = highspy.Highs()
    for name, value in _OPTIONS.items():
        solver.setOptionValue(name, value)
    solver.passModel(program)
    solver.run()
    if solver.getModelStatus() == highspy.HighsModelStatus.kInfeasible:
        return None
    values = solver.getSolution().col_value
    chosen = tuple(index for index in range(items) if values[index] > 0.5)
    _hold(chosen, groups, rows)
    return chosen


def _hold(chosen: Sequence[int], groups: Sequence[tuple[int, ...]], rows: Sequence[Row]) -> None:
    """Counts the solver's answer over in whole numbers, since the solver reckons in rounded ones.

    Raises:
        ArithmeticError: when a limit does not hold: a fault of the solver, not of any file.
    """
    there = set(chosen)
    broken = [group for group in groups if len(there.intersection(group)) > 1]
    missed = [row for row in rows if row.cost is None and row.short(there)]
    if broken or missed:
        raise ArithmeticError(f"the solver's choice breaks {len(broken)} groups and {len(missed)} limits")
