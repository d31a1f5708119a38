"""python -m demo.standards [SEED …]: the truth of each seed as a table, tab-separated."""

import sys

from demo.standards.plan import plan


def main() -> None:
    for seed in map(int, sys.argv[1:] or ("1", "2", "3")):
        told = plan(seed)
        print(
            f"# seed {seed}: {told.county.name}; wall before {told.walled}, {told.weak} mostly 503"
        )
        print("unit\tmatter\tverdict\tvariant\tfrom\tdue\talso\tfacts\twhy")
        for case in sorted(told.cases, key=lambda c: (c.matter, c.said, c.unit)):
            facts = "; ".join(f"{key}={value}" for key, value in case.facts.items())
            print(
                case.unit, case.matter, case.said, case.variant, case.start, case.due,
                ",".join(case.also), facts, case.why, sep="\t",
            )  # fmt: skip


if __name__ == "__main__":
    main()
