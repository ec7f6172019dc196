"""The pages of the athlete: start, her questions page by page, her answers, and the last page."""
