"""The demonstration register: 晋江市西园街道, its year 2023 as published and made right."""
