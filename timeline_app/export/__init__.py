"""A scene on PNG, SVG and PDF."""
