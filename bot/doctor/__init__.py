"""The doctor: looks at what an installation needs, and tells what is wrong and what to do. One file a family."""
