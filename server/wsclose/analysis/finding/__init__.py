"""Walks one unit and tells its facts."""
