"""What several formats are read with. It knows no format; formats know no other but HTML."""
