"""Fraud detection toy."""
