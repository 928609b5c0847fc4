"""Lyceum: an e-learning management system."""
