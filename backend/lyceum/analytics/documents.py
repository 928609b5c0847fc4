"""Stored totals; only this capability's services and selectors import this module."""

from lyceum.platform import mongo


class Totals(mongo.Document, frozen=True, kw_only=True):
    """What was counted for one course, under its id; or for the whole site, under an id derived from "site".

    `completed_count` counts completed lessons of the students that are counted in `enrollment_count`,
    `finished_count` those of them that have completed everything.
    """

    enrollment_count: int = 0
    completed_count: int = 0
    finished_count: int = 0


totals = mongo.Collection("analytics_totals", Totals)
