"""Cards of outlets and agencies: who they are and what an opened source says of their owner. Never their political camp."""
