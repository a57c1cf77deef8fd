"""What an anaphor stands for: "it" -> "the pond", "the second one" -> "Oster"."""
