"""Gongbao: government reports kept as YAML, published in Simplified and Traditional Chinese."""
