"""The athlete's pages: start, a page for each section, her answers, and the last page."""
