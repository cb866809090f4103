"""Stories as of a past minute, as a member asks for them: most stand as they stood, some were corrected or withdrawn since."""
import random
import shutil
import time
from datetime import datetime, timezone
from pathlib import Path
from urllib.parse import urlencode

from .. import members, stores, warta
from ..figures import Line, Row, count, ms, spread
from ..settings import Settings

EACH = 100
"""How many stories of each kind."""
CHANGED = 40
"""Stories that something is done with after that minute."""
FIGURE = 0.05


def measure(settings: Settings) -> Row:
    size = settings.sizes[-1]
    archive = stores.archive(settings, size)
    # Other rows ask for the same archive, and find no story withdrawn.
    data = settings.folder / "past"
    shutil.rmtree(data, ignore_errors=True)
    shutil.copytree(archive.data, data)
    try:
        times = ask(settings, archive, data)
    finally:
        shutil.rmtree(data)
    kinds = {kind: spread(some) for kind, some in times.items()}
    stories = spread(times["unchanged"] + times["changed"])
    return Row(
        [
            Line(
                f"one story as of a past minute, {count(size)} stories",
                "p99 ≤ 50 ms",
                f"p50 {ms(stories['p50'])}, p99 {ms(stories['p99'])} of {stories['n']:,};"
                f" the front p50 {ms(kinds['front']['p50'])}",
                stories["p99"] / FIGURE,
                stories["p99"] <= FIGURE,
            )
        ],
        {"stories": stories, "kinds": kinds},
    )


def ask(settings: Settings, archive: stores.Archive, data: Path) -> dict[str, list[float]]:
    """Seconds of each page by kind, as of a minute after which some stories were corrected or withdrawn."""
    minute = datetime.now(timezone.utc).isoformat(timespec="seconds")
    dice = random.Random(archive.size)
    changed = dice.sample(archive.paths, CHANGED)
    for place, path in enumerate(changed):
        verb = ["withdraw", "--ground", "mistake"] if place % 2 else ["correct", "--words", "Yang benar lain."]
        warta.run(settings, *verb, "--data", str(data), path.split("/")[2])
    (link,) = members.add(settings, data, 1)
    asked = [("unchanged", path) for path in dice.sample(archive.paths, EACH)]
    asked += [("changed", dice.choice(changed)) for _ in range(EACH)] + [("front", "/")] * 20
    dice.shuffle(asked)
    times: dict[str, list[float]] = {}
    with warta.serving(settings, data) as server:
        member = members.Member(server.port, link)
        for kind, path in asked:
            began = time.perf_counter()
            page = member.ask("GET", "/newsroom/time/page?" + urlencode({"path": path, "at": minute}))
            times.setdefault(kind, []).append(time.perf_counter() - began)
            if member.status != 200 or 'class="past"' not in page:
                raise RuntimeError(f"{path} as of {minute} answers {member.status}")
    return times
