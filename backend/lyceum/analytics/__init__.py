"""Dashboards made from what the lower capabilities count."""
