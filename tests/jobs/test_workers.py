import os
import platform
import subprocess
import sys
from datetime import timedelta

import pytest

from paht_tui.jobs.workers import is_alive, working
from tests.conftest import NOON

HERE = platform.node()
SOON, LATE = NOON + timedelta(minutes=1), NOON + timedelta(minutes=15)


def test_each_run_of_sending_has_a_name_of_its_own_while_it_lasts() -> None:
    with working() as first, working() as second:
        assert first != second
        assert [is_alive(each, NOON, now=LATE) for each in (first, second)] == [True, True]
    assert [is_alive(each, NOON, now=SOON) for each in (first, second)] == [False, False]


def test_a_run_that_broke_off_is_over() -> None:
    names = []

    def break_off() -> None:
        with working() as name:
            names.append(name)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        break_off()
    assert [is_alive(name, NOON, now=NOON) for name in names] == [False]


def test_a_process_that_has_ended_sends_nothing() -> None:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    assert not is_alive(f"{HERE}/{ended.pid}/abc", NOON, now=SOON)


def test_another_process_of_this_machine_is_given_time_and_no_more() -> None:
    # Its number may by then be that of quite another program.
    name = f"{HERE}/{os.getppid()}/abc"
    assert [is_alive(name, NOON, now=now) for now in (SOON, LATE)] == [True, False]


def test_another_machine_is_given_time_and_no_more() -> None:
    name = f"{HERE}-other/1/abc"
    assert [is_alive(name, NOON, now=now) for now in (SOON, LATE)] == [True, False]


@pytest.mark.parametrize("name", ["", f"{HERE}/none/abc", f"{HERE}//", f"{HERE}/99999999999999999999/abc"])
def test_a_name_that_means_nothing_is_nobody(name: str) -> None:
    assert not is_alive(name, NOON, now=LATE)
