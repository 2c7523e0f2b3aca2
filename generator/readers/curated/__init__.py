"""Curated lists of papers: Markdown as people keep it on GitHub, and the JSON and YAML from which programs write it."""
