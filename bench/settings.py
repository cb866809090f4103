"""What a run is told: which binary, how long, how large."""
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Settings:
    """One run's measures; QUICK takes the smaller of each."""

    warta: Path
    quick: bool
    seconds: int
    """Length of one run of wrk."""
    folder: Path
    """Where stores, files for nginx and logs are kept between runs."""
    million: Path | None
    """A store of 1,000,000 stories that is there already."""

    @property
    def rounds(self) -> int:
        """How often the servers are driven in turn: A B, A B, …"""
        return 3 if self.quick else 7

    @property
    def sizes(self) -> list[int]:
        """Archives that growth is measured on, smallest first."""
        return [1_000, 10_000] if self.quick else [10_000, 100_000, 1_000_000]

    @property
    def stories(self) -> int:
        """The archive of the rows that need only one."""
        return 10_000 if self.quick else 100_000

    @property
    def publications(self) -> int:
        return 20 if self.quick else 200
