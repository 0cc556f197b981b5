"""The types of everything that is handed on: frozen structs without input or output. Imports nothing of recoupe but `errors`."""
