"""What public sources know of a paper, from its link alone: its title, its month, where its code is.

Off unless the operator allows it; what a source says fills a form in and never decides anything.
"""

from storage.metadata.facts import Metadata
from storage.metadata.finding import Sources, find_metadata

__all__ = ["Metadata", "Sources", "find_metadata"]
