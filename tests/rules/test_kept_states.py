"""Handlers that only keep how it is, or show it: setters, reducers' actions, mutations, subjects with a value, messages."""

import pytest

from .support import findings

GOING_AWAY, BACKOFF = "unhandled-going-away", "reconnect-without-backoff"
PAGE = """
import { useDispatch } from "react-redux";
import { useSnackbar } from "notistack";
import Swal from "sweetalert2";
import { runInAction } from "mobx";
import { BehaviorSubject, Subject } from "rxjs";
import { lineClosed, openSocket, queueNext } from "./slice";

const open$ = new BehaviorSubject(true);
const told$ = new Subject();

export function Page({ snackBar, store, t }) {
  const [lines, setLines] = useState([]);
  const dispatch = useDispatch();
  const { enqueueSnackbar } = useSnackbar();
  useEffect(() => {
    const line = new WebSocket("wss://example.org/lines");
    line.onmessage = (message) => setLines((old) => [...old, message.data]);
    line.onclose = (event) => {
      %s
    };
    return () => line.close();
  }, []);
  return lines;
}
"""


@pytest.mark.parametrize(
    "kept",
    [
        'setLines((old) => [...old, "closed"]);',
        "setLines((old) => [...old, `closed with ${event.code}`]);",
        "setLines(event.code);",
        "dispatch(lineClosed());",
        "dispatch(lineClosed(`with ${event.code}`));",
        "store.dispatch(lineClosed(true));",
        'store.commit("lines/CLOSED", false);',
        "open$.next(false);",
        "runInAction(() => { store.open = false; });",
        'setLines(t("line.closed"));',
        'enqueueSnackbar("closed", { variant: "error" });',
        'snackBar.open("closed");',
        'Swal.fire("closed");',
    ],
)
def test_what_only_keeps_or_shows_it_does_not_come_back(kept: str) -> None:
    assert [one.rule for one in findings("typescript", PAGE % kept, GOING_AWAY)] == [GOING_AWAY]


@pytest.mark.parametrize(
    "told",
    [
        "dispatch(openSocket());",
        "dispatch(queueNext());",
        "dispatch(lineClosed(event.code));",
        "told$.next(false);",
        'store.commit("connect");',
        'database.commit("closed");',
        'snackBar.open("closed", { onAction: () => again() });',
        "setLines((old) => { again(); return old; });",
    ],
)
def test_what_others_may_act_on_is_left_to_them(told: str) -> None:
    assert not findings("typescript", PAGE % told, GOING_AWAY)


@pytest.mark.parametrize(("first", "then"), [("5000", "300"), ("300", "5000"), ("5000", "5000")])
def test_of_two_fixed_waits_in_a_row_the_longer_is_told(first: str, then: str) -> None:
    text = """
class Feed {
  private line?: WebSocket;
  private async again() {
    if (this.busy) return;
    this.busy = true;
    try {
      await new Promise((done) => setTimeout(done, %s));
      this.start();
    } finally {
      this.busy = false;
      if (this.asked) { this.asked = false; await this.again(); }
    }
  }
  start() {
    this.line = new WebSocket("wss://example.org/feed");
    this.line.onclose = () => { setTimeout(() => this.again(), %s); };
  }
}
"""
    found = findings("typescript", text % (then, first), BACKOFF)
    assert ["5000 ms" in one.message for one in found] == [True]
