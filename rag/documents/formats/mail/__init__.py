"""Mails, alone and in boxes, and what they carry -> Markdown."""
