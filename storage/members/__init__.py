"""What is kept for single members: their libraries, and what they may ask to be shown or erased."""
