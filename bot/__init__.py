"""The list as a conversation: commands, screens, texts and the program that connects to Discord."""
