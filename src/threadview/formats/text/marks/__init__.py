"""Marks: what comes back once per post, and which of them divides the page, if any does."""
