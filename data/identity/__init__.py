"""What makes two rows the same paper: keys propose, vetoes block."""
