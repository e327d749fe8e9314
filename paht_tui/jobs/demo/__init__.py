"""The sample record: the programme of the funder's report, built through the program's own functions."""

from paht_tui.jobs.demo.about import ABOUT
from paht_tui.jobs.demo.build import DAY_AFTER, Demo, build_demo, demo_text

__all__ = ["ABOUT", "DAY_AFTER", "Demo", "build_demo", "demo_text"]
