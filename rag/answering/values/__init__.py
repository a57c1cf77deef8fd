"""What a short answer says, as a value: dates, times, numbers, names; do two say the same?"""
