"""Pictures of numbers. They hold digits and nothing else, so that they need no font and no language: the words that
belong to them stand in the message, where everybody can read and a screen reader can speak them."""
