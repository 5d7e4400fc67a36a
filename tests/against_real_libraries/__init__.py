"""What WebSocket libraries really do with close codes, seen on loopback connections and kept in `table.json`.

- `raw_peer.py` speaks RFC 6455 in bytes, in both roles; `cases.py` lists what is tried; `libraries/` says on what.
- `drivers/` holds one small program for each library: it gets a job of cases as JSON, and prints a line for each.
- `lab.py` makes the environments, `run.py` plays the cases, `checking.py` compares them with the table.
- `table.py` keeps the rows, `summary.py` writes `table.md`; README.md tells what is surprising in them.
- `observed.py` says in a library model's words what the rows mean; `models.py` compares the models with that.

To add a library: write a driver (`drivers/python/tornado_driver.py` is a short one), name it in `libraries/`, run
`python -m tests.against_real_libraries --write --only NAME`, read its section of `table.md`, and run `--check` twice:
what then differs is a race in the library, to be named in the subject's `varies`.
"""
