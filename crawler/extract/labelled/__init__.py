"""What stands under labels: messages with their answers, service guides with their elements."""
