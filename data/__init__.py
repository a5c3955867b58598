"""The list as a document: what a row says, what a paper is, how lists are read and written.

Pure: no database, no Discord, no network. Values in, values out.
"""
