"""Measures Warta against the figures that it was designed for, in one run on one machine.

`python3 -m bench --help` says how; `scripts/bench` installs and builds first. Standard library only.
"""
