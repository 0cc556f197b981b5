"""What things are: typed, frozen, no input or output. Imports nothing of recoupe but `errors`."""
