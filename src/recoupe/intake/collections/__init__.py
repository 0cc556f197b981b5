"""What holds many articles: folders, lists of addresses, feeds, web archives, tables. Each reader yields items one by one and keeps none of them."""
