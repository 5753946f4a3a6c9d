"""Simulations of the plant."""
