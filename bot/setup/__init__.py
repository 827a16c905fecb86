"""Setting up both environments; standard library only, it runs before anything is installed."""
