"""What the chapters share: the activation functions and the way we draw them."""
